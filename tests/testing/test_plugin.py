from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from antiphon.testing.pair import LivePair
from antiphon.wire.setup import Setup


def test_the_fixtures_make_a_conversation(
    live_pair: type[LivePair], voice: ModuleType, virtually: Callable[[Any], Any]
) -> None:
    async def scenario() -> int:
        async with live_pair().running(Setup(model="models/any")) as pair:
            await pair.speak(voice.speech(500) + voice.silence(700))
            return len(await pair.turn())

    assert virtually(scenario()) > 2
