from __future__ import annotations

import gc
import weakref

import pytest

from antiphon.runtime import collector


class Knot:
    """An object that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> object:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


def test_what_is_loaded_is_set_aside_and_cycles_are_still_freed() -> None:
    collector.settle()
    assert gc.get_freeze_count() > 0
    assert gc.isenabled()
    knot = weakref.ref(Knot())
    rest: list[list[int]] = [[] for _ in range(collector.YOUNG + 1)]  # enough to make it look
    assert knot() is None
    del rest
