"""A network of llama's kind, with everything that a real one has but its size: made on the spot."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, quants
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers, trainers

CONTROL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
LAYERS, WIDTH, HEADS, VALUE_HEADS, HIDDEN = 2, 32, 4, 2, 64
TEXT = (
    "<|im_start|>system\nYou are a friendly assistant. Keep every answer short.<|im_end|>\n",
    "<|im_start|>user\nMy dog is called Rex. What is my dog called?<|im_end|>\n",
    "<|im_start|>assistant\nYour dog is called Rex.<|im_end|>\n",
)


def write(path: Path) -> None:
    """One whose vocabulary fits a few sentences; some weights are whole, some in bytes."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=[AddedToken(seal) for seal in CONTROL],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXT, trainer)
    words = [tokenizer.id_to_token(at) for at in range(tokenizer.get_vocab_size())]
    writer = GGUFWriter(path, "llama")
    writer.add_name("tiny")
    writer.add_block_count(LAYERS)
    writer.add_context_length(1024)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(VALUE_HEADS)
    writer.add_rope_freq_base(10_000.0)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(words))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_add_bos_token(False)
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(words.index(CONTROL[-1]))
    writer.add_token_list(words)
    writer.add_token_types([3 if word in CONTROL else 1 for word in words])
    writer.add_token_merges(_merges(tokenizer))
    _tensors(writer, len(words))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _merges(tokenizer: Tokenizer) -> list[str]:
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [merge if isinstance(merge, str) else " ".join(merge) for merge in merges]


def _tensors(writer: GGUFWriter, words: int) -> None:
    chance = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return chance.normal(0, shape[-1] ** -0.5, shape).astype(np.float32)

    values = WIDTH // HEADS * VALUE_HEADS
    q8 = GGMLQuantizationType.Q8_0
    writer.add_tensor("token_embd.weight", quants.quantize(drawn(words, WIDTH), q8), raw_dtype=q8)
    writer.add_tensor("output_norm.weight", 1 + drawn(WIDTH))
    for number in range(LAYERS):
        at = f"blk.{number}"
        writer.add_tensor(f"{at}.attn_norm.weight", 1 + drawn(WIDTH))
        writer.add_tensor(f"{at}.ffn_norm.weight", 1 + drawn(WIDTH))
        for name, rows in (("q", WIDTH), ("k", values), ("v", values), ("output", WIDTH)):
            writer.add_tensor(f"{at}.attn_{name}.weight", drawn(rows, WIDTH))
        for name, rows, columns in (
            ("gate", HIDDEN, WIDTH),
            ("up", HIDDEN, WIDTH),
            ("down", WIDTH, HIDDEN),
        ):
            writer.add_tensor(f"{at}.ffn_{name}.weight", drawn(rows, columns))
