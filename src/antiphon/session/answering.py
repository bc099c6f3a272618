"""The model's side of the floor: one answer and at most one draft. Says what is sent of them, never when to speak."""

from __future__ import annotations

from dataclasses import replace

from antiphon.session.effects import Cancel, Commit, Effect, Play, Respond, Send
from antiphon.session.generation import Failed, Finished, Generation, Voiced
from antiphon.session.history import History
from antiphon.session.translate import output_transcription, text_part
from antiphon.session.usage import Context, audio_tokens, text_tokens, usage
from antiphon.talk import OUTPUT_RATE, Modality, Prompt, Role, Said, Text, Used
from antiphon.wire.messages import ServerContent, ServerMessage, TurnCompleteReason


class Answering:
    """Appends to the session's effects; keeps the generation in flight and its draft."""

    def __init__(self, effects: list[Effect], lead_s: float, *, is_captioned: bool) -> None:
        self._is_captioned = is_captioned  # spoken words are also sent as text
        self._effects = effects
        self._lead_s = lead_s
        self._count = 0
        self._current: Generation | None = None
        self._draft: Generation | None = None
        self._context = Context()

    # Making

    def draft(self, prompt: Prompt, revision: int) -> None:
        """Starts an answer that nobody has asked for yet (P4); at most one at a time."""
        self.drop_draft()
        self._draft = self._start(prompt, revision, is_draft=True)

    def drop_draft(self) -> None:
        """Cancels the draft without trace."""
        if self._draft is not None:
            self._effects.append(Cancel(self._draft.number))
            self._draft = None

    def begin(self, prompt: Prompt, revision: int, history: History) -> None:
        """The answer is due: the draft made for this revision, or a new one. ``history`` holds the question."""
        draft, self._context = self._draft, history.weigh(prompt.system)
        if draft is not None and draft.revision == revision:
            self._draft, self._current = None, draft
            draft.is_draft = False
            self._effects.append(Commit(draft.number))
        else:
            self.drop_draft()
            self._current = self._start(prompt, revision, is_draft=False)

    def take(self, number: int, event: Text | Used | Voiced | Finished | Failed) -> bool:
        """Adds what the engine made. True when it is for the answer that is due: late is wrong (P5)."""
        generation = next((g for g in (self._current, self._draft) if g and g.number == number), None)
        if generation is None or generation.is_finished:
            return False
        match event:
            case Text():
                generation.say(event.text)
            case Voiced():
                generation.voice(event)
            case Used():
                generation.text_tokens = event.output_tokens
            case Finished():
                generation.is_finished = True
            case Failed() if generation.is_draft:
                self.drop_draft()  # tried again when the answer is due
            case Failed():
                generation.break_off()
        return generation is self._current

    def give_up(self) -> None:
        """The engine has been silent for too long."""
        if self._current is not None:
            self._effects.append(Cancel(self._current.number))
            self._current.cut()

    def abandon(self) -> None:
        """The connection ends: nothing more is wanted."""
        self.drop_draft()
        if self._current is not None:
            self._effects.append(Cancel(self._current.number))
            self._current = None

    # Sending

    def release(self, now: float) -> bool:
        """Sends what the listener's buffer has room for; False when there was nothing."""
        if self._current is None:
            return False
        released = list(self._current.release(self._lead_s, now))
        for each in released:
            if each.text and not self._current.is_spoken:
                self._send(text_part(each.text))
            elif each.text and self._is_captioned:
                self._send(output_transcription(each.text))
            if each.stop > each.start:
                self._effects.append(Play(self._current.number, each.start, each.stop))
        return bool(released)

    def complete(self) -> None:
        """Everything is sent. A failed answer is never called complete."""
        if self._current is not None and not self._current.has_failed:
            self._send(ServerMessage(server_content=ServerContent(generation_complete=True)))

    def finish(self, history: History, now: float) -> None:
        """The listener has heard it all: the turn is over."""
        if self._current is not None:
            self._remember(self._current, history, now)
            self._complete_turn(has_failed=self._current.has_failed)

    def interrupt(self, history: History, now: float) -> None:
        """Stops here; history keeps the words the listener can have heard (P3)."""
        if self._current is not None:
            self._remember(self._current, history, now)
            self._effects.append(Cancel(self._current.number))
            self._send(ServerMessage(server_content=ServerContent(interrupted=True)))
            self._complete_turn()

    def complete_empty(self, system: str, history: History, *, has_failed: bool = False) -> None:
        """A turn in which nothing was said."""
        self._context = history.weigh(system)
        self._complete_turn(has_failed=has_failed)

    def stall(self, seconds: float, now: float) -> None:
        """The socket took nothing for a while."""
        if self._current is not None:
            self._current.playout.stall(seconds, now)

    # Asking

    @property
    def is_out(self) -> bool:
        """Whether all of the answer has been sent."""
        return self._current is not None and self._current.is_out

    @property
    def is_waiting(self) -> bool:
        """Whether it is the engine's turn to say more: what is left makes no message of its own."""
        current = self._current
        return current is not None and not current.is_finished and not current.has_releasable_audio

    def is_over(self, now: float) -> bool:
        """Whether the listener has heard it all."""
        return self._current is None or now >= self._current.playout.over_at

    @property
    def due_at(self) -> float | None:
        """When more may leave, or all has been heard."""
        current = self._current
        if current is None:
            return None
        if current.has_releasable_audio:
            return current.playout.low_at(self._lead_s)
        return current.playout.over_at if current.is_out else None

    def _start(self, prompt: Prompt, revision: int, *, is_draft: bool) -> Generation:
        self._count += 1
        is_spoken = prompt.modality is Modality.AUDIO
        generation = Generation(self._count, revision=revision, is_draft=is_draft, is_spoken=is_spoken)
        self._effects.append(Respond(self._count, replace(prompt, tentative=is_draft)))
        return generation

    def _remember(self, generation: Generation, history: History, now: float) -> None:
        samples = generation.playout.heard(now) if generation.is_spoken else 0
        history.append(Said(Role.MODEL, generation.heard(now).strip(), samples))

    def _complete_turn(self, *, has_failed: bool = False) -> None:
        answer = Context()
        if (current := self._current) is not None:
            spoken = audio_tokens(current.playout.sent, OUTPUT_RATE)
            written = text_tokens(current.shown) if current.text_tokens is None else current.text_tokens
            answer = Context(audio=spoken) if current.is_spoken else Context(text=written)
        reason = TurnCompleteReason.GENERATED_OTHER if has_failed else None
        content = ServerContent(turn_complete=True, turn_complete_reason=reason)
        self._send(ServerMessage(server_content=content, usage_metadata=usage(self._context, answer)))
        self._current = None

    def _send(self, message: ServerMessage) -> None:
        self._effects.append(Send(message))
