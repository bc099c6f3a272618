"""The file that training ends in: an adapter as llama.cpp reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter
from gguf.quants import dequantize, quantize
from numpy.typing import NDArray

MOST_BYTES: Final = 16_000_000
"""What a package may be made heavier by."""
BLOCK: Final = 32
"""Numbers that Q8_0 keeps together."""
STRENGTH: Final = "antiphon.adapter.strength"
RECIPE: Final = "antiphon.adapter.recipe"
BASE: Final = "antiphon.adapter.base_sha256"

Numbers = NDArray[np.float32]


class Pair(NamedTuple):
    """A change of a tensor: ``b @ a``, times the scale."""

    a: Numbers
    """(rank, columns)."""
    b: Numbers
    """(rows, rank)."""


class About(NamedTuple):
    """What the file says of itself."""

    name: str
    recipe: str
    """The hash of what it was trained on, and how."""
    base_sha256: str
    """Of the model's file that it belongs to."""
    strength: float = 1.0
    """The part of the change that is merged at a start: less keeps more of what the model knew."""


class Adapter(NamedTuple):
    """What a file holds."""

    pairs: dict[str, Pair]
    scale: float
    about: About


def write(path: Path, adapter: Adapter, *, is_small: bool = False) -> None:
    """Write it in halves of a float; ``is_small``: in bytes (Q8_0), where the shape allows. Atomic."""
    about = adapter.about
    rank = next(iter(adapter.pairs.values())).a.shape[0]
    partial = path.with_name(f"{path.name}.partial")
    writer = GGUFWriter(partial, "llama")
    writer.add_type("adapter")
    writer.add_name(about.name)
    writer.add_license("apache-2.0")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", adapter.scale * rank)
    writer.add_float32(STRENGTH, about.strength)
    writer.add_string(RECIPE, about.recipe)
    writer.add_string(BASE, about.base_sha256)
    for name, pair in adapter.pairs.items():
        _add(writer, f"{name}.lora_a", pair.a, is_small)
        _add(writer, f"{name}.lora_b", pair.b, is_small)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    partial.replace(path)


def read(path: Path) -> Adapter:
    """The same, read back."""
    reader = GGUFReader(path)

    def value(key: str) -> Any:
        return reader.fields[key].contents()

    tensors = {each.name: dequantize(each.data, each.tensor_type) for each in reader.tensors}
    pairs = {
        name.removesuffix(".lora_a"): Pair(a, tensors[name.removesuffix("a") + "b"])
        for name, a in tensors.items()
        if name.endswith(".lora_a")
    }
    rank = next(iter(pairs.values())).a.shape[0]
    about = About(value("general.name"), value(RECIPE), value(BASE), value(STRENGTH))
    return Adapter(pairs, value("adapter.lora.alpha") / rank, about)


def deltas(adapter: Adapter) -> Mapping[str, Numbers]:
    """What is added to each tensor at full strength."""
    return {name: adapter.scale * (pair.b @ pair.a) for name, pair in adapter.pairs.items()}


def _add(writer: Any, name: str, values: Numbers, is_small: bool) -> None:  # noqa: FBT001  # passed on
    if is_small and values.shape[1] % BLOCK == 0:
        kind = GGMLQuantizationType.Q8_0
        writer.add_tensor(name, quantize(np.ascontiguousarray(values), kind), raw_dtype=kind)
    else:
        writer.add_tensor(name, values.astype(np.float16))
