"""Which weights the embedded language model answers with: tuned by our adapter, by one of the operator's, or not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from antiphon.errors import ModelError
from antiphon.models import adapter, reencode
from antiphon.models.progress import Progress, Quiet
from antiphon.models.reencode import Weights

SHIPPED: Final = Path(__file__).with_name("data") / "smollm2-135m-instruct.adapter.gguf"
"""Ours; ``brain/`` trains it."""


def weights(
    directory: Path,
    own: Path | None = None,
    strength: float | None = None,
    progress: Progress | None = None,
) -> Weights:
    """What to load: the model of ``directory`` with ``own`` adapter, or with ours; made now if it is not there.

    Blocks for some seconds the first time. Where ours will not do, says why and leaves the model untuned; where
    the operator's will not, raises `ModelError`.
    """
    progress = progress or Quiet()
    if own is None and not SHIPPED.is_file():
        progress.noted(f"{SHIPPED.name} is not in this installation: the language model stays untuned")
        return Weights(reencode.best_weights(directory, progress))
    try:
        return reencode.tuned_weights(directory, adapter.read(own or SHIPPED, strength), progress)
    except ModelError as error:
        if own is not None:
            raise
        progress.noted(f"{error}: the language model stays untuned")
        return Weights(reencode.best_weights(directory, progress))
