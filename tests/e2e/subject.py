"""The server under test, as its clients see it."""

from __future__ import annotations

from dataclasses import dataclass

QUESTION = "What is the capital of France?"


@dataclass(frozen=True)
class Server:
    """Where it is."""

    base_url: str
    http_base_url: str
    ca: str
    bundle: str
    pid: int
