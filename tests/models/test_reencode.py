from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from gguf import GGMLQuantizationType, GGUFReader, quants

import ggufs
from antiphon.errors import ModelError
from antiphon.models import records, reencode
from antiphon.models.reencode import best_weights
from ggufs import Notes


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return ggufs.store(tmp_path)


@pytest.mark.parametrize("alignment", [32, 64])
def test_the_weights_are_the_same_and_so_is_what_is_said_of_them(tmp_path: Path, alignment: int) -> None:
    directory = tmp_path / "models" / "small" / "1"
    directory.mkdir(parents=True)
    source = directory / "Small.Q4_1.gguf"
    ggufs.write(source, alignment=alignment)
    target = best_weights(directory)
    assert target == directory / "Small.Q8_0.gguf"
    old, new = GGUFReader(source), GGUFReader(target)
    assert list(new.fields) == list(old.fields)
    for name, field in old.fields.items():
        if name != "general.file_type":
            assert new.fields[name].contents() == field.contents()
    assert new.fields["general.file_type"].contents() == reencode.MOSTLY_Q8_0
    for before, after in zip(old.tensors, new.tensors, strict=True):
        assert after.name == before.name
        assert list(after.shape) == list(before.shape)
        was, now = (quants.dequantize(tensor.data, tensor.tensor_type) for tensor in (before, after))
        np.testing.assert_allclose(now, was, atol=0.003)
    assert [tensor.tensor_type.name for tensor in new.tensors] == ["F32", "Q8_0", "Q8_0", "Q8_0"]
    assert bytes(new.tensors[2].data) == bytes(old.tensors[2].data)  # was Q8_0: not touched
    expected = quants.quantize(
        quants.dequantize(old.tensors[1].data, GGMLQuantizationType.Q4_1), GGMLQuantizationType.Q8_0
    )
    assert bytes(new.tensors[1].data) == expected.tobytes()


def test_it_is_done_once(directory: Path) -> None:
    notes = Notes()
    target = best_weights(directory, notes)
    assert notes.lines == ["encoding Small.Q4_1.gguf as Q8_0, this once"]
    made = target.stat().st_mtime_ns
    assert best_weights(directory, notes) == target
    assert (target.stat().st_mtime_ns, len(notes.lines)) == (made, 1)
    source = directory / "Small.Q4_1.gguf"
    assert records.read(directory) == {
        "Small.Q8_0.gguf": records.Record(
            hashlib.sha256(target.read_bytes()).hexdigest(),
            target.stat().st_size,
            recipe=reencode.RECIPE,
            made_from=hashlib.sha256(source.read_bytes()).hexdigest(),
        )
    }
    assert sorted(path.name for path in directory.parent.parent.iterdir()) == [".lock", "small"]


def test_and_again_when_the_recipe_changes_or_the_file_does(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = best_weights(directory)
    content = target.read_bytes()
    target.write_bytes(content[:-1])
    assert best_weights(directory).read_bytes() == content
    target.unlink()
    assert best_weights(directory).read_bytes() == content
    (directory / records.FILE_NAME).unlink()
    target.write_bytes(bytes(len(content)))
    assert best_weights(directory).read_bytes() == content
    monkeypatch.setattr(reencode, "RECIPE", reencode.RECIPE + 1)
    notes = Notes()
    best_weights(directory, notes)
    assert len(notes.lines) == 1


def test_large_tensors_are_taken_in_pieces(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = best_weights(directory).read_bytes()
    (directory / "Small.Q8_0.gguf").unlink()
    monkeypatch.setattr(reencode, "PIECE_WEIGHTS", 64)
    assert best_weights(directory).read_bytes() == whole


def test_a_full_disk_leaves_us_the_old_file(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
    notes = Notes()
    assert best_weights(directory, notes) == directory / "Small.Q4_1.gguf"
    assert notes.lines[-1] == (
        "Small.Q8_0.gguf cannot be made (the disk is full): prompts will be read more slowly"
    )
    assert sorted(path.name for path in directory.iterdir()) == ["Small.Q4_1.gguf"]


def test_so_does_one_that_cannot_be_written(directory: Path) -> None:
    (directory.parent.parent / ".lock").mkdir()  # root may write anywhere: this nobody can
    notes = Notes()
    assert best_weights(directory, notes) == directory / "Small.Q4_1.gguf"
    assert "cannot be made (Is a directory)" in notes.lines[-1]


@pytest.mark.parametrize("size", [0, 3, 40, 300, -40])
def test_a_damaged_file_is_left_to_who_loads_it(directory: Path, size: int) -> None:
    source = directory / "Small.Q4_1.gguf"
    source.write_bytes(source.read_bytes()[:size])
    notes = Notes()
    assert best_weights(directory, notes) == source
    assert notes.lines[-1].endswith("; run `antiphon models verify`")


def test_a_directory_without_the_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no file \*.Q4_1.gguf: run `antiphon models pull`"):
        best_weights(tmp_path)


def test_the_real_one_says_what_the_published_one_says(model_files: dict[str, Path]) -> None:
    target = best_weights(model_files["smollm2-135m-instruct"])
    assert target.name == "SmolLM2-135M-Instruct.Q8_0.gguf"
    assert target.stat().st_size == 144_811_072
