"""A made-up caller, engine and clock around the bare session: hours of conversation in seconds, by a seed.

Everything that a session says is held against what clients, drivers and the history rely on. `World.run` raises
`Broken` with the seed and the last rows, so that it can be had again.
"""

from __future__ import annotations

import heapq
import itertools
import json
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from antiphon.session.effects import (
    Cancel,
    Close,
    Commit,
    Decide,
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
)
from antiphon.session.generation import KEPT, KNOWN, LEAST, Failed, Finished, Voiced
from antiphon.session.grammar import Grammar
from antiphon.session.limits import Policy
from antiphon.session.machine import Session
from antiphon.session.retold import brief
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
    Picture,
    Role,
    Said,
    Text,
)
from antiphon.turns import words as lexicon
from antiphon.turns.decisions import Kind
from antiphon.turns.speculation import DRAFTS
from antiphon.wire.codec import encode
from antiphon.wire.messages import ClientContent, RealtimeInput, ServerMessage, ToolResponse
from antiphon.wire.types import Content, Empty, FunctionResponse, Part
from inputs import TOOLS
from kit import NEWER, OLDER, setup, with_members

WINDOW: Final = 512
WINDOW_S: Final = WINDOW / 16_000
SPOKEN_S: Final = 0.25
"""Of a word of the caller's."""
CREDIT_S: Final = 20.0
ROWS: Final = 80
REMEMBERED: Final = 16
QUESTIONS: Final = (
    "tell me about the weather in paris",
    "what is the time",
    "and what do you mean by that exactly",
)
INTERRUPTIONS: Final = ("stop that", "no wait", "what do you mean", "can you tell me something else instead")
BACKCHANNELS: Final = ("yeah", "mm-hm", "right", "okay", "I see")
PICTURE: Final = Picture("image/png", b"png")


class Broken(AssertionError):  # noqa: N818  # read as what it found
    """Something that must always hold did not."""


@dataclass(slots=True)
class Made:
    """A generation as its engine makes it and its listener hears it."""

    number: int
    turn: int | None
    revision: int
    is_draft: bool
    words: list[str]
    word_samples: int
    end: Finished | Failed | None
    calls: tuple[Call, ...] = ()
    said: int = 0
    produced: int = 0
    played: int = 0
    is_alive: bool = True
    is_ended: bool = False
    is_shelved: bool = False
    stopped_at: float = -1.0
    is_resumed: bool = False
    is_rewound: bool = False
    dry_at: float = 0.0

    def heard(self, now: float) -> float:
        """Samples that have sounded."""
        return self.played - max(self.dry_at - now, 0.0) * OUTPUT_RATE


@dataclass(slots=True)
class Sound:
    """A stretch of the caller's sound, and the words in it."""

    start: int
    stop: int
    words: list[str] = field(default_factory=list)


