"""``python -m antiphon.workers.flite``: Flite, where the system has it, in a child process: its crash is its own.

A speaking worker (`antiphon.workers.frames`). It says ``ready 16000 VOICES`` with the names of its voices between
commas. A request has besides ``voice`` a ``stretch`` (1.2: a fifth slower), a ``pitch``, its mean in Hz, and a
``spread``, how far it strays from that (0: the voice's own; ``rms`` heeds neither). It reads ASCII.
"""

from __future__ import annotations

import ctypes
import heapq
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from antiphon.workers.frames import PCM, Job, serve

VOICES: Final = ("slt", "rms", "awb", "kal16")
RATE: Final = 16000
THREADS: Final = 8
LEAST: Final = 256
"""Samples per callback, and of the first frame: nothing is heard before it."""
FRAME: Final = RATE // 10
"""Samples of every later frame, so that frames are few."""

_CONTINUE, _STOP = 0, -1
_WORD: Final = re.compile(r"\S+")
# The first and the last sound of a token's words. "p.end" is the end of the sound before: the word's beginning.
_BEGIN: Final = b"R:Token.daughter1.R:SylStructure.daughter1.daughter1.R:Segment.p.end"
_FINISH: Final = b"R:Token.daughtern.R:SylStructure.daughtern.daughtern.R:Segment.end"
# The library keeps the pointers that it is given as names: they must live as long as it does.
_STREAMING: Final = ctypes.create_string_buffer(b"streaming_info")
_STRETCH: Final = ctypes.create_string_buffer(b"duration_stretch")
_PITCH: Final = ctypes.create_string_buffer(b"int_f0_target_mean")
_SPREAD: Final = ctypes.create_string_buffer(b"int_f0_target_stddev")


class _Wave(ctypes.Structure):
    """``cst_wave``."""

    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.c_void_p),
    )


class _Streaming(ctypes.Structure):
    """``cst_audio_streaming_info``."""


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.POINTER(_Wave),
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.POINTER(_Streaming),
)
_Streaming._fields_ = (
    ("min_buffsize", ctypes.c_int),
    ("asc", _Callback),
    ("marks", ctypes.c_char_p),
    ("utt", ctypes.c_void_p),
    ("item", ctypes.c_void_p),
    ("userdata", ctypes.c_void_p),
)


class Library:
    """The functions of libflite that are used, and its voices. Raises `OSError` where there is no libflite."""

    def __init__(self) -> None:
        # Global: the voices find the engine's symbols, and the engine's language its lexicon's, by name.
        flite = _load("libflite.so.1")
        for name in ("cmulex", "usenglish"):
            _load(f"libflite_{name}.so.1")
        pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float
        flite.flite_init()
        self.new_utterance = _function(flite, "new_utterance", pointer)
        self.init = _function(flite, "utt_init", pointer, pointer, pointer)
        self.set_text = _function(flite, "utt_set_input_text", ctypes.c_int, pointer, text)
        self.synthesise = _function(flite, "utt_synth", pointer, pointer)
        self.delete = _function(flite, "delete_utterance", None, pointer)
        self.new_streaming = _function(flite, "new_audio_streaming_info", ctypes.POINTER(_Streaming))
        self.streaming_value = _function(
            flite, "audio_streaming_info_val", pointer, ctypes.POINTER(_Streaming)
        )
        self.set_value = _function(flite, "feat_set", None, pointer, text, pointer)
        self.set_number = _function(flite, "feat_set_float", None, pointer, text, number)
        self.relation = _function(flite, "utt_relation", pointer, pointer, text)
        self.head = _function(flite, "relation_head", pointer, pointer)
        self.next = _function(flite, "item_next", pointer, pointer)
        self.number = _function(flite, "flite_ffeature_float", number, pointer, text)
        self.integer = _function(flite, "item_feat_int", ctypes.c_int, pointer, text)
        self.voices = dict(self._register())

    def _register(self) -> Iterator[tuple[str, int]]:
        for name in VOICES:
            try:
                register = _load(f"libflite_cmu_us_{name}.so.1")[f"register_cmu_us_{name}"]
            except OSError:
                continue
            register.restype, register.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)
            yield name, register(None)

    def tokens(self, utterance: int) -> Iterator[tuple[int, float, float]]:
        """Of every token: the character behind it (and behind the space that ended it), begin and end in seconds."""
        token = self.head(self.relation(utterance, b"Token"))
        while token:
            yield (
                self.integer(token, b"file_pos"),
                self.number(token, _BEGIN),
                self.number(token, _FINISH),
            )
            token = self.next(token)


