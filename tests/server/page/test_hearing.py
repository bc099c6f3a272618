"""What the page tells of what it has played, in Node."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

NODE = Path(sys.executable).with_name("node")
SCRIPT = Path(__file__).with_name("hearing.mjs")
MODULE = resources.files("antiphon.server") / "page/hearing.js"

BEGINS, CUT, ENDS = ("begins",), ("isCut",), ("ends",)


def plays(played_ms: float, queued_ms: float, clears: int = 0) -> tuple[Any, ...]:
    return "plays", {"playedMs": played_ms, "queuedMs": queued_ms, "clears": clears}


def told(*course: tuple[Any, ...], late_ms: float = 0) -> list[list[float]]:
    command = [str(NODE), str(SCRIPT), str(MODULE), json.dumps(course), str(late_ms)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[list[float]] = json.loads(done.stdout)
    return found


def test_a_turn_is_told_of_every_quarter_of_a_second_less_what_is_between_thread_and_ear() -> None:
    steps = [plays(ms, 600) for ms in range(50, 650, 50)]
    assert told(BEGINS, *steps) == [[250, 1], [500, 1]]
    assert told(BEGINS, *steps, late_ms=180) == [[70, 1], [320, 1]]


def test_nothing_is_told_of_silence() -> None:
    assert told(plays(0, 0), ENDS, plays(400, 0), plays(800, 0)) == []


def test_what_was_cut_off_is_told_once_the_loudspeaker_is_still() -> None:
    course = (BEGINS, plays(200, 600), CUT, ENDS, plays(210, 590), plays(213, 0, 1), plays(213, 0, 1))
    assert told(*course, late_ms=100) == [[213, 1]]


def test_the_next_turn_begins_after_what_is_still_to_be_played() -> None:
    course = (BEGINS, plays(300, 100), ENDS, BEGINS, plays(600, 300), plays(700, 200))
    assert told(*course) == [[300, 1], [200, 2]]


def test_after_a_cut_the_next_turn_begins_at_once() -> None:
    course = (BEGINS, plays(200, 600), CUT, ENDS, BEGINS, plays(203, 100, 1), plays(500, 600, 1))
    assert told(*course) == [[203, 1], [300, 2]]


def test_an_interruption_of_nothing_is_told_of_nobody() -> None:
    assert told(CUT, ENDS, plays(0, 0, 1)) == []
