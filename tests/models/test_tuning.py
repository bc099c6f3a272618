"""From an adapter to the file that is loaded, and what becomes of it where things go wrong."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from gguf import GGUFReader

import ggufs
from antiphon.errors import ModelError
from antiphon.models import records, reencode, tuning
from antiphon.models.lock import hold
from antiphon.models.reencode import Weights, best_weights
from antiphon.models.tuning import weights
from ggufs import Notes

HOLDER = """
import sys
from pathlib import Path
from antiphon.models.lock import hold
print(hold(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""
STARTER = """
import sys
from pathlib import Path
from antiphon.models.progress import Quiet
from antiphon.models.tuning import weights

class Lines(Quiet):
    def noted(self, line):
        print(line)

sys.stdin.readline()
print(weights(Path(sys.argv[1]), Path(sys.argv[2]), progress=Lines()).file.name)
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return ggufs.store(tmp_path)


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    path = tmp_path / "adapter.gguf"
    ggufs.write_adapter(path, {"layer": ggufs.factors(), "last": ggufs.factors(6, rows=1)}, strength=0.8)
    return path


@pytest.fixture
def shipped(tmp_path: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of the one that comes with the package."""
    path = tmp_path / "shipped.gguf"
    path.write_bytes(adapter.read_bytes())
    monkeypatch.setattr(tuning, "SHIPPED", path)
    return path


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_the_sum_is_served(directory: Path, adapter: Path) -> None:
    found = weights(directory, adapter)
    digest = hashlib.sha256(adapter.read_bytes()).hexdigest()
    assert found == Weights(directory / f"Small.tuned-{digest[:12]}-0.8.Q8_0.gguf")
    before, after = ggufs.decoded(directory / "Small.Q4_1.gguf"), ggufs.decoded(found.file)
    changes = {
        "layer": ggufs.factors()[1] @ ggufs.factors()[0],
        "last": ggufs.factors(6, rows=1)[1] @ ggufs.factors(6, rows=1)[0],
    }
    for name, was in before.items():
        expected = was + 0.8 * 4 / 2 * changes.get(name, np.zeros_like(was))
        # Q8_0 rounds to a 127th of the largest of 32, of which the half is lost at most; factors are F16.
        np.testing.assert_allclose(after[name], expected, atol=abs(expected).max() / 254 + 0.001)
    assert np.array_equal(after["norm"], before["norm"])
    assert np.array_equal(after["embedding"], before["embedding"])
    assert GGUFReader(found.file).fields["general.file_type"].contents() == reencode.MOSTLY_Q8_0


def test_a_tensor_that_is_q8_0_already_is_tuned_all_the_same(directory: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.gguf"
    a, b = ggufs.factors()
    ggufs.write_adapter(path, {"embedding": (a, b)})
    before = ggufs.decoded(directory / "Small.Q4_1.gguf")["embedding"]
    after = ggufs.decoded(weights(directory, path).file)["embedding"]
    np.testing.assert_allclose(after, before + 2 * (b @ a), atol=0.02)


def test_large_tensors_are_tuned_in_pieces(
    directory: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = weights(directory, adapter).file
    content = whole.read_bytes()
    whole.unlink()
    monkeypatch.setattr(reencode, "PIECE_WEIGHTS", 64)
    assert weights(directory, adapter).file.read_bytes() == content


def test_it_is_done_once_and_recorded(directory: Path, adapter: Path) -> None:
    notes = Notes()
    found = weights(directory, adapter, progress=notes)
    assert notes.lines == ["tuning Small.Q4_1.gguf, this once"]
    made = found.file.stat().st_mtime_ns
    assert weights(directory, adapter, progress=notes) == found
    assert (found.file.stat().st_mtime_ns, len(notes.lines)) == (made, 1)
    assert records.read(directory) == {
        found.file.name: records.Record(
            hashlib.sha256(found.file.read_bytes()).hexdigest(),
            found.file.stat().st_size,
            recipe=reencode.RECIPE,
            made_from=hashlib.sha256((directory / "Small.Q4_1.gguf").read_bytes()).hexdigest(),
            adapter=hashlib.sha256(adapter.read_bytes()).hexdigest(),
            strength=0.8,
        )
    }


def test_another_adapter_strength_or_recipe_makes_it_anew_in_place_of_the_old_one(
    directory: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    best_weights(directory)
    files = [weights(directory, adapter).file]
    assert names(directory) == sorted(["Small.Q4_1.gguf", files[0].name, records.FILE_NAME])
    files.append(weights(directory, adapter, 0.5).file)
    ggufs.write_adapter(adapter, {"layer": ggufs.factors(7)})
    files.append(weights(directory, adapter).file)
    assert len(set(files)) == 3
    assert names(directory) == sorted(["Small.Q4_1.gguf", files[2].name, records.FILE_NAME])
    assert list(records.read(directory)) == [files[2].name]
    monkeypatch.setattr(reencode, "RECIPE", reencode.RECIPE + 1)
    notes = Notes()
    assert weights(directory, adapter, progress=notes).file == files[2]
    assert len(notes.lines) == 1


def test_the_untuned_weights_stand_beside_the_tuned_ones(
    directory: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuned = weights(directory, adapter).file
    untuned = best_weights(directory)
    assert tuned.is_file()
    assert untuned.is_file()
    assert weights(directory, adapter).file == tuned
    assert untuned.is_file()
    monkeypatch.setattr(reencode, "RECIPE", reencode.RECIPE + 1)
    best_weights(directory)
    assert names(directory) == ["Small.Q4_1.gguf", "Small.Q8_0.gguf", records.FILE_NAME]


def test_what_another_server_has_loaded_stays(directory: Path, adapter: Path) -> None:
    old = weights(directory, adapter).file
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(old)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "True\n"
        new = weights(directory, adapter, 0.5).file
        assert set(records.read(directory)) == {old.name, new.name}
        assert old.is_file()
        server.communicate()
    newest = weights(directory, adapter, 0.6).file
    assert names(directory) == sorted(["Small.Q4_1.gguf", newest.name, records.FILE_NAME])
    assert not hold(old)


def test_two_servers_that_start_at_once_make_it_once(directory: Path, adapter: Path) -> None:
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER, str(directory), str(adapter)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for server in servers:
        assert server.stdin is not None
        server.stdin.write("\n")
        server.stdin.flush()
    said = [line for server in servers for line in server.communicate()[0].splitlines()]
    made = names(directory)[1]
    assert sorted(said) == sorted([made, made, "tuning Small.Q4_1.gguf, this once"])
    assert names(directory) == sorted(["Small.Q4_1.gguf", made, records.FILE_NAME])


class TestWithoutRoom:
    def test_a_full_disk(self, directory: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
        notes = Notes()
        source = directory / "Small.Q4_1.gguf"
        assert weights(directory, adapter, progress=notes) == Weights(source, adapter)
        assert notes.lines[-1] == (
            "Small.Q4_1.gguf cannot be tuned once for all (the disk is full): "
            "it is tuned while it runs, more slowly"
        )
        assert names(directory) == ["Small.Q4_1.gguf"]

    def test_what_is_needed_no_more_makes_room(
        self, directory: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = weights(directory, adapter).file
        size = old.stat().st_size
        monkeypatch.setattr(
            "shutil.disk_usage", lambda _: SimpleNamespace(free=size - 1 if old.exists() else 2 * size - 1)
        )
        assert weights(directory, adapter, 0.5).adapter is None
        assert not old.exists()

    def test_but_nothing_goes_that_would_not_make_enough(
        self, directory: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        untuned = best_weights(directory)
        monkeypatch.setattr("antiphon.models.reencode.padded", lambda size, _: size * 100)
        monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
        assert weights(directory, adapter) == Weights(untuned, adapter)
        assert untuned.is_file()

    def test_a_disk_that_cannot_be_written(self, directory: Path, adapter: Path) -> None:
        (directory.parent.parent / ".lock").mkdir()  # root may write anywhere: this nobody can
        notes = Notes()
        assert weights(directory, adapter, progress=notes) == Weights(directory / "Small.Q4_1.gguf", adapter)
        assert "(Is a directory): it is tuned while it runs" in notes.lines[-1]

    def test_unless_it_holds_the_file_already(self, directory: Path, adapter: Path) -> None:
        made, untuned = weights(directory, adapter), best_weights(directory)
        lock = directory.parent.parent / ".lock"
        lock.unlink()
        lock.mkdir()
        notes = Notes()
        assert weights(directory, adapter, progress=notes) == made
        assert notes.lines == []
        assert weights(directory, adapter, 0.5, notes) == Weights(untuned, adapter)


class TestShipped:
    def test_ours_is_merged_where_there_is_no_other(self, directory: Path, shipped: Path) -> None:
        digest = hashlib.sha256(shipped.read_bytes()).hexdigest()
        assert weights(directory).file.name == f"Small.tuned-{digest[:12]}-0.8.Q8_0.gguf"

    def test_one_that_was_removed_leaves_the_model_untuned(self, directory: Path, shipped: Path) -> None:
        shipped.unlink()
        notes = Notes()
        assert weights(directory, progress=notes) == Weights(directory / "Small.Q8_0.gguf")
        assert notes.lines[0] == "shipped.gguf is not in this installation: the language model stays untuned"

    @pytest.mark.parametrize("size", [0, 50, 300, -100])
    def test_so_does_one_that_is_damaged(self, directory: Path, shipped: Path, size: int) -> None:
        shipped.write_bytes(shipped.read_bytes()[:size])
        notes = Notes()
        assert weights(directory, progress=notes) == Weights(directory / "Small.Q8_0.gguf")
        assert notes.lines[0].startswith(f"{shipped} ")
        assert notes.lines[0].endswith(": the language model stays untuned")

    def test_one_of_the_operators_own_is_insisted_on(self, directory: Path, adapter: Path) -> None:
        adapter.write_bytes(adapter.read_bytes()[:-100])
        with pytest.raises(ModelError, match="is damaged"):
            weights(directory, adapter)
        assert names(directory) == ["Small.Q4_1.gguf"]


@pytest.mark.parametrize("size", [0, 40, -40])
def test_a_damaged_model_is_left_to_who_loads_it(directory: Path, adapter: Path, size: int) -> None:
    source = directory / "Small.Q4_1.gguf"
    source.write_bytes(source.read_bytes()[:size])
    notes = Notes()
    assert weights(directory, adapter, progress=notes) == Weights(source)
    assert notes.lines[-1].endswith("; run `antiphon models verify`")
