"""What a caller's messages ask of the floor (PROTOCOL 2.7 to 2.10, 4.9, 8.5). Keeps no time, sends nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from antiphon.session.floor import Floor
from antiphon.session.toolbox import toolbox_for
from antiphon.session.translate import Terms, entries
from antiphon.talk import Entry, Role, Said
from antiphon.turns.activity import Edge
from antiphon.wire.messages import (
    ClientContent,
    ClientExtension,
    ContextUpdate,
    RealtimeInput,
    ToolResponse,
)
from antiphon.wire.types import Content

_INSTRUCTIONS: Final = re.compile(r"<instructions>\n(.*)\n</instructions>", re.DOTALL)
"""How LiveKit puts the instructions for one reply to names of 3.1 and 3.8."""


class Receiver:
    """Reads one session's messages, from setup on."""

    def __init__(self, terms: Terms, floor: Floor) -> None:
        self._terms = terms
        self._floor = floor
        # A session that goes on is not seeded again.
        self._is_seeded = not terms.seeds_history or bool(floor.briefing.history.entries)
        # The user turn after which history was given without a question.
        self._seeded_after: int | None = None

    def content(self, content: ClientContent, now: float) -> None:
        """Turns for the history; complete ones ask for an answer."""
        floor = self._floor
        floor.briefing.sight.look(content.turns)
        if not self._is_seeded and floor.listener.turns == 0:
            # The history a session begins with. Its end asks for nothing: what comes next does (PROTOCOL 4.9).
            self._learn(content.turns, now)
            self._is_seeded = content.turn_complete
        elif content.turn_complete:
            self._ask(content.turns, now)
        elif content.turns:
            # A newer model's rule: only complete content interrupts.
            self._learn(content.turns, now)
        else:
            floor.stop(now)  # nothing said, nothing asked: a plain "stop" (PROTOCOL 7, row 34)

    def realtime(self, message: RealtimeInput, now: float) -> None:
        """The live stream, but for its audio, which goes its own way."""
        floor, listener = self._floor, self._floor.listener
        if message.activity_start is not None and listener.is_manual and not listener.is_open:
            floor.edge(Edge.START, now)
        if message.text is not None:
            words = message.text.strip()
            is_trigger = words == "." and self._seeded_after == listener.turns
            self._is_seeded, self._seeded_after = True, None
            words = "" if is_trigger else words
            # Who asks for the answer that is under way gets that one, and no other (PROTOCOL 6.4, 7 row 11).
            if words or not floor.is_answering:
                floor.ask(words, now)
        if message.activity_end is not None and listener.is_manual:
            floor.edge(Edge.END, now, "declared")
        if message.audio_stream_end and (edge := listener.end_stream()):
            floor.edge(edge, now, "stream end")

    def responses(self, message: ToolResponse, now: float) -> None:
        """What the caller's functions have answered."""
        self._floor.respond(message.function_responses, now)

    def extension(self, message: ClientExtension, now: float) -> None:
        """What only our own clients tell."""
        if message.played_ms is not None:
            floor = self._floor
            floor.answer.played(message.played_ms, message.turn, floor.briefing.history, now)

    def update(self, message: ContextUpdate, now: float) -> None:
        """Replaces what is present, from the next answer on (PROTOCOL 2.10)."""
        if message.system_instruction is not None:
            self._floor.briefing.instruct(message.system_instruction.text)
        if message.tools is not None:
            self._floor.briefing.equip(toolbox_for(message.tools.tools, self._terms.profile))
        self._floor.reply.renew(now)

    def _learn(self, turns: Sequence[Content], now: float) -> None:
        said = [entry for turn in turns for entry in entries(turn)]
        self._seeded_after = self._floor.listener.turns
        if said and all(isinstance(each, Said) and each.role is Role.SYSTEM for each in said):
            # Vertex's way to change the instruction in the middle of a session (PROTOCOL 4.9).
            self._floor.briefing.instruct("\n\n".join(each.text for each in said if isinstance(each, Said)))
            self._floor.reply.renew(now)
        elif instruction := self._instruction(turns):
            self._floor.reply.learn((instruction,))
        else:
            self._floor.reply.learn(said)

    def _ask(self, turns: Sequence[Content], now: float) -> None:
        floor = self._floor
        self._seeded_after = None
        if not turns and floor.listener.turn is not None:
            self._finish_speech(now)  # "answer now" while speaking: what was said so far is the question
            return
        if not turns and floor.is_answering and (not floor.answer.has_begun or self._terms.caller.is_pipecat):
            return  # it is being answered
        if floor.is_answering:
            floor.interrupt(now, "content")  # first, so that what was heard comes before what is said now
        *before, last = [entries(turn) for turn in turns] or [[]]
        question, aside = "", tuple[Said, ...]()
        match last:
            case [Said(role=Role.USER, text=question)]:
                pass
            case _:
                before.append(last)
        if question.strip() in {"", "."}:
            question = ""
            if instruction := self._instruction(turns[:-1]):
                aside, before = (instruction,), []
        elif self._terms.caller.is_livekit and (found := _INSTRUCTIONS.fullmatch(question)):
            question, aside = "", (Said(Role.SYSTEM, found[1]),)
        floor.reply.learn(entry for said in before for entry in said)
        floor.ask(question, now, aside)

    def _instruction(self, turns: Sequence[Content]) -> Said | None:
        """LiveKit gives instructions to the Developer API as words of the model's, one turn alone (PROTOCOL 6.5)."""
        if not self._terms.caller.is_livekit or len(turns) != 1:
            return None
        said: list[Entry] = entries(turns[0])
        match said:
            case [Said(role=Role.MODEL, text=text)] if text:
                return Said(Role.SYSTEM, text)
            case _:
                return None

    def _finish_speech(self, now: float) -> None:
        listener = self._floor.listener
        if listener.is_manual:
            self._floor.edge(Edge.END, now, "asked")
        elif edge := listener.end_stream():
            self._floor.edge(edge, now, "asked")
