from __future__ import annotations

from typing import Any

import pytest

from antiphon.session.listening import LEAST_PATIENCE_S, REACH, Listener
from antiphon.talk import Cues
from antiphon.turns.activity import ActivityConfig, Edge
from antiphon.turns.endpointing import Patience

WINDOW = 512
MS = 16


def listener(**config: Any) -> Listener:
    return Listener(ActivityConfig(**config))


def take(who: Listener, probability: float, windows: int, now: float = 0.0) -> list[Edge]:
    """Windows arrive and are scored at once; the floor opens the turns."""
    edges: list[Edge] = []
    for _ in range(windows):
        who.arrive(WINDOW, now)
        for edge in who.hear(probability, WINDOW):
            edges.append(edge)
            if edge is Edge.START:
                who.open()
    return edges


def test_a_turn_begins_before_it_was_noticed() -> None:
    who = listener(preroll_ms=300)
    take(who, 0.0, 20)
    assert take(who, 1.0, 2) == [Edge.START]
    assert who.turn is not None
    assert who.turn.start == 20 * WINDOW - 300 * MS
    assert who.offset_s(Edge.START) == 20 * WINDOW / 16_000


def test_a_turn_does_not_begin_before_the_stream() -> None:
    who = listener()
    take(who, 1.0, 2)
    assert who.turn is not None
    assert who.turn.start == 0


def test_a_turn_that_goes_on_is_a_new_revision_of_the_same() -> None:
    who = listener()
    first = who.open()
    first.transcript, first.is_open = "hello", False
    again = who.open()
    assert again is first
    assert (again.revision, again.transcript, again.is_open) == (1, None, True)
    assert who.close() is first
    assert who.open().number == first.number + 1


def test_spoken_and_typed_turns_share_their_numbers() -> None:
    who = listener()
    assert [who.next_number(), who.open().number, who.next_number()] == [1, 2, 3]


@pytest.mark.parametrize(("silence_ms", "patience_s"), [(100, LEAST_PATIENCE_S), (2000, 2.0)])
def test_who_stops_sending_is_starved_after_its_own_silence(silence_ms: int, patience_s: float) -> None:
    who = listener(silence_ms=silence_ms, pause_ms=96)
    take(who, 0.0, 3, now=5.0)
    before = who.starved_at
    take(who, 1.0, 3, now=7.0)
    assert (before, who.starved_at) == (None, 7.0 + patience_s)
    assert who.cut_off() is Edge.END
    assert who.cut_off() is None


def test_who_declares_its_activity_is_never_starved() -> None:
    who = Listener(None)
    who.arrive(1000, 3.0)
    who.open()
    assert who.starved_at is None
    assert who.cut_off() is None
    assert who.end_stream() is None
    assert who.hear(1.0, WINDOW) == ()


def test_the_end_of_the_stream_waits_for_what_has_not_been_scored() -> None:
    who = listener()
    take(who, 1.0, 4)
    who.arrive(3 * WINDOW + 100, 0.0)
    assert who.end_stream() is None
    assert [who.hear(1.0, WINDOW) for _ in range(3)] == [(), (), (Edge.END,)]


def test_the_end_of_the_stream_may_come_with_an_edge_of_its_own() -> None:
    who = listener(prefix_ms=32)
    who.arrive(WINDOW, 0.0)
    assert who.end_stream() is None
    assert who.hear(1.0, WINDOW) == (Edge.START, Edge.END)


def test_speech_after_the_end_of_the_stream_is_a_start_again() -> None:
    who = listener()
    take(who, 1.0, 4)
    assert who.end_stream() is Edge.END
    assert who.end_stream() is None
    assert take(who, 1.0, 2) == [Edge.START]


def test_the_oldest_needed_is_a_second_of_what_may_come() -> None:
    who = listener(preroll_ms=300, prefix_ms=64)
    assert who.oldest == 0
    take(who, 0.0, 100)
    assert who.oldest == 100 * WINDOW - REACH  # as much as a sound is measured against
    take(who, 1.0, 50)
    assert who.turn is not None
    assert who.oldest <= who.turn.start
    who.turn.fed = who.position
    assert who.oldest == 150 * WINDOW - REACH  # however long the turn, no more of it is kept


def test_what_waits_to_be_fed_is_kept() -> None:
    who = listener()
    take(who, 1.0, 3)
    assert who.turn is not None
    who.turn.is_open = False
    take(who, 0.0, 200)
    assert who.oldest == who.turn.fed == 0


def test_nothing_outside_a_declared_activity_is_kept() -> None:
    who = Listener(None)
    who.arrive(5000, 0.0)
    assert who.oldest == 5000
    turn = who.open()
    who.arrive(1000, 0.0)
    assert who.oldest == turn.fed == 5000
    assert who.offset_s(Edge.END) == 6000 / 16_000


