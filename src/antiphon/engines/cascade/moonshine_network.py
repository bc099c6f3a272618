"""Moonshine's two networks: sound to tokens, greedily, with a draft to be confirmed where there is one."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from antiphon.engines.cascade.wording import loop_start
from antiphon.errors import EngineError, ModelError
from antiphon.talk import INPUT_RATE

F32 = NDArray[np.float32]

BEGIN, END = 1, 2
TOKENS_PER_SECOND: Final = 6.5
"""The network's own limit on how fast people speak."""
TOKENS_EXTRA: Final = 10
AHEAD: Final = (3, 15)
"""Tokens of a draft that are tried at once after a difference; the least, and the most when they prove right.

Up to four tokens take the decoder as long as one: it is a thousand small operations each time.
"""
NEARBY: Final = 5
"""So far from where it was left, the draft is searched for where it may be right again."""

STOPS: Final = frozenset(".?!")
MARKS: Final = STOPS | frozenset(",;:-\u2014\u2026")
WORD_BEGIN: Final = "\u2581"
REMEMBERED: Final = 12
"""Of the choices that were made, the last so many are looked at again: a mark, and the tokens of a word."""


class Reading(NamedTuple):
    """What was made of a sound."""

    tokens: list[int]
    closed: float | None
    """The probability that its last word is right and a sentence ends with it; ``None`` where that is not known.

    The mark that is written in the end says less: of ten sentences that are broken off, nine end with a full stop.
    """


class Halt:
    """Stops one piece of work from another thread, in the middle of a network if need be."""

    __slots__ = ("is_set", "options")

    def __init__(self) -> None:
        self.is_set = False
        self.options: Any = onnxruntime.RunOptions()

    def set(self) -> None:
        """The work is not wanted any more."""
        self.is_set = True
        self.options.terminate = True


class Network:
    """Encoder, decoder and vocabulary; any number of threads may use it."""

    def __init__(self, directory: Path) -> None:
        """Raises `ModelError` for a missing or damaged file."""
        try:
            self._encoder = _session(directory / "encoder_model.ort")
            self._decoder = _session(directory / "decoder_model_merged.ort")
            self._pieces = tuple(_vocabulary((directory / "tokenizer.bin").read_bytes()))
        # onnxruntime has a private exception class per status, with no base but Exception; all mean the same.
        except Exception as error:
            raise ModelError(f"{directory}: {error}") from error
        self._marks = frozenset(_spelling(self._pieces, MARKS))
        self._stops = np.array(_spelling(self._pieces, STOPS), np.int64)
        self._presents = [output.name for output in self._decoder.get_outputs()][1:]
        self._empty: dict[str, F32] = {}
        for given in self._decoder.get_inputs():
            if given.name.startswith("past_"):
                _, heads, _, width = given.shape
                self._empty[given.name] = np.zeros((1, heads, 0, width), np.float32)

    def text(self, tokens: Sequence[int]) -> str:
        """What the tokens say."""
        text = b"".join(self._pieces[token] for token in tokens if token > END)
        return text.decode(errors="ignore").replace("\u2581", " ").strip()

    def read(self, audio: F32, draft: Sequence[int], halt: Halt) -> Reading:
        """Greedy decoding. ``draft``: what will probably come of it; only the time depends on it.

        Halted, it gives what it has. Raises `EngineError`.
        """
        decoding = _Decoding(draft, int(len(audio) / INPUT_RATE * TOKENS_PER_SECOND) + TOKENS_EXTRA)
        try:
            self._decode(audio[None], decoding, halt)
        except Exception as error:  # as in __init__
            if not halt.is_set:
                raise EngineError(f"moonshine: {error}") from error
        return Reading(decoding.tokens, self._closed(decoding))

    def _closed(self, decoding: _Decoding) -> float | None:
        """From the choice that was made behind the last word, and those that made it."""
        tokens, choices = decoding.tokens, decoding.choices
        first = decoding.chosen - len(choices)  # the token that the oldest choice made
        at = len(tokens)
        while at and tokens[at - 1] in self._marks:
            at -= 1
        if not at or decoding.chosen < len(tokens) or not first <= at < decoding.chosen:
            return None
        log_odds = math.log(max(float(_softmax(choices[at - first])[self._stops].sum()), 1e-9))
        for each in range(at - 1, first - 1, -1):
            log_odds += math.log(max(float(_softmax(choices[each - first])[tokens[each]]), 1e-9))
            if self._pieces[tokens[each]].decode(errors="ignore").startswith(WORD_BEGIN):
                break
        return math.exp(log_odds)

    def _decode(self, audio: F32, decoding: _Decoding, halt: Halt) -> None:
        """Each pass sees the keys and values of the ones before; those of a wrong guess are cut off again."""
        mask = np.ones(audio.shape, np.int64)
        (hidden,) = self._encoder.run(None, {"input_values": audio, "attention_mask": mask}, halt.options)
        inputs: dict[str, Any] = {
            "encoder_attention_mask": mask,
            "encoder_hidden_states": hidden,
            "use_cache_branch": np.array([False]),
            **self._empty,
        }
        is_first = True
        while not (decoding.is_over or halt.is_set):
            inputs["input_ids"] = np.array([decoding.asked], np.int64)
            logits, *presents = self._decoder.run(None, inputs, halt.options)
            decoding.take(np.argmax(logits[0], axis=-1).tolist(), logits[0])
            for name, present in zip(self._presents, presents, strict=True):
                # The encoder's half is computed once, in the first step; later steps return nothing for it.
                if ".decoder." in name:
                    inputs[name.replace("present.", "past_key_values.")] = present[:, :, : decoding.seen]
                elif is_first:
                    inputs[name.replace("present.", "past_key_values.")] = present
            is_first = False
            inputs["use_cache_branch"] = np.array([True])


