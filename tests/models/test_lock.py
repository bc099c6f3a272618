from __future__ import annotations

from pathlib import Path

import pytest

from antiphon.models.lock import SCRATCH_PREFIX, alone, hold, unused


def test_what_a_killed_process_left_behind_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / f"{SCRATCH_PREFIX}left").mkdir()
    with alone(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_held_file_is_not_unused(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    path.touch()
    with unused(path) as is_free:
        assert is_free
    assert hold(path)
    assert hold(path)
    with unused(path) as is_free:
        assert not is_free
    path.unlink()
    path.touch()  # another file of that name
    with unused(path) as is_free:
        assert is_free


def test_what_is_not_there_cannot_be_held(tmp_path: Path) -> None:
    assert not hold(tmp_path / "weights")
    with unused(tmp_path / "weights") as is_free:
        assert not is_free


def test_a_root_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".lock").mkdir()
    with pytest.raises(OSError, match="Is a directory"), alone(tmp_path):
        pass
