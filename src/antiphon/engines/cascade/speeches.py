"""The speaking stage over any OpenAI-compatible ``/audio/speech``: Kokoro and Piper servers, vLLM, hosted.

Such a server says nothing of where words sound. What was heard of an answer is worth knowing all the same, so marks
are estimated as the sound comes: words follow one another at the pace of the clauses before, and those that are left
when the sound ends come with its last piece.
"""

from __future__ import annotations

import re
import struct
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from typing import Any, Final

import httpx
import numpy as np
import soxr
import structlog

from antiphon.engines.cascade.endpoint import Endpoint, Service
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError, RefusedError
from antiphon.talk import OUTPUT_RATE, Mark

VOICE: Final = "alloy"
"""Asked for where neither the caller nor the operator names one: most servers know it."""
PACE: Final = 15.0
"""Characters a second before anything is known of a voice: about 160 words a minute."""
PACES: Final = (6.0, 40.0)
"""Slower or faster is nobody's pace, but silence or a broken file."""
VOICES_KNOWN: Final = 64
MOST_BYTES: Final = 5 * 60 * OUTPUT_RATE * 2
"""More sound for one clause is not listened to: 5 minutes at our rate."""
HELD_BYTES: Final = OUTPUT_RATE // 50 * 2
"""The last 20 ms."""
MOST_HEAD: Final = 64 * 1024
"""Of a WAV file before its samples."""

_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_FORM: Final = re.compile(r"pcm|format", re.IGNORECASE)
_RATE: Final = re.compile(r"rate=(\d+)")
_OTHERS: Final = (
    (b"ID3", "MP3"),
    (b"\xff\xfb", "MP3"),
    (b"\xff\xf3", "MP3"),
    (b"OggS", "Ogg"),
    (b"fLaC", "FLAC"),
)

log = structlog.get_logger()


