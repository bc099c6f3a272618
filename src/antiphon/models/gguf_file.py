"""How a GGUF file is laid out: metadata, a table of tensors, their data. Values are copied, never interpreted.

The gguf library's own reader takes ten times as long, because it makes an array of each of 100,000 tokens.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

MAGIC: Final = b"GGUF"
VERSIONS: Final = frozenset({2, 3})
FILE_TYPE: Final = b"general.file_type"
ALIGNMENT: Final = b"general.alignment"
STRING: Final = 8
ARRAY: Final = 9
WIDTHS: Final = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
"""Bytes of each plain type of value."""
NUMBERS: Final = {4: "I", 5: "i", 6: "f", 10: "Q", 11: "q", 12: "d"}
"""How those that `Layout.number` reads are written."""
CHATML: Final = b"<|im_start|>"
TEMPLATE: Final = b"tokenizer.chat_template"
TEMPLATE_BYTES: Final = 1 << 16
HEAD_BYTES: Final = 1 << 26
"""How far into a file its chat template may stand: a vocabulary of a million tokens comes before it."""


class Tensor(NamedTuple):
    """One row of the table; ``offset`` counts from the beginning of the data."""

    name: bytes
    shape: tuple[int, ...]
    """The innermost first, as the file has it."""
    type: int
    offset: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are in a file."""

    metadata: bytes
    """Everything before the table of tensors."""
    file_type_at: int | None
    """Where in it the number stands that tells how most tensors are encoded."""
    alignment: int
    tensors: tuple[Tensor, ...]
    data_at: int
    places: Mapping[bytes, tuple[int, int]]
    """Of each key: its value's type, and where in the metadata that stands."""

    def text(self, key: bytes) -> str:
        """A value that is text; empty if there is none."""
        kind, at = self.places.get(key, (0, 0))
        if kind != STRING:
            return ""
        (length,) = struct.unpack_from("<Q", self.metadata, at)
        return self.metadata[at + 8 : at + 8 + length].decode(errors="replace")

    def number(self, key: bytes) -> float | None:
        """A value that is a number."""
        kind, at = self.places.get(key, (STRING, 0))
        if kind not in NUMBERS:
            return None
        (value,) = struct.unpack_from(f"<{NUMBERS[kind]}", self.metadata, at)
        return float(value)


class _Cursor:
    """Reads one thing after the other."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self.at = 0

    def number(self, code: str) -> int:
        form = struct.Struct(f"<{code}")
        (value,) = form.unpack_from(self._data, self.at)
        self.at += form.size
        return int(value)

    def text(self) -> bytes:
        length = self.number("Q")
        text = self._data[self.at : self.at + length]
        if len(text) < length:
            raise ValueError("the file ends in the middle")
        self.at += length
        return text

    def skip(self, kind: int) -> None:
        """Pass over a value."""
        if kind == STRING:
            self.at += 8 + struct.unpack_from("<Q", self._data, self.at)[0]
        elif kind == ARRAY:
            of, count = self.number("I"), self.number("Q")
            if of in WIDTHS:
                self.at += WIDTHS[of] * count
            else:
                for _ in range(count):
                    self.skip(of)
        else:
            self.at += WIDTHS[kind]


@contextmanager
def mapped(path: Path) -> Iterator[mmap.mmap]:
    """The file's bytes, of which only those that are touched are read. `ValueError` if there are none."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


def layout(data: mmap.mmap) -> Layout:
    """Read a file's table of contents. Raises `ValueError` if it has none that we understand."""
    cursor = _Cursor(data)
    try:
        if data[:4] != MAGIC:
            raise ValueError("no GGUF file")
        cursor.at = 4
        if cursor.number("I") not in VERSIONS:
            raise ValueError("a GGUF file of another version, or byte order")
        tensor_count, value_count = cursor.number("Q"), cursor.number("Q")
        file_type_at, alignment = None, 32
        places = {}
        for _ in range(value_count):
            key, kind = cursor.text(), cursor.number("I")
            places[key] = kind, cursor.at
            if key == FILE_TYPE and WIDTHS.get(kind) == 4:
                file_type_at = cursor.at
            if key == ALIGNMENT and WIDTHS.get(kind) == 4:
                alignment = struct.unpack_from("<I", data, cursor.at)[0]
            cursor.skip(kind)
        metadata = data[: cursor.at]
        tensors = []
        for _ in range(tensor_count):
            name = cursor.text()
            shape = tuple(cursor.number("Q") for _ in range(cursor.number("I")))
            tensors.append(Tensor(name, shape, cursor.number("I"), cursor.number("Q")))
        data_at = padded(cursor.at, alignment)
        return Layout(metadata, file_type_at, alignment, tuple(tensors), data_at, places)
    except (struct.error, KeyError, IndexError, ZeroDivisionError, OverflowError) as error:
        raise ValueError("a damaged GGUF file") from error


def head(of: Layout, tensors: Iterable[Tensor], file_type: int) -> bytes:
    """The same metadata, but for the file type, and another table of tensors, up to where the data begins."""
    metadata = bytearray(of.metadata)
    if of.file_type_at is not None:
        struct.pack_into("<I", metadata, of.file_type_at, file_type)
    for name, shape, kind, offset in tensors:
        metadata += struct.pack("<Q", len(name)) + name
        metadata += struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset)
    return bytes(metadata.ljust(padded(len(metadata), of.alignment), b"\0"))


def padded(size: int, alignment: int) -> int:
    """The next multiple."""
    return -(-size // alignment) * alignment


def is_gguf(path: Path) -> bool:
    """Whether it begins as one; `OSError` if it cannot be read."""
    with path.open("rb") as file:
        return file.read(4) == MAGIC


def speaks_chatml(path: Path) -> bool:
    """Whether the model was taught to read chats in the form in which we write them."""
    with mapped(path) as data:
        at = data.find(TEMPLATE, 0, HEAD_BYTES)
        return at >= 0 and data.find(CHATML, at, at + TEMPLATE_BYTES) >= 0