class _Decoding:
    """Which tokens are certain, which are guessed next, and when it is over."""

    def __init__(self, draft: Sequence[int], limit: int) -> None:
        self.tokens: list[int] = []
        self.seen = 0
        """Tokens, the beginning included, whose keys and values hold."""
        self.is_over = False
        self.choices: deque[F32] = deque(maxlen=REMEMBERED)
        """What each of the last tokens was chosen from, the end of all included."""
        self.chosen = 0
        """Choices so far."""
        self._limit = limit
        self._draft = list(draft[:limit])
        self._at = 0  # in the draft: what is expected next
        self._ahead = AHEAD[0]
        self._guess = self._draft  # all of it: mostly all but its end is right
        self._last = BEGIN

    @property
    def asked(self) -> list[int]:
        """What the decoder is fed next."""
        return [self._last, *self._guess]

    def take(self, chosen: list[int], logits: F32) -> None:
        """The decoder's own choice after each token it was fed, and what it chose from."""
        right = 0
        while right < len(self._guess) and chosen[right] == self._guess[right]:
            right += 1
        self.seen += 1 + right
        self._at += right
        for token, choice in zip(chosen[: right + 1], logits, strict=False):
            self.choices.append(choice)
            self.chosen += 1
            self._append(token)
            if self.is_over:
                return
        self._last = chosen[right]
        self._find(self._last, is_trusted=right == len(self._guess))

    def _append(self, token: int) -> None:
        if token == END:
            self.is_over = True
            return
        self.tokens.append(token)
        if kept := loop_start([BEGIN, *self.tokens]):
            del self.tokens[kept - 1 :]
            self.choices.clear()  # nothing that was chosen counts
            self.is_over = True
        self.is_over = self.is_over or len(self.tokens) >= self._limit

    def _find(self, token: int, *, is_trusted: bool) -> None:
        """Goes on behind the draft's nearest ``token``, if there is one."""
        self._ahead = min(self._ahead * 2 + 1, AHEAD[1]) if is_trusted else AHEAD[0]
        around = range(max(self._at - NEARBY, 0), min(self._at + NEARBY, len(self._draft)))
        found = [at for at in around if self._draft[at] == token]
        self._guess = []
        if found:
            self._at = min(found, key=lambda at: abs(at - self._at)) + 1
            self._guess = self._draft[self._at : self._at + self._ahead]


def _spelling(pieces: Sequence[bytes], signs: frozenset[str]) -> list[int]:
    """The tokens that are one of the signs."""
    plain = [piece.decode(errors="ignore").replace(WORD_BEGIN, "").strip() for piece in pieces]
    return [
        token for token, piece in enumerate(plain) if piece in signs or (piece == "..." and "\u2026" in signs)
    ]


def _softmax(logits: F32) -> F32:
    powers = np.exp(logits - logits.max())
    shares: F32 = powers / powers.sum()
    return shares


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # A waiting thread that spins takes a core from the language model.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4  # what is halted is logged as an error
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
