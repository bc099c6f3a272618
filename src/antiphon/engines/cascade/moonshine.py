"""The hearing stage: Moonshine tiny (English) through onnxruntime alone."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from antiphon.engines.stages import Hints, spare_cores
from antiphon.errors import EngineError, ModelError
from antiphon.talk import INPUT_RATE

F32 = NDArray[np.float32]

MODEL_NAME: Final = "moonshine-tiny-en"
BEGIN, END = 1, 2
TOKENS_PER_SECOND: Final = 6.5
"""The network's own limit on how fast people speak."""
TOKENS_EXTRA: Final = 10
WHOLE_S: Final = 30
"""Longer speech is cut."""
CUT_S: Final = (20, 25)
"""Where, in seconds: at the quietest place in between."""
SHORTEST: Final = INPUT_RATE // 10
"""Samples below which there is no word, and the encoder has no frame."""
SILENCE: Final = 1e-3
"""Root mean square (-60 dBFS) below which the network would only imagine words."""
REPEATS: Final = 4
"""So many times the same tokens in a row are a loop, not speech."""
LONGEST_LOOP: Final = 8
REMEMBERED: Final = 64
"""Transcripts of cut pieces that are kept: a long turn is transcribed again and again as it grows."""
PAD: Final = INPUT_RATE // 4

_MODERN: Final = re.compile(r"\b([Tt])o-(day|night|morrow)\b")


class Moonshine:
    """A `Transcriber`. 25 ms of one core per second of speech; as many at a time as there are spare cores."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._pool = ThreadPoolExecutor(spare_cores(), thread_name_prefix="moonshine")
        self._encoder: Any = None
        self._decoder: Any = None
        self._pieces: tuple[bytes, ...] = ()
        self._known: OrderedDict[bytes, str] = OrderedDict()
        self._empty: dict[str, F32] = {}

    async def start(self) -> None:
        """Raises `ModelError` for a missing or damaged file."""
        await asyncio.get_running_loop().run_in_executor(self._pool, self._load)

    async def aclose(self) -> None:
        """What runs is given up by its own caller's cancellation; nothing is waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        """English, whatever the hints say. Cancelling stops the work at its next token."""
        del hints
        given_up = threading.Event()
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, self._transcribe, pcm, given_up
            )
        except RuntimeError as error:  # the pool is closed
            raise EngineError(f"moonshine: {error}") from error
        finally:
            given_up.set()

    def _load(self) -> None:
        try:
            self._encoder = _session(self._directory / "encoder_model.ort")
            self._decoder = _session(self._directory / "decoder_model_merged.ort")
            self._pieces = tuple(_vocabulary((self._directory / "tokenizer.bin").read_bytes()))
        # onnxruntime has a private exception class per status, with no base but Exception; all mean the same.
        except Exception as error:
            raise ModelError(f"{self._directory}: {error}") from error
        for given in self._decoder.get_inputs():
            if given.name.startswith("past_"):
                _, heads, _, width = given.shape
                self._empty[given.name] = np.zeros((1, heads, 0, width), np.float32)

    def _transcribe(self, pcm: bytes, given_up: threading.Event) -> str:
        audio: F32 = np.frombuffer(pcm, "<i2", count=len(pcm) // 2).astype(np.float32) / np.float32(32768)
        texts = []
        *early, last = _cut(audio)
        for piece in early:
            key = hashlib.blake2b(piece.tobytes(), digest_size=16).digest()
            text = self._known.get(key)
            if text is None:
                text = self._decode(piece, given_up)
                if not given_up.is_set():
                    self._known[key] = text
                    while len(self._known) > REMEMBERED:
                        self._known.popitem(last=False)
            texts.append(text)
        texts.append(self._decode(last, given_up))
        return " ".join(filter(None, texts))

    def _decode(self, audio: F32, given_up: threading.Event) -> str:
        if len(audio) < SHORTEST or float(np.sqrt(np.mean(np.square(audio)))) < SILENCE:
            return ""
        padded = np.pad(audio, (0, PAD))[None]
        try:
            tokens = self._tokens(padded, given_up)
        except Exception as error:  # as in _load
            raise EngineError(f"moonshine: {error}") from error
        text = b"".join(self._pieces[token] for token in tokens if token > END)
        words = text.decode(errors="ignore").replace("\u2581", " ").strip()
        # Of noise and music it says "♪" and the like.
        return modern(words) if any(map(str.isalnum, words)) else ""

    def _tokens(self, audio: F32, given_up: threading.Event) -> list[int]:
        """Greedy decoding, token by token, each step seeing the keys and values of the ones before."""
        mask = np.ones(audio.shape, np.int64)
        (hidden,) = self._encoder.run(None, {"input_values": audio, "attention_mask": mask})
        names = [output.name for output in self._decoder.get_outputs()][1:]
        inputs: dict[str, Any] = {
            "encoder_attention_mask": mask,
            "encoder_hidden_states": hidden,
            "use_cache_branch": np.array([False]),
            **self._empty,
        }
        tokens = [BEGIN]
        limit = int(audio.shape[1] / INPUT_RATE * TOKENS_PER_SECOND) + TOKENS_EXTRA
        while len(tokens) <= limit and not given_up.is_set():
            inputs["input_ids"] = np.array([tokens[-1:]], np.int64)
            logits, *presents = self._decoder.run(None, inputs)
            token = int(np.argmax(logits[0, -1]))
            if token == END:
                break
            tokens.append(token)
            if kept := loop_start(tokens):
                del tokens[kept:]
                break
            is_first = len(tokens) == 2
            for name, present in zip(names, presents, strict=True):
                # The encoder's half is computed once, in the first step; later steps return nothing for it.
                if is_first or ".decoder." in name:
                    inputs[name.replace("present.", "past_key_values.")] = present
            inputs["use_cache_branch"] = np.array([True])
        return tokens[1:]


def loop_start(tokens: list[int]) -> int:
    """How many tokens to keep if the list ends in `REPEATS` equal runs (one run is kept), else 0."""
    for length in range(1, LONGEST_LOOP + 1):
        if len(tokens) <= length * REPEATS:
            return 0
        tail = tokens[-length:]
        if all(tokens[-length * n - length : -length * n] == tail for n in range(1, REPEATS)):
            return len(tokens) - length * (REPEATS - 1)
    return 0


def modern(text: str) -> str:
    """Today's spelling of "to-day" and its kin: the training texts are old books."""
    return _MODERN.sub(r"\1o\2", text)


def _cut(audio: F32) -> list[F32]:
    """Pieces of at most `WHOLE_S`. As audio grows, all pieces but the last stay as they are."""
    pieces = []
    while len(audio) > WHOLE_S * INPUT_RATE:
        begin, end = (second * INPUT_RATE for second in CUT_S)
        frame = INPUT_RATE // 10
        levels = np.square(audio[begin:end]).reshape(-1, frame).mean(axis=1)
        at = begin + int(np.argmin(levels)) * frame + frame // 2
        pieces.append(audio[:at])
        audio = audio[at:]
    return [*pieces, audio]


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # A waiting thread that spins takes a core from the language model.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


def _vocabulary(data: bytes) -> Iterator[bytes]:
    """Tokens in order, each behind its length: one byte, or from 128 on two (low seven bits first)."""
    at = 0
    while at < len(data):
        length = data[at]
        at += 1
        if length >= 128:
            length = (length & 127) | data[at] << 7
            at += 1
        yield data[at : at + length]
        at += length
