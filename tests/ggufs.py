"""Small GGUF files, written by the gguf library itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, quants

TEMPLATE = "{{ '<|im_start|>' + message['role'] }}"
NORM = np.arange(64, dtype=np.float32)


def weights(seed: int, rows: int = 3) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
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
