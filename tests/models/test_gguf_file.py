from __future__ import annotations

import mmap
import struct
from pathlib import Path

import pytest

import ggufs
from antiphon.models.gguf_file import head, is_gguf, layout, padded, speaks_chatml


def mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def test_the_same_table_makes_the_same_head(tmp_path: Path) -> None:
    path = tmp_path / "small.gguf"
    ggufs.write(path)
    with mapped(path) as data:
        found = layout(data)
        assert [tensor.name for tensor in found.tensors] == [b"norm", b"layer", b"embedding", b"last"]
        assert [tensor.shape for tensor in found.tensors] == [(64,), (64, 3), (64, 3), (64, 1)]
        assert head(found, found.tensors, 3) == data[: found.data_at]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"nonsense" * 10, "no GGUF file"),
        (b"GGUF" + struct.pack("<I", 1) + bytes(40), "another version"),
        (b"GGUF" + struct.pack(">I", 3) + bytes(40), "another version"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + bytes(4), "damaged"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**62) + bytes(40), "ends in the middle"),
        (b"GGUF" + struct.pack("<IQQQcI", 3, 0, 1, 1, b"k", 99) + bytes(40), "damaged"),
    ],
)
def test_what_is_no_gguf_file(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with mapped(path) as data, pytest.raises(ValueError, match=reason):
        layout(data)


def test_which_chats_a_model_reads(tmp_path: Path) -> None:
    path = tmp_path / "small.gguf"
    ggufs.write(path)
    assert is_gguf(path)
    assert speaks_chatml(path)
    ggufs.write(path, template="{{ '<|start_header_id|>' }}")
    assert not speaks_chatml(path)  # though the token is in its vocabulary
    ggufs.write(path, template=None)
    assert not speaks_chatml(path)
    path.write_bytes(b"no")
    assert not is_gguf(path)


def test_padding() -> None:
    assert [padded(size, 32) for size in (0, 1, 32, 33)] == [0, 32, 32, 64]
