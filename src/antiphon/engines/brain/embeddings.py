"""Sentences as unit vectors whose products tell how alike they mean: MiniLM, in numpy alone."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import math
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from antiphon.errors import ModelError

Vectors = npt.NDArray[np.float32]

MODEL_NAME: Final = "minilm-l6-v2"
WIDTH: Final = 384
HEADS: Final = 12
LAYERS: Final = 6
EPSILON: Final = 1e-12
LONGEST: Final = 96
"""Tokens read of one text: what is compared here is sentences."""
BATCH: Final = 16
REMEMBERED: Final = 2048
"""Texts whose vectors are kept: 3 MB."""
CHARACTERS: Final = 600
"""Of a text, at most: what a caller wrote may be megabytes."""


class Embeddings(Protocol):
    """Texts to unit vectors."""

    async def start(self) -> None:
        """Raises `OperatorError`."""

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text. Cancel-safe."""

    async def aclose(self) -> None:
        """Frees it; may be called twice."""


class MiniLM:
    """The model in ``directory``, computed by one thread beside the event loop; repeated texts cost nothing."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="minilm")
        self._model: Model | None = None
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    async def start(self) -> None:
        self._model = await self._in_thread(Model, self._directory)

    async def aclose(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def embed(self, texts: Sequence[str]) -> Vectors:
        model = self._model
        if model is None:
            raise RuntimeError("not started")
        clipped = [text[:CHARACTERS] for text in texts]
        vectors = {text: known for text in clipped if (known := self._known.get(text)) is not None}
        missing = [text for text in dict.fromkeys(clipped) if text not in vectors]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            vectors.update(zip(batch, await self._in_thread(model.embed, batch), strict=True))
        for text in dict.fromkeys(clipped):
            self._known[text] = vectors[text]
            self._known.move_to_end(text)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return np.stack([vectors[text] for text in clipped]) if clipped else np.empty((0, WIDTH), np.float32)

    async def _in_thread(self, work: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)


class _Places:
    """Where the tokens of several texts stand: one after the other, so that a product reads its weights once.

    Measured: eight words one by one in a batch took 66 ms, put together 18.
    """

    def __init__(self, texts: Sequence[Sequence[int]]) -> None:
        self.lengths = np.array([len(text) for text in texts])
        self.starts = np.concatenate(([0], np.cumsum(self.lengths)[:-1]))
        self.ids = np.concatenate([np.asarray(text) for text in texts])
        self.positions = np.concatenate([np.arange(length) for length in self.lengths])
        columns = np.arange(self.lengths.max())
        self.is_token = columns < self.lengths[:, None]
        """By text and column."""
        self.rows = np.where(self.is_token, self.starts[:, None] + columns, 0)
        """Of which token, the same way."""
        self.unseen = np.where(self.is_token, 0, -1e9).astype(np.float32)[:, None, None, :]


class Model:
    """Six layers of BERT, and the mean of what comes out. Not for two threads at once.

    The weights stay in the file and are paged in as they are used: of the word vectors, which are half of
    it, only those of words that were said.
    """

    def __init__(self, directory: Path) -> None:
        _one_thread()
        try:
            self._weights = read_safetensors(directory / "model.safetensors")
            self._tokenizer = _tokenizer(directory / "vocab.txt")
            self.embed(["ready"])  # what is missing is noticed now
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{directory} holds no usable sentence model ({error}); run `antiphon models pull`"
            ) from error

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit row per text."""
        places = _Places([encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))])
        weights = self._weights
        hidden = (
            weights["embeddings.word_embeddings.weight"][places.ids]
            + weights["embeddings.position_embeddings.weight"][places.positions]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            hidden = self._layer(hidden, places, f"encoder.layer.{layer}.")
        means = np.add.reduceat(hidden, places.starts) / places.lengths[:, None]
        units: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return units.astype(np.float32)

    def _layer(self, hidden: Vectors, places: _Places, name: str) -> Vectors:
        def heads(which: str) -> Vectors:
            """A row per text here only: elsewhere no product is spent on what fills up the shorter ones."""
            projected = self._linear(hidden, f"{name}attention.self.{which}")[places.rows]
            count, length, _ = projected.shape
            return projected.reshape(count, length, HEADS, -1).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").swapaxes(2, 3) / np.float32(math.sqrt(WIDTH // HEADS))
        scores += places.unseen
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        shares = scores / scores.sum(-1, keepdims=True)
        seen = (shares @ heads("value")).transpose(0, 2, 1, 3)[places.is_token].reshape(-1, WIDTH)
        seen = self._linear(seen, f"{name}attention.output.dense") + hidden
        hidden = self._norm(seen, f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(hidden, f"{name}intermediate.dense"))
        return self._norm(self._linear(inner, f"{name}output.dense") + hidden, f"{name}output.LayerNorm")

    def _linear(self, hidden: Vectors, name: str) -> Vectors:
        product: Vectors = hidden @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return product

    def _norm(self, hidden: Vectors, name: str) -> Vectors:
        centred = hidden - hidden.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + EPSILON)
        scaled: Vectors = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return scaled


def read_safetensors(path: Path) -> dict[str, Vectors]:
    """The F32 tensors of a file, by name, as views of it: nothing is read yet.

    The format: eight bytes of length, so much JSON, then the numbers.
    """
    raw = np.memmap(path, np.uint8, "r")
    length = int.from_bytes(raw[:8].tobytes(), "little")
    header = json.loads(raw[8 : 8 + length].tobytes())
    tensors = {}
    for name, entry in header.items():
        if isinstance(entry, dict) and entry.get("dtype") == "F32":
            start, stop = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name.removeprefix("bert.")] = raw[start:stop].view(np.float32).reshape(entry["shape"])
    return tensors


def _tokenizer(vocabulary: Path) -> Tokenizer:
    words = {word: number for number, word in enumerate(vocabulary.read_text("utf-8").splitlines())}
    tokenizer = Tokenizer(WordPiece(words, unk_token="[UNK]"))  # noqa: S106  # a token of text, not a secret
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    ends = [(mark, words[mark]) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def _gelu(x: Vectors) -> Vectors:
    """``x`` times the normal distribution's integral, by Abramowitz and Stegun 7.1.26: numpy has no erf."""
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    terms = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    series = np.zeros_like(t)
    for term in terms:
        series = (series + np.float32(term)) * t
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    product: Vectors = (x * np.float32(0.5) * (1 + erf)).astype(np.float32)
    return product


def _one_thread() -> None:
    """Keeps numpy's OpenBLAS from spreading a sentence over all cores.

    Measured beside busy neighbours: products this small take 7 to 10 times as long on two threads, which wait
    for each other. Where numpy brings another library, it stays as it is.
    """
    for library in (Path(np.__file__).parent.parent / "numpy.libs").glob("libscipy_openblas64_*"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(str(library)).scipy_openblas_set_num_threads64_(1)
