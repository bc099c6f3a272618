"""Conversations as numbers: with the vocabulary of the model's own file, as llama.cpp's server reads a prompt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from gguf import GGUFReader
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from brain.dialogue import Segment

CONTROL: Final = 3
"""The type, in the file, of a token that is no text: the seams of a chat are."""
SEAMS: Final = ("<|im_start|>", "<|im_end|>")


class Example(NamedTuple):
    """A conversation to learn from."""

    ids: tuple[int, ...]
    """Up to the last of the model's words; that one is only a target."""
    wanted: tuple[int, ...]
    """Where the next one is a word of the model."""
    targets: tuple[int, ...]
    """Which one that is."""


class Tokens:
    """Reads and writes text with a model's vocabulary."""

    def __init__(self, path: Path) -> None:
        fields = GGUFReader(path).fields

        def listed(key: str) -> Any:
            return fields[f"tokenizer.ggml.{key}"].contents()

        words: list[str] = listed("tokens")
        merges = [tuple(merge.split(" ")) for merge in listed("merges")]
        self._tokenizer = Tokenizer(models.BPE({word: at for at, word in enumerate(words)}, merges))
        self._tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )
        self._tokenizer.decoder = decoders.ByteLevel()
        control = [word for word, kind in zip(words, listed("token_type"), strict=True) if kind == CONTROL]
        self._tokenizer.add_special_tokens([AddedToken(word, normalized=False) for word in control])
        missing = [seam for seam in SEAMS if seam not in control]
        if missing:
            raise ValueError(f"{path.name} knows no {' and no '.join(missing)}: it was not taught to chat")

    def encode(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def decode(self, ids: Sequence[int]) -> str:
        return str(self._tokenizer.decode(list(ids), skip_special_tokens=False))

    def example(self, segments: Sequence[Segment]) -> Example | None:
        """What is learned from a conversation; ``None`` if none of its words are the model's.

        Raises `ValueError` where a piece of it, read alone, is read otherwise than within the whole: what the
        model will see is the whole.
        """
        pieces = self._tokenizer.encode_batch([piece.text for piece in segments], add_special_tokens=False)
        ids = [token for piece in pieces for token in piece.ids]
        if ids != self.encode("".join(piece.text for piece in segments)):
            raise ValueError(f"the seams do not hold: {[piece.text for piece in segments]}")
        wanted: list[int] = []
        at = 0
        for piece, segment in zip(pieces, segments, strict=True):
            if segment.is_ours:
                wanted += range(at - 1, at - 1 + len(piece.ids))
            at += len(piece.ids)
        if not wanted:
            return None
        return Example(tuple(ids[: wanted[-1] + 1]), tuple(wanted), tuple(ids[at + 1] for at in wanted))


class Batch(NamedTuple):
    """Conversations that lie one behind the other, without gaps."""

    ids: tuple[int, ...]
    lengths: tuple[int, ...]
    wanted: tuple[int, ...]
    targets: tuple[int, ...]


def batch(examples: Iterable[Example]) -> Batch:
    """These, one behind the other."""
    ids: list[int] = []
    wanted: list[int] = []
    targets: list[int] = []
    lengths = []
    for example in examples:
        wanted += [len(ids) + at for at in example.wanted]
        targets += example.targets
        ids += example.ids
        lengths.append(len(example.ids))
    return Batch(tuple(ids), tuple(lengths), tuple(wanted), tuple(targets))
