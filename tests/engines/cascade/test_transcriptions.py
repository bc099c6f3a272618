import asyncio
import contextlib
import io
import wave
from dataclasses import replace

import pytest

from antiphon.engines.cascade import transcriptions
from antiphon.engines.cascade.endpoint import Service
from antiphon.engines.cascade.transcriptions import Transcriptions, wav
from antiphon.engines.stages import Hints
from antiphon.errors import EngineError, OperatorError
from antiphon.testing.openai import ModelServer, Reply, plain, refused
from antiphon.testing.voice import speech

PCM = speech(200)


def hear(server: ModelServer, pcm: bytes = PCM, language: str | None = None) -> str:
    async def scenario() -> str:
        async with server.running():
            made = Transcriptions(Service("asr", "the recogniser", server.url, "some-model", "secret", 5.0))
            try:
                await made.start()
                return await made.transcribe(pcm, Hints(language))
            finally:
                await made.aclose()
                await made.aclose()

    return asyncio.run(scenario())


def test_speech_is_sent_as_a_file() -> None:
    server = ModelServer()
    assert hear(server, language="de-DE") == "hello there"
    (asked,) = server.asked
    assert (asked.path, asked.headers["authorization"]) == ("/v1/audio/transcriptions", "Bearer secret")
    form = asked.form
    with wave.open(io.BytesIO(form.pop("file"))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        assert file.readframes(file.getnframes()) == PCM
    assert form == {"model": b"some-model", "response_format": b"json", "language": b"de"}


def test_a_language_that_nobody_named_is_the_models_to_find() -> None:
    server = ModelServer()
    hear(server)
    assert "language" not in server.asked[0].form


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (plain({"text": " hello there\n", "duration": 1}), "hello there"),
        (Reply(kind="text/plain; charset=utf-8", body="grüß dich\n".encode()), "grüß dich"),
        (Reply(kind="application/octet-stream", body=b' {"text": "hi"}'), "hi"),
        (plain("hi"), "hi"),
        (plain({"text": ""}), ""),
        (plain({"text": " [BLANK_AUDIO]"}), ""),
        (plain({"text": "(wind blowing)"}), ""),
        (plain({"text": "[a] and (b)"}), "[a] and (b)"),
    ],
)
def test_however_it_answers(reply: Reply, text: str) -> None:
    assert hear(ModelServer(transcribe=lambda _: reply)) == text


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (refused(400, "bad file"), "the recogniser answered 400: bad file"),
        (refused(401, "no"), "set ANTIPHON_ASR_KEY"),
        (plain({"words": []}), "no text"),
        (plain({"text": 7}), "no text"),
        (plain([]), "no text"),
        (Reply(body=b"{"), "no JSON"),
        (Reply(body=b"[" * 50), "no JSON"),
        (Reply(kind="text/plain", body=b"x" * 101), "more than 100 bytes"),
        (Reply(breaks=True), "RemoteProtocolError"),
    ],
)
def test_failures_are_engine_errors(reply: Reply, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcriptions, "MAX_TRANSCRIPT", 100)
    with pytest.raises(EngineError, match=reason):
        hear(ModelServer(transcribe=lambda _: reply))


def test_who_never_comes_to_an_end_is_not_waited_for_any_longer_than_who_is_silent() -> None:
    """One byte at a time, each soon after the one before."""

    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            while True:
                writer.write(b" ")
                await writer.drain()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(0.02):
                        while await reader.read(2**16):
                            pass
                        break
        writer.close()
        gone.set()

    async def scenario() -> None:
        async with await asyncio.start_server(trickle, "127.0.0.1", 0) as server, asyncio.timeout(5):
            port = server.sockets[0].getsockname()[1]
            service = Service("asr", "the recogniser", f"http://127.0.0.1:{port}", "some-model", None, 0.3)
            made = Transcriptions(service)
            with pytest.raises(EngineError, match=r"took longer than 0.3 s"):
                await made.transcribe(PCM, Hints())
            await made.aclose()
            await gone.wait()

    gone = asyncio.Event()
    asyncio.run(scenario())


def test_what_is_too_short_holds_no_word() -> None:
    server = ModelServer()
    assert hear(server, speech(99)) == ""
    assert server.asked == []


def test_of_what_is_too_long_the_end_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcriptions, "MOST_BYTES", 4000)
    server = ModelServer()
    hear(server)
    assert server.asked[0].form["file"] == wav(PCM[-4000:])


def test_a_server_that_is_not_there_is_told_at_the_start() -> None:
    with pytest.raises(OperatorError, match=r"asr: .*ANTIPHON_ASR_KEY"):
        hear(ModelServer(models=lambda _: refused(403, "")))


def test_interim_words_are_not_asked_for() -> None:
    assert not Transcriptions.does_interims


def test_cancelling_is_seen_by_the_server() -> None:
    async def scenario() -> None:
        server = ModelServer(transcribe=lambda _: Reply(hangs=True))
        async with server.running():
            service = Service("asr", "the recogniser", server.url, "some-model")
            made = Transcriptions(replace(service, patience_s=5.0))
            waiting = asyncio.create_task(made.transcribe(PCM, Hints()))
            await server.arrived()
            waiting.cancel()
            async with asyncio.timeout(5):
                await server.left()
            await asyncio.wait([waiting])
            assert waiting.cancelled()
            await made.aclose()

    asyncio.run(scenario())
