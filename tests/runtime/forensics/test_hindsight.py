from __future__ import annotations

from antiphon.runtime.forensics.hindsight import Fixed, compare, notes, waits
from antiphon.runtime.forensics.story import Told
from antiphon.turns.decisions import Decision, Kind


def told(
    kind: Kind,
    *,
    turn: int = 1,
    rule: str = "judged",
    score: float | None = 0.5,
    silence_ms: int = 0,
    speech_ms: int = 0,
) -> Told:
    decision = Decision(kind, turn, 16_000, rule, score, 0.5, silence_ms, speech_ms=speech_ms)
    return Told(1.0, decision)


def note(*decisions: Told) -> str:
    return notes(decisions)[0]


def test_a_pause_says_which_silence_would_have_cut_the_caller_off() -> None:
    assert note(told(Kind.PAUSED, silence_ms=416)) == "300 ms of silence would have cut you off here"
    assert note(told(Kind.PAUSED, silence_ms=704)) == "700 ms of silence would have cut you off here"
    assert note(told(Kind.PAUSED, silence_ms=224)) == "200 ms of silence would have cut you off here"
    assert not note(told(Kind.PAUSED, silence_ms=192))


def test_an_end_says_what_was_saved() -> None:
    assert note(told(Kind.ENDED, silence_ms=192)) == "a fixed 500 ms would have answered 308 ms later"
    assert note(told(Kind.ENDED, silence_ms=800, rule="latest")).endswith("300 ms sooner")
    assert waits(416) == (
        "a fixed silence would have answered 200 ms: 216 ms sooner, 300 ms: 116 ms sooner, 500 ms: 84 ms later, 700 ms: 284 ms later, "
        "1000 ms: 584 ms later"
    )


def test_an_end_that_the_client_chose_or_that_was_none_says_nothing() -> None:
    assert not note(told(Kind.ENDED, silence_ms=300, rule="client"))
    assert not note(told(Kind.ENDED, silence_ms=192), told(Kind.IGNORED))
    assert not note(told(Kind.ENDED, silence_ms=192), told(Kind.STARTED))
    assert note(told(Kind.ENDED, silence_ms=192), told(Kind.STARTED, turn=2))


def test_a_sound_that_was_talked_through_is_told_once() -> None:
    released, ignored = told(Kind.RELEASED), told(Kind.IGNORED)
    spared = "a voice detector alone would have stopped the answer for this"
    assert notes((released, told(Kind.ENDED), ignored)) == [spared, "", ""]
    assert note(ignored) == spared


def test_a_release_that_was_taken_back_spared_nothing() -> None:
    assert not note(told(Kind.RELEASED), told(Kind.INTERRUPTED, speech_ms=600))


def test_what_was_ignored_without_an_answer_spared_nothing() -> None:
    assert not note(told(Kind.IGNORED, rule="wordless", score=None))


def test_an_interruption_says_what_waiting_would_have_cost() -> None:
    stop = told(Kind.INTERRUPTED, rule="command", speech_ms=192)
    assert (
        note(stop, told(Kind.ENDED, speech_ms=900))
        == "waiting for 500 ms of speech would have stopped 308 ms later"
    )
    assert (
        note(stop, told(Kind.ENDED, speech_ms=300)) == "waiting for 500 ms of speech would have missed this"
    )
    assert not note(told(Kind.INTERRUPTED, speech_ms=640))
    assert not note(told(Kind.INTERRUPTED, rule="text", score=None))
    later = told(Kind.ENDED, turn=2, speech_ms=900)
    assert note(stop, later) == "waiting for 500 ms of speech would have missed this"


def test_a_call_is_compared_as_a_whole() -> None:
    compared = compare(
        [
            told(Kind.PAUSED, silence_ms=320),
            told(Kind.PAUSED, silence_ms=640),
            told(Kind.ENDED, silence_ms=192),
            told(Kind.RELEASED, turn=2),
            told(Kind.ENDED, turn=2, silence_ms=192),
            told(Kind.IGNORED, turn=2),
            told(Kind.INTERRUPTED, turn=3, rule="words"),
            told(Kind.ENDED, turn=3, silence_ms=800, rule="latest"),
        ]
    )
    assert (compared.pauses, compared.ends, compared.waited_ms) == (2, 2, 496)
    assert compared.fixed[1:4] == (Fixed(300, 2, 300), Fixed(500, 1, 500), Fixed(700, 0, 700))
    assert (compared.stops, compared.spared) == (1, 1)


def test_nothing_compares_with_nothing() -> None:
    assert compare([]).waited_ms == 0