class World:
    """One session, from its setup to its end."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        self.now = 0.0
        self.rows: deque[tuple[float, str, object]] = deque(maxlen=ROWS)
        self.counted: dict[str, int] = {}
        self._order = itertools.count()
        self._due: list[tuple[float, int, Callable[[], object]]] = []
        self._grammar = Grammar()
        self._made: dict[int, Made] = {}
        self._turn: list[int] = []  # generations of the model's open turn
        self._fed: dict[int, list[tuple[int, int]]] = {}
        self._sounds: deque[Sound] = deque(maxlen=64)
        self._open: set[int] = set()  # user turns that nobody has dealt with
        self._settled: dict[tuple[int, int], str] = {}
        self._arrived = 0
        self._has_called = False
        self._is_closed = False
        self._is_sending = True
        self._ends_at = 0.0
        pick = self.random
        self._has_glances = pick.random() < 0.8
        self._is_manual = pick.random() < 0.12
        self._interrupts = pick.random() < 0.85
        lead_s = pick.choice([0.2, 0.6, 0.6, 0.6, 2.0, 5.0])
        policy = Policy(lead_s=lead_s, session_s=None, tool_timeout_s=8.0, judges_pauses=pick.random() < 0.5)
        terms = setup(
            model=pick.choice([NEWER, NEWER, OLDER]),
            interrupts=self._interrupts,
            disabled=self._is_manual,
            silence_duration_ms=pick.choice([None, None, None, 64, 320, 1000]),
        )
        self._has_tools = pick.random() < 0.4
        self.session = Session(f"soak-{seed}", policy)
        self._put("begin")
        self._put("receive", with_members(terms, tools=TOOLS if self._has_tools else ()))

    # Time

    def run(self, seconds: float) -> None:
        """So much of it; then everybody falls silent, and it has to come to rest."""
        try:
            self._ends_at = seconds
            self._after(1.0, self._next)
            while self.now < seconds and not self._is_closed:
                self._step(hears=True)
            until = self.now + 240.0
            self._put("receive", RealtimeInput(activity_end=Empty(), audio_stream_end=True))
            while self.now < until and not self._is_closed:
                self._step(hears=False)
            self._check_rest()
        except Exception as error:
            told = "\n".join(f"{now:9.3f} {name:10} {what!r:.200}" for now, name, what in self.rows)
            raise Broken(f"seed {self.seed} at {self.now:.3f} s: {error!r}\n{told}") from error

    def _step(self, *, hears: bool) -> None:
        until = self.now + WINDOW_S
        while True:
            due_at = self._due[0][0] if self._due else until
            deadline = self.session.deadline
            if deadline is not None and deadline <= min(due_at, until):
                self._tick(deadline)
            elif due_at < until:
                self.now = max(self.now, due_at)
                heapq.heappop(self._due)[2]()
            else:
                break
        self.now = until
        if hears and self._is_sending:
            self._listen()

    def _tick(self, deadline: float) -> None:
        self.now = max(self.now, deadline)
        before = self.session.state
        count = self._put("tick")
        if not count and self.session.deadline == deadline and self.session.state is before:
            raise Broken("a timer that is stuck")

    def _after(self, seconds: float, what: Callable[[], object]) -> None:
        heapq.heappush(self._due, (self.now + seconds, next(self._order), what))

    def _put(self, name: str, *arguments: Any) -> int:
        if self._is_closed:
            return 0
        if name not in {"arrive", "hear", "tick"}:
            self.rows.append((self.now, name, arguments))
        getattr(self.session, name)(*arguments, self.now)
        effects = self.session.drain()
        for effect in effects:
            if self._is_closed:
                raise Broken("nothing follows Close")
            if not isinstance(effect, Feed | Play):
                told = effect.decision if isinstance(effect, Decide) else brief(effect)
                self.rows.append((self.now, "  ->", told))
            self._perform(effect)
        return len(effects)

    # The caller

    def _listen(self) -> None:
        start = self._arrived
        self._arrived += WINDOW
        self._put("arrive", WINDOW)
        if not self._is_manual:
            is_loud = any(each.start < start + WINDOW and start < each.stop for each in self._sounds)
            self._put("hear", 0.97 if is_loud else 0.03, WINDOW)

    def _act(self) -> None:
        pick = self.random
        is_met = self.session.state in {State.RESPONDING, State.PLAYING, State.CALLING}
        actions: list[tuple[float, Callable[[], float]]] = [
            (1 if is_met else 6, partial(self._speak, QUESTIONS)),
            (2 if is_met else 0.5, partial(self._speak, INTERRUPTIONS)),
            (4 if is_met else 0.5, partial(self._speak, BACKCHANNELS)),
            (1.5, self._rustle),
            (0.7, self._type),
            (0.2, self._stop),
            (0.3, self._mute),
            (0.3, self._stall),
            (0.2, self._show),
            (2, lambda: pick.uniform(0.2, 4.0)),
        ]
        (action,) = pick.choices([each for _, each in actions], [weight for weight, _ in actions])
        self._after(action() + pick.choice([0.1, 0.4, 1.5, 5.0]), self._next)

    def _next(self) -> None:
        if self.now < self._ends_at:
            self._act()

    def _speak(self, phrases: tuple[str, ...]) -> float:
        """Says one of them, perhaps with a pause in it, or two at once."""
        pick = self.random
        words = pick.choice(phrases).split()
        if self._is_manual:
            self._put("receive", RealtimeInput(activity_start=Empty()))
        at, first = self._arrived, pick.randint(1, len(words)) if pick.random() < 0.3 else len(words)
        for part in filter(None, (words[:first], words[first:])):
            stop = at + int(SPOKEN_S * 16_000) * len(part)
            self._sounds.append(Sound(at, stop, part))
            at = stop + int(pick.choice([0.15, 0.3, 0.7, 1.2]) * 16_000)
        lasts = (self._sounds[-1].stop - self._arrived) / 16_000
        if self._is_manual:
            self._after(lasts, lambda: self._receive(RealtimeInput(activity_end=Empty())))
        elif pick.random() < 0.1:
            self._after(lasts, lambda: self._receive(RealtimeInput(audio_stream_end=True)))
        return lasts

    def _rustle(self) -> float:
        lasts = self.random.choice([0.05, 0.2, 0.5, 1.5, 7.0])
        self._sounds.append(Sound(self._arrived, self._arrived + int(lasts * 16_000)))
        return lasts

    def _type(self) -> float:
        content = ClientContent(
            turns=(Content(role="user", parts=(Part(text="typed"),)),), turn_complete=True
        )
        self._receive(self.random.choice([content, RealtimeInput(text="typed")]))
        return 0.0

    def _stop(self) -> float:
        self._receive(ClientContent())
        return 0.0

    def _mute(self) -> float:
        """Sends nothing at all for a while."""
        lasts = self.random.choice([0.3, 2.0, 15.0])
        self._is_sending = False
        self._after(lasts, lambda: setattr(self, "_is_sending", True))
        return lasts

    def _stall(self) -> float:
        for made in self._made.values():
            if made.dry_at > self.now - 0.25:
                made.dry_at += 0.25
        self._put("stalled", 0.25)
        return 0.0

    def _show(self) -> float:
        self._put("see", PICTURE)
        return 0.0

    def _receive(self, message: Any) -> None:
        self._put("receive", message)

    # The engine

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Send(message):
                self._read(message)
            case Feed(turn, start, stop):
                self._fed.setdefault(turn, []).append((start, stop))
            case Settle(turn, revision):
                self._settle(turn, revision)
            case Glance(turn, revision):
                if self._has_glances:
                    self._after(self.random.choice([0.02, 0.05, 0.2]), partial(self._glance, turn, revision))
            case Score(turn, revision):
                if (score := self.random.random()) < 0.9:
                    self._after(0.05, partial(self._put, "turn_score", turn, revision, score))
            case Measure(turn, revision):
                sounds_like = Acoustics(
                    self.random.uniform(-60, -15), self.random.choice([0.0, 0.0, 0.0, 0.9])
                )
                self._after(0.001, partial(self._put, "measured", turn, revision, sounds_like))
            case Decide(decision):
                self.counted[decision.kind.value] = self.counted.get(decision.kind.value, 0) + 1
                if decision.kind is Kind.STARTED:
                    self._open.add(decision.turn)
                elif decision.kind is Kind.IGNORED:
                    self._open.discard(decision.turn)
                elif decision.kind is Kind.RESUMED:
                    (made,) = [each for each in self._made.values() if each.is_shelved and each.is_alive]
                    made.is_shelved, made.is_resumed, made.is_rewound = False, True, True
                    made.dry_at = 0.0  # what had been sent was thrown away
            case Close():
                self._is_closed = True
            case Play() | Rest() | Respond() | Commit() | Cancel() | Shelve() | Over():
                self._answer(effect)

    def _words(self, turn: int) -> str:
        """What there is of words in what was fed of a turn."""
        found = [
            word
            for sound in self._sounds
            for index, word in enumerate(sound.words)
            if self._is_fed(turn, sound.start + int((index + 0.5) * SPOKEN_S * 16_000))
        ]
        return " ".join(found)

    def _is_fed(self, turn: int, sample: int) -> bool:
        return any(start <= sample < stop for start, stop in self._fed.get(turn, ()))

    def _settle(self, turn: int, revision: int) -> None:
        luck = self.random.random()
        if luck < 0.005:
            return  # the recogniser is gone: patience closes the turn
        text = self._words(turn) if luck > 0.06 else self.random.choice(["", "yeah", "what is that"])
        self._after(
            self.random.choice([0.02, 0.05, 0.05, 0.3, 1.5]), partial(self._hear, turn, revision, text)
        )

    def _hear(self, turn: int, revision: int, text: str) -> None:
        self._settled[turn, revision] = text
        cues = lexicon.read(text, self.session.lately_said(self.now))
        self._put("heard", Heard(turn, revision, text, cues))

    def _glance(self, turn: int, revision: int) -> None:
        text = self._words(turn) if self.random.random() < 0.85 else self.random.choice(["", "hey", "okay"])
        samples = sum(stop - start for start, stop in self._fed.get(turn, ()))
        cues = lexicon.read(text, self.session.lately_said(self.now))
        self._put("heard", Interim(turn, revision, text, samples=samples, cues=cues))

    def _respond(self, effect: Respond) -> None:
        pick, prompt, number = self.random, effect.prompt, effect.generation
        if number <= max(self._made, default=0):
            raise Broken("a number that was given before")
        for known in [each.number for each in self._made.values() if not each.is_alive][:-REMEMBERED]:
            del self._made[known]
        count = pick.choice([0, 1, 4, 4, 15, 15, 60])
        end = pick.choices([Finished(), Failed(), None], [95, 4, 1])[0]
        turn, revision = (prompt.user.turn, prompt.user.revision) if prompt.user else (None, 0)
        words = [f"g{number}w{index}" for index in range(count)]
        made = Made(number, turn, revision, prompt.tentative, words, pick.choice([3600, 6000, 9600]), end)
        if self._has_tools and pick.random() < 0.25:
            made.calls = (Call(pick.choice(["waits", "goes_on"]), {"at": number}),)
        self._made[number] = made
        if made.is_draft:
            drafts = [each for each in self._made.values() if each.is_draft and each.is_alive]
            if len(drafts) > 1:
                raise Broken("two drafts")
            of_turn = [
                each for each in self._made.values() if each.turn == turn and each.revision <= revision
            ]
            if len(of_turn) > DRAFTS:
                raise Broken("too many drafts")
        else:
            self._check_shelf()
            self._open.discard(turn or 0)
        self._after(pick.choice([0.02, 0.1, 0.3, 1.2]), partial(self._make, made))

    def _make(self, made: Made) -> None:
        """The next word, if there is credit for it."""
        if not made.is_alive or made.is_ended:
            return
        if made.produced - made.played > CREDIT_S * OUTPUT_RATE:
            self._after(0.1, partial(self._make, made))
            return
        if made.said < len(made.words):
            word = made.words[made.said]
            start = sum(len(each) + 1 for each in made.words[: made.said])
            mark = Mark(start, start + len(word), made.produced)
            made.said += 1
            made.produced += made.word_samples
            self._put("engine", made.number, Text(f"{word} "))
            self._put("engine", made.number, Voiced(made.word_samples, (mark,)))
            self._after(self.random.choice([0.01, 0.05, 0.05, 0.4]), partial(self._make, made))
        elif made.end is not None:
            if made.calls:
                self._put("engine", made.number, Calls(made.calls))
            made.is_ended = True
            self._put("engine", made.number, made.end)

    # What must hold

    def _answer(self, effect: Effect) -> None:
        match effect:
            case Respond():
                self._respond(effect)
            case Commit(number):
                made = self._known(number, is_draft=True)
                text = self._settled.get((made.turn or 0, made.revision))
                if not text:
                    raise Broken("a draft for words that are not the turn's")
                made.is_draft = False
                self._check_shelf()
                self._open.discard(made.turn or 0)
            case Cancel(number):
                made = self._made[number]
                made.is_alive, made.stopped_at = False, made.stopped_at if made.is_shelved else self.now
            case Over(number):
                self._made[number].is_alive = False
            case Shelve(number):
                made = self._known(number)
                if made.is_resumed:
                    raise Broken("taken up twice")
                made.is_shelved, made.stopped_at = True, self.now
            case Rest(number, samples):
                self._send_audio(self._known(number), samples)
            case Play(number, start, stop):
                self._play(self._known(number), start, stop)

    def _check_shelf(self) -> None:
        if any(each.is_shelved and each.is_alive for each in self._made.values()):
            raise Broken("what was stopped is kept beside what comes after it")

    def _known(self, number: int, *, is_draft: bool = False) -> Made:
        made = self._made[number]
        if not made.is_alive or made.is_draft is not is_draft:
            raise Broken(f"generation {number} is over, or is no draft, or still is one")
        return made

    def _play(self, made: Made, start: int, stop: int) -> None:
        if made.is_shelved:
            raise Broken("it was stopped")
        if made.is_rewound:
            if not made.played - KEPT <= start <= made.played:
                raise Broken("what is not kept any more")
            made.is_rewound, made.played = False, start
        if start != made.played or stop > max(made.produced, start + LEAST):
            raise Broken("not what comes next")
        if made.number not in self._turn:
            if self._turn and not self._has_called:
                raise Broken("two answers in one turn")
            made.dry_at = max([made.dry_at, *(self._made[each].dry_at for each in self._turn)])
            self._turn.append(made.number)
        made.played = stop
        self._send_audio(made, stop - start)

    def _send_audio(self, made: Made, samples: int) -> None:
        made.dry_at = max(made.dry_at, self.now) + samples / OUTPUT_RATE
        self._grammar.read(json.loads(encode(audio_part(bytes(2 * samples)))))

    def _read(self, message: ServerMessage) -> None:
        self._grammar.read(json.loads(encode(message)))
        if (asked := message.tool_call) is not None:
            self._has_called = True
            for call in asked.function_calls:
                response = FunctionResponse(id=call.id, name=call.name, response={"output": "ok"})
                if self.random.random() < 0.9:
                    answer = ToolResponse(function_responses=(response,))
                    self._after(self.random.choice([0.1, 0.5, 3.0]), partial(self._receive, answer))
        if (content := message.server_content) is None:
            return
        if content.interrupted:
            self.counted["cut"] = self.counted.get("cut", 0) + 1
            self._check_interruption()
        if content.turn_complete:
            if content.turn_complete_reason is not None:
                self._open.clear()  # said to have failed
            self._turn, self._has_called = [], False

    def _check_interruption(self) -> None:
        """Only what is not sent, or not heard, can be interrupted (PROTOCOL 4.8); what was heard is remembered."""
        stopped = [each for each in self._made.values() if each.stopped_at == self.now and not each.is_draft]
        dry_at = max((self._made[each].dry_at for each in self._turn), default=0.0)
        is_unsent = any(not each.is_ended or each.played < each.produced or each.calls for each in stopped)
        if not stopped or not (is_unsent or self._has_called or self.now < dry_at + 1e-6):
            raise Broken("an interruption of nothing")
        self._check_history()

    def _check_history(self) -> None:
        """The answers of the open turn, as far as they have sounded, are what is remembered of them."""
        said = [each for each in self.session.history if isinstance(each, Said) and each.role is Role.MODEL]
        texts = {each.text.split()[0].partition("w")[0]: each.text.split() for each in said}
        for number in self._turn:
            made = self._made[number]
            heard = made.heard(self.now)
            remembered = texts.get(f"g{number}", [])
            least = sum(index * made.word_samples + KNOWN < heard - 2 for index in range(made.said))
            most = sum(index * made.word_samples < heard + 2 for index in range(made.said))
            if remembered != made.words[: len(remembered)] or not least <= len(remembered) <= most:
                raise Broken(f"heard {heard}, hence {least} to {most} words, remembered {remembered}")

    def _check_rest(self) -> None:
        if self._is_closed:
            return
        floor = self.session._floor
        if self.session.state is not State.LISTENING or floor is None:
            raise Broken(f"no rest: {self.session.state}")
        if floor.contest.is_open or floor.answer.is_held or floor.answer.shelf.answer is not None:
            raise Broken("something is still waited for")
        if alive := [each.number for each in self._made.values() if each.is_alive]:
            raise Broken(f"still running: {alive}")
        if self._open:
            raise Broken(f"turns that were neither answered nor ignored: {self._open}")
