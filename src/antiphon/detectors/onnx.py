"""How every small network is loaded: one thread, which sleeps while it waits."""

from __future__ import annotations

from pathlib import Path

import onnxruntime

from antiphon.errors import ModelError


def session_of(path: Path) -> onnxruntime.InferenceSession:
    """The network in the file at ``path``; raises `ModelError` if it cannot be loaded."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # A waiting thread that spins takes a core from the language model.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    # onnxruntime has a private exception class per status, with no base but Exception; all mean the same.
    except Exception as error:
        raise ModelError(f"{path}: {error}") from error
