from pathlib import Path

import numpy as np
import pytest

from antiphon.detectors.base import F32, WINDOW
from antiphon.detectors.silero import SileroDetector
from antiphon.errors import ModelError
from spoken import spoken


@pytest.fixture(scope="module")
def detector(model_files: dict[str, Path]) -> SileroDetector:
    return SileroDetector(model_files["silero-vad"] / "silero_vad.onnx")


def windows_of(pcm: bytes) -> F32:
    samples = np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(32768)
    whole = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    return np.ascontiguousarray(whole)


def run(detector: SileroDetector, windows: F32) -> F32:
    """The probabilities of one conversation's windows, in order."""
    state = np.zeros((1, detector.state_size), np.float32)
    return np.array([detector.score(window[None], state)[0] for window in windows], np.float32)


def test_speech_is_speech(detector: SileroDetector) -> None:
    probabilities = run(detector, windows_of(spoken("The weather is nice and warm this morning.")))
    assert np.mean(probabilities > 0.5) > 0.6


def test_silence_and_noise_are_not(detector: SileroDetector) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, (60, WINDOW)).astype(np.float32)
    assert run(detector, np.zeros((60, WINDOW), np.float32)).max() < 0.3
    assert np.mean(run(detector, noise) > 0.5) < 0.05


def test_a_batch_scores_as_single_conversations(detector: SileroDetector) -> None:
    speech = windows_of(spoken("Please turn on the kitchen lights."))[:30]
    noise = np.random.default_rng(2).normal(0, 0.1, speech.shape).astype(np.float32)
    conversations = [speech, noise, speech[::-1], np.zeros_like(speech)]
    states = np.zeros((len(conversations), detector.state_size), np.float32)
    together = np.array([detector.score(np.stack(step), states) for step in zip(*conversations, strict=True)])
    for n, windows in enumerate(conversations):
        np.testing.assert_allclose(together[:, n], run(detector, windows), atol=1e-4)


def test_an_empty_batch(detector: SileroDetector) -> None:
    empty = np.zeros((0, WINDOW), np.float32)
    assert detector.score(empty, np.zeros((0, detector.state_size), np.float32)).shape == (0,)


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    damaged = tmp_path / "silero_vad.onnx"
    damaged.write_bytes(b"not a model")
    for path in (damaged, tmp_path / "absent.onnx"):
        with pytest.raises(ModelError, match=path.name):
            SileroDetector(path)
