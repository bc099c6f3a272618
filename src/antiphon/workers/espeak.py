"""``python -m antiphon.workers.espeak``: espeak-ng in a child process, so that its GPL stays outside the server.

Speaks over its own stdin and stdout and knows nothing of who asks. First it writes one line, ``ready RATE``.
Then it reads one JSON object per line: ``{"id", "text", "voice", "rate", "pitch"}`` asks for speech,
``{"cancel": id}`` takes the request back. It answers in frames, a header (`HEADER`: id, kind, length of the
body) and a body:

Ids grow: taking one back takes every earlier one back, too.

* ``PCM``: samples, 16 bit little-endian mono at RATE;
* ``MARKS``: triples of unsigned 32 bit integers: first character of a word, its length, the sample it begins at;
* ``END``: nothing more comes for this id, be it spoken or cancelled; the body is empty;
* ``FAILED``: nothing more comes for this id; the body is a reason in UTF-8.

It ends when its stdin closes, which is how it notices that its parent has died.
"""

from __future__ import annotations

import ctypes
import json
import os
import queue
import signal
import struct
import sys
import threading
from typing import Any, BinaryIO, Final

import espeakng_loader

HEADER: Final = struct.Struct("<IBI")
PCM, MARKS, END, FAILED = range(4)

BUFFER_MS: Final = 100
"""Audio per callback: small enough to cancel between two, large enough to keep frames few."""
WAITING: Final = 64
"""Requests that may wait. The parent sends one at a time; more than this is a parent gone wrong."""

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
    """The library, loaded once, and the one request it works on. Not thread-safe but for `cancel`."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = os.fsencode(espeakng_loader.get_data_path())
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, BUFFER_MS, data, _NO_EXIT)
        if self.rate <= 0:
            raise RuntimeError("espeak-ng cannot be initialised")
        # The library calls this object for as long as it lives: a callback that is collected crashes it.
        self._callback = _Callback(self._hear)
        self._library.espeak_SetSynthCallback(self._callback)
        self._current = 0
        self._cancelled = -1
        self._voice = ""

    def cancel(self, request: int) -> None:
        """Stops ``request`` at the next callback, or before it begins. From any thread."""
        self._cancelled = max(self._cancelled, request)

    def speak(self, request: int, text: str, voice: str, rate: int, pitch: int) -> None:
        """Writes the frames of one request, the last of which is `END` or `FAILED`."""
        self._current = request
        reason = ""
        if request > self._cancelled:
            reason = self._synthesise(text, voice, rate, pitch)
        self._write(FAILED if reason else END, reason.encode())

    def _synthesise(self, text: str, voice: str, rate: int, pitch: int) -> str:
        """Runs the library; returns why it failed, or nothing."""
        if voice != self._voice:
            if self._library.espeak_SetVoiceByName(voice.encode()) != _OK:
                return f"no voice {voice!r}"
            self._voice = voice
        # Choosing a voice resets these.
        self._library.espeak_SetParameter(_RATE, rate, 0)
        self._library.espeak_SetParameter(_PITCH, pitch, 0)
        # A NUL would end the text early; a lone surrogate has no UTF-8.
        data = text.replace("\0", " ").encode(errors="replace")
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
        if self._current <= self._cancelled:
            return 1
        marks = []
        index = 0
        while events[index].type != _LIST_END:
            event = events[index]
            if event.type == _WORD and event.length > 0:
                # Positions count characters from 1.
                marks += [max(0, event.text_position - 1), event.length, max(0, event.sample)]
            index += 1
        if marks:
            self._write(MARKS, struct.pack(f"<{len(marks)}I", *marks))
        if count > 0 and samples:
            self._write(PCM, ctypes.string_at(samples, count * 2))
        return 0

    def _write(self, kind: int, body: bytes) -> None:
        try:
            self._out.write(HEADER.pack(self._current, kind, len(body)) + body)
            self._out.flush()
        except OSError:
            os._exit(0)  # nobody reads any more; an exception would be lost in the library's callback


def _read(speaker: Speaker, requests: queue.Queue[dict[str, Any]]) -> None:
    """Reads stdin to its end, then ends the process: nobody is left to speak to."""
    try:
        for line in sys.stdin.buffer:
            message = json.loads(line)
            if "cancel" in message:
                speaker.cancel(message["cancel"])
            else:
                requests.put(message)
    finally:
        os._exit(0)


def main() -> None:
    """Serves requests until stdin closes."""
    # Ctrl-C reaches the whole process group: the parent decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever a library prints must not fall between the frames: it goes to stderr.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    speaker = Speaker(out)
    requests: queue.Queue[dict[str, Any]] = queue.Queue(WAITING)
    threading.Thread(target=_read, args=(speaker, requests), daemon=True).start()
    out.write(f"ready {speaker.rate}\n".encode())
    out.flush()
    while True:
        request = requests.get()
        speaker.speak(request["id"], request["text"], request["voice"], request["rate"], request["pitch"])


if __name__ == "__main__":
    main()
