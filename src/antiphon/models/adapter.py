"""A LoRA adapter in a GGUF file: for each matrix W that it tunes two narrow ones, A and B.

What is served is W + strength * alpha / rank * (B @ A).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from antiphon.errors import ModelError
from antiphon.models import records
from antiphon.models.gguf_file import Layout, Tensor, layout, mapped

ARCHITECTURE: Final = b"general.architecture"
ALPHA: Final = b"adapter.lora.alpha"
STRENGTH: Final = b"antiphon.adapter.strength"
"""How much of it is best, as measured by whoever trained it; 1 where it does not say."""
MOST_STRENGTH: Final = 1.5
A_SUFFIX: Final = b".lora_a"
B_SUFFIX: Final = b".lora_b"
TYPES: Final = frozenset({0, 1, 8, 30})
"""F32, F16, Q8_0 and BF16: both we and llama.cpp read A and B in these."""
UNTUNED: Final = b"token_embd.weight"
"""llama.cpp gives A and B another meaning there."""
BLOCK: Final = 32
"""Weights that are encoded together: rows have a multiple of it."""


class Pair(NamedTuple):
    """What tunes one matrix."""

    a: Tensor
    b: Tensor

    @property
    def rank(self) -> int:
        return self.b.shape[0]


@dataclass(frozen=True, slots=True)
class Adapter:
    """One that was read as far as its table of contents."""

    path: Path
    sha256: str
    strength: float
    architecture: str
    alpha: float
    pairs: Mapping[bytes, Pair]
    data_at: int

    def check(self, base: Layout) -> None:
        """Raises `ModelError` if it is damaged, or made for another model than ``base``."""
        architecture = base.text(ARCHITECTURE)
        if self.architecture != architecture:
            raise ModelError(
                f"{self.path} is an adapter for {self.architecture or '?'}, not for {architecture}"
            )
        shapes = {tensor.name: tensor.shape for tensor in base.tensors}
        for name, pair in self.pairs.items():
            shape = shapes.get(name, ())
            fits = len(shape) == 2 and name != UNTUNED and shape[0] % BLOCK == 0
            if not fits or pair.a.shape != (shape[0], pair.rank) or pair.b.shape != (pair.rank, shape[1]):
                raise ModelError(
                    f"{self.path} is an adapter for another model: {name.decode(errors='replace')} does not fit"
                )
            self.factors(name)

    def factors(self, name: bytes) -> tuple[Any, Any] | None:
        """Two matrices whose product is to be added to the named one; none if that stays as it is."""
        pair = self.pairs.get(name)
        if pair is None:
            return None
        share = self.alpha / pair.rank if self.alpha else 1.0  # as llama.cpp reads it
        return self._read(pair.b) * np.float32(self.strength * share), self._read(pair.a)

    def _read(self, tensor: Tensor) -> Any:
        from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, quants  # noqa: PLC0415  # half a second, once

        kind = GGMLQuantizationType(tensor.type)
        per_block, block_bytes = GGML_QUANT_SIZES[kind]
        columns, rows = tensor.shape
        begin, size = self.data_at + tensor.offset, columns // per_block * block_bytes * rows
        with mapped(self.path) as data:
            raw = data[begin : begin + size]
        if columns % per_block or len(raw) != size:
            raise ModelError(f"{self.path} is damaged: it ends in the middle")
        values: Any = quants.dequantize(np.frombuffer(raw, np.uint8).reshape(rows, -1), kind)
        if not np.isfinite(values).all():
            raise ModelError(f"{self.path} is damaged: it holds what is no number")
        return values.astype(np.float32, copy=False)


def read(path: Path, strength: float | None = None) -> Adapter:
    """What a file says of itself; ``strength`` in place of its own. Raises `ModelError`, in one line."""
    try:
        with mapped(path) as data:
            found = layout(data)
        kind = found.text(b"general.type"), found.text(b"adapter.type")
        if kind != ("adapter", "lora"):
            raise ModelError(f"{path} is no LoRA adapter")
        own = found.number(STRENGTH)
        return Adapter(
            path=path,
            strength=_strength(path, 1.0 if own is None else own) if strength is None else strength,
            architecture=found.text(ARCHITECTURE),
            alpha=_alpha(path, found),
            pairs=_pairs(path, found),
            data_at=found.data_at,
            sha256=records.hash_of(path),
        )
    except OSError as error:
        raise ModelError(f"the adapter {path} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise ModelError(f"{path} is no adapter: {error}") from error


def _strength(path: Path, own: float) -> float:
    if not 0 <= own <= MOST_STRENGTH:
        raise ModelError(f"{path} is damaged: it wants a strength of {own}")
    return round(own, 4)  # as it was written, before it became a number of 32 bits


def _alpha(path: Path, found: Layout) -> float:
    alpha = found.number(ALPHA)
    if alpha is None or not math.isfinite(alpha):
        raise ModelError(f"{path} is no LoRA adapter: it lacks {ALPHA.decode()}")
    return alpha


def _pairs(path: Path, found: Layout) -> dict[bytes, Pair]:
    tensors = {tensor.name: tensor for tensor in found.tensors}
    pairs = {
        name.removesuffix(A_SUFFIX): Pair(tensor, tensors[name.removesuffix(A_SUFFIX) + B_SUFFIX])
        for name, tensor in tensors.items()
        if name.endswith(A_SUFFIX) and name.removesuffix(A_SUFFIX) + B_SUFFIX in tensors
    }
    if not pairs or 2 * len(pairs) != len(found.tensors):
        raise ModelError(f"{path} is no LoRA adapter: its tensors are not pairs of A and B")
    for each in found.tensors:
        if len(each.shape) != 2 or not all(each.shape) or each.type not in TYPES:
            raise ModelError(f"{path} is no adapter that we read: {each.name.decode(errors='replace')}")
    return pairs
