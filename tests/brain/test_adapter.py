from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from brain import adapter, export
from brain.adapter import About, Adapter, Pair

ABOUT = About("small", "abc", "def", strength=0.75)


def made(rank: int = 32) -> Adapter:
    chance = np.random.default_rng(1)

    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return chance.normal(0, 0.05, shape).astype(np.float32)

    names = ("blk.0.attn_q.weight", "blk.0.ffn_down.weight")
    return Adapter({name: Pair(drawn(rank, 64), drawn(48, rank)) for name in names}, 2.0, ABOUT)


@pytest.mark.parametrize(("is_small", "within"), [(False, 3e-4), (True, 6e-3)])
def test_read_back_it_changes_the_same(tmp_path: Path, is_small: bool, within: float) -> None:
    path = tmp_path / "adapter.gguf"
    adapter.write(path, made(), is_small=is_small)
    found = adapter.read(path)
    assert (found.about, found.scale) == (ABOUT, 2.0)
    want = adapter.deltas(made())
    assert {name: delta.shape for name, delta in adapter.deltas(found).items()} == dict.fromkeys(
        want, (48, 64)
    )
    for name, delta in adapter.deltas(found).items():
        assert np.abs(delta - want[name]).max() < within


def test_small_one_keeps_what_does_not_fit_into_blocks(tmp_path: Path) -> None:
    adapter.write(tmp_path / "wide", made())
    adapter.write(tmp_path / "small", made(), is_small=True)
    adapter.write(tmp_path / "thin", made(rank=16), is_small=True)
    assert (tmp_path / "small").stat().st_size < (tmp_path / "wide").stat().st_size
    assert adapter.read(tmp_path / "thin").pairs["blk.0.attn_q.weight"].b.shape == (48, 16)


def test_what_is_shipped_knows_its_strength(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    adapter.write(tmp_path / "run.gguf", made())
    output = tmp_path / "package" / "brain.gguf"
    monkeypatch.setattr("sys.argv", ["export", str(tmp_path / "run.gguf"), str(output), "--strength=0.5"])
    assert export.main() == 0
    found = adapter.read(output)
    assert found.about == ABOUT._replace(name=export.NAME, strength=0.5)
    assert np.array_equal(
        found.pairs["blk.0.attn_q.weight"].a,
        adapter.read(tmp_path / "run.gguf").pairs["blk.0.attn_q.weight"].a,
    )
    assert "strength 0.5" in capsys.readouterr().out


def test_too_heavy_to_ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    adapter.write(tmp_path / "run.gguf", made())
    monkeypatch.setattr(adapter, "MOST_BYTES", 1000)
    monkeypatch.setattr("sys.argv", ["export", str(tmp_path / "run.gguf"), str(tmp_path / "out.gguf")])
    assert export.main() == 1
