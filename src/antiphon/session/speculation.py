"""Answers begun at pauses (P4): when one is, and when it was begun for less than was said. Ends no turn."""

from __future__ import annotations

from antiphon.session.answering import Answering
from antiphon.session.briefing import Briefing
from antiphon.session.chronicle import Chronicle
from antiphon.session.contest import Contest
from antiphon.session.listening import UserTurn
from antiphon.turns.decisions import Kind


class Speculation:
    """One session's."""

    def __init__(self, answer: Answering, briefing: Briefing, contest: Contest, chronicle: Chronicle) -> None:
        self._answer = answer
        self._briefing = briefing
        self._contest = contest
        self._chronicle = chronicle

    def draft(self, turn: UserTurn, now: float) -> None:
        """Perhaps that was all: an answer may be begun."""
        is_wanted = turn.transcript and self._contest.is_wanted()
        if is_wanted and self._answer.drafts.is_worth(turn.number, turn.revision):
            self._answer.draft(self._briefing.prompt(now, turn.utterance), turn.revision)

    def redraft(self, rule: str) -> None:
        """The draft, if there is one, was not made for all that is said."""
        if self._answer.drafts.drop():
            self._chronicle.note(Kind.REDRAFTED, rule)
