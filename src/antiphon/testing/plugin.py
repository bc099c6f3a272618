"""Pytest fixtures of the test kit, for those who write engines: ``voice``, ``live_pair``, ``virtually``.

Every pytest run where Antiphon is installed loads this file, so what the fixtures need is imported by them.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from antiphon.testing.pair import LivePair


@pytest.fixture
def voice() -> ModuleType:
    """`antiphon.testing.voice`: speech and silence."""
    return import_module("antiphon.testing.voice")


@pytest.fixture
def live_pair() -> type[LivePair]:
    """`antiphon.testing.pair.LivePair`: a client and a server in one loop, joined in memory."""
    pair: type[LivePair] = import_module("antiphon.testing.pair").LivePair
    return pair


@pytest.fixture
def virtually() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Runs a coroutine on virtual time: ``virtually(scenario())``."""
    run: Callable[[Coroutine[Any, Any, Any]], Any] = import_module("antiphon.testing.clock").run_virtually
    return run
