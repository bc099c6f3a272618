"""Smart Turn through onnxruntime: from the sound alone, whether a caller who pauses has finished."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from antiphon.detectors.base import F32
from antiphon.detectors.mel import log_mel, normalised
from antiphon.detectors.onnx import session_of
from antiphon.talk import INPUT_RATE

SAMPLES: Final = 8 * INPUT_RATE
"""What the network looks at: the last 8 s."""


class SmartTurn:
    """The ONNX file at ``path``; raises `ModelError` if it cannot be loaded.

    `score` costs about 50 ms of one core for each recording, batched or not, so it belongs in a worker thread.
    """

    def __init__(self, path: Path) -> None:
        self._session = session_of(path)

    def score(self, audio: Sequence[bytes]) -> Sequence[float]:
        if not audio:
            return ()
        features = np.stack([features_of(pcm) for pcm in audio])
        (output,) = self._session.run(None, {"input_features": features})
        return [float(each) for each in np.asarray(output).reshape(len(audio))]


def features_of(pcm: bytes) -> F32:
    """``[80, 800]`` of the last 8 s of PCM16; what is shorter ends at the end and begins with nothing."""
    samples = np.frombuffer(pcm, np.int16)[-SAMPLES:]
    sound = np.zeros(SAMPLES, np.float32)
    sound[SAMPLES - len(samples) :] = samples
    return log_mel(normalised(sound / np.float32(32768)))
