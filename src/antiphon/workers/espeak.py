"""``python -m antiphon.workers.espeak``: espeak-ng in a child process, so that its GPL stays outside the server.

A speaking worker (`antiphon.workers.frames`). A request has besides ``voice``, such as ``en-us+f2``, a ``rate`` in
words per minute and a ``pitch`` from 0 to 99.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any, Final

import espeakng_loader

from antiphon.workers.frames import PCM, Job, serve

BUFFER_MS: Final = 100
"""Audio per callback: small enough to cancel between two, large enough to keep frames few."""

# espeak-ng's speak_lib.h
_SYNCHRONOUS = 2
_NO_EXIT = 0x8000
_RATE, _PITCH = 1, 3
_UTF8 = 1
_CHARACTERS = 1
_WORD, _LIST_END = 1, 0
_OK = 0


class _Event(ctypes.Structure):
    """``espeak_EVENT``."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Speaker:
    """The library, loaded once. Its state is global: one job at a time, a thousand times faster than speech."""

    threads = 1

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = os.fsencode(espeakng_loader.get_data_path())
        rate = self._library.espeak_Initialize(_SYNCHRONOUS, BUFFER_MS, data, _NO_EXIT)
        if rate <= 0:
            raise RuntimeError("espeak-ng cannot be initialised")
        self.detail = str(rate)
        # The library calls this object for as long as it lives: a callback that is collected crashes it.
        self._callback = _Callback(self._hear)
        self._library.espeak_SetSynthCallback(self._callback)
        self._job: Job | None = None
        self._voice = ""

    def speak(self, job: Job) -> str:
        """Runs the library to its end, or to the first callback after the job was cancelled."""
        voice = job.message["voice"]
        if voice != self._voice:
            if self._library.espeak_SetVoiceByName(voice.encode()) != _OK:
                return f"no voice {voice!r}"
            self._voice = voice
        # Choosing a voice resets these.
        self._library.espeak_SetParameter(_RATE, job.message["rate"], 0)
        self._library.espeak_SetParameter(_PITCH, job.message["pitch"], 0)
        # A NUL would end the text early; a lone surrogate has no UTF-8.
        data = job.message["text"].replace("\0", " ").encode(errors="replace")
        self._job = job
        # Sizes are spelled out: ctypes would pass 32 bit integers where the library reads 64.
        outcome = self._library.espeak_Synth(
            ctypes.c_char_p(data),
            ctypes.c_size_t(len(data) + 1),
            ctypes.c_uint(0),
            ctypes.c_int(_CHARACTERS),
            ctypes.c_uint(0),
            ctypes.c_uint(_UTF8),
            None,
            None,
        )
        return "" if outcome == _OK else f"espeak_Synth answered {outcome}"

    def _hear(self, samples: Any, count: int, events: Any) -> int:
        """The library's callback. Returning 1 aborts the synthesis."""
        job = self._job
        if job is None or job.is_cancelled:
            return 1
        marks = []
        index = 0
        while events[index].type != _LIST_END:
            event = events[index]
            if event.type == _WORD and event.length > 0:
                # Positions count characters from 1.
                marks += [max(0, event.text_position - 1), event.length, max(0, event.sample)]
            index += 1
        job.send_marks(marks)
        if count > 0 and samples:
            job.send(PCM, ctypes.string_at(samples, count * 2))
        return 0


if __name__ == "__main__":
    serve(Speaker)
