from __future__ import annotations

import math

import numpy as np
import pytest

from antiphon.bench.report import percentile
from antiphon.bench.voice import speech_end_s
from antiphon.client.wav import Recording
from antiphon.testing import voice


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, share) for share in (0.5, 0.95, 1.0, 0.0)] == [3.0, 5.0, 5.0, 1.0]
    assert math.isnan(percentile([], 0.5))


def test_speech_ends_where_its_last_loud_sample_is() -> None:
    pcm = voice.silence(300) + voice.speech(700) + voice.silence(500)
    assert speech_end_s(Recording(pcm, 16_000)) == pytest.approx(1.0, abs=0.02)
    assert speech_end_s(Recording(np.zeros(1600, np.int16).tobytes(), 16_000)) == pytest.approx(0.1)