def test_what_lies_between_two_declared_activities_is_no_part_of_the_turn() -> None:
    who = Listener(None)
    turn = who.open()
    who.arrive(1000, 0.0)
    turn.fed, turn.is_open, turn.transcript = 1000, False, "one"
    who.arrive(500, 0.0)
    who.open()
    assert turn.fed == 1500
    who.arrive(200, 0.0)
    turn.fed, turn.transcript = 1700, "two"
    assert turn.utterance.samples == 1200
    assert turn.utterance.text == "two"


WHOLE, OPEN = Cues(words=3, closed=0.99), Cues(words=3, closed=0.01, trailing=1.0)


def judged(**config: Any) -> Listener:
    """In the pause after a second of speech."""
    who = Listener(ActivityConfig(**config), is_judged=True)
    assert take(who, 1.0, 31)[0] is Edge.START
    assert take(who, 0.0, 2) == [Edge.PAUSE]
    return who


def test_a_pause_tells_how_long_it_was_and_what_it_would_have_ended_by() -> None:
    who = judged()
    assert who.judge(1, 0, 0.1) is None
    assert who.read(1, 0, OPEN) is None
    assert take(who, 0.0, 10) == []
    assert take(who, 1.0, 1) == [Edge.RESUME]
    pause = who.last_pause
    assert pause is not None
    assert (pause.rule, pause.silence_ms, pause.needed_ms) == ("latest", 12 * 32, 800)
    assert pause.score is not None
    assert pause.score < 0.1
    assert set(pause.evidence) == {"verdict", "trailing", "closed"}


def test_words_and_sound_end_a_turn_in_either_order_and_late_ones_at_once() -> None:
    who, other = judged(), judged()
    assert (who.judge(1, 0, 0.9), who.read(1, 0, WHOLE)) == (None, None)
    assert take(who, 0.0, 4) == [Edge.END]
    take(other, 0.0, 10)
    assert (other.read(1, 0, WHOLE), other.judge(1, 0, 0.9)) == (None, Edge.END)
    for each, silence in ((who, 6), (other, 12)):
        assert each.last_pause is not None
        assert (each.last_pause.rule, each.last_pause.needed_ms) == ("judged", 192)
        assert each.last_pause.silence_ms == silence * 32


def test_words_of_another_pause_end_nothing() -> None:
    who = judged()
    who.judge(1, 0, 0.9)
    assert who.read(1, 1, WHOLE) is None
    assert who.read(2, 0, WHOLE) is None
    take(who, 1.0, 1)
    assert who.turn is not None
    who.turn.revise()
    take(who, 0.0, 2)
    assert who.read(1, 0, WHOLE) is None
    assert who.read(1, 1, WHOLE) is None  # nobody has judged this one
    assert take(who, 0.0, 30)[0] is Edge.END
    assert who.last_pause is not None
    assert (who.last_pause.rule, who.last_pause.score) == ("latest", None)


@pytest.mark.parametrize(("patience", "rule"), [(None, "client"), (Patience(), "silence")])
def test_the_rule_says_whose_silence_it_was(patience: Patience | None, rule: str) -> None:
    who = listener(patience=patience)
    take(who, 1.0, 5)
    assert take(who, 0.0, 30) == [Edge.PAUSE, Edge.END]
    assert who.last_pause is not None
    assert (who.last_pause.rule, who.last_pause.silence_ms) == (rule, 512)
    assert who.read(1, 0, WHOLE) is None


def test_a_stream_that_ends_or_starves_says_so() -> None:
    ended, starved = judged(), judged()
    ended.end_stream()
    starved.cut_off()
    for who, rule in ((ended, "stream end"), (starved, "starved")):
        assert who.last_pause is not None
        assert (who.last_pause.rule, who.last_pause.silence_ms) == (rule, 64)


def test_who_makes_long_pauses_is_waited_for_longer_also_where_one_was_taken_for_the_end() -> None:
    usual, slow = judged(), judged()
    for _ in range(4):
        take(slow, 0.0, 22)
        take(slow, 1.0, 3)
        take(slow, 0.0, 2)
        assert slow.turn is not None
    needed = []
    for who in (usual, slow):
        who.judge(1, 0, 0.5)
        who.read(1, 0, Cues(words=3, closed=0.6))
        take(who, 0.0, 30)
        assert who.last_pause is not None
        needed.append(who.last_pause.needed_ms)
        assert who.turn is not None
        who.turn.is_open = False
    assert needed[0] < needed[1] < 800
    before = usual._pauses.habit.typical_ms
    take(usual, 1.0, 3)  # opens the turn again: it was not its end
    assert usual._pauses.habit.typical_ms > before
