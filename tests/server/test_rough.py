"""What a bad message gets, over a real socket, while a neighbour talks on (PROTOCOL 1.6, 8.1; docs: the wire)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import structlog.testing
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from antiphon.runtime import decoding
from antiphon.runtime.driver import MAX_UNREADABLE
from antiphon.server import serve, websocket
from antiphon.server.accept import Limits
from antiphon.testing import voice
from server.rough import HELLO, SETUP, Rough, audio, closing, fate, masked, serving

MIB = 2**20
DEEP = "[" * 10_000 + "]" * 10_000
MANY = json.dumps({"toolResponse": {"functionResponses": {f"k{n}": 0 for n in range(1_000_000)}}})
GARBAGE = '{"realtimeInput": {"audio": {"data": "!!!!", "mimeType": "audio/pcm"}}}'


def run(data_dir: Path, test: Callable[[Rough], Awaitable[None]], **given: Any) -> None:
    async def main() -> None:
        async with asyncio.timeout(50), serving(data_dir, **given) as server:
            await test(server)

    asyncio.run(main())


def setup(**fields: Any) -> str:
    return json.dumps({"setup": {"model": "models/x", **fields}})


def tools(count: int, depth: int) -> str:
    """A setup that declares so many functions, each of lists of lists of text."""
    schema = '{"items":' * depth + '{"type":"STRING"}' + "}" * depth
    functions = ",".join(f'{{"name":"f{n}","parameters":{schema}}}' for n in range(count))
    return f'{{"setup":{{"model":"x","tools":[{{"functionDeclarations":[{functions}]}}]}}}}'


NOT_JSON = (1007, "not JSON")
TOO_DEEP = (1007, "not JSON we read: nested too deeply")
TOO_MANY = (1007, "a message may hold 65536 values, not more")
CLOSED: dict[str, tuple[list[str | bytes], tuple[int, str]]] = {
    "no JSON": (["hello"], NOT_JSON),
    "no JSON after setup": ([SETUP, "hello"], NOT_JSON),
    "binary garbage": ([bytes(range(256))], NOT_JSON),
    "binary garbage after setup": ([SETUP, bytes(range(256))], NOT_JSON),
    "no object": (["[1, 2]"], (1007, "a message is a JSON object")),
    "NaN": (['{"setup": {"model": "x", "generationConfig": {"temperature": NaN}}}'], NOT_JSON),
    "Infinity": (['{"setup": {"model": "x", "generationConfig": {"topP": -Infinity}}}'], NOT_JSON),
    "depth 10,000": ([DEEP], TOO_DEEP),
    "a million members first": ([MANY], TOO_MANY),
    "no setup": ([HELLO], (1007, "The first message must be setup.")),
    "setup of a wrong type": (['{"setup": 5}'], (1007, "setup: expected an object")),
    "setup without a model": (['{"setup": {}}'], (1007, "setup: Object missing required field")),
    "setup twice": ([SETUP, SETUP], (1007, "setup may be sent only once.")),
    "two members first": (
        ['{"setup": {"model": "x"}, "realtimeInput": {"text": "x"}}'],
        (1007, "one message may hold setup or realtimeInput, not both"),
    ),
    "setup of 15 MiB": (
        [setup(systemInstruction={"parts": [{"text": "word " * (3 * MIB)}]})],
        (1007, "setup is larger than 4 MiB"),
    ),
    "schema of depth 2,000": ([tools(1, 2000)], TOO_DEEP),
    "unreadable again and again": (
        [SETUP, *[GARBAGE] * MAX_UNREADABLE],
        (1007, "realtimeInput.audio.data: not base64"),
    ),
    "invalid UTF-8 in a big message": (
        [b'{"setup": {"model": "' + b"\xff" * MIB + b'"}}'],
        NOT_JSON,
    ),
}
SERVED: dict[str, list[str | bytes]] = {
    "nothing": [SETUP, "{}", b"{}", "", b"", HELLO],
    "depth 10,000 after setup": [SETUP, DEEP, HELLO],
    "a million members": [SETUP, MANY, HELLO],
    "base64 garbage": [SETUP, *[GARBAGE] * (MAX_UNREADABLE - 1), "{}", *[GARBAGE] * 3, HELLO],
    "a wrong type": [SETUP, '{"realtimeInput": []}', '{"clientContent": {"turns": 7}}', HELLO],
    "two members": [SETUP, '{"realtimeInput": {"text": "x"}, "clientContent": {}}', HELLO],
    "no member we know": [SETUP, '{"bogus": {"realtimeInput": 1}}', HELLO],
    "audio of no length": [SETUP, audio(b""), HELLO],
    "audio of half a sample": [SETUP, audio(b"x"), HELLO],
    "a wrong type of media": [SETUP, audio(b"xx", "image/\u2028"), audio(b"xx", "x" * MIB), HELLO],
    "an absurd rate": [SETUP, audio(b"xx", "audio/pcm;rate=-1"), audio(b"xx", "audio/pcm;rate=1e999"), HELLO],
    "an enum nobody knows": [setup(generationConfig={"responseModalities": ["SMELL"]}), HELLO],
    "a setup of 3 MiB": [setup(systemInstruction={"parts": [{"text": "word " * (MIB // 2)}]}), HELLO],
    "a model's name of 1 MiB": [json.dumps({"setup": {"model": "m" * MIB}}), HELLO],
    "fields' names of 1 MiB": [json.dumps({"setup": {"model": "x", "y" * MIB: {"z" * MIB: 1}}}), HELLO],
    "three thousand tools": [tools(3000, 1), HELLO],
    "schema of depth 50": [tools(1, 50), HELLO],
    "an image of 7 MB": [SETUP, json.dumps({"realtimeInput": {"video": {"data": "A" * 9_333_336}}}), HELLO],
    "tools that nobody asked for": [SETUP, '{"toolResponse": {"functionResponses": [{"id": "x"}]}}', HELLO],
    "thousands of tiny messages": [SETUP, *["{}"] * 20_000, HELLO],
}


@pytest.mark.parametrize("case", CLOSED)
def test_a_bad_message_closes_with_a_reason(case: str, data_dir: Path) -> None:
    frames, (code, reason) = CLOSED[case]

    async def test(server: Rough) -> None:
        ending = await fate(server, *frames)
        assert ending is not None
        assert ending[0] == code
        assert ending[1].startswith(reason)
        await server.only(1)

    run(data_dir, test)


@pytest.mark.parametrize("case", SERVED)
def test_what_can_be_ignored_closes_nothing(case: str, data_dir: Path) -> None:
    async def test(server: Rough) -> None:
        with structlog.testing.capture_logs() as logs:
            assert await fate(server, *SERVED[case]) is None
        assert all(len(repr(entry)) < 4000 for entry in logs)
        await server.only(1)

    run(data_dir, test)


FRAMES: dict[str, tuple[bytes, int]] = {
    "compressed, which nobody agreed to": (masked(b"{}", 0xC1), 1002),
    "not masked": (b"\x81\x02{}", 1002),
    "a reserved opcode": (masked(b"{}", 0x83), 1002),
    "a ping of 200 bytes": (masked(bytes(200), 0x89), 1002),
    "invalid UTF-8": (masked(b'{"a": "\xff"}'), 1007),
    "16 MiB and one byte": (b"\x81\xff" + (16 * MIB + 1).to_bytes(8) + bytes(4), 1009),
    "a length beyond all bounds": (b"\x81\xff" + (2**63 - 1).to_bytes(8) + bytes(4), 1009),
    "fragments of nothing, without end": (masked(b"", 0x01) + masked(b"", 0x00) * 70_000, 1009),
}


@pytest.mark.parametrize("case", FRAMES)
def test_a_bad_frame_closes(case: str, data_dir: Path) -> None:
    data, code = FRAMES[case]

    async def test(server: Rough) -> None:
        reader, writer = await server.raw()
        writer.write(data)
        assert await closing(reader) == code
        writer.close()
        await server.only(1)

    run(data_dir, test)


def test_a_message_in_fragments_is_a_message(data_dir: Path) -> None:
    async def test(server: Rough) -> None:
        reader, writer = await server.raw()
        first, *rest = (HELLO[n : n + 5].encode() for n in range(0, len(HELLO), 5))
        writer.write(masked(first, 0x01) + b"".join(masked(each, 0x00) for each in rest) + masked(b"", 0x80))
        head = await reader.readexactly(2)
        assert head[0] == 0x81  # an answer
        writer.close()
        await server.only(1)

    run(data_dir, test)


@pytest.mark.parametrize("is_tls", [False, True])
def test_audio_at_a_hundred_times_the_speed_of_life(data_dir: Path, *, is_tls: bool) -> None:
    speech = voice.speech(500) + voice.silence(600)

    async def test(server: Rough) -> None:
        context = ssl.create_default_context(cafile=server.at.ca) if is_tls else None
        url = server.url("wss" if is_tls else "ws")
        async with connect(url, ssl=context, proxy=None, compression=None) as socket:
            await socket.send(setup(realtimeInputConfig={"activityHandling": "NO_INTERRUPTION"}))
            for chunk in voice.chunks(speech * 90, 20):
                await socket.send(audio(chunk))
            await socket.send(audio(speech * 120))  # and minutes of it in one message
            while not json.loads(await socket.recv()).get("serverContent", {}).get("turnComplete"):
                pass
        await server.only(1)

    run(data_dir, test)


def test_who_vanishes_leaves_nothing(data_dir: Path) -> None:
    async def test(server: Rough) -> None:
        for part in (b"\x81", b"\x81\xff\0\0\0\0\0\x80", masked(b"x" * 2 * MIB)[:MIB]):
            _, writer = await server.raw()
            writer.write(part)
            await writer.drain()
            writer.transport.abort()
        await server.only(1)

    run(data_dir, test)


def test_who_does_not_answer_pings_is_let_go(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(server: Rough) -> None:
        reader, writer = await server.raw()
        assert await closing(reader) == 1011
        writer.close()
        await server.only(1)

    monkeypatch.setattr(serve, "PING_S", 0.1)
    run(data_dir, test)


def test_who_does_not_read_is_let_go(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(server: Rough) -> None:
        _, writer = await server.raw()
        writer.transport.pause_reading()  # type: ignore[attr-defined]  # of a TCP connection it has one
        question = json.dumps({"clientContent": {"turns": [], "turnComplete": True}})
        for _ in range(50):
            writer.write(masked(HELLO.encode()) + masked(question.encode()))
        await server.only(1)
        writer.transport.abort()

    monkeypatch.setattr(serve, "PING_S", 0.1)
    monkeypatch.setattr(websocket, "LINGER_S", 0.1)
    run(data_dir, test)


def test_slow_handshakes(data_dir: Path) -> None:
    async def test(server: Rough) -> None:
        for begun, answer in (
            (b"", b""),
            (b"\x16\x03\x01", b""),
            (b"GET / HTTP/1.1\r\nHost", b"HTTP/1.1 408"),
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.at.port)
            writer.write(begun)
            with contextlib.suppress(ConnectionResetError):
                assert (await reader.read()).startswith(answer)
            writer.close()

    run(data_dir, test, limits=Limits(peek_s=0.1, handshake_s=0.1, head_s=0.1))


def test_no_setup_in_time(data_dir: Path) -> None:
    async def test(server: Rough) -> None:
        reader, writer = await server.raw(is_set_up=False)
        assert await closing(reader) == 1007
        writer.close()
        await server.only(1)

    run(data_dir, test, setup_timeout_s=0.2)


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
def test_a_page_or_name_from_elsewhere(headers: dict[str, str], data_dir: Path) -> None:
    async def test(server: Rough) -> None:
        url = server.url().replace("127.0.0.1", headers.get("Host", "127.0.0.1"))
        with pytest.raises(InvalidStatus) as refused:
            await connect(
                url,
                proxy=None,
                host="127.0.0.1",
                port=server.at.port,
                origin=headers.get("Origin"),  # type: ignore[arg-type]  # a NewType of str
            )
        assert refused.value.response.status_code == 403

    run(data_dir, test)


def test_dear_frames_are_few_enough_to_name() -> None:
    assert decoding.MAX_VALUES == 65_536  # as the reason says, and docs/reference/wire.md
