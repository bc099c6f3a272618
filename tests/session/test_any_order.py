"""The session under any order of inputs: hypothesis plays caller, engine, clock and operator."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from antiphon.session.effects import (
    Cancel,
    Close,
    Commit,
    Dismiss,
    Effect,
    Feed,
    Glance,
    Measure,
    Over,
    Play,
    Respond,
    Rest,
    Score,
    Send,
    Settle,
    Shelve,
    Warm,
)
from antiphon.session.generation import KEPT, LEAST, Failed, Finished, Voiced
from antiphon.session.grammar import Grammar
from antiphon.session.limits import PATIENCE_S, Policy
from antiphon.session.machine import Session
from antiphon.session.profiles import Caller
from antiphon.session.states import State
from antiphon.session.translate import audio_part
from antiphon.talk import (
    OUTPUT_RATE,
    Acoustics,
    Call,
    Calls,
    Heard,
    Interim,
    Mark,
    Modality,
    Picture,
    Prompt,
    Result,
    Role,
    Text,
)
from antiphon.turns import words
from antiphon.wire.codec import encode
from antiphon.wire.messages import RealtimeInput, ServerMessage, ToolResponse
from antiphon.wire.setup import Setup
from antiphon.wire.types import Empty, FunctionResponse
from inputs import CALLERS, CALLS, MESSAGES, POLICIES, RESPONSES, SETUPS

WINDOW = 512


class Ears:
    """What a caller can have heard, known from what was played and when: bounds of what may be remembered."""

    def __init__(self) -> None:
        self.sounds: dict[str, tuple[int, int]] = {}  # a word, its generation and the sample it begins at
        self.words: dict[int, list[str]] = {}
        self.began: dict[int, float] = {}
        self.over: dict[int, float] = {}

    def say(self, generation: int, at: int) -> Text:
        words = self.words.setdefault(generation, [])
        word = f"g{generation}w{len(words)}"
        words.append(word)
        self.sounds[word] = (generation, at)
        return Text(f"{word} ")

    def end(self, generations: Iterable[int], now: float) -> list[int]:
        """Nothing more of these is heard. Those of which something was until now."""
        ended = [each for each in generations if each not in self.over]
        self.over.update(dict.fromkeys(ended, now))
        return ended

    def resume(self, generation: int, start: int, now: float) -> None:
        """It goes on from a sample: what came before was heard, or will not be again."""
        self.over.pop(generation, None)
        self.began[generation] = now - start / OUTPUT_RATE

    def check(self, said: str, *, is_spoken: bool) -> int | None:
        """An answer is remembered from its first word on, as far as it sounded. Which answer it is, if it is one."""
        words = said.split()
        if words[0] not in self.sounds:
            return None  # a seed
        generation, _ = self.sounds[words[0]]
        assert words == self.words[generation][: len(words)], "a part of an answer, from its beginning"
        if is_spoken and generation in self.over and self.sounds[words[-1]][1]:
            elapsed = (self.over[generation] - self.began[generation]) * OUTPUT_RATE
            assert self.sounds[words[-1]][1] <= elapsed + 1, "words that had not begun to sound"
        return generation


class Conversation(RuleBasedStateMachine):
    """Any inputs, in any order, keep what clients and drivers rely on."""

    def __init__(self) -> None:
        super().__init__()
        self.grammar = Grammar()
        self.now = 0.0
        self.arrived = self.scored = self.forgotten = 0
        self.modality = Modality.AUDIO
        self.asked: list[Settle] = []
        self.pauses: list[Score] = []
        self.pause: tuple[int, int] | None = None  # the one that waits for its score
        self.alive: set[int] = set()  # generations that the driver runs
        self.drafts: set[int] = set()
        self.shelved: set[int] = set()  # stopped, and perhaps for nothing
        self.resumed: set[int] = set()
        self.glances: list[Glance] = []
        self.measures: list[Measure] = []
        self.newest = 0
        self.produced: dict[int, int] = {}
        self.played: dict[int, int] = {}
        self.ended: set[int] = set()
        self.fed: dict[int, int] = {}
        self.ears = Ears()
        self.called: dict[str, str] = {}  # id, name
        self.cancelled: set[str] = set()
        self.is_over = False

    # Effects, performed as a driver would

    def drain(self) -> None:
        for effect in self.session.drain():
            assert not self.is_over, "nothing follows Close"
            self.perform(effect)
        self.forgotten = self.session.oldest  # as a driver does, once all is performed

    def perform(self, effect: Effect) -> None:
        match effect:
            case Send(message):
                self.take(message)
            case Play() | Rest() | Respond() | Commit() | Cancel() | Shelve() | Over():
                self.answer(effect)
            case Feed(turn, start, stop):
                assert self.fed.get(turn, 0) <= start < stop <= self.arrived
                assert self.forgotten <= start
                self.fed[turn] = stop
            case Settle():
                self.asked.append(effect)
            case Glance():
                self.glances.append(effect)
            case Measure(_, _, start, stop):
                assert self.forgotten <= start <= stop <= self.arrived
                self.measures.append(effect)
            case Score(turn, revision, start, stop, rest):
                assert self.session._floor is not None
                assert self.session._floor.listener.is_judged
                assert self.forgotten <= start < stop <= self.scored
                assert rest >= 0
                assert self.pause is None, "one question at a time"
                self.pause = turn, revision
                self.pauses.append(effect)
            case Dismiss(turn, revision):
                assert self.pause == (turn, revision), "only what is waited for is taken back, and once"
                self.pause = None
            case Warm(prompt):
                self.modality = prompt.modality
            case Close(code, reason):
                assert code in {1001, 1007, 1008}
                assert len(reason.encode()) <= 123
                self.is_over = True

    def answer(self, effect: Effect) -> None:
        """What becomes of a generation."""
        match effect:
            case Play(generation, start, stop):
                assert generation in self.alive
                assert generation not in self.drafts
                assert not self.session._floor or not self.session._floor.answer.is_held
                if generation in self.shelved:
                    self.resume(generation, start)
                assert start == self.played.get(generation, 0) < stop
                assert start < self.produced[generation]
                assert stop <= max(self.produced[generation], start + LEAST), "filled up, at most"
                self.played[generation] = stop
                self.ears.began.setdefault(generation, self.now)
                self.take(audio_part(bytes(2 * (stop - start))))
            case Rest(generation, samples):
                assert generation in self.alive - self.drafts
                assert generation not in self.played, "silence belongs before the words"
                self.take(audio_part(bytes(2 * samples)))
            case Respond(generation, prompt):
                self.respond(generation, prompt)
            case Commit(generation):
                assert generation in self.drafts
                self.drafts.discard(generation)
            case Cancel(generation):
                if generation in self.drafts:
                    self.ears.end([generation], self.now)
                self.alive.discard(generation)
                self.drafts.discard(generation)
                self.shelved.discard(generation)
            case Shelve(generation):
                assert generation in self.alive - self.drafts
                assert generation not in self.resumed, "once"
                assert not self.shelved, "one at a time"
                self.shelved.add(generation)
            case Over(generation):
                assert generation not in self.drafts
                self.alive.discard(generation)
                self.shelved.discard(generation)

    def resume(self, generation: int, start: int) -> None:
        """From the first word that was not heard whole."""
        before = self.played.get(generation, 0)
        assert before - KEPT <= start <= before
        self.shelved.discard(generation)
        self.resumed.add(generation)
        self.played[generation] = start
        self.ears.resume(generation, start, self.now)

    def respond(self, generation: int, prompt: Prompt) -> None:
        assert generation > self.newest, "generation ids only grow"
        self.newest = generation
        self.alive.add(generation)
        if prompt.tentative:
            self.drafts.add(generation)
        assert len(self.drafts) <= 1, "one draft at a time"
        assert {call.id for call in prompt.pending} <= set(self.called) - self.cancelled
        assert (prompt.user is None) or prompt.user.text

    def take(self, message: ServerMessage) -> None:
        self.grammar.read(json.loads(encode(message)))
        if message.server_content is not None and message.server_content.interrupted:
            self.ears.end(set(range(1, self.newest + 1)) - self.drafts, self.now)
        if message.server_content is not None and message.server_content.turn_complete:
            self.complete(has_failed=message.server_content.turn_complete_reason is not None)
        if message.tool_call is not None:
            for call in message.tool_call.function_calls:
                assert call.id, "a call without an id cannot be answered"
                assert call.id not in self.called, "ids are given once"
                self.called[call.id] = call.name
        if message.tool_call_cancellation is not None:
            ids = set(message.tool_call_cancellation.ids)
            assert ids
            assert ids <= set(self.called) - self.cancelled, "only what is called can be cancelled, and once"
            self.cancelled |= ids

    def complete(self, *, has_failed: bool) -> None:
        """A turn is over: what was not interrupted has been heard to its end, and is remembered."""
        ended = self.ears.end(set(range(1, self.newest + 1)) - self.drafts, self.now)
        remembered = " ".join(said.text for said in self.session.history).split()
        for generation in [] if has_failed else ended:
            assert set(self.ears.words.get(generation, ())) <= set(remembered), "words that were forgotten"

    # Inputs

    @initialize(terms=SETUPS, caller=CALLERS, policy=POLICIES, is_early=st.booleans())
    def set_up(self, *, terms: Setup, caller: Caller, policy: Policy, is_early: bool) -> None:
        self.session = Session("any", policy, caller)
        self.session.begin(self.now)
        if is_early:
            self.session.leave(40.0, self.now)
        self.session.receive(terms, self.now)
        self.drain()

    @rule(seconds=st.sampled_from([0.01, 0.1, 0.7, 5.0, 31.0]))
    def wait(self, seconds: float) -> None:
        """Time passes, and a driver ticks at every deadline on the way."""
        until = self.now + seconds
        while (deadline := self.session.deadline) is not None and deadline <= until:
            self.now = max(self.now, deadline)
            self.tick()
        self.now = until

    @rule()
    def tick(self) -> None:
        """A tick whose deadline has come changes something: else the driver would spin."""
        self.session.tick(self.now)
        self.drain()
        for _ in range(3):
            deadline, before = self.session.deadline, self.session.state
            if deadline is None or deadline > self.now:
                return
            self.session.tick(self.now)
            effects = self.session.drain()
            for effect in effects:
                self.perform(effect)
            assert effects or self.session.state is not before, "a busy loop"
        raise AssertionError("a deadline that keeps coming")

    @rule(message=MESSAGES)
    def receive(self, message: Any) -> None:
        self.session.receive(message, self.now)
        self.drain()

    @rule(windows=st.integers(1, 20), rest=st.integers(0, WINDOW - 1))
    def arrive(self, windows: int, rest: int) -> None:
        self.arrived += windows * WINDOW + rest
        self.session.arrive(windows * WINDOW + rest, self.now)
        self.drain()

    @rule(count=st.integers(1, 20), probability=st.sampled_from([0.0, 0.4, 1.0]))
    def hear(self, count: int, probability: float) -> None:
        for _ in range(count):
            if not self.session.listens or self.arrived - self.scored < WINDOW:
                break
            self.scored += WINDOW
            self.session.hear(probability, WINDOW, self.now)
            self.drain()

    @rule()
    def see(self) -> None:
        self.session.see(Picture("image/png", b"png"), self.now)
        self.drain()

    @precondition(lambda self: self.asked)
    @rule(
        text=st.sampled_from(["", "hello", "yeah", "stop it now please"]),
        data=st.data(),
        is_last=st.booleans(),
    )
    def transcribe(self, text: str, data: st.DataObject, *, is_last: bool) -> None:
        settle = self.asked[-1] if is_last else data.draw(st.sampled_from(self.asked))
        self.session.heard(Heard(settle.turn, settle.revision, text, words.read(text)), self.now)
        self.drain()

    @precondition(lambda self: self.glances)
    @rule(
        text=st.sampled_from(["", "yeah", "stop", "tell me something"]), data=st.data(), is_last=st.booleans()
    )
    def read(self, text: str, data: st.DataObject, *, is_last: bool) -> None:
        """Words so far, in time or late."""
        glance = self.glances[-1] if is_last else data.draw(st.sampled_from(self.glances))
        interim = Interim(glance.turn, glance.revision, text, samples=WINDOW * 16, cues=words.read(text))
        self.session.heard(interim, self.now)
        self.drain()

    @precondition(lambda self: self.measures)
    @rule(level=st.sampled_from([-60.0, -20.0]), echo=st.sampled_from([0.0, 0.9]), data=st.data())
    def measure(self, level: float, echo: float, data: st.DataObject) -> None:
        asked = data.draw(st.sampled_from(self.measures))
        self.session.measured(asked.turn, asked.revision, Acoustics(level, echo), self.now)
        self.drain()

    @precondition(lambda self: self.pauses)
    @rule(probability=st.sampled_from([0.0, 0.5, 1.0]), data=st.data(), is_last=st.booleans())
    def judge(self, probability: float, data: st.DataObject, *, is_last: bool) -> None:
        """The turn detector's verdict: in time, late, twice."""
        score = self.pauses[-1] if is_last else data.draw(st.sampled_from(self.pauses))
        if self.pause == (score.turn, score.revision):
            self.pause = None
        self.session.turn_score(score.turn, score.revision, probability, self.now)
        self.drain()

    @precondition(lambda self: self.newest)
    @rule(age=st.sampled_from([0, 0, 0, 1]), milliseconds=st.sampled_from([0, 5, 105, 2000]))
    def say(self, age: int, milliseconds: int) -> None:
        """The engine goes on, perhaps with an answer that nobody wants any more."""
        generation = max(self.newest - age, 1)
        if generation in self.ended:
            return
        before = self.produced.setdefault(generation, 0)
        text = self.ears.say(generation, before)
        mark_stop = sum(len(word) + 1 for word in self.ears.words[generation]) - 1
        mark = Mark(mark_stop - len(text.text) + 1, mark_stop, before)
        self.session.engine(generation, text, self.now)
        self.drain()
        if self.modality is Modality.AUDIO:
            self.produced[generation] += milliseconds * 24
            self.session.engine(generation, Voiced(milliseconds * 24, (mark,)), self.now)
            self.drain()

    @precondition(lambda self: self.newest)
    @rule(age=st.sampled_from([0, 0, 0, 1]), words=st.integers(0, 4), calls=CALLS, ends=st.booleans())
    def call(self, age: int, words: int, calls: tuple[Call, ...], *, ends: bool) -> None:
        """The engine wants functions called, perhaps after a few words."""
        generation = max(self.newest - age, 1)
        if generation in self.ended:
            return
        for _ in range(words):
            self.say(age, 105)
        self.session.engine(generation, Calls(calls), self.now)
        self.drain()
        if ends:
            self.end(age, Finished())

    @precondition(lambda self: self.newest)
    @rule(age=st.sampled_from([0, 0, 0, 1]), end=st.sampled_from([Finished(), Finished(), Failed()]))
    def end(self, age: int, end: Finished | Failed) -> None:
        generation = max(self.newest - age, 1)
        self.ended.add(generation)
        self.session.engine(generation, end, self.now)
        self.drain()
        if isinstance(end, Failed):
            assert generation not in self.drafts, "a draft that failed holds nothing any more"

    @precondition(lambda self: self.called)
    @rule(data=st.data(), members=RESPONSES, is_last=st.booleans())
    def answer_call(self, data: st.DataObject, members: dict[str, Any], *, is_last: bool) -> None:
        """The caller's functions return: once, twice, late, or for a call that was cancelled."""
        call = list(self.called)[-1] if is_last else data.draw(st.sampled_from(list(self.called)))
        self.return_result(FunctionResponse(id=call, name=self.called[call], **members))

    @rule(name=st.sampled_from(["waits", "goes_on", "unsaid", ""]), members=RESPONSES, has_id=st.booleans())
    def answer_anything(self, name: str, members: dict[str, Any], *, has_id: bool) -> None:
        """Without an id, as on Vertex, or with one that was never given."""
        self.return_result(FunctionResponse(id="call_x" if has_id else None, name=name, **members))

    def return_result(self, response: FunctionResponse) -> None:
        self.session.receive(ToolResponse(function_responses=(response,)), self.now)
        self.drain()

    @rule(seconds=st.sampled_from([0.25, 1.0]))
    def stall(self, seconds: float) -> None:
        self.session.stalled(seconds, self.now)
        self.drain()

    @precondition(lambda self: self.newest > 2)
    @rule(seconds=st.sampled_from([0.0, 3.0, 40.0]))
    def leave(self, seconds: float) -> None:
        self.session.leave(seconds, self.now)
        self.drain()

    # What always holds

    @invariant()
    def closed_means_closed(self) -> None:
        assert self.session.is_closed == self.is_over
        if self.is_over:
            assert self.session.deadline is None
            assert not self.alive & self.drafts

    @invariant()
    def a_turn_is_only_open_while_somebody_has_the_floor(self) -> None:
        if self.session.state in {State.LISTENING, State.AWAITING_SETUP}:
            assert not self.grammar.is_in_turn
            assert self.session._floor is None or self.session._floor.listener.turn is None
            assert not self.drafts
            assert not self.shelved & self.alive
            assert self.session._floor is None or not self.session._floor.contest.is_open

    @invariant()
    def whoever_waits_has_a_deadline(self) -> None:
        if self.session.state in {State.TRANSCRIBING, State.RESPONDING, State.CALLING, State.PLAYING}:
            assert self.session.deadline is not None

    @invariant()
    def only_an_open_turn_waits_for_functions(self) -> None:
        if self.session._floor is not None and not self.is_over:
            assert self.session._floor.briefing.calling.is_awaited == (self.session.state is State.CALLING)

    @invariant()
    def history_holds_only_what_was_heard(self) -> None:
        """Each answer at most once a step, in their order, as far as it has sounded; results after their calls."""
        if self.session._floor is None:
            return
        newest, called = 0, set[str]()
        for entry in self.session._floor.briefing.history.entries:
            match entry:
                case Call():
                    assert entry.id not in called
                    called.add(entry.id)
                case Result():
                    assert entry.call.id in called, "a result of nothing"
                case _:
                    assert entry.text
                    generation = self.ears.check(entry.text, is_spoken=self.modality is Modality.AUDIO)
                    if generation is not None:
                        assert entry.role is Role.MODEL
                        assert newest < generation
                        assert generation not in self.drafts
                        newest = generation

    def teardown(self) -> None:
        """However it went, the session comes to rest when everybody falls silent."""
        if self.is_over:
            return
        self.session.receive(RealtimeInput(activity_end=Empty(), audio_stream_end=True), self.now)
        self.drain()
        for _ in range(200):
            self.wait(PATIENCE_S)
        assert self.session.state in {State.LISTENING, State.CLOSED}
        assert not self.drafts


TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    max_examples=int(os.environ.get("ANTIPHON_EXAMPLES", "200")), stateful_step_count=40, deadline=None
)
