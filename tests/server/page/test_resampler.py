"""The page's own arithmetic, in Node."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

NODE = Path(sys.executable).with_name("node")
SCRIPT = Path(__file__).with_name("resampler.mjs")
MODULE = resources.files("antiphon.server") / "page/resampler.js"


def resampled(rate: int, to: int, hertz: int) -> dict[str, float]:
    command = [str(NODE), str(SCRIPT), str(MODULE), str(rate), str(to), str(hertz)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    outcome: dict[str, float] = json.loads(done.stdout)
    return outcome


@pytest.mark.parametrize("hertz", [100, 1000, 6000])
@pytest.mark.parametrize(
    ("rate", "to"), [(48_000, 16_000), (44_100, 16_000), (16_000, 16_000), (24_000, 48_000), (24_000, 44_100)]
)
def test_speech_stays_what_it_is(rate: int, to: int, hertz: int) -> None:
    outcome = resampled(rate, to, hertz)
    assert outcome["samples"] == pytest.approx(to, abs=to / 100)
    assert outcome["amplitude"] == pytest.approx(1, abs=0.01)
    assert outcome["rms"] == pytest.approx(0.7071, abs=0.01)  # so nothing else is in it


@pytest.mark.parametrize("hertz", [9_000, 12_000, 15_900, 20_000])
@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_what_the_lower_rate_cannot_carry_is_gone(rate: int, hertz: int) -> None:
    assert resampled(rate, 16_000, hertz)["rms"] < 0.001
