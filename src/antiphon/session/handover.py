"""How a session is left to another connection: the answer in flight ends, and what is owed is written down."""

from __future__ import annotations

from antiphon.session.floor import Floor
from antiphon.session.snapshot import Snapshot
from antiphon.talk import Role, Said


def hand_over(floor: Floor, now: float) -> Snapshot:
    """What another connection can go on from. The answer in flight ends here."""
    answer, history, calling = floor.answer, floor.briefing.history, floor.briefing.calling
    owes_answer = floor.reply.is_owed or (floor.is_answering and not answer.has_begun)
    if floor.reply.is_calling:
        calling.release()  # the call goes on; its result is spoken of where it comes
    is_wanted, turn = floor.contest.is_wanted(), floor.listener.turn
    if floor.is_answering:
        floor.interrupt(now, "connection")
    if turn is not None and turn.transcript and is_wanted:  # spoken after, or beneath, the answer
        history.append(Said(Role.USER, turn.transcript, turn.utterance.samples))
        owes_answer = True
    return Snapshot(
        history=history.entries,
        pending=calling.pending,
        calls=calling.count,
        generations=answer.count,
        turns=floor.listener.turns,
        arrived=floor.listener.total,
        owes_answer=owes_answer,
    )
