"""The model's side of the floor: one answer, at most one draft, and what was stopped. Says what is sent, never when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from antiphon.session.contest import Ground
from antiphon.session.drafting import Drafting
from antiphon.session.earshot import Earshot
from antiphon.session.effects import Cancel, Effect, Over, Play, Report, Respond, Rest, Send
from antiphon.session.generation import LEAST, Failed, Finished, Generation, Voiced
from antiphon.session.history import History
from antiphon.session.latency import Stopwatch
from antiphon.session.shelf import Shelf
from antiphon.session.translate import (
    Terms,
    latency_extension,
    output_transcription,
    resumption_update,
    text_part,
    thought_part,
)
from antiphon.session.usage import PICTURE_TOKENS, Context, audio_tokens, text_tokens, usage
from antiphon.talk import OUTPUT_RATE, Calls, Modality, Prompt, Text, Thought, Used
from antiphon.wire.messages import InteractionStatus, ServerContent, ServerMessage, TurnCompleteReason

ASKING: Final = ("?", "\uff1f", "\u061f", "\u037e")
"""Question marks: Latin, full-width, Arabic, Greek."""
LATELY_S: Final = 10.0
"""An echo of what was said longer ago comes from no room."""
OPENING_S: Final = 4.0
"""LiveKit gives up on an answer of which nothing has come within 5 s (PROTOCOL 6.5)."""

Event = Text | Thought | Used | Calls | Voiced | Finished | Failed
"""What becomes of an engine's events on their way here: audio stays with the driver."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How answers are put to this caller."""

    is_captioned: bool
    """Spoken words are also sent as text."""
    has_status: bool
    """Every end of a turn says that nothing goes on in the background."""
    opens_within_s: float | None
    """Something of an answer leaves by then, if only silence."""
    handle: str | None = None
    """Repeated after every turn."""
    has_thoughts: bool = False
    """What the engine says to itself is sent, too."""
    tells_latency: bool = False
    """Every end of a turn says where its time went."""

    @classmethod
    def of(cls, terms: Terms) -> Manner:
        """As agreed."""
        return cls(
            is_captioned=terms.transcribes_output and terms.prompt.modality is Modality.AUDIO,
            has_status=terms.profile.has_interaction_status,
            opens_within_s=OPENING_S if terms.caller.is_livekit else None,
            # LiveKit takes note of what was said so far when a handle comes, and sends the rest again when it
            # connects anew: with one handle, once, we would be told everything twice.
            handle=terms.handle if terms.caller.is_livekit else None,
            has_thoughts=terms.shows_thoughts,
            tells_latency=terms.tells_latency,
        )


