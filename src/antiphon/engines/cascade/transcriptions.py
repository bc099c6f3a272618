"""The hearing stage over any OpenAI-compatible ``/audio/transcriptions``: whisper servers, vLLM, hosted."""

from __future__ import annotations

import asyncio
import re
import struct
from typing import Any, Final

import msgspec

from antiphon.engines.cascade.endpoint import Endpoint, Service, read
from antiphon.engines.stages import Hints
from antiphon.errors import EngineError
from antiphon.talk import INPUT_RATE

LEAST_BYTES: Final = INPUT_RATE // 10 * 2
"""A shorter recording is refused by OpenAI and holds no word: 100 ms."""
MOST_BYTES: Final = 24 * 10**6
"""OpenAI takes 25 MB. A turn has 9.6 MB at most; of a longer one the end would be sent."""
MAX_TRANSCRIPT: Final = 2**20
_REMARK: Final = re.compile(r"[\[(][^\])]*[\])]")
"""What whisper.cpp writes of a recording without words: ``[BLANK_AUDIO]``, ``(wind)``."""


class Transcriptions:
    """A `Transcriber`: the model that ``service`` names."""

    does_interims: Final = False
    """Words while somebody speaks would mean the same speech sent again and again, and paid for."""

    def __init__(self, service: Service) -> None:
        self._endpoint = Endpoint(service)

    async def start(self) -> None:
        await self._endpoint.start()

    async def aclose(self) -> None:
        await self._endpoint.aclose()

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        """Cancelling closes the request."""
        if len(pcm) < LEAST_BYTES:
            return ""
        wishes = {"model": self._endpoint.service.model, "response_format": "json"}
        if hints.language:
            wishes["language"] = hints.language.partition("-")[0].lower()  # ISO 639, as Whisper knows them
        files = {"file": ("speech.wav", wav(pcm[-MOST_BYTES:]), "audio/wav")}
        patience_s = self._endpoint.service.patience_s  # by then nobody waits for it, but the next turn may
        try:
            async with (
                asyncio.timeout(patience_s),
                self._endpoint.post("/audio/transcriptions", data=wishes, files=files) as response,
            ):
                kind = response.headers.get("content-type", "")
                text = _text(await read(response, MAX_TRANSCRIPT), is_json="json" in kind)
        except TimeoutError as error:
            raise EngineError(f"the recogniser took longer than {patience_s:g} s") from error
        return "" if _REMARK.fullmatch(text) else text


def wav(pcm: bytes) -> bytes:
    """A recording at `INPUT_RATE` as a file."""
    head = struct.pack(
        "<4sI8sIHHIIHH4sI",
        *(b"RIFF", 36 + len(pcm), b"WAVEfmt ", 16),
        *(1, 1, INPUT_RATE, 2 * INPUT_RATE, 2, 16),
        *(b"data", len(pcm)),
    )
    return head + pcm


def _text(body: bytes, *, is_json: bool) -> str:
    """Some servers answer with the words alone, whatever was asked for, and some of those call it JSON."""
    plain: Any = None
    if is_json or body.lstrip().startswith(b"{"):
        try:
            plain = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise EngineError("the recogniser sent what is no JSON") from error
        plain = plain.get("text") if isinstance(plain, dict) else plain
        if not isinstance(plain, str):
            raise EngineError("the recogniser sent no text")
        return plain.strip()
    return body.decode(errors="replace").strip()
