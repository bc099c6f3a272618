"""The caller's side of the floor: where the stream stands and which user turn is open. Never answers."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from antiphon.talk import INPUT_RATE, Cues, Utterance
from antiphon.turns.activity import MS, ActivityConfig, ActivityDetector, Edge
from antiphon.turns.endpointing import JUDGED, Finding
from antiphon.turns.pauses import Pause, Pauses

WINDOW: Final = 512
"""Less than a detector's window cannot be scored: a stream that ends there has been heard to its end."""
LEAST_PATIENCE_S: Final = 0.5
REACH: Final = INPUT_RATE
"""Samples that are kept of what nobody may have said: a sound is measured against what came before it."""
JOIN: Final = INPUT_RATE
"""Samples after a turn's end within which speech still goes on with it, if it is not yet answered: 1 s."""


@dataclass(slots=True)
class UserTurn:
    """One hold of the floor by the caller, in input samples."""

    number: int
    start: int
    fed: int
    """Up to here the engine has been given it."""
    is_open: bool = True
    revision: int = 0
    settled: int | None = None
    """The last revision whose transcript was asked for."""
    transcript: str | None = None
    """Of this revision; ``None`` until the engine has settled it."""

    @property
    def utterance(self) -> Utterance:
        """What was said, once it is transcribed."""
        return Utterance(self.number, self.revision, self.transcript or "", self.fed - self.start)

    def skip(self, to: int) -> None:
        """Leaves out what has come since it was last fed."""
        self.start += to - self.fed
        self.fed = to

    def revise(self) -> None:
        """Speech went on: what was transcribed is no longer the whole turn."""
        self.revision += 1
        self.transcript = None


