"""An engine of one's own, in a file: PYTHONPATH=examples antiphon serve --engine my_engine:create"""

import asyncio

from antiphon.engines.base import Capabilities
from antiphon.talk import INPUT_RATE, Heard, Text


class Shout:
    capabilities = Capabilities("shout")

    def __init__(self):
        self._samples, self._settled = {}, asyncio.Queue(maxsize=8)

    def warm(self, prompt): ...

    def hear(self, turn, pcm):
        self._samples[turn] = self._samples.get(turn, 0) + len(pcm) // 2

    def settle(self, turn, revision):
        seconds = self._samples.get(turn, 0) / INPUT_RATE
        self._settled.put_nowait(Heard(turn, revision, f"{seconds:.1f} seconds of something"))

    async def heard(self):
        while True:
            yield await self._settled.get()

    async def respond(self, generation, prompt):
        yield Text(prompt.user.text.upper() if prompt.user else "SAY SOMETHING")

    def commit(self, generation): ...

    async def aclose(self): ...


class Factory:
    models = ()

    async def start(self, files): ...

    def open(self):
        return Shout()

    async def aclose(self): ...


def create(settings):  # what antiphon calls
    return Factory()
