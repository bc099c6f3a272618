"""A speaking worker without a library: one tenth of a second of sound for each word, and words that are orders."""

from __future__ import annotations

import os
import re
import sys
import threading
from pathlib import Path

from antiphon.workers.frames import PCM, Job, serve

RATE = 24000
WORD = RATE // 10


class Babbler:
    detail = f"{RATE} babble"
    threads = 4

    def __init__(self) -> None:
        self._pause = threading.Event()

    def speak(self, job: Job) -> str:
        for count, word in enumerate(re.finditer(r"\S+", job.message["text"])):
            job.send_marks([word.start(), len(word[0]), count * WORD])
            match word[0]:
                case "die":
                    os._exit(1)
                case "die-once" if not (mark := Path(sys.argv[1])).exists():
                    mark.touch()
                    os._exit(1)
                case "fail":
                    return "no such word"
                case "wait":
                    while not job.is_cancelled:
                        self._pause.wait(0.01)
            if job.is_cancelled:
                return ""
            job.send(PCM, (1000 + 100 * count).to_bytes(2, "little") * WORD)
        return ""


if __name__ == "__main__":
    serve(Babbler)
