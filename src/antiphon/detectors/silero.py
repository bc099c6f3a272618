"""Silero VAD through onnxruntime: many conversations in one call, no torch."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from antiphon.detectors.base import F32, WINDOW
from antiphon.detectors.onnx import session_of
from antiphon.talk import INPUT_RATE

CONTEXT: Final = 64
"""Samples of the window before that the network sees again."""
HIDDEN: Final = 128
"""Width of the network's two state vectors."""


class SileroDetector:
    """The ONNX file at ``path``; raises `ModelError` if it cannot be loaded.

    A conversation's state row holds both state vectors and then the context. `score` costs about 0.1 ms for one
    window and half of that per window in a batch, so it belongs in a worker thread. It is thread-safe as long as
    two calls do not share state rows.
    """

    state_size = 2 * HIDDEN + CONTEXT
    is_light = False

    def __init__(self, path: Path) -> None:
        self._session = session_of(path)
        self._rate = np.array(INPUT_RATE, np.int64)

    def score(self, windows: F32, states: F32) -> F32:
        batch = len(windows)
        if batch == 0:
            return np.zeros(0, np.float32)
        hidden = states[:, : 2 * HIDDEN].reshape(batch, 2, HIDDEN).transpose(1, 0, 2)
        output, after = self._session.run(
            None,
            {
                "input": np.concatenate([states[:, 2 * HIDDEN :], windows], axis=1, dtype=np.float32),
                "state": np.ascontiguousarray(hidden),
                "sr": self._rate,
            },
        )
        states[:, : 2 * HIDDEN] = after.transpose(1, 0, 2).reshape(batch, 2 * HIDDEN)
        states[:, 2 * HIDDEN :] = windows[:, WINDOW - CONTEXT :]
        probabilities: F32 = output[:, 0]
        return probabilities
