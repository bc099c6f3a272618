"""espeak-ng: every language, in a child process, with a mark for every word."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from antiphon.engines.cascade import voices
from antiphon.engines.cascade.speaking import SpeechWorker
from antiphon.engines.children import Child
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError, OperatorError


class EspeakSynthesizer:
    """A `Synthesizer`. A thousand times faster than speech, so clauses are said one after the other."""

    def __init__(self) -> None:
        self._worker = SpeechWorker(Child("antiphon.workers.espeak", ready_s=15.0), "espeak-ng")

    async def start(self) -> None:
        try:
            await self._worker.start()
        except EngineError as error:
            raise OperatorError(f"the speech synthesiser cannot be started: {error}") from error

    async def aclose(self) -> None:
        await self._worker.aclose()

    def speak(self, text: str, voice: str | None, language: str | None) -> AsyncGenerator[Spoken, None]:
        """Up to `speaking.TEXT_LIMIT` characters (`ValueError` beyond). If the child dies, the next goes on."""
        spec = voices.voice(voice).espeak
        how = {
            "voice": f"{voices.language(language)}+{spec.variant}",
            "rate": spec.rate,
            "pitch": spec.pitch,
        }
        return self._worker.say(text, how)
