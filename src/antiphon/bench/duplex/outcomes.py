"""What came of each event of a call: judged from its timeline, whoever ran it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from antiphon.bench.duplex.scenario import FALSE, TICS, TURNS, Kind
from antiphon.bench.duplex.timeline import Answer, Take, Timeline

YIELD_S: Final = 2.0
"""An interruption's answer has stopped within this of its onset, or it has not yielded (tau-voice)."""
STILL_S: Final = 1.0
"""What must change nothing has changed nothing when this has passed since its end."""
QUIET_S: Final = 2.0
"""And nothing was answered when this has (tau-voice)."""
SETTLED_MS: Final = 600.0
"""A turn that was taken to be over within this was judged to be complete; for the others 800 ms were waited."""
GAP_MS: Final = 5.0
"""A gap shorter than this is that of the measurement."""
TOR_S: Final = 1.0
TOR_WORDS: Final = 3
"""An answer has taken the floor if it is as long as the one or longer than the other (Full-Duplex-Bench)."""

Verdict = Literal["right", "wrong", "moot"]


class Outcome(msgspec.Struct):
    """One event's. Milliseconds count from the event's onset for stops, from its end for answers."""

    scenario: str
    kind: Kind
    what: str
    length: str
    voice: str
    is_recorded: bool
    is_scripted: bool
    onset: float
    seconds: float
    was_speaking: bool
    """An answer was being played when it began."""
    verdict: Verdict = "right"
    """``moot``: nothing can be said, since the answer was over by itself."""
    stop_ms: float | None = None
    """Onset to ``interrupted``, which is when it falls silent."""
    ended_ms: float | None = None
    """End of speech until the turn was taken to be over."""
    response_ms: float | None = None
    """End of speech to the first audible sample of the answer."""
    gap_ms: float = 0.0
    """Silence in the answer while it should have gone on."""
    cut_off: bool = False
    """The turn was taken to be over, or answered, before it was."""
    took_over: bool = False
    """An answer came that has taken the floor."""
    answered: bool = False
    """What must change nothing was taken for a turn."""
    transcript: str = ""
    said: str = ""
    """The beginning of what was answered."""

    @property
    def is_tic(self) -> bool:
        """A noise that a person makes."""
        return self.kind is Kind.NOISE and self.what in TICS


def judge(timeline: Timeline) -> Iterator[Outcome]:
    """The outcome of each event, in their order."""
    takes = timeline.takes
    for index, take in enumerate(takes):
        until = takes[index + 1].onset if index + 1 < len(takes) else float("inf")
        outcome = _begun(timeline, take, until)
        if take.event.kind in TURNS:
            _judge_turn(timeline, take, until, outcome)
        if take.event.kind is Kind.INTERRUPTION:
            _judge_interruption(timeline, take, outcome)
        elif take.event.kind in FALSE:
            _judge_false(timeline, take, until, outcome)
        yield outcome


def _begun(timeline: Timeline, take: Take, until: float) -> Outcome:
    event = take.event
    heard = [told.text for told in timeline.heard if take.onset <= told.at < until]
    return Outcome(
        scenario=timeline.scenario,
        kind=event.kind,
        what=event.what,
        length=event.length if event.kind is Kind.INTERRUPTION else "",
        voice=event.voice or timeline.voice,
        is_recorded=bool(event.recording),
        is_scripted=timeline.is_scripted,
        onset=take.onset,
        seconds=take.end - take.onset,
        was_speaking=sounding(timeline, take.onset) is not None,
        transcript=" / ".join(heard),
    )


def sounding(timeline: Timeline, at: float) -> Answer | None:
    """The answer that was being played at an instant."""
    for answer in reversed(timeline.answers):
        if answer.audible is not None and answer.audible <= at:
            return answer if at < answer.until else None
    return None


def _judge_turn(timeline: Timeline, take: Take, until: float, outcome: Outcome) -> None:
    """Whether it was answered, when, and not before it was over."""
    # Of an interruption there may be a turn that was open before.
    early = not outcome.was_speaking and any(take.onset < told.at < take.end for told in timeline.heard)
    answers = [
        each for each in timeline.answers if take.onset < each.began < until and each.audible is not None
    ]
    outcome.cut_off = early or any(each.began < take.end for each in answers)
    ends = [at for at in timeline.ends if take.end <= at < until]
    if ends and not outcome.cut_off:
        outcome.ended_ms = (ends[0] - take.end) * 1000
    if outcome.cut_off:
        answers = [each for each in answers if each.began >= take.end] or answers
    if answers:
        first = answers[0]
        outcome.said = first.text[:120]
        outcome.took_over = any(has_taken_over(each) for each in answers)
        if first.audible is not None and first.began >= take.end:
            outcome.response_ms = (first.audible - take.end) * 1000
    if outcome.cut_off or outcome.response_ms is None:
        outcome.verdict = "wrong"


def _judge_interruption(timeline: Timeline, take: Take, outcome: Outcome) -> None:
    """Whether the answer that was being given stopped."""
    answer = sounding(timeline, take.onset)
    if answer is None:
        outcome.verdict = "moot"
        return
    stops = [at for at in timeline.stops if take.onset <= at < take.onset + YIELD_S]
    if stops:
        outcome.stop_ms = (stops[0] - take.onset) * 1000
        outcome.verdict = "right"
    else:
        is_over = not answer.is_stopped and answer.until < take.onset + YIELD_S
        outcome.verdict = "moot" if is_over else "wrong"


def _judge_false(timeline: Timeline, take: Take, until: float, outcome: Outcome) -> None:
    """Whether all went on as if nothing had been."""
    answer = sounding(timeline, take.onset)
    limit, later = min(take.end + STILL_S, until), min(take.end + QUIET_S, until)
    stops = [at for at in timeline.stops if take.onset <= at < limit]
    turns = [told.at for told in timeline.heard if take.onset <= told.at < later and told.text]
    outcome.answered = bool(turns)
    if answer is None:
        begun = [each for each in timeline.answers if take.onset < each.began < later]
        outcome.answered = outcome.answered or bool(begun)
        outcome.said = begun[0].text[:120] if begun else ""
    elif stops:
        outcome.stop_ms = (stops[0] - take.onset) * 1000
        back = [each.audible for each in timeline.answers if each.audible and each.audible >= stops[0]]
        outcome.gap_ms = (min([*back, limit]) - stops[0]) * 1000
    else:
        lengths = (min(stop, limit) - max(start, take.onset) for start, stop in answer.gaps)
        outcome.gap_ms = 1000 * sum(max(length, 0.0) for length in lengths)
    if stops or outcome.answered:
        outcome.verdict = "wrong"


def has_taken_over(answer: Answer) -> bool:
    """Whether it is more than a word or two."""
    if answer.audible is None:
        return False
    return answer.until - answer.audible >= TOR_S or len(answer.text.split()) > TOR_WORDS