class Listener:
    """Counts what arrives and what has been scored; opens and closes user turns."""

    def __init__(
        self, config: ActivityConfig | None, turns: int = 0, before: int = 0, *, is_judged: bool = False
    ) -> None:
        """``turns`` and ``before``: user turns and samples of earlier connections; ``is_judged``: pauses are."""
        self.arrived = 0
        """Samples of this connection."""
        self.turn: UserTurn | None = None
        self.heard_at = 0.0
        """When audio last arrived, or was last listened to."""
        self._before = before
        self._config = config
        self._detector = ActivityDetector(config, is_judged=is_judged) if config else None
        self.turns = turns
        """User turns so far, spoken and typed."""
        self._ends: deque[int] = deque()  # the caller said that its stream ends here
        self._answered = 0  # up to here everything belongs to turns that are over
        self._pauses = Pauses()

    @property
    def total(self) -> int:
        """Samples of all connections so far."""
        return self._before + self.arrived

    @property
    def is_manual(self) -> bool:
        """Whether the caller declares its own activity."""
        return self._detector is None

    @property
    def is_judged(self) -> bool:
        """Whether a turn detector is asked about pauses."""
        return self._detector is not None and self._detector.is_judged

    @property
    def last_pause(self) -> Pause | None:
        """The last pause that is over: what it would have ended by, or ended by."""
        return self._pauses.last

    @property
    def onset(self) -> int:
        """Where the newest activity began."""
        return self._detector.onset if self._detector else self.arrived

    @property
    def speech_end(self) -> int:
        """Where the newest speech ended, as far as it was listened to."""
        return self._detector.speech_end if self._detector else self.arrived

    @property
    def silence(self) -> int:
        """Samples of silence that have been scored, in a pause."""
        return self._detector.silence if self._detector else 0

    @property
    def since_speech_s(self) -> float:
        """Seconds of audio since the last speech; nobody knows where declared speech ends but its caller."""
        return (self.arrived - self._detector.speech_end) / INPUT_RATE if self._detector else 0.0

    @property
    def is_open(self) -> bool:
        """Whether a user turn is open."""
        return self.turn is not None and self.turn.is_open

    @property
    def is_past_turn(self) -> bool:
        """Whether what comes now is a turn of its own, however fast it came, and not the last one going on."""
        return self.turn is not None and self.position - self.turn.fed >= JOIN

    @property
    def position(self) -> int:
        """Where the stream has been listened to: edges of activity refer to it."""
        return self._detector.position if self._detector else self.arrived

    @property
    def oldest(self) -> int:
        """Nothing before this position will be asked for."""
        if self._detector is None or self._config is None:
            return self.turn.fed if self.turn and self.turn.is_open else self.arrived
        # A turn that starts now began at most so long ago; one that is open goes on from where it was fed.
        reach = max((self._config.prefix_ms + self._config.preroll_ms) * MS + WINDOW, REACH)
        needed = max(self._detector.position - reach, self._answered)
        if self.turn is None:
            return needed
        if self.is_judged:
            needed = min(needed, self.judged_from)
        return min(needed, self.turn.fed)

    @property
    def judged_from(self) -> int:
        """Where that begins of the turn which a pause here is judged by."""
        earliest = self.position - JUDGED
        return earliest if self.turn is None else max(self.turn.start, earliest)

    @property
    def starved_at(self) -> float | None:
        """When an open turn whose caller just stopped sending ends by itself (DESIGN: starvation)."""
        if not self.is_open or self._config is None:
            return None
        return self.heard_at + max(self._config.silence_ms / 1000, LEAST_PATIENCE_S)

    @property
    def patience_left_s(self) -> float:
        """How much more silence would have ended the last turn in any case; 0 unless it ended by a judgement."""
        last = self.last_pause
        if self._detector is None or last is None or last.rule != "judged":
            return 0.0
        return max(self._detector.latest // MS - last.silence_ms, 0) / 1000

    def next_number(self) -> int:
        """The number of a new user turn, spoken or typed."""
        self.turns += 1
        return self.turns

    def arrive(self, samples: int, now: float) -> None:
        """``samples`` more have come in."""
        self.arrived += samples
        self.heard_at = now

    def hear(self, probability: float, samples: int) -> tuple[Edge, ...]:
        """A scored window. The end of the stream, once reached, is an end of activity."""
        if self._detector is None:
            return ()
        edge = self._detector.hear(probability, samples)
        match edge:
            case Edge.PAUSE:
                self._pauses.begin()
            case Edge.RESUME:
                self._pauses.go_on(self._rule(), *self._lengths_ms())
            case Edge.END:
                self._pauses.close(self._rule(), *self._lengths_ms())
        end = None
        if self._ends and self._ends[0] - self._detector.position < WINDOW:
            self._ends.popleft()
            end = self._end_here("stream end")
        return tuple(each for each in (edge, end) if each) if edge or end else ()

    def judge(self, turn: int, revision: int, verdict: float) -> Edge | None:
        """A pause has been judged. Late is wrong: a verdict on another pause is dropped (P5)."""
        return self._settle(self._pauses.judge(verdict)) if self._is_asked(turn, revision) else None

    def read(self, turn: int, revision: int, cues: Cues) -> Edge | None:
        """The words up to a pause are known, in the same way."""
        return self._settle(self._pauses.read(cues)) if self._is_asked(turn, revision) else None

    def _is_asked(self, turn: int, revision: int) -> bool:
        ours = self.turn
        return (
            self.is_judged
            and ours is not None
            and ours.is_open
            and (turn, revision) == (ours.number, ours.revision)
        )

    def _settle(self, found: Finding | None) -> Edge | None:
        """What is known of the pause may be enough to end it."""
        if self._detector is None or found is None:
            return None
        edge = self._detector.judge(found.score, self._pauses.habit.stretch)
        if edge is Edge.END:
            self._pauses.close("judged", *self._lengths_ms())
        return edge

    def _rule(self) -> str:
        """By what silence ends the turn."""
        if self._config is None or self._detector is None or not self.is_judged:
            return "silence" if self._config and self._config.patience else "client"
        is_early = self._pauses.is_judged and self._detector.pause_needed < self._detector.latest
        return "judged" if is_early else "latest"

    def _lengths_ms(self) -> tuple[int, int]:
        detector = self._detector
        return (detector.pause_silence // MS, detector.pause_needed // MS) if detector else (0, 0)

    def end_stream(self) -> Edge | None:
        """The caller's stream ends at what has arrived; ends the activity as soon as that has been scored."""
        if self._detector is None:
            return None
        if self.arrived - self._detector.position >= WINDOW:
            if not self._ends or self._ends[-1] != self.arrived:
                self._ends.append(self.arrived)
            return None
        return self._end_here("stream end")

    def cut_off(self) -> Edge | None:
        """Ends the activity at what has been scored: its caller just stopped sending."""
        if self._detector is None or not self._detector.is_active:
            return None
        self._ends.clear()
        return self._end_here("starved")

    def _end_here(self, rule: str) -> Edge | None:
        if self._detector is None or not self._detector.is_active:
            return None
        self._detector.reset()
        self._pauses.close(rule, *self._lengths_ms())
        return Edge.END

    def open(self) -> UserTurn:
        """A turn starts here, or goes on if the last one is not yet answered."""
        if self.turn is not None:
            if self._detector is not None and not self.turn.is_open:
                # What was taken for its end was a pause; the speaker's next ones are waited for.
                self._pauses.learn((self._detector.onset - self._detector.ended) // MS)
            self.turn.is_open = True
            self.turn.revise()
            if self.is_manual:  # what came between two declared activities belongs to neither (PROTOCOL 4.5)
                self.turn.skip(self.arrived)
            return self.turn
        start = self.arrived
        if self._detector is not None and self._config is not None:
            start = max(self._detector.onset - self._config.preroll_ms * MS, self._answered)
        self.turn = UserTurn(self.next_number(), start, start)
        return self.turn

    def close(self) -> UserTurn | None:
        """Takes the turn away: it has been answered, or there was nothing in it."""
        turn, self.turn = self.turn, None
        if turn is not None:
            self._answered = turn.fed
        return turn

    def offset_s(self, edge: Edge) -> float:
        """The position of an edge, in seconds of audio received (PROTOCOL 3.8)."""
        position = self.arrived
        if self._detector is not None:
            position = self._detector.onset if edge is Edge.START else self._detector.speech_end
        return (self._before + position) / INPUT_RATE
