"""The lines of a journal: a header, then ``[when, input, [arguments], [effects]]`` for each input, then why it ends.

Lists are cut short where their rest is empty. Effects are `brief`, and where there is more to them than numbers a
digest of them follows: ``says #3f1c9a2e``. ``null`` in their place: nobody asked for them yet.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

import antiphon
from antiphon.errors import OperatorError
from antiphon.runtime.journal_plain import Mask, reader_for, use_of, write, write_whole
from antiphon.runtime.journal_words import Disguise, Plain, Shapes, shape
from antiphon.session.effects import Effect
from antiphon.session.limits import Policy
from antiphon.session.machine import Session
from antiphon.session.profiles import Caller
from antiphon.session.retold import INPUTS, brief

VERSION: Final = 1
MAX_LINE: Final = 64 * 2**20
RAISED: Final = "raised "

_encoder: Final = msgspec.json.Encoder()


class Teller:
    """Effects as a journal keeps them."""

    def __init__(self, *, has_words: bool) -> None:
        self._mask = Shapes(has_words=has_words)

    def tell(self, effects: Sequence[Effect], raised: str = "") -> list[str]:
        """Each in brief, and what was raised in the end."""
        told = [self._one(effect) for effect in effects]
        return [*told, RAISED + raised] if raised else told

    def _one(self, effect: Effect) -> str:
        told = brief(effect, with_words=False)
        if all(type(getattr(effect, each.name)) is int for each in fields(effect)):
            return told
        digest = hashlib.blake2b(_encoder.encode(write(effect, self._mask)), digest_size=4)
        return f"{told} #{digest.hexdigest()}"


class Writer:
    """Makes one call's lines."""

    def __init__(
        self, session_id: str, policy: Policy, caller: Caller, handle: str, *, has_words: bool
    ) -> None:
        key = os.urandom(16)
        self._mask: Mask = Plain(key) if has_words else Disguise(key)
        self._teller = Teller(has_words=has_words)
        self._header = {
            "journal": VERSION,
            "antiphon": antiphon.__version__,
            "session": session_id,
            "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "words": has_words,
            "policy": write_whole(policy),
            "caller": write_whole(caller),
            "handle": shape(handle),
        }

    def header(self) -> bytes:
        """The first line: what a replay makes its session of."""
        return _encoder.encode(self._header) + b"\n"

    def line(self, line: tuple[float, str, Sequence[Any], Sequence[Effect] | None, str]) -> bytes:
        """One input and what came of it."""
        now, name, arguments, effects, raised = line
        uses = map(use_of, _hints(name))
        written = [write(each, self._mask, use) for each, use in zip(arguments, uses, strict=True)]
        plain: list[Any] = [
            now,
            name,
            written,
            None if effects is None else self._teller.tell(effects, raised),
        ]
        while plain[-1] == []:
            plain.pop()
        return _encoder.encode(plain) + b"\n"

    def end(self, cause: str) -> bytes:
        """The last line."""
        return _encoder.encode({"end": cause}) + b"\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One input as it was recorded."""

    at: float
    name: str
    arguments: tuple[Any, ...]
    effects: tuple[str, ...] | None
    """``None``: they came with those of the next input."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A journal, read."""

    version: str
    """Of the Antiphon that wrote it."""
    session_id: str
    at: str
    has_words: bool
    policy: Policy
    caller: Caller
    handle: str
    """Not the one the session had, but as long."""
    entries: tuple[Entry, ...]
    end: str
    """Why it ends; empty when nobody had the time to say."""

    def session(self) -> Session:
        """A fresh machine such as the recorded one was."""
        return Session(self.session_id, self.policy, self.caller, self.handle)


def load(path: Path) -> Recorded:
    """Reads a journal. Raises `OperatorError` that names the line."""
    try:
        with path.open("rb") as file:
            return _load(path, enumerate(iter(lambda: file.readline(MAX_LINE), b""), 1))
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}") from error


def _load(path: Path, lines: Iterator[tuple[int, bytes]]) -> Recorded:
    _, first = next(lines, (1, b""))
    header = _header(path, first)
    entries: list[Entry] = []
    end = ""
    for number, line in lines:
        try:
            plain = msgspec.json.decode(line)
            if isinstance(plain, dict):
                end = str(plain["end"])
            else:
                entries.append(_entry(plain))
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            cause = "is cut off" if not line.endswith(b"\n") else f"is damaged ({error})"
            raise OperatorError(f"{path}: line {number} {cause}") from error
    try:
        return Recorded(
            version=str(header["antiphon"]),
            session_id=str(header["session"]),
            at=f"{datetime.fromisoformat(header['at']):%Y-%m-%dT%H:%M:%SZ}",
            has_words=bool(header["words"]),
            policy=reader_for(Policy)(header["policy"]),
            caller=reader_for(Caller)(header["caller"]),
            handle=str(header.get("handle", "")),
            entries=tuple(entries),
            end=end,
        )
    except (ValueError, TypeError, LookupError) as error:
        raise OperatorError(f"{path}: line 1 is damaged ({error})") from error


def _header(path: Path, line: bytes) -> dict[str, Any]:
    try:
        header = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        header = None
    if not isinstance(header, dict) or "journal" not in header:
        raise OperatorError(f"{path} is no journal of a call")
    if header["journal"] != VERSION:
        raise OperatorError(
            f"{path} is a journal of format {header['journal']}, written by Antiphon {header.get('antiphon')}; "
            f"this one reads format {VERSION}"
        )
    return header


def _entry(plain: Any) -> Entry:
    at, name, *rest = plain
    arguments, effects = (*rest, [], [])[:2] if len(rest) < 2 else rest[:2]
    if name not in INPUTS:
        raise ValueError(f"nobody knows the input {str(name)[:32]!r}")
    hints = _hints(name)
    read = tuple(reader_for(hint)(each) for hint, each in zip(hints.values(), arguments, strict=True))
    return Entry(float(at), name, read, None if effects is None else tuple(map(str, effects)))


@cache
def _hints(name: str) -> dict[str, Any]:
    """An input's arguments and their types, without the time."""
    method = getattr(Session, name)
    hints = typing.get_type_hints(method)
    return {each: hints[each] for each in inspect.signature(method).parameters if each not in {"self", "now"}}
