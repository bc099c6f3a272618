"""A conversation to learn from or to be asked: what everybody says, and what is wanted of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from antiphon.engines.brain import chat
from antiphon.engines.brain.plain import ENDS, PERSONA
from antiphon.talk import Call, Entry, Result, Role, Said, Tool
from brain.draw import Draw


@dataclass(frozen=True, slots=True)
class Probe:
    """What a right answer holds, as `antiphon bench brain` judges it."""

    kind: str
    want: str = ""
    """A regular expression found in it, whatever the case."""
    without: str = ""
    """One that is not."""
    call: Call | None = None
    """The only call to be made; ``None``: none at all."""


class Segment(NamedTuple):
    """A piece of the text that the model reads."""

    text: str
    is_ours: bool
    """It is the model that should write it."""


@dataclass(slots=True)
class Dialogue:
    """Built turn by turn."""

    family: str
    """Which generator made it."""
    system: str = ""
    tools: Sequence[Tool] = ()
    entries: list[Entry] = field(default_factory=list)
    probes: dict[int, Probe] = field(default_factory=dict)
    """By the index of the model's entry that they judge."""

    def user(self, text: str) -> None:
        """The user says something. Notes go before it with `chat.asked`."""
        self.entries.append(Said(Role.USER, text))

    def model(self, text: str, probe: Probe | None = None, *, is_cut: bool = False) -> None:
        """The model answers in words; ``is_cut`` if the user interrupted it (it is not taught to stop so)."""
        self._probe(probe)
        self.entries.append(Said(Role.MODEL, text, is_cut=is_cut))

    def call(self, name: str, arguments: Mapping[str, Any], probe: Probe | None = None) -> None:
        """The model calls a function."""
        self._probe(probe)
        self.entries.append(Call(name, dict(arguments)))

    def result(self, response: Mapping[str, Any]) -> None:
        """The last call returns."""
        last = self.entries[-1]
        if not isinstance(last, Call):
            raise TypeError("a result follows a call")
        self.entries.append(Result(last, dict(response)))

    def _probe(self, probe: Probe | None) -> None:
        if probe is not None:
            self.probes[len(self.entries)] = probe

    def segments(self) -> list[Segment]:
        """The whole conversation, as the server writes it for the model."""
        found = [Segment(_message("system", chat.system(self.system or PERSONA, self.tools)), is_ours=False)]
        for entry in self.entries:
            said = chat.written_entry(entry)
            if not isinstance(said, Said):
                raise TypeError(f"{entry} is no words")
            if said.role is Role.MODEL:
                text = f"{said.text} {chat.CUT}" if said.is_cut else said.text
                found.append(Segment("<|im_start|>assistant\n", is_ours=False))
                found.append(Segment(f"{text}<|im_end|>", is_ours=not said.is_cut))
                found.append(Segment("\n", is_ours=False))
            else:
                found.append(Segment(_message("user", said.text), is_ours=False))
        return found


def _message(role: str, text: str) -> str:
    return f"<|im_start|>{role}\n{text}{ENDS}"


class Family(NamedTuple):
    """A kind of dialogue, and how to make one."""

    share: float
    """Of all dialogues, before they add up to one."""
    make: Callable[[Draw], Dialogue]
