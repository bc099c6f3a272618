from __future__ import annotations

from antiphon.session.dictation import Dictation
from antiphon.session.effects import Dismiss, Effect, Feed, Score, Settle
from antiphon.session.listening import Listener
from antiphon.turns.activity import ActivityConfig, Edge
from antiphon.turns.endpointing import JUDGED, TRAILING, Patience

WINDOW = 512
CONFIG = ActivityConfig(prefix_ms=32, pause_ms=64, preroll_ms=0)


class Case:
    """A listener whose turn is open, and what is asked about it."""

    def __init__(self, config: ActivityConfig = CONFIG, *, is_judged: bool = True) -> None:
        self.effects: list[Effect] = []
        self.listener = Listener(config, is_judged=is_judged)
        self.dictation = Dictation(self.listener, self.effects)

    def hear(self, probability: float, windows: int) -> list[Edge]:
        edges: list[Edge] = []
        for _ in range(windows):
            self.listener.arrive(WINDOW, 0.0)
            for edge in self.listener.hear(probability, WINDOW):
                edges.append(edge)
                if edge is Edge.START:
                    self.listener.open()
        return edges

    def pause(self) -> list[Effect]:
        """Speaks for ten windows, is silent for two."""
        assert self.hear(1.0, 10)[-1:] in ([Edge.START], [Edge.RESUME])
        assert self.hear(0.0, 2) == [Edge.PAUSE]
        self.dictation.pause()
        asked = self.effects.copy()
        self.effects.clear()
        return asked


def test_a_pause_asks_for_words_and_for_a_verdict() -> None:
    stop = 12 * WINDOW
    feed, settle = Feed(1, 0, stop), Settle(1, 0)
    assert Case().pause() == [feed, settle, Score(1, 0, 0, stop, TRAILING - 2 * WINDOW)]
    assert Case(is_judged=False).pause() == [feed, settle]
    own = ActivityConfig(prefix_ms=32, pause_ms=64, preroll_ms=0, patience=None)
    assert Case(own).pause() == [feed, settle]


def test_only_a_verdict_that_is_waited_for_is_dismissed_and_once() -> None:
    case = Case()
    case.pause()
    case.dictation.answered(1, 7)  # another pause's
    case.dictation.dismiss()
    case.dictation.dismiss()
    assert case.effects == [Dismiss(1, 0)]
    answered = Case()
    answered.pause()
    answered.dictation.answered(1, 0)
    answered.dictation.dismiss()
    assert answered.effects == []


def test_no_more_than_the_last_eight_seconds_are_asked_about_and_kept() -> None:
    case = Case()
    case.hear(1.0, 600)
    assert case.listener.turn is not None
    case.dictation.feed()
    case.effects.clear()
    assert case.listener.oldest == 600 * WINDOW - JUDGED
    case.hear(0.0, 2)
    case.dictation.pause()
    (score,) = [each for each in case.effects if isinstance(each, Score)]
    assert score.stop - score.start == JUDGED
    assert case.listener.oldest == score.start


def test_a_verdict_is_heard_for_the_pause_it_was_asked_for() -> None:
    case = Case()
    case.pause()
    case.hear(0.0, 8)
    assert case.listener.judge(2, 0, 0.9) is None
    assert case.listener.judge(1, 1, 0.9) is None
    assert case.hear(0.0, 8) == []
    assert case.listener.judge(1, 0, 0.99) is Edge.END
    assert case.listener.judge(1, 0, 0.9) is None
    assert Listener(None, is_judged=True).judge(1, 0, 0.9) is None


def test_a_pause_longer_than_the_detector_wants_needs_no_more_silence() -> None:
    case = Case(ActivityConfig(prefix_ms=32, pause_ms=320, preroll_ms=0, patience=Patience(400, 800)))
    case.hear(1.0, 10)
    assert case.hear(0.0, 10) == [Edge.PAUSE]
    case.dictation.pause()
    (score,) = [each for each in case.effects if isinstance(each, Score)]
    assert score.rest == 0
