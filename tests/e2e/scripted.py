"""An engine that tells what reached it, for tests with clients that cannot look inside: ``e2e.scripted:create``."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from antiphon.config import Settings
from antiphon.talk import Call, Calls, EngineEvent, Entry, Prompt, Result, Role, Said
from antiphon.testing.engine import Script, ScriptedEngine, ScriptedFactory

REPORT: Final = "REPORT"
STORY: Final = "STORY"
STORY_WORDS: Final = 1000
SCRIPT: Final = Script(
    hears=("What was I told?", "Stop and report."), settles_after_s=0.02, thinks_s=0.02, word_ms=10
)


def _in_brief(entry: Entry) -> str:
    """A report in a report would only grow; of a story counts how much of it was heard."""
    match entry:
        case Call():
            return f"call: {entry.name} {json.dumps(entry.arguments)}"
        case Result():
            return f"result: {json.dumps(entry.response)}"
        case Said(role=Role.MODEL, text=text) if text.startswith(REPORT):
            return f"model: {REPORT}"
        case Said(role=Role.MODEL, text=text) if text.startswith(STORY):
            return f"model: {STORY} {len(text.split())}"
        case Said():
            return f"{entry.role.value}: {entry.text}"


def told(prompt: Prompt) -> list[str]:
    """The conversation so far, what is to be answered included."""
    entries = [_in_brief(entry) for entry in prompt.history]
    return [*entries, f"user: {prompt.user.text}"] if prompt.user is not None else entries


class Reporter(ScriptedEngine):
    """Asked for a story it tells a long one, of the weather it asks; of anything else, or of nothing, it reports."""

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        entries = told(prompt)
        last = "".join(entries[-1:])
        if prompt.tools and last.startswith("user:") and "weather" in last:
            yield Calls((Call(prompt.tools[0].name, {"city": "Paris"}),))
            return
        answer = f"{REPORT} {json.dumps({'system': prompt.system, 'told': entries})}"
        if "story" in last:
            answer = " ".join([STORY, *(f"word{index}" for index in range(1, STORY_WORDS))])
        self.script = replace(SCRIPT, says=(answer,))
        async with aclosing(super().respond(generation, prompt)) as events:
            async for event in events:
                yield event


class ReporterFactory(ScriptedFactory):
    """Opens a reporter for each conversation."""

    def open(self) -> Reporter:
        return Reporter(SCRIPT)


def create(settings: Settings) -> ReporterFactory:
    """What ``--engine`` names."""
    del settings
    return ReporterFactory()
