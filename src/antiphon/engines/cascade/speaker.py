"""The speaking stage as it comes: Flite for English where the system has it, espeak-ng for everything else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import structlog

from antiphon.engines.cascade import voices
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.engines.cascade.flite import Flite
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError

log = structlog.get_logger()


class EmbeddedSynthesizer:
    """A `Synthesizer` of all thirty voices, whichever engines there are."""

    def __init__(self, flite: Flite | None = None) -> None:
        self._espeak = EspeakSynthesizer()
        self._flite = flite or Flite()

    async def start(self) -> None:
        """Flite may be absent; espeak-ng may not."""
        await asyncio.gather(self._espeak.start(), self._start_flite())

    async def _start_flite(self) -> None:
        try:
            await self._flite.start()
        except EngineError as error:
            log.info("espeak-ng speaks English, too: install libflite1 for better voices", reason=str(error))

    async def aclose(self) -> None:
        await asyncio.gather(self._espeak.aclose(), self._flite.aclose())

    async def speak(self, text: str, voice: str | None, language: str | None) -> AsyncGenerator[Spoken, None]:
        """Up to `speaking.TEXT_LIMIT` characters. What Flite cannot spell, or fails to begin, espeak-ng says."""
        flite = voices.voice(voice).flite
        if voices.is_english(language) and self._flite.can_say(text, flite):
            has_begun = False
            try:
                async with aclosing(self._flite.say(text, flite)) as pieces:
                    async for piece in pieces:
                        has_begun = True
                        yield piece
            except EngineError as error:
                if has_begun:
                    raise
                log.warning("espeak-ng says it instead", reason=str(error))
            else:
                return
        async with aclosing(self._espeak.speak(text, voice, language)) as pieces:
            async for piece in pieces:
                yield piece
