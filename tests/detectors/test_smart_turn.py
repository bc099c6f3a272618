from pathlib import Path

import numpy as np
import pytest

from antiphon.detectors.smart_turn import SAMPLES, SmartTurn, features_of
from antiphon.errors import ModelError
from antiphon.testing import voice
from spoken import spoken


@pytest.fixture(scope="module")
def detector(model_files: dict[str, Path]) -> SmartTurn:
    return SmartTurn(model_files["smart-turn-v3.2"] / "smart-turn-v3.2-cpu.onnx")


def test_a_probability_for_each_pause(detector: SmartTurn) -> None:
    """Which one is not asserted: a synthetic voice is nothing that the network has learnt from."""
    pauses = [
        spoken("What is the time?") + voice.silence(200),
        spoken("I would like to") + voice.silence(200),
        b"",
    ]
    together = detector.score(pauses)
    assert all(0 <= each <= 1 for each in together)
    assert together[0] != together[1]
    alone = [detector.score([pause])[0] for pause in pauses]
    np.testing.assert_allclose(together, alone, atol=0.02)
    assert detector.score([]) == ()


def test_only_the_last_eight_seconds_count() -> None:
    late = voice.speech(8000, seed=7)
    np.testing.assert_array_equal(features_of(voice.speech(3000) + late), features_of(late))


def test_what_is_shorter_begins_with_silence() -> None:
    said = voice.speech(3000)
    np.testing.assert_array_equal(features_of(said), features_of(bytes(2 * SAMPLES - len(said)) + said))
    assert features_of(said).shape == (80, 800)


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"absent\.onnx"):
        SmartTurn(tmp_path / "absent.onnx")
