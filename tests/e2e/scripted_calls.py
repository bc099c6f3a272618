"""Conversations of clients in environments of their own with a server whose engine is scripted."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from e2e.scripted import REPORT, STORY
from e2e.subject import Server

ROOT = Path(__file__).parents[2]
DRIVERS = Path(__file__).parent / "clients"
SEEDS = ["user: My name is Anna.", "model: Hello Anna.", "user: What is my name?"]
"""What every driver gives as the history at its start."""

Event = dict[str, Any]


@dataclass
class Step:
    """One part of a conversation."""

    events: list[Event] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """The course of it: a run of the same kind once, and not what the answer sounds like."""
        course = [event["kind"] for event in self.events if event["kind"] not in {"said", "audio"}]
        return [kind for index, kind in enumerate(course) if index == 0 or kind != course[index - 1]]

    def text(self, kind: str) -> str:
        """Everything said, or heard, in one."""
        return "".join(event["text"] for event in self.events if event["kind"] == kind)

    @property
    def audio_s(self) -> float:
        """Seconds of speech at 24 kHz that the client got."""
        frames: list[int] = [event["bytes"] for event in self.events if event["kind"] == "audio"]
        return sum(frames) / 48_000

    @property
    def report(self) -> dict[str, Any]:
        """What the engine says it was told, as it came out at the client."""
        said = self.text("said")
        assert said.startswith(REPORT), said
        found: dict[str, Any] = json.loads(said.removeprefix(REPORT))
        return found


@dataclass
class Call:
    """One conversation, as its client told it."""

    steps: dict[str, Step] = field(default_factory=lambda: {"": Step()})

    def __getitem__(self, name: str) -> Step:
        assert name in self.steps, f"the conversation did not come so far: {self.all('error')}"
        return self.steps[name]

    def all(self, kind: str) -> list[Event]:
        """Every event of a kind, from the start to the end."""
        return [event for step in self.steps.values() for event in step.events if event["kind"] == kind]

    @property
    def told(self) -> list[str]:
        """The conversation as the engine knew it at the end."""
        told: list[str] = self["after it"].report["told"]
        return told

    @property
    def words_heard(self) -> int:
        """How much of the story the engine believes was heard before it was interrupted."""
        story = self.told[-2]
        assert story.startswith(f"model: {STORY} "), self.told
        return int(story.rsplit(" ", 1)[1])


def read(output: str) -> dict[str, Call]:
    """The conversations of a driver's output, by model."""
    calls: dict[str, Call] = {}
    for line in output.splitlines():
        if not line.startswith('{"model"'):
            continue
        event = json.loads(line)
        call = calls.setdefault(event["model"], Call())
        if event["kind"] == "step":
            call.steps[event["name"]] = Step()
        else:
            list(call.steps.values())[-1].events.append(event)
    return calls


def play(server: Server, client: str, driver: str, speech: Path, *models: str) -> dict[str, Call]:
    """Runs a driver in its client's environment, set up by the variables that the server prints."""
    python = ROOT / ".venv-clients" / client / "bin" / "python"
    assert python.exists(), "make install-dev makes the clients' environments"
    return run(server, [str(python), str(DRIVERS / driver), str(speech), *models])


def run(server: Server, command: list[str], **environment: str) -> dict[str, Call]:
    """Runs a driver to its end."""
    variables = {
        "SSL_CERT_FILE": server.bundle,
        "GOOGLE_GEMINI_BASE_URL": server.base_url,
        "GOOGLE_API_KEY": "anything",
        **environment,
    }
    done = subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-6000:]
    return read(done.stdout)
