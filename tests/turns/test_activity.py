from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.detectors.energy import EnergyDetector
from antiphon.runtime.ear import Ear
from antiphon.runtime.intake import Intake
from antiphon.testing import voice
from antiphon.turns.activity import MS, ActivityConfig, ActivityDetector, Edge, Sensitivity
from antiphon.wire.types import Blob

WINDOW = 512


def edges(detector: ActivityDetector, probabilities: list[float]) -> list[tuple[int, Edge]]:
    """Windows after which something changed."""
    heard = [(index, detector.hear(each, WINDOW)) for index, each in enumerate(probabilities, 1)]
    return [(index, edge) for index, edge in heard if edge]


def test_speech_starts_pauses_resumes_and_ends() -> None:
    detector = ActivityDetector(ActivityConfig(prefix_ms=64, pause_ms=96, silence_ms=320))
    course = [0.0] * 3 + [1.0] * 5 + [0.0] * 4 + [1.0] * 2 + [0.0] * 12
    assert edges(detector, course) == [
        (5, Edge.START),
        (11, Edge.PAUSE),
        (13, Edge.RESUME),
        (17, Edge.PAUSE),
        (24, Edge.END),
    ]
    assert detector.onset == 3 * WINDOW
    assert detector.speech_end == 14 * WINDOW


def test_a_wavering_voice_does_not_flicker() -> None:
    detector = ActivityDetector(ActivityConfig(sensitivity=Sensitivity(0.6, 0.3), silence_ms=64))
    assert edges(detector, [0.9, 0.4, 0.35, 0.5, 0.31, 0.4]) == [(2, Edge.START)]


@pytest.mark.parametrize("course", [[0.4] * 20, [1.0, 0.0] * 10, [0.55, 0.3] * 10])
def test_what_is_weak_or_too_short_is_no_speech(course: list[float]) -> None:
    assert edges(ActivityDetector(ActivityConfig(prefix_ms=64)), course) == []


def test_a_start_needs_one_window_that_is_surely_speech_or_half_a_second_that_may_be() -> None:
    config = ActivityConfig()
    assert edges(ActivityDetector(config), [0.6, 0.7, 0.89, 0.9, 1.0]) == [(4, Edge.START)]
    chime = [0.6] * 15 + [0.0]
    assert edges(ActivityDetector(config), [0.95, 0.0, *chime, *chime]) == []  # sure once, of another sound
    detector = ActivityDetector(config)
    assert edges(detector, [0.0, *[0.6] * 16]) == [(17, Edge.START)]
    assert detector.onset == WINDOW


def test_without_a_prefix_the_first_window_starts() -> None:
    assert edges(ActivityDetector(ActivityConfig(prefix_ms=0)), [0.0, 1.0]) == [(2, Edge.START)]


def test_without_silence_the_first_quiet_window_ends() -> None:
    detector = ActivityDetector(ActivityConfig(silence_ms=0, pause_ms=0))
    assert edges(detector, [1.0, 1.0, 0.0, 0.0]) == [(2, Edge.START), (3, Edge.END)]


def test_after_a_reset_speech_starts_anew() -> None:
    detector = ActivityDetector(ActivityConfig())
    assert edges(detector, [1.0, 1.0, 1.0]) == [(2, Edge.START)]
    detector.reset()
    assert not detector.is_active
    assert edges(detector, [0.0] * 50) == []
    assert edges(detector, [1.0, 1.0]) == [(2, Edge.START)]


@given(st.lists(st.floats(0, 1), max_size=200), st.integers(0, 1000), st.integers(0, 200))
def test_edges_come_in_their_order(probabilities: list[float], silence_ms: int, prefix_ms: int) -> None:
    config = ActivityConfig(silence_ms=silence_ms, pause_ms=min(96, silence_ms), prefix_ms=prefix_ms)
    detector = ActivityDetector(config)
    after = {
        None: {Edge.START},
        Edge.START: {Edge.PAUSE, Edge.END},
        Edge.PAUSE: {Edge.RESUME, Edge.END},
        Edge.RESUME: {Edge.PAUSE, Edge.END},
        Edge.END: {Edge.START},
    }
    last: Edge | None = None
    for probability in probabilities:
        edge = detector.hear(probability, WINDOW)
        if edge is not None:
            assert edge in after[last]
            if edge is Edge.END:
                assert detector.position - detector.speech_end >= silence_ms * MS
            last = edge
        assert detector.is_active == (last not in {None, Edge.END})
        assert detector.onset <= detector.position
        assert detector.speech_end <= detector.position


SOUND = voice.silence(150) + voice.speech(420) + voice.silence(200) + voice.speech(333) + voice.silence(650)


def heard(pieces: list[bytes]) -> list[tuple[int, Edge]]:
    """Edges of a stream that comes in these pieces, through everything a server does to it."""
    intake, detector = Intake(), ActivityDetector(ActivityConfig())
    found: list[tuple[int, Edge]] = []

    def deliver(probability: float) -> None:
        if edge := detector.hear(probability, WINDOW):
            found.append((detector.position, edge))

    async def listen() -> None:
        attention = Ear(EnergyDetector()).open(deliver)
        for piece in pieces:
            intake.accept(Blob(data=piece, mime_type="audio/pcm"))
            for window in intake.windows():
                attention.hear(window)
        for _ in range(len(SOUND)):  # a turn of the loop for each few windows
            if not attention.waiting:
                return
            await asyncio.sleep(0)

    asyncio.run(listen())
    return found


@given(st.lists(st.integers(1, 4096), min_size=1, max_size=20))
def test_chunking_changes_nothing(cuts: list[int]) -> None:
    pieces: list[bytes] = []
    at = 0
    while at < len(SOUND):
        size = cuts[len(pieces) % len(cuts)] + 64
        pieces.append(SOUND[at : at + size])
        at += size
    assert heard(pieces) == heard([SOUND])
    assert [edge for _, edge in heard([SOUND])] == [
        Edge.START,
        Edge.PAUSE,
        Edge.RESUME,
        Edge.PAUSE,
        Edge.END,
    ]