class Answering:
    """Appends to the session's effects; keeps the generation in flight, the steps before it, and its draft."""

    def __init__(self, effects: list[Effect], lead_s: float, manner: Manner, count: int = 0) -> None:
        """``count``: generations of earlier connections."""
        self.count = count
        """Generations so far."""
        self._effects = effects
        self._lead_s = lead_s
        self._manner = manner
        self._current: Generation | None = None
        self.drafts, self.shelf = Drafting(effects), Shelf(effects)
        self._earshot = Earshot()
        self._awaits_results = False
        self._reason: TurnCompleteReason | None = None  # why it ends otherwise than it should
        self.is_held = False
        """Nothing more leaves until it is known who has the floor."""
        self._opens_at: float | None = None  # by then something must have left
        self._context = Context()
        self.watch = Stopwatch()
        """Tells where the time went before an answer begins."""

    # Making

    def draft(self, prompt: Prompt, revision: int) -> None:
        """Starts an answer that nobody has asked for yet (P4); at most one at a time."""
        self.drafts.drop()
        generation = self._start(prompt, revision, is_draft=True)
        self.drafts.put(generation, prompt.user.turn if prompt.user else 0)

    def begin(self, prompt: Prompt, revision: int, history: History, now: float) -> None:
        """The answer is due: the draft made for this revision, or a new one. ``history`` holds the question."""
        self.shelf.drop()
        self._context = _weighed(prompt, history)
        turn = prompt.user.turn if prompt.user else 0
        if prompt.user is None or not prompt.user.samples:
            self.watch.reset()  # whatever was spoken before, this was typed
        draft = self.drafts.take(turn, revision)
        if draft is None or not self.watch.is_running:
            self.watch.ask(now, drafts=self.drafts.made(turn), is_hit=draft is not None)
        self._current = draft or self._start(prompt, revision, is_draft=False)
        self.watch.note(now, has_words=self._current.has_words, has_sound=self._current.has_sound)
        if self._manner.opens_within_s is not None and self._current.is_spoken:
            self._opens_at = now + self._manner.opens_within_s

    def expect(self, turn: int, revision: int, now: float) -> bool:
        """The draft for this is waited for as an answer is. False: there is none."""
        if not self.drafts.is_for(turn, revision):
            return False
        self.drafts.promote()
        self.watch.ask(now, drafts=self.drafts.made(turn), is_hit=True)
        return True

    def go_on(self, prompt: Prompt, history: History) -> None:
        """The next step of the open turn, now that ``history`` holds the results it waited for."""
        self._context = _weighed(prompt, history)
        self._awaits_results = False
        over_at = 0.0
        if self._current is not None:
            over_at = self._current.playout.over_at
            self._effects.append(Over(self._current.number))
        self._current = self._start(prompt, 0, is_draft=False, after=over_at)

    def resume(self, system: str, history: History) -> bool:
        """What was stopped for nothing goes on, as a turn of its own. False: nothing was."""
        self._earshot.forget()
        self._current = self.shelf.take()
        self._context = history.weigh(system)
        return self._current is not None

    def take(self, number: int, event: Event, now: float) -> bool:
        """Adds what the engine made. True when it is for the answer that is due: late is wrong (P5)."""
        known = (self._current, self.drafts.current, self.shelf.answer)
        generation = next((each for each in known if each and each.number == number), None)
        if generation is None or generation.is_finished:
            return False
        match event:
            case Text():
                generation.say(event.text)
            case Thought():
                generation.thoughts.add(event.text, is_kept=self._manner.has_thoughts)
            case Voiced():
                generation.voice(event)
            case Used():
                generation.text_tokens = event.output_tokens
                generation.thoughts.counted = event.thought_tokens or None
            case Calls():
                generation.calls = event
            case Finished():
                generation.is_finished = True
                # An engine that has nothing to say has failed: every turn is answered (PROTOCOL 7, row 2).
                generation.has_failed = generation.is_empty and not self._earshot.parts
            case Failed() if generation.is_draft:
                self.drafts.drop()  # tried again when the answer is due
            case Failed():
                generation.break_off()
        if generation is self.shelf.answer:
            return False
        if self.watch.is_running:
            self.watch.note(now, has_words=generation.has_words, has_sound=generation.has_sound)
        return generation is self._current

    def give_up(self) -> None:
        """The engine has been silent for too long."""
        if self._current is not None:
            self._effects.append(Cancel(self._current.number))
            self._current.cut()

    def abandon(self) -> None:
        """The connection ends: nothing more is wanted."""
        self.drafts.drop()
        self.shelf.drop()
        if self._current is not None:
            self._effects.append(Cancel(self._current.number))
            self._current = None

    # Sending

    def release(self, now: float) -> bool:
        """Sends what the listener's buffer has room for; False when there was nothing."""
        current = self._current
        if current is None or self.is_held:
            return False
        if thought := current.thoughts.take():
            self._send(thought_part(thought))
        released = list(current.release(self._lead_s, now))
        for each in released:
            if each.text and not current.is_spoken:
                self._send(text_part(each.text))
            elif each.text and self._manner.is_captioned:
                self._send(output_transcription(each.text))
            if each.stop > each.start:
                self._effects.append(Play(current.number, each.start, each.stop))
        if released and (latency := self.watch.release(now)):
            self._effects.append(Report(current.number, latency))
        if current.has_begun:
            self._opens_at = None
        elif self._opens_at is not None and now >= self._opens_at:
            self._opens_at = None
            self._effects.append(Rest(current.number, LEAST))
            current.playout.rest(LEAST, now)
        return bool(released)

    def end_step(self, history: History, *, awaits_results: bool) -> None:
        """All of this step is out and it ends with calls: remembered as if all of it will be heard."""
        if self._current is not None:
            self._awaits_results = awaits_results
            self._earshot.end_part(self._current, history)

    def refuse_calls(self) -> None:
        """It wants what nobody can do: functions that were never declared, or arguments beyond any message."""
        self._reason = TurnCompleteReason.MALFORMED_FUNCTION_CALL

    def complete(self) -> None:
        """Everything is sent. A failed answer is never called complete."""
        if self._current is not None and not self._current.has_failed:
            self._send(ServerMessage(server_content=ServerContent(generation_complete=True)))

    def finish(self, history: History, now: float) -> None:
        """The listener has heard it all: the turn is over."""
        if self._current is not None:
            self._earshot.settle(self._current, history, now)
            self._effects.append(Over(self._current.number))
            self._complete_turn(has_failed=self._current.has_failed)

    def interrupt(self, history: History, now: float, *, is_sure: bool = True) -> None:
        """Stops here; history keeps the words the listener can have heard (P3). ``is_sure``: and for good."""
        if self._current is not None:
            self._earshot.settle(self._current, history, now)
            self._earshot.cut(now)
            is_all = not self._awaits_results and self._earshot.is_down_to(self._current, now)
            if is_sure or not is_all or not self.shelf.put(self._current, now):
                self._effects.append(Cancel(self._current.number))
            self._send(ServerMessage(server_content=ServerContent(interrupted=True)))
            self._complete_turn()

    def complete_empty(self, system: str, history: History, *, has_failed: bool = False) -> None:
        """A turn in which nothing was said."""
        self._context = history.weigh(system)
        self._complete_turn(has_failed=has_failed)

    def played(self, milliseconds: float, turn: int | None, history: History, now: float) -> None:
        """The client says how much of a turn has really been heard."""
        self._earshot.report(milliseconds, turn, self._current, history, now)

    def stall(self, seconds: float, now: float) -> None:
        """The socket took nothing for a while."""
        for generation in self._made:
            generation.playout.stall(seconds, now)

    # Asking

    @property
    def is_out(self) -> bool:
        """Whether all of the answer has been sent."""
        return self._current is not None and self._current.is_out

    @property
    def has_begun(self) -> bool:
        """Whether any of the answer is on the wire."""
        return bool(self._earshot.parts) or (self._current is not None and self._current.has_begun)

    @property
    def calls(self) -> Calls | None:
        """What the answer wants called, now that it is out. A failed one calls nothing."""
        current = self._current
        return current.calls if current is not None and current.is_out and not current.has_failed else None

    @property
    def is_at_sentence_end(self) -> bool:
        """Whether what has been shown of it ends a sentence."""
        return self._current is not None and self._current.shown.rstrip().endswith((".", "!", "?", "…", "。"))

    @property
    def is_waiting(self) -> bool:
        """Whether it is the engine's turn to say more: what is left makes no message of its own."""
        current = self._current
        return current is not None and not current.is_finished and not current.has_releasable_audio

    def lately_said(self, now: float) -> str:
        """The words of the answer in flight that can have sounded in the last `LATELY_S`, and those on their way."""
        return " ".join(each.lately(LATELY_S, now) for each in self._made)

    @property
    def is_heard(self) -> bool:
        """Whether there is sound of it that a voice may meet."""
        return self._current is not None and self._current.is_spoken and self.has_begun

    def ground(self, now: float) -> Ground:
        """The answer, as speech meets it."""
        current, is_out = self._current, self.is_out
        return Ground(
            heard_s=sum(each.playout.heard(now) for each in self._made) / OUTPUT_RATE,
            dry_at=None if is_out or current is None else current.playout.over_at,
            is_question=is_out and current is not None and current.shown.rstrip().endswith(ASKING),
        )

    def is_over(self, now: float) -> bool:
        """Whether the listener has heard it all."""
        return self._current is None or now >= self._current.playout.over_at

    @property
    def due_at(self) -> float | None:
        """When more may leave, or all has been heard."""
        current = self._current
        if current is None or self._awaits_results:
            return self.shelf.due_at
        if current.has_releasable_audio:
            if self.is_held:
                return None
            return current.playout.low_at(self._lead_s)
        return current.playout.over_at if current.is_out else self._opens_at

    @property
    def _made(self) -> list[Generation]:
        return self._earshot.made(self._current)

    def _start(self, prompt: Prompt, revision: int, *, is_draft: bool, after: float = 0.0) -> Generation:
        self.count += 1
        is_spoken = prompt.modality is Modality.AUDIO
        generation = Generation(
            self.count, revision=revision, is_draft=is_draft, is_spoken=is_spoken, after=after
        )
        self._effects.append(Respond(self.count, replace(prompt, tentative=is_draft)))
        return generation

    def _complete_turn(self, *, has_failed: bool = False) -> None:
        weight = sum((_weight(each) for each in self._made), Context())
        content = ServerContent(
            turn_complete=True,
            turn_complete_reason=TurnCompleteReason.GENERATED_OTHER if has_failed else self._reason,
            # Nothing of ours goes on between turns: whoever asked for this status may stop waiting.
            interaction_status=InteractionStatus.IDLE if self._manner.has_status else None,
        )
        thoughts = sum(each.thoughts.tokens for each in self._made)
        counts = usage(self._context, weight, thoughts)
        told = latency_extension(self.watch.told) if self.watch.told and self._manner.tells_latency else None
        self._send(ServerMessage(server_content=content, usage_metadata=counts, antiphon=told))
        if self._manner.handle is not None:
            self._send(resumption_update(self._manner.handle))
        self.is_held = False
        self._current, self._opens_at, self._awaits_results, self._reason = None, None, False, None
        self.watch.reset()
        self._earshot.end()

    def _send(self, message: ServerMessage) -> None:
        self._effects.append(Send(message))


def _weighed(prompt: Prompt, history: History) -> Context:
    return history.weigh(prompt.system) + Context(image=PICTURE_TOKENS * len(prompt.pictures))


def _weight(generation: Generation) -> Context:
    if generation.is_spoken:
        return Context(audio=audio_tokens(generation.sent_now, OUTPUT_RATE))
    counted = None if generation.record.is_resumed else generation.text_tokens
    return Context(text=text_tokens(generation.shown_now) if counted is None else counted)
