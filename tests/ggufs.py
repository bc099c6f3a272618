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


WIDTH, INNER, CONTEXT = 64, 128, 2048


def _letters() -> list[str]:
    """How BPE vocabularies write the 256 bytes: as themselves where that can be seen, else as a later letter."""
    seen = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in seen]
    return [chr(byte) for byte in seen] + [chr(256 + index) for index in range(len(others))]


def write_model(path: Path) -> None:
    """A whole model that llama.cpp loads and runs: one layer, a token per byte, and no sense at all."""
    writer = GGUFWriter(path, "llama")
    writer.add_file_type(3)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(2)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // 2)
    tokens = [*_letters(), "<|im_start|>", "<|im_end|>"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types([1] * 256 + [3, 3])
    writer.add_token_merges(["a b"])
    writer.add_bos_token_id(256)
    writer.add_eos_token_id(257)
    writer.add_chat_template(TEMPLATE)
    chance = np.random.default_rng(8)
    q4, q8 = GGMLQuantizationType.Q4_1, GGMLQuantizationType.Q8_0
    shapes = {
        "token_embd": (len(tokens), WIDTH),
        "blk.0.attn_q": (WIDTH, WIDTH),
        "blk.0.attn_k": (WIDTH, WIDTH),
        "blk.0.attn_v": (WIDTH, WIDTH),
        "blk.0.attn_output": (WIDTH, WIDTH),
        "blk.0.ffn_gate": (INNER, WIDTH),
        "blk.0.ffn_up": (INNER, WIDTH),
        "blk.0.ffn_down": (WIDTH, INNER),
    }
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(WIDTH, np.float32))
    for name, shape in shapes.items():
        kind = q8 if name == "token_embd" else q4
        values = quants.quantize(chance.normal(0, 0.1, shape).astype(np.float32), kind)
        writer.add_tensor(f"{name}.weight", values, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
