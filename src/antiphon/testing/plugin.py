"""Pytest fixtures of the test kit."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from types import ModuleType
from typing import Any

import pytest

from antiphon.testing import clock
from antiphon.testing import voice as sounds


@pytest.fixture
def voice() -> ModuleType:
    """`antiphon.testing.voice`: speech and silence."""
    return sounds


@pytest.fixture
def virtually() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Runs a coroutine on virtual time: ``virtually(scenario())``."""
    return clock.run_virtually
