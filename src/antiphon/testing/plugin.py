"""Pytest fixtures of the test kit, for those who write engines: ``voice``, ``live_pair``, ``virtually``."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from types import ModuleType
from typing import Any

import pytest

from antiphon.testing import clock
from antiphon.testing import voice as sounds
from antiphon.testing.pair import LivePair


@pytest.fixture
def voice() -> ModuleType:
    """`antiphon.testing.voice`: speech and silence."""
    return sounds


@pytest.fixture
def live_pair() -> type[LivePair]:
    """Makes a client and a server in one loop: ``async with live_pair(engine).running(setup) as pair``."""
    return LivePair


@pytest.fixture
def virtually() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Runs a coroutine on virtual time: ``virtually(scenario())``."""
    return clock.run_virtually
