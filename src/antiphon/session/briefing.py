"""Everything an engine is told: instruction, functions, history, calls in flight, pictures. Decides nothing, sends nothing."""

from __future__ import annotations

from dataclasses import replace

from antiphon.session.calling import Calling
from antiphon.session.history import History
from antiphon.session.sight import Sight
from antiphon.session.snapshot import Snapshot
from antiphon.session.toolbox import Toolbox
from antiphon.session.translate import Terms
from antiphon.talk import Prompt, Said, Utterance


class Briefing:
    """What one session's prompts are made of."""

    def __init__(self, terms: Terms, past: Snapshot) -> None:
        self.history = History(past.history)
        self.calling = Calling(past.pending, past.calls)
        self.sight = Sight()
        self.toolbox = terms.toolbox
        self._prompt = terms.prompt
        self._window = terms.window

    @property
    def system(self) -> str:
        """The instruction that holds now."""
        return self._prompt.system

    def instruct(self, system: str) -> None:
        """Replaces the instruction."""
        self._prompt = replace(self._prompt, system=system)

    def equip(self, toolbox: Toolbox) -> None:
        """Replaces the functions."""
        self.toolbox = toolbox
        self._prompt = replace(self._prompt, tools=toolbox.tools)

    def prompt(self, now: float, user: Utterance | None = None, aside: tuple[Said, ...] = ()) -> Prompt:
        """What an engine needs to answer ``user``. ``aside`` is for this answer only."""
        if self._window is not None:
            self.history.compress(self.system, self._window)
        return replace(
            self._prompt,
            history=(*self.history.entries, *aside),
            user=user,
            pending=self.calling.pending,
            pictures=self.sight.at(now),
        )
