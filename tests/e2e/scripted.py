"""An engine that tells what reached it, for tests with clients that cannot look inside: ``e2e.scripted:create``."""

from __future__ import annotations

import json
from typing import Final

from antiphon.config import Settings
from antiphon.talk import Prompt, Role, Said
from antiphon.testing.engine import Script, ScriptedEngine, ScriptedFactory

REPORT: Final = "REPORT"
STORY: Final = "STORY"
STORY_WORDS: Final = 600
SCRIPT: Final = Script(
    hears=("What was I told?", "Stop and report."), settles_after_s=0.02, thinks_s=0.02, word_ms=20
)


def _in_brief(said: Said) -> str:
    """A report in a report would only grow; of a story counts how much of it was heard."""
    name = "model" if said.role is Role.MODEL else "user"
    if said.role is Role.MODEL and said.text.startswith(REPORT):
        return f"{name}: {REPORT}"
    if said.role is Role.MODEL and said.text.startswith(STORY):
        return f"{name}: {STORY} {len(said.text.split())}"
    return f"{name}: {said.text}"


def told(prompt: Prompt) -> list[str]:
    """The conversation so far, what is to be answered included."""
    entries = [_in_brief(said) for said in prompt.history]
    return [*entries, f"user: {prompt.user.text}"] if prompt.user is not None else entries


class Reporter(ScriptedEngine):
    """Asked for a story it tells a long one; asked for anything else, or for nothing, it reports."""

    def _next_answer(self) -> str:
        prompt = self.prompts[-1]
        entries = told(prompt)
        if "story" in " ".join(entries[-1:]):
            return " ".join([STORY, *(f"word{index}" for index in range(1, STORY_WORDS))])
        return f"{REPORT} {json.dumps({'system': prompt.system, 'told': entries})}"


class ReporterFactory(ScriptedFactory):
    """Opens a reporter for each conversation."""

    def open(self) -> Reporter:
        return Reporter(SCRIPT)


def create(settings: Settings) -> ReporterFactory:
    """What ``--engine`` names."""
    del settings
    return ReporterFactory()
