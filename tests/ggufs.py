"""Small GGUF files, written by the gguf library itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, quants

from antiphon.models.progress import Quiet

TEMPLATE = "{{ '<|im_start|>' + message['role'] }}"
NORM = np.arange(64, dtype=np.float32)

Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def weights(seed: int, rows: int = 3) -> Matrix:
    """Numbers as a layer has them; one row is all zeros, as pruned ones are."""
    values = np.random.default_rng(seed).normal(0, 0.1, (rows, 64)).astype(np.float32)
    values[0] = 0
    return values


def write(path: Path, template: str | None = TEMPLATE, alignment: int = 32) -> None:
    """A Q4_1 file with one tensor of each kind that SmolLM2's has."""
    writer = GGUFWriter(path, "llama")
    if alignment != 32:
        writer.add_custom_alignment(alignment)
    writer.add_name("small")
    writer.add_file_type(3)
    writer.add_token_list(["a", "b", "<|im_start|>"])
    writer.add_token_types([1, 1, 3])
    writer.add_rope_freq_base(100_000.0)
    writer.add_array("general.languages", ["en"])
    if template is not None:
        writer.add_chat_template(template)
    q4, q8 = GGMLQuantizationType.Q4_1, GGMLQuantizationType.Q8_0
    writer.add_tensor("norm", NORM)
    writer.add_tensor("layer", quants.quantize(weights(1), q4), raw_dtype=q4)
    writer.add_tensor("embedding", quants.quantize(weights(2), q8), raw_dtype=q8)
    writer.add_tensor("last", quants.quantize(weights(3, rows=1), q4), raw_dtype=q4)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def factors(seed: int = 5, rank: int = 2, rows: int = 3) -> tuple[Matrix, Matrix]:
    """A and B of an adapter for one tensor of the above, as numpy lays them out."""
    chance = np.random.default_rng(seed)
    a = chance.normal(0, 0.3, (rank, 64)).astype(np.float32)
    return a, chance.normal(0, 0.3, (rows, rank)).astype(np.float32)


def write_adapter(  # noqa: PLR0913  # one argument per thing that may be wrong with one
    path: Path,
    pairs: Mapping[str, tuple[Matrix, Matrix]] | None = None,
    *,
    strength: float | None = None,
    alpha: float | None = 4.0,
    kind: str = "lora",
    architecture: str = "llama",
    encoding: GGMLQuantizationType = GGMLQuantizationType.F16,
) -> None:
    """A LoRA adapter, by default for the tensor called ``layer``."""
    writer = GGUFWriter(path, architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", kind)
    if alpha is not None:
        writer.add_float32("adapter.lora.alpha", alpha)
    if strength is not None:
        writer.add_float32("antiphon.adapter.strength", strength)
    for name, (a, b) in (pairs if pairs is not None else {"layer": factors()}).items():
        for suffix, matrix in (("lora_a", a), ("lora_b", b)):
            # Rows of B are too short for Q8_0, as those of a real adapter may be.
            wanted = encoding if matrix.shape[1] % 32 == 0 else GGMLQuantizationType.F16
            data = quants.quantize(matrix, wanted)
            writer.add_tensor(f"{name}.{suffix}", data, raw_dtype=wanted)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def decoded(path: Path) -> dict[str, Matrix]:
    """Every tensor of a file, as the gguf library reads it."""
    return {
        str(tensor.name): quants.dequantize(tensor.data, tensor.tensor_type)
        for tensor in GGUFReader(path).tensors
    }


def store(root: Path) -> Path:
    """The directory of a small language model in a store below ``root``."""
    directory = root / "models" / "small" / "1"
    directory.mkdir(parents=True)
    write(directory / "Small.Q4_1.gguf")
    return directory


class Notes(Quiet):
    """What the operator would have read."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def noted(self, line: str) -> None:
        self.lines.append(line)
