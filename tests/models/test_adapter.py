from __future__ import annotations

import hashlib
import mmap
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gguf import GGMLQuantizationType

import ggufs
from antiphon.errors import ModelError
from antiphon.models.adapter import STRENGTH, read
from antiphon.models.gguf_file import Layout, layout
from antiphon.workers import llm


@pytest.fixture
def base(tmp_path: Path) -> Layout:
    path = tmp_path / "base.gguf"
    ggufs.write(path)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return layout(data)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "adapter.gguf"


@pytest.mark.parametrize(
    "encoding",
    [
        GGMLQuantizationType.F32,
        GGMLQuantizationType.F16,
        GGMLQuantizationType.BF16,
        GGMLQuantizationType.Q8_0,
    ],
)
def test_what_it_adds(path: Path, base: Layout, encoding: GGMLQuantizationType) -> None:
    ggufs.write_adapter(path, strength=0.8, encoding=encoding)
    adapter = read(path)
    assert (adapter.strength, adapter.alpha) == (0.8, 4.0)
    assert adapter.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    adapter.check(base)
    found = adapter.factors(b"layer")
    assert found is not None
    a, b = ggufs.factors()
    np.testing.assert_allclose(found[0] @ found[1], 0.8 * 4 / 2 * (b @ a), atol=0.02)
    assert adapter.factors(b"last") is None
    assert read(path, 0.25).strength == 0.25


def test_where_the_file_says_no_strength_it_is_whole(path: Path) -> None:
    ggufs.write_adapter(path)
    assert read(path).strength == 1.0


def test_without_alpha_the_product_is_taken_as_it_is(path: Path) -> None:
    ggufs.write_adapter(path, alpha=0.0)
    found = read(path).factors(b"layer")
    assert found is not None
    a, b = ggufs.factors()
    np.testing.assert_allclose(found[0] @ found[1], b @ a, atol=0.01)


A, B = ggufs.factors()
NOT_A_NUMBER = np.where(A > 0.5, np.nan, A).astype(np.float32)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "control_vector"}, "is no LoRA adapter$"),
        ({"alpha": None}, "it lacks adapter.lora.alpha"),
        ({"alpha": float("inf")}, "it lacks adapter.lora.alpha"),
        ({"strength": 20.0}, "wants a strength of 20"),
        ({"strength": float("nan")}, "wants a strength of nan"),
        ({"pairs": {}}, "not pairs of A and B"),
        ({"architecture": "gemma"}, "for gemma, not for llama"),
        ({"pairs": {"other": (A, B)}}, "for another model: other does not fit"),
        ({"pairs": {"norm": (A, B)}}, "for another model: norm does not fit"),
        ({"pairs": {"layer": (A, B[:2])}}, "for another model: layer does not fit"),
        ({"pairs": {"layer": (A[:, :32], B)}}, "for another model: layer does not fit"),
        ({"pairs": {"layer": (A[:1], B)}}, "for another model: layer does not fit"),
        ({"pairs": {"layer": (NOT_A_NUMBER, B)}}, "holds what is no number"),
    ],
)
def test_one_that_will_not_do(path: Path, base: Layout, wrong: dict[str, Any], reason: str) -> None:
    ggufs.write_adapter(path, **wrong)
    with pytest.raises(ModelError, match=reason) as caught:
        read(path).check(base)
    assert "\n" not in str(caught.value)


def test_embeddings_are_not_tuned(tmp_path: Path, path: Path) -> None:
    renamed = tmp_path / "renamed.gguf"
    ggufs.write(renamed)
    content = renamed.read_bytes().replace(b"\x05\0\0\0\0\0\0\0layer", b"\x11\0\0\0\0\0\0\0token_embd.weight")
    renamed.write_bytes(content)
    with renamed.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        base = layout(data)
    ggufs.write_adapter(path, {"token_embd.weight": ggufs.factors()})
    with pytest.raises(ModelError, match=r"token_embd\.weight does not fit"):
        read(path).check(base)


def test_one_that_is_damaged_or_absent(path: Path, base: Layout) -> None:
    with pytest.raises(ModelError, match="cannot be read: No such file"):
        read(path)
    with pytest.raises(ModelError, match="cannot be read: Is a directory"):
        read(path.parent)
    ggufs.write_adapter(path)
    whole = path.read_bytes()
    for size in (0, 3, 20, 100, 300, len(whole) - 100):
        path.write_bytes(whole[:size])
        with pytest.raises(ModelError, match=r"is no adapter: |ends in the middle"):
            read(path).check(base)
    ggufs.write(path)
    with pytest.raises(ModelError, match="is no LoRA adapter"):
        read(path)


def test_a_tensor_without_its_partner(path: Path) -> None:
    ggufs.write_adapter(path)
    path.write_bytes(path.read_bytes().replace(b"layer.lora_b", b"layer.lora_x"))
    with pytest.raises(ModelError, match="not pairs of A and B"):
        read(path)


def test_types_that_we_do_not_read(path: Path, base: Layout) -> None:
    ggufs.write_adapter(path, encoding=GGMLQuantizationType.Q4_0)
    with pytest.raises(ModelError, match=r"no adapter that we read: layer\.lora_a"):
        read(path).check(base)


def test_the_worker_reads_the_same_strength(path: Path) -> None:
    assert STRENGTH.decode() == llm.STRENGTH
    ggufs.write_adapter(path, strength=0.75)
    assert llm.own_strength(path) == read(path).strength
    ggufs.write_adapter(path)
    assert llm.own_strength(path) == 1.0
