import asyncio
import io
import itertools
import struct
import wave
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from antiphon.engines.cascade import speeches
from antiphon.engines.cascade.endpoint import Service
from antiphon.engines.cascade.speeches import PACE, Converter, Speeches, Words, voice_map
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import OUTPUT_RATE
from antiphon.testing.openai import Asked, ModelServer, Reply, plain, refused, tone

TEXT = "Hello there, my friend."
SOUND = tone(TEXT)


def say(
    server: ModelServer, *voices: str | None, text: str = TEXT, chosen: str | None = None
) -> list[list[Spoken]]:
    """The clause once for each of the callers' voices."""

    async def scenario() -> list[list[Spoken]]:
        async with server.running():
            made = Speeches(
                Service("tts", "the synthesiser", server.url, "some-model", "secret", 5.0), chosen
            )
            try:
                await made.start()
                return [
                    [each async for each in made.speak(text, voice, "en-US")] for voice in voices or [None]
                ]
            finally:
                await made.aclose()
                await made.aclose()

    return asyncio.run(scenario())


def sounding(*pieces: bytes, kind: str = "audio/pcm") -> ModelServer:
    return ModelServer(speak=lambda _: Reply(kind=kind, pieces=pieces))


def pcm_of(spoken: Sequence[Spoken]) -> bytes:
    return b"".join(piece.pcm for piece in spoken)