class Speeches:
    """A `Synthesizer`: the model that ``service`` names, with the operator's choice of ``voices`` (`voice_map`)."""

    def __init__(self, service: Service, voices: str | None = None) -> None:
        self._endpoint = Endpoint(service)
        self._voices = voice_map(voices or "")
        self._format = "pcm"
        self._paces: dict[str, float] = {}

    async def start(self) -> None:
        await self._endpoint.start()

    async def aclose(self) -> None:
        await self._endpoint.aclose()

    async def speak(self, text: str, voice: str | None, language: str | None) -> AsyncGenerator[Spoken, None]:
        """Streams as it is made. The language is the model's to find out: the API has no word for it."""
        del language
        name = self._voices.get((voice or "").lower()) or self._voices.get("") or voice or VOICE
        words = Words(text, self._paces.get(name, PACE))
        held = b""  # the words that are left in the end need a piece to come with
        async with aclosing(self._sound(text, name)) as pieces:
            async for pcm in pieces:
                held += pcm
                if (ready := len(held) - HELD_BYTES) > 0:
                    yield Spoken(held[:ready], tuple(words.take(ready // 2)))
                    held = held[ready:]
        if held:
            yield Spoken(held, (*words.take(len(held) // 2), *words.rest()))
        self._learn(name, words.pace)

    async def _sound(self, text: str, voice: str) -> AsyncGenerator[bytes, None]:
        """PCM16 at `OUTPUT_RATE`, whole samples."""
        asked = {"model": self._endpoint.service.model, "input": text, "voice": voice}
        try:
            async with aclosing(self._said(asked, self._format)) as pieces:
                async for piece in pieces:
                    yield piece
        except RefusedError as refusal:  # before any sound
            if not (self._format == "pcm" and refusal.is_about_request and _FORM.search(refusal.complaint)):
                hint = f" (voice {voice!r}: --tts-voice names another)" if refusal.is_about_request else ""
                raise EngineError(f"{refusal}{hint}") from refusal
            log.warning("! tts takes no pcm, and is asked for wav", cause=refusal.complaint)
        else:
            return
        async with aclosing(self._said(asked, "wav")) as pieces:
            async for piece in pieces:
                yield piece
        self._format = "wav"

    async def _said(self, asked: dict[str, str], form: str) -> AsyncGenerator[bytes, None]:
        body = {**asked, "response_format": form}
        async with (
            self._endpoint.post("/audio/speech", json=body) as response,
            aclosing(_samples(response)) as pieces,
        ):
            async for piece in pieces:
                yield piece

    def _learn(self, voice: str, pace: float | None) -> None:
        if pace is not None:
            self._paces[voice] = (self._paces.get(voice, pace) + pace) / 2
            if len(self._paces) > VOICES_KNOWN:
                del self._paces[next(iter(self._paces))]


def voice_map(voices: str) -> dict[str, str]:
    """``alloy, Puck=onyx``: callers' names in lower case → the server's; under the empty name whoever else speaks."""
    pairs = [each.partition("=") for each in voices.split(",") if each.strip()]
    return {
        (name.strip().lower() if is_pair else ""): (theirs if is_pair else name).strip()
        for name, is_pair, theirs in pairs
    }


class Words:
    """Where each word of a clause sounds, about."""

    def __init__(self, text: str, pace: float) -> None:
        self._length = len(text)
        self._per_character = OUTPUT_RATE / pace
        self._waiting = deque(match.span() for match in _WORD.finditer(text))
        self._samples = 0

    @property
    def pace(self) -> float | None:
        """Characters a second, now that it has been said; ``None`` when it tells nothing of a voice."""
        pace = self._length * OUTPUT_RATE / max(self._samples, 1)
        return pace if self._length >= 12 and PACES[0] <= pace <= PACES[1] else None

    def take(self, samples: int) -> Iterator[Mark]:
        """Words that begin in the next ``samples``."""
        self._samples += samples
        while self._waiting and self._at(self._waiting[0][0]) < self._samples:
            start, stop = self._waiting.popleft()
            yield Mark(start, stop, self._at(start))

    def rest(self) -> Iterator[Mark]:
        """Words for which there is no sound left: it was said faster than was thought."""
        for start, stop in self._waiting:
            yield Mark(start, stop, max(self._samples - 1, 0))

    def _at(self, character: int) -> int:
        return int(character * self._per_character)


async def _samples(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """The sound in an answer, as it comes. Raises `EngineError` for what is none."""
    pieces = response.aiter_bytes()
    head = await _head(pieces)
    kind = response.headers.get("content-type", "").lower()
    if other := next((name for mark, name in _OTHERS if head.startswith(mark)), None):
        raise EngineError(f"the synthesiser answered with {other}: only pcm and wav can be played")
    if "json" in kind or kind.startswith("text/"):
        raise EngineError(f"the synthesiser answered with {kind[:64]}, not with sound")
    if head.startswith(b"RIFF"):
        rate, channels, head = await _wav_head(head, pieces)
    else:
        found = _RATE.search(kind)
        rate, channels = int(found[1]) if found else OUTPUT_RATE, 1
    converter = Converter(rate, channels)
    taken = 0
    piece = head
    while True:  # the head of a file may have come alone
        if pcm := converter.feed(piece):
            yield pcm
        taken += len(piece)
        if taken > MOST_BYTES:
            raise EngineError("the synthesiser does not come to an end")
        if not (piece := await anext(pieces, b"")):
            break
    if pcm := converter.flush():
        yield pcm


async def _head(pieces: AsyncIterator[bytes]) -> bytes:
    """Enough to tell what it is."""
    head = b""
    while len(head) < 4 and (piece := await anext(pieces, b"")):
        head += piece
    return head


async def _wav_head(head: bytes, pieces: AsyncIterator[bytes]) -> tuple[int, int, bytes]:
    """Rate, channels, and what has come of the samples. Sizes of a file that streams are not to be believed."""
    form: tuple[Any, ...] | None = None
    at = 12
    while True:
        while len(head) < at + 8 or (head[at : at + 4] == b"fmt " and len(head) < at + 24):
            piece = await anext(pieces, b"")
            if not piece or len(head) > MOST_HEAD:
                raise EngineError("the synthesiser sent a WAV file without sound")
            head += piece
        name, size = struct.unpack_from("<4sI", head, at)
        if name == b"data":
            break
        if name == b"fmt ":
            form = struct.unpack_from("<HHIIHH", head, at + 8)
        at += 8 + size + size % 2
    if form is None or form[0] not in {1, 0xFFFE} or form[5] != 16 or form[1] not in {1, 2}:
        raise EngineError("the synthesiser sent a WAV file that is not PCM of 16 bits, mono or stereo")
    return form[2], form[1], head[at + 8 :]


class Converter:
    """Bytes cut anywhere, at any rate, of one channel or two → PCM16 mono at `OUTPUT_RATE`."""

    def __init__(self, rate: int, channels: int) -> None:
        if not 8_000 <= rate <= 192_000:
            raise EngineError(f"the synthesiser speaks at {rate} Hz")
        self._frame = 2 * channels
        self._channels = channels
        self._rest = b""
        self._stream = (
            None
            if rate == OUTPUT_RATE
            else soxr.ResampleStream(rate, OUTPUT_RATE, 1, dtype="int16", quality="HQ")
        )

    def feed(self, data: bytes) -> bytes:
        """What ``data`` completes."""
        data = self._rest + data
        whole = len(data) - len(data) % self._frame
        self._rest = data[whole:]
        return self._convert(data[:whole], is_last=False)

    def flush(self) -> bytes:
        """What the resampler held back; half a sample is dropped."""
        return self._convert(b"", is_last=True)

    def _convert(self, data: bytes, *, is_last: bool) -> bytes:
        if self._channels == 1 and self._stream is None:
            return data
        samples = np.frombuffer(data, np.int16)
        if self._channels == 2:
            samples = (samples.reshape(-1, 2).astype(np.int32).sum(axis=1) >> 1).astype(np.int16)
        if self._stream is None:
            return samples.tobytes()
        pcm: bytes = self._stream.resample_chunk(samples, last=is_last).tobytes()
        return pcm
