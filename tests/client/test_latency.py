from __future__ import annotations

import numpy as np
import pytest

from antiphon.client.latency import lead_in_s, speech_end_s
from antiphon.client.wav import Recording
from antiphon.testing import voice


def test_speech_ends_where_its_last_loud_sample_is() -> None:
    pcm = voice.silence(300) + voice.speech(700) + voice.silence(500)
    assert speech_end_s(Recording(pcm, 16_000)) == pytest.approx(1.0, abs=0.02)
    assert speech_end_s(Recording(np.zeros(1600, np.int16).tobytes(), 16_000)) == pytest.approx(0.1)
    assert speech_end_s(Recording(b"", 16_000)) == 0


def test_a_voice_begins_where_it_can_be_heard() -> None:
    assert lead_in_s(bytes(4800) + b"\x00\x40") == pytest.approx(0.1)
    assert lead_in_s(bytes(4800)) == 0
    assert lead_in_s(b"") == 0
