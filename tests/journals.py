"""A call with a bit of everything, recorded on virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

from antiphon.runtime.channel import Peer
from antiphon.runtime.driver import Driver, Shared
from antiphon.runtime.journal import JournaledSession, Recorder
from antiphon.runtime.lobby import Lobby
from antiphon.runtime.umpire import Umpire
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.talk import EngineEvent, Prompt
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent, RealtimeInput
from antiphon.wire.setup import Setup
from antiphon.wire.types import Blob, Content, Part
from kit import setup

CALLER = Caller(client="google-genai-sdk/3.4.0")
STORY = "Eleven cats crossed the Danube, slowly; nobody knows why."
SYSTEM = "You are Marvin, a paranoid android."
TYPED = "Where is Zaphod?"
WORDS = ("Danube", "Marvin", "paranoid", "Zaphod", "Trillian", "android", "Magrathea")

SCRIPT = Script(hears=("to Magrathea", "stop that"), says=(STORY, "Yes, I did."), word_ms=180)


class FailsOnce(ScriptedEngine):
    """Breaks off in its third answer."""

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        words = 2 if len(self.prompts) == 2 else None
        self.script = Script(**{**vars(self.script), "fails_after_words": words})
        async for event in super().respond(generation, prompt):
            yield event


class JournaledPair(LivePair):
    """A pair whose session keeps a journal."""

    def __init__(self, recorder: Recorder, engine: ScriptedEngine, umpire: Umpire | None = None) -> None:
        super().__init__(engine, caller=CALLER)
        self.journaled = recorder.session("test", Policy(judges_pauses=umpire is not None), CALLER)
        self.session = self.journaled
        shared = Shared(self._ear, Lobby(asyncio.get_running_loop().time), umpire=umpire)
        self.driver = Driver(self.channel, engine, self.session, Peer(caller=CALLER), shared)


def setup_with_words() -> Setup:
    given = setup()
    parts = (Part(text=SYSTEM), Part(inline_data=Blob(data=b"\x89PNG" * 100, mime_type="image/png")))
    members = {name: getattr(given, name) for name in given.__struct_fields__}
    return Setup(**{**members, "system_instruction": Content(parts=parts)})


async def everything(pair: LivePair) -> None:
    """Speech, an answer, a barge-in, words, an engine's failure, a picture, and a mistake that closes."""
    said, quiet = voice.speech(600), voice.silence(1500)
    async with pair.running(setup_with_words()):
        await pair.speak(voice.silence(300) + said + quiet + said + voice.silence(900))
        await pair.turn()
        await pair.turn()
        await pair.client.send(RealtimeInput(video=Blob(data=b"jpeg" * 50, mime_type="image/jpeg")))
        await pair.client.send_text(TYPED)
        await pair.turn()
        await pair.client.send(
            ClientContent(turns=(Content(parts=(Part(text="Trillian"),)),), turn_complete=True)
        )
        await pair.turn()
        await asyncio.sleep(2)
        await pair.client.send(setup())


def record(
    directory: Path,
    scenario: Callable[[LivePair], Awaitable[None]] = everything,
    *,
    has_words: bool = False,
    max_bytes: int = 2**26,
    umpire: Umpire | None = None,
    script: Script = SCRIPT,
) -> Path:
    """The file of one call."""
    recorder = Recorder(directory, has_words=has_words, max_bytes=max_bytes)
    recorder.start()

    async def run() -> None:
        engine = FailsOnce(script)
        pair = JournaledPair(recorder, engine, umpire)
        assert isinstance(pair.journaled, JournaledSession)
        await scenario(pair)
        pair.journaled.close_journal()

    run_virtually(run())
    recorder.close()
    (path,) = directory.glob("*.jsonl")
    return path
