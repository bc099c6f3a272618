"""The event loop that ``antiphon serve`` runs on, for the processes of a benchmark."""

from __future__ import annotations

import asyncio
import importlib


def new_loop() -> asyncio.AbstractEventLoop:
    """Uvloop's where there is one."""
    try:
        loop: asyncio.AbstractEventLoop = importlib.import_module("uvloop").new_event_loop()
    except ImportError:
        return asyncio.SelectorEventLoop()
    return loop
