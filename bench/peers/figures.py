"""What two systems made of the same calls, figure by figure, and the second's by the first's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from antiphon.bench.duplex.outcomes import Outcome
from antiphon.bench.duplex.scenario import FALSE, Kind
from antiphon.bench.report import percentile

DEFINITIONS: Final = """\
p50, p95 or share (of how many); ratio: the second's figure by the first's. Events are judged as by `antiphon bench duplex`
taken to be over: our activityEnd; there, the moment at which the model is asked
first audible: the first audible sample of the answer as the client plays it, which it does without a buffer of its own
stop: onset of an interruption until the client is told to drop what it still has
false stop: the same within what must change nothing, or up to 1 s after it
false answer: what was no turn at all was answered, or written down as one
cut off: a pause or a word inside a turn was taken for its end"""
SAME: Final = 0.005
"""A share below this is none: no ratio can be had of it."""

Row = tuple[str, str, str, str]
Side = Sequence[Outcome]
Keep = Callable[[Outcome], bool]
Pick = Callable[[Outcome], float | None]

_FALSE: Final = {
    Kind.BACKCHANNEL: "backchannels",
    Kind.NOISE: "noise",
    Kind.ASIDE: "talk to somebody else",
    Kind.ECHO: "echo of itself",
}


def table(first: Side, second: Side) -> Iterator[Row]:
    """The figures of synthesised and of recorded speech. What is moot says nothing."""
    for is_recorded, title in ((False, "synthesised speech"), (True, "recorded speech")):
        sides = tuple(
            [each for each in side if each.is_recorded is is_recorded and each.verdict != "moot"]
            for side in (first, second)
        )
        if any(sides):
            yield f"[bold]{title}[/]", "", "", ""
            yield from (row for row in _figures(sides) if row[1:3] != ("-", "-"))


def _figures(sides: Sequence[Side]) -> Iterator[Row]:
    def respond(each: Outcome) -> float | None:
        return each.response_ms

    yield from _spread("whole turns: end -> taken to be over", sides, _is_whole, lambda each: each.ended_ms)
    yield from _spread("whole turns: end -> first audible", sides, _is_whole, respond)
    yield from _spread("prompts of the script: end -> first audible", sides, _is_prompt, respond)
    yield from _spread("interruptions: end -> first audible", sides, _is_interruption, respond)
    yield _share("whole turns answered", sides, _is_whole, lambda each: each.took_over)
    yield from _spread("interruptions: onset -> stop", sides, _is_interruption, lambda each: each.stop_ms)
    yield _share("interruptions that stop it within 2 s", sides, _is_interruption, _is_right)
    for kind, name in _FALSE.items():
        yield _share(f"false stops: {name}", sides, _during(kind), lambda each: each.stop_ms is not None)
    yield from _spread(
        "false stops: silence until it goes on", sides, _is_false_stop, lambda each: each.gap_ms
    )
    yield _share("false answers: noise and talk in silence", sides, _is_nothing, lambda each: each.answered)
    yield _share("cut off in pauses inside sentences", sides, _is(Kind.PAUSE), lambda each: each.cut_off)
    yield _share("cut off in whole turns", sides, _is(Kind.COMPLETE), lambda each: each.cut_off)


def _is(kind: Kind) -> Keep:
    return lambda each: each.kind is kind


def _during(kind: Kind) -> Keep:
    return lambda each: each.kind is kind and each.was_speaking


def _is_whole(each: Outcome) -> bool:
    return each.kind in {Kind.COMPLETE, Kind.PAUSE}


def _is_prompt(each: Outcome) -> bool:
    """A turn that is answered by the script while nothing was being said."""
    return each.kind is Kind.PROMPT and each.is_scripted and not each.was_speaking


def _is_interruption(each: Outcome) -> bool:
    return each.kind is Kind.INTERRUPTION


def _is_false_stop(each: Outcome) -> bool:
    return each.kind in FALSE and each.was_speaking and each.stop_ms is not None


def _is_nothing(each: Outcome) -> bool:
    return each.kind in FALSE and not each.was_speaking


def _is_right(each: Outcome) -> bool:
    return each.verdict == "right"


def _spread(name: str, sides: Sequence[Side], keep: Keep, pick: Pick) -> Iterator[Row]:
    values = [[value for each in side if keep(each) and (value := pick(each)) is not None] for side in sides]
    for word, part in (("p50", 0.5), ("p95", 0.95)):
        figures = [percentile(each, part) for each in values]
        cells = [
            f"{figure:,.0f} ms ({len(each)})" if each else "-"
            for figure, each in zip(figures, values, strict=True)
        ]
        yield f"{name}, {word}", cells[0], cells[1], _ratio(figures) if all(values) else ""


def _share(name: str, sides: Sequence[Side], keep: Keep, test: Keep) -> Row:
    tested = [[test(each) for each in side if keep(each)] for side in sides]
    shares = [sum(each) / len(each) if each else 0.0 for each in tested]
    cells = [
        f"{share:.2f} ({len(each)})" if each else "-" for share, each in zip(shares, tested, strict=True)
    ]
    return name, cells[0], cells[1], _ratio(shares) if all(tested) else ""


def _ratio(figures: Sequence[float]) -> str:
    first, second = figures
    return f"{second / first:.2f}" if first >= SAME else ""