def file_of(pcm: bytes, rate: int = OUTPUT_RATE, channels: int = 1, width: int = 2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(width)
        written.setframerate(rate)
        written.writeframes(pcm)
    return file.getvalue()


def test_a_clause_is_asked_for_and_streams() -> None:
    server = sounding(SOUND[:10_001], SOUND[10_001:])
    (spoken,) = say(server)
    assert pcm_of(spoken) == SOUND
    assert len(spoken) == 3  # as it came, but for its end
    assert all(len(piece.pcm) % 2 == 0 for piece in spoken)
    (asked,) = server.asked
    assert (asked.path, asked.headers["authorization"]) == ("/v1/audio/speech", "Bearer secret")
    assert asked.json == {"model": "some-model", "input": TEXT, "voice": "alloy", "response_format": "pcm"}


@pytest.mark.parametrize(
    ("chosen", "voices", "asked"),
    [
        (None, ("Puck", None), ["Puck", "alloy"]),
        ("nova", ("Puck", None), ["nova", "nova"]),
        ("nova, Puck=onyx", ("puck", "Kore", None), ["onyx", "nova", "nova"]),
        ("Puck=onyx", ("Puck", "Kore", None), ["onyx", "Kore", "alloy"]),
        ("af_bella(2)+af_sky(1)", ("Puck",), ["af_bella(2)+af_sky(1)"]),
    ],
)
def test_whose_voice(chosen: str | None, voices: tuple[str | None, ...], asked: list[str]) -> None:
    server = ModelServer()
    say(server, *voices, chosen=chosen)
    assert [each.json["voice"] for each in server.asked] == asked


def test_voices_are_read_as_they_are_written() -> None:
    assert voice_map(" a , B = c,, D=e=f ") == {"": "a", "b": "c", "d": "e=f"}


def words_of(spoken: Sequence[Spoken], text: str = TEXT) -> list[str]:
    return [text[mark.start : mark.stop] for piece in spoken for mark in piece.marks]


@pytest.mark.parametrize("seconds", [0.05, 0.5, 2.0, 10.0])
def test_every_word_has_its_mark_however_fast_it_is_said(seconds: float) -> None:
    pcm = bytes(2 * int(seconds * OUTPUT_RATE))
    pieces = [pcm[at : at + 5000] for at in range(0, len(pcm), 5000)]
    (spoken,) = say(sounding(*pieces))
    assert words_of(spoken) == TEXT.split()
    ats = [mark.at for piece in spoken for mark in piece.marks]
    assert ats == sorted(ats)
    assert ats[0] == 0
    assert ats[-1] < len(pcm) // 2
    begun = 0
    for piece in spoken:  # a mark comes with the piece in which its word begins, or the last one
        begun += len(piece.pcm) // 2
        assert all(mark.at < begun for mark in piece.marks)


def at_of(spoken: Sequence[Spoken], start: int) -> int:
    return next(mark.at for piece in spoken for mark in piece.marks if mark.start == start)


def test_marks_follow_the_pace_of_the_clauses_before() -> None:
    slow = bytes(2 * len(TEXT) * OUTPUT_RATE // 8)  # 8 characters a second
    first, second = say(sounding(slow), "Kore", "Kore")
    expected = TEXT.index("friend") * OUTPUT_RATE / 8
    assert at_of(first, 16) < 0.6 * expected
    assert at_of(second, 16) == pytest.approx(expected, rel=0.01)


def test_an_odd_pace_teaches_nothing() -> None:
    for text, samples in (("Hello there, you.", 100), ("Hello there, you.", 100 * OUTPUT_RATE), ("Hi", 4000)):
        words = Words(text, PACE)
        list(words.take(samples))
        assert words.pace is None


def test_scripts_without_spaces_have_a_mark_for_each_character() -> None:
    text = "你好 Anna"
    (spoken,) = say(sounding(SOUND), text=text)
    assert words_of(spoken, text) == ["你", "好", "Anna"]


@given(cuts=st.lists(st.integers(0, 4000), max_size=6), channels=st.sampled_from([1, 2]))
def test_samples_are_whole_however_they_are_cut(cuts: list[int], channels: int) -> None:
    data = bytes(range(250)) * 16
    edges = [0, *sorted(cuts), len(data)]
    converter = Converter(OUTPUT_RATE, channels)
    pieces = [converter.feed(data[a:b]) for a, b in itertools.pairwise(edges)]
    made = b"".join([*pieces, converter.flush()])
    samples = np.frombuffer(data, np.int16).astype(np.int32)
    assert (
        made
        == (samples.reshape(-1, 2).sum(axis=1) >> 1 if channels == 2 else samples).astype(np.int16).tobytes()
    )


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_wav_file_at_any_rate(rate: int, channels: int) -> None:
    instants = np.arange(rate) / rate
    mono = (8000 * np.sin(2 * np.pi * 440 * instants)).astype(np.int16)
    file = file_of(np.repeat(mono, channels).tobytes(), rate, channels)
    (spoken,) = say(sounding(file[:7], file[7:30], file[30:5001], file[5001:], kind="audio/wav"))
    samples = np.frombuffer(pcm_of(spoken), np.int16)
    assert abs(len(samples) - OUTPUT_RATE) <= 2
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    assert np.argmax(spectrum) * OUTPUT_RATE / len(samples) == pytest.approx(440, abs=2)


def test_a_wav_file_that_streams_does_not_know_its_length() -> None:
    head = bytearray(file_of(b""))
    struct.pack_into("<I", head, 40, 0xFFFFFFFF)
    listed = head[:12] + struct.pack("<4sI3sx", b"LIST", 3, b"abc") + head[12:]
    (spoken,) = say(sounding(bytes(listed), SOUND))
    assert pcm_of(spoken) == SOUND


def test_the_rate_may_be_in_the_content_type() -> None:
    (spoken,) = say(sounding(bytes(16_000), kind="audio/pcm; rate=16000"))
    assert abs(len(pcm_of(spoken)) - 24_000) <= 4


def test_a_server_that_takes_no_pcm_is_asked_for_wav_from_then_on() -> None:
    def behave(asked: Asked) -> Reply:
        is_wav = asked.json["response_format"] == "wav"
        return (
            Reply(kind="audio/wav", pieces=[file_of(SOUND)])
            if is_wav
            else refused(400, "Invalid format 'pcm'")
        )

    server = ModelServer(speak=behave)
    with capture_logs() as logs:
        assert [pcm_of(spoken) for spoken in say(server, None, None)] == [SOUND, SOUND]
    assert [each.json["response_format"] for each in server.asked] == ["pcm", "wav", "wav"]
    assert len(logs) == 1


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (refused(400, "no such voice"), "400: no such voice .voice 'Puck': --tts-voice names another"),
        (refused(400, "bad format"), "400: bad format"),
        (refused(500, "it broke"), "the synthesiser answered 500: it broke$"),
        (refused(401, ""), "ANTIPHON_TTS_KEY"),
        (plain({"audio": "..."}), "application/json, not with sound"),
        (Reply(kind="text/html", body=b"<html>"), "text/html, not with sound"),
        (Reply(kind="audio/mpeg", body=b"ID3\x04" + bytes(10)), "MP3: only pcm and wav"),
        (Reply(kind="audio/mpeg", body=b"\xff\xfb\x90\x00"), "MP3"),
        (Reply(kind="audio/ogg", body=b"OggS...."), "Ogg"),
        (Reply(kind="audio/wav", body=file_of(SOUND, width=1)), "not PCM of 16 bits"),
        (Reply(kind="audio/wav", body=file_of(SOUND, channels=3)), "not PCM of 16 bits"),
        (Reply(kind="audio/wav", body=file_of(SOUND)[:30]), "without sound"),
        (Reply(kind="audio/wav", body=b"RIFF....WAVEjunk" + struct.pack("<I", 2**31)), "without sound"),
        (Reply(kind="audio/wav", pieces=[b"RIFF....WAVE", *[b"x" * 8000] * 20]), "without sound"),
        (Reply(kind="audio/pcm;rate=5", body=SOUND), "at 5 Hz"),
        (Reply(kind="audio/pcm", pieces=[SOUND] * 40), "come to an end"),
        (Reply(kind="audio/pcm", pieces=[SOUND], breaks=True), "RemoteProtocolError"),
    ],
)
def test_failures_are_engine_errors(reply: Reply, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speeches, "MOST_BYTES", 20 * OUTPUT_RATE)
    with pytest.raises(EngineError, match=reason):
        say(ModelServer(speak=lambda _: reply), "Puck")


def test_no_sound_at_all() -> None:
    assert say(sounding(b"")) == [[]]


def test_a_server_that_refuses_the_key_is_told_at_the_start() -> None:
    with pytest.raises(OperatorError, match="ANTIPHON_TTS_KEY"):
        say(ModelServer(models=lambda _: refused(401, "")))


def test_closing_is_seen_by_the_server() -> None:
    async def scenario() -> None:
        server = ModelServer(speak=lambda _: Reply(kind="audio/pcm", pieces=[SOUND], hangs=True))
        async with server.running():
            made = Speeches(Service("tts", "the synthesiser", server.url, "some-model", None, 5.0))
            pieces = made.speak(TEXT, None, None)
            assert len((await anext(pieces)).pcm) > 1000
            await pieces.aclose()
            async with asyncio.timeout(5):
                await server.left()
            await made.aclose()

    asyncio.run(scenario())
