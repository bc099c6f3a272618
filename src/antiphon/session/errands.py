"""What an answer sends the caller's functions for, and how that ends. Opens no answer and ends none."""

from __future__ import annotations

from antiphon.session.answering import Answering
from antiphon.session.briefing import Briefing
from antiphon.session.effects import Effect, Send
from antiphon.session.profiles import closes_turn
from antiphon.session.translate import Terms, tool_call, tool_call_cancellation


class Errands:
    """Calls as they leave, are given up, and come back too late."""

    def __init__(self, terms: Terms, answer: Answering, briefing: Briefing, effects: list[Effect]) -> None:
        self._terms = terms
        self._answer = answer
        self._briefing = briefing
        self._effects = effects

    def send(self) -> bool:
        """Asks for what the answer wants called. True: its turn stays open for the results (PROTOCOL 8.4)."""
        asked, toolbox, calling = self._answer.calls, self._briefing.toolbox, self._briefing.calling
        placed = calling.place(asked, toolbox) if asked else ()
        if not placed:
            if asked and not (self._answer.has_begun and any(map(toolbox.permits, asked.calls))):
                self._answer.refuse_calls()
            return False
        waits = not closes_turn(self._terms.profile, self._terms.caller, is_blocking=calling.is_awaited)
        self._answer.end_step(self._briefing.history, awaits_results=waits)
        self._briefing.history.extend(placed)
        self._effects.append(Send(tool_call(placed)))
        if not waits:
            calling.release()
        return waits

    def cancel(self) -> None:
        """Nobody waits for them any more."""
        if ids := self._briefing.calling.cancel():
            self._effects.append(Send(tool_call_cancellation(ids)))

    def expire(self) -> None:
        """They were waited for long enough."""
        expired = self._briefing.calling.expire()
        self._effects.append(Send(tool_call_cancellation(result.call.id for result in expired)))
        self._briefing.history.extend(expired)