class Turns:
    """As many threads at work as there are cores: those first that have said least, then those with least to say."""

    def __init__(self, cores: int) -> None:
        self._free = cores
        self._state = threading.Condition()
        self._waiting: list[tuple[int, int, int]] = []
        self._last = 0

    @contextmanager
    def turn(self, length: int) -> Iterator[None]:
        """A share of the cores, for somebody who has a text of this length to say."""
        self._take(0, length)
        try:
            yield
        finally:
            self._give()

    def let_others(self, said: int) -> None:
        """Lets those go first who have said less than these samples."""
        if self._waiting:  # a glance without the lock: who comes a moment later waits one frame more
            self._give()
            self._take(said, 0)

    def _take(self, said: int, length: int) -> None:
        with self._state:
            self._last += 1
            ours = (said, length, self._last)
            heapq.heappush(self._waiting, ours)
            self._state.wait_for(lambda: self._free and self._waiting[0] == ours)
            heapq.heappop(self._waiting)
            self._free -= 1
            self._state.notify_all()

    def _give(self) -> None:
        with self._state:
            self._free += 1
            self._state.notify_all()


class Speaker:
    """Several jobs at a time: everything that belongs to one hangs on its utterance, nothing on the voice."""

    threads = THREADS

    def __init__(self) -> None:
        self._library = Library()
        if not self._library.voices:
            raise OSError("libflite has no voices")
        self._turns = Turns(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
        self.detail = f"{RATE} {','.join(self._library.voices)}"

    def speak(self, job: Job) -> str:
        """Runs the library to its end, or to the first callback after the job was cancelled."""
        voice = self._library.voices.get(job.message["voice"])
        if voice is None:
            return f"no voice {job.message['voice']!r}"
        text = job.message["text"].replace("\0", " ").encode("ascii", errors="replace")
        if not text.strip():
            return ""
        with self._turns.turn(len(text)):
            return self._synthesise(voice, text, job)

    def _synthesise(self, voice: int, text: bytes, job: Job) -> str:
        library = self._library
        utterance = library.new_utterance()
        library.init(utterance, voice)
        library.set_text(utterance, text)
        # The first member of ``cst_utterance``: its own features, which go before its voice's.
        features = ctypes.cast(utterance, ctypes.POINTER(ctypes.c_void_p))[0]
        library.set_number(features, _STRETCH, job.message["stretch"])
        for key, value in ((_PITCH, job.message["pitch"]), (_SPREAD, job.message["spread"])):
            if value:
                library.set_number(features, key, value)
        streaming = library.new_streaming()
        listener = _Listener(library, self._turns, job, utterance)
        callback = _Callback(listener.hear)
        streaming[0].min_buffsize = LEAST
        streaming[0].asc = callback
        # The utterance owns it now.
        library.set_value(features, _STREAMING, library.streaming_value(streaming))
        try:
            outcome = library.synthesise(utterance)
        finally:
            library.delete(utterance)
        if outcome or job.is_cancelled:
            return ""
        return "utt_synth failed"


class _Listener:
    """What the library calls while it works on one job."""

    def __init__(self, library: Library, turns: Turns, job: Job, utterance: int) -> None:
        self._library = library
        self._turns = turns
        self._job = job
        self._utterance = utterance
        self._sent = 0

    def hear(self, wave: Any, start: int, size: int, is_last: int, _: Any) -> int:
        """The library's callback: ``size`` more samples from ``start`` on."""
        if self._job.is_cancelled:
            return _STOP
        if start == 0:
            # All times are known before the first sample is.
            self._job.send_marks(self._marks())
        end = start + size
        if end - self._sent >= (FRAME if self._sent else LEAST) or (is_last and end > self._sent):
            first = wave[0].samples + 2 * self._sent
            self._job.send(PCM, ctypes.string_at(first, 2 * (end - self._sent)))
            self._sent = end
            self._turns.let_others(end)
        return _CONTINUE

    def _marks(self) -> list[int]:
        words = [match.span() for match in _WORD.finditer(self._job.message["text"])]
        marks = []
        for position, begin, end in self._library.tokens(self._utterance):
            before = [span for span in words if span[0] < position]
            if before and end > begin >= 0:  # a token without a sound has neither
                start, stop = before[-1]
                marks += [start, stop - start, round(begin * RATE)]
        return marks


def _function(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """With its types spelled out: ctypes would cut pointers to 32 bits."""
    function = library[name]
    function.restype, function.argtypes = result, arguments
    return function


def _load(name: str) -> ctypes.CDLL:
    return ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)


if __name__ == "__main__":
    serve(Speaker)
