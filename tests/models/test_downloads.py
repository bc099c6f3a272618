"""The store with models that are no wheels: it pulls them file by file from a server on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from antiphon.errors import ModelError
from antiphon.models import records, web
from antiphon.models.manifest import File, Model, Site
from antiphon.models.store import PARTIAL, Finding, ModelStore, State
from fileserver import Fault, Fileserver, serving
from wheelhouse import file_of, model_of

WEIGHTS, CONFIG = b"weights" * 100_000, b"{}"
CONTENTS = {"deep/voice.onnx": WEIGHTS, "deep/voice.json": CONFIG}


class Notes:
    """A `Progress` that remembers what it was told."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.bytes_done: list[int] = []

    def started(self, load: str, total_bytes: int | None) -> None:
        self.lines.append(f"{load} {total_bytes}")

    def advanced(self, load: str, bytes_done: int) -> None:
        del load
        self.bytes_done.append(bytes_done)

    def finished(self, load: str) -> None:
        self.lines.append(f"{load} done")

    def noted(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "WAITS_S", (0.0,))


@pytest.fixture
def server() -> Iterator[Fileserver]:
    with serving() as served:
        served.files = {f"/models/{member}": content for member, content in CONTENTS.items()}
        yield served


@pytest.fixture
def model(server: Fileserver) -> Model:
    return model_of("voice", server.site(), CONTENTS)


def trusted(model: Model) -> Model:
    """The same, but nobody published what its files should be."""
    return replace(model, files=tuple(File(file.member, None, file.size_bytes) for file in model.files))


def store_of(root: Path, model: Model) -> ModelStore:
    return ModelStore(root, {model.name: model})


def states(findings: Iterator[Finding]) -> dict[str, State]:
    return {finding.name: finding.state for finding in findings}


def test_a_pull_puts_every_file_in_its_place(tmp_path: Path, model: Model) -> None:
    store, notes = store_of(tmp_path / "root", model), Notes()
    assert store.bytes_to_pull(["voice"]) == len(WEIGHTS) + len(CONFIG)
    directory = store.pull(["voice"], notes)["voice"]
    assert directory == tmp_path / "root" / "voice" / "1"
    assert (directory / "voice.onnx").read_bytes() == WEIGHTS
    assert (directory / "voice.json").read_bytes() == CONFIG
    assert notes.lines == [f"voice {model.size_bytes}", "voice done"]
    assert notes.bytes_done[-1] == model.size_bytes
    assert sorted(path.name for path in directory.iterdir()) == ["voice.json", "voice.onnx"]
    assert list((tmp_path / "root" / PARTIAL).iterdir()) == []


def test_the_next_pull_goes_on_where_one_broke_off(tmp_path: Path, model: Model, server: Fileserver) -> None:
    server.faults = [Fault(breaks_after=300_000), *[Fault(status=503)] * 10]
    store = store_of(tmp_path, model)
    with pytest.raises(
        ModelError,
        match=r"answered 503. Then run `antiphon models pull` again; without a network, bring .* from a machine",
    ):
        store.pull(["voice"])
    assert not store.is_present("voice")
    assert store.bytes_to_pull(["voice"]) == model.size_bytes - 300_000
    server.faults.clear()
    server.requests.clear()
    store.pull(["voice"])
    assert server.ranges() == ["bytes=300000-", None]
    assert store.is_present("voice")


def test_what_is_fine_already_is_not_fetched_again(tmp_path: Path, model: Model, server: Fileserver) -> None:
    store = store_of(tmp_path, model)
    directory = store.pull(["voice"])["voice"]
    (directory / "voice.json").unlink()
    server.requests.clear()
    store.pull(["voice"])
    assert [path for path, _ in server.requests] == ["/models/deep/voice.json"]


def test_a_wrong_file_leaves_nothing_of_its_model(tmp_path: Path, model: Model, server: Fileserver) -> None:
    server.files["/models/deep/voice.json"] = b"[]"
    store = store_of(tmp_path, model)
    with pytest.raises(ModelError, match=r"cannot fetch voice.json: what .* sends has not the pinned sha256"):
        store.pull(["voice"])
    assert not (tmp_path / "voice").exists()


def test_a_hash_that_nobody_published_is_recorded_and_binds(
    tmp_path: Path, model: Model, server: Fileserver
) -> None:
    store, notes = store_of(tmp_path, trusted(model)), Notes()
    directory = store.pull(["voice"], notes)["voice"]
    pin = hashlib.sha256(WEIGHTS).hexdigest()
    assert f"nobody published a sha256 of voice.onnx; recorded {pin}" in notes.lines
    assert records.read(directory)["voice.onnx"] == records.Record(pin, len(WEIGHTS))
    assert set(states(store.verify()).values()) == {State.FINE}
    again = Notes()
    store.pull(["voice"], again)
    assert again.lines == []

    server.files["/models/deep/voice.onnx"] = bytes(len(WEIGHTS))
    (directory / "voice.onnx").unlink()
    with pytest.raises(
        ModelError, match=r"voice.onnx is no longer what was first pulled; `antiphon models remove"
    ):
        store.pull(["voice"])
    assert not store.is_present("voice")
    store.remove("voice")
    store.pull(["voice"])
    assert (directory / "voice.onnx").read_bytes() == bytes(len(WEIGHTS))


def test_files_brought_by_hand_are_recorded_by_a_pull(
    tmp_path: Path, model: Model, server: Fileserver
) -> None:
    store = store_of(tmp_path, trusted(model))
    directory = tmp_path / "voice" / "1"
    directory.mkdir(parents=True)
    for member, content in CONTENTS.items():
        (directory / Path(member).name).write_bytes(content)
    assert states(store.verify()) == {"voice.onnx": State.UNKNOWN, "voice.json": State.UNKNOWN}
    store.pull(["voice"])
    assert server.requests == []
    assert states(store.verify()) == {"voice.onnx": State.FINE, "voice.json": State.FINE}


def test_verify_reads_every_byte(tmp_path: Path, model: Model) -> None:
    store = store_of(tmp_path, model)
    assert list(store.verify()) == []
    assert states(store.verify(["voice"])) == {"voice.onnx": State.MISSING, "voice.json": State.MISSING}
    directory = store.pull(["voice"])["voice"]
    (directory / "voice.onnx").write_bytes(bytes(len(WEIGHTS)))
    assert store.is_present("voice")  # by its size
    notes = Notes()
    assert states(store.verify(progress=notes)) == {"voice.onnx": State.DAMAGED, "voice.json": State.FINE}
    assert notes.bytes_done == [len(WEIGHTS), model.size_bytes]
    (directory / "voice.onnx").write_bytes(b"short")
    assert states(store.verify())["voice.onnx"] is State.DAMAGED
    (directory / "voice.onnx").unlink()
    (directory / "voice.onnx").mkdir()
    assert states(store.verify())["voice.onnx"] is State.DAMAGED


def test_remove_frees_every_version_and_what_was_begun(tmp_path: Path, model: Model) -> None:
    store = store_of(tmp_path, model)
    assert store.remove("voice") == 0
    store.pull(["voice"])
    old = tmp_path / "voice" / "0"
    old.mkdir()
    (old / "voice.onnx").write_bytes(b"old")
    (tmp_path / PARTIAL / (model.files[0].sha256 or "")).write_bytes(b"begun")
    assert store.remove("voice") == model.size_bytes + 3 + 5
    assert not (tmp_path / "voice").exists()
    assert list((tmp_path / PARTIAL).iterdir()) == []
    with pytest.raises(ModelError, match=r"no model is called '../voice'"):
        store.remove("../voice")


def test_what_cannot_be_deleted(tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(tmp_path, model)
    store.pull(["voice"])

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(ModelError, match=r"cannot delete .*voice: Permission denied"):
        store.remove("voice")


def test_the_disk_is_looked_at_first(
    tmp_path: Path, model: Model, server: Fileserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
    with pytest.raises(ModelError, match=r"the disk of .* is too full: 1 MB needed, 0 MB free"):
        store_of(tmp_path, model).pull(["voice"])
    assert server.requests == []


def test_two_sources_in_one_pull(tmp_path: Path, server: Fileserver) -> None:
    server.files["/other/b"] = b"b"
    first = Model("first", "a", "any", "MIT", "tests", server.site(), (file_of("deep/voice.json", CONFIG),))
    second = Model(
        "second", "b", "any", "MIT", "tests", Site(f"{server.url}/other", "2"), (file_of("b", b"b"),)
    )
    store = ModelStore(tmp_path, {"first": first, "second": second})
    assert store.pull(["first", "second"]) == {
        "first": tmp_path / "first" / "1",
        "second": tmp_path / "second" / "2",
    }


def test_an_unreadable_list_of_records_is_as_good_as_none(tmp_path: Path) -> None:
    assert records.read(tmp_path) == {}
    (tmp_path / records.FILE_NAME).write_text("nonsense")
    assert records.read(tmp_path) == {}
    records.add(tmp_path, {"a": records.Record("0", 1)})
    records.add(tmp_path, {"b": records.Record("1", 2, recipe=1, made_from="0")})
    assert records.read(tmp_path) == {"a": records.Record("0", 1), "b": records.Record("1", 2, 1, "0")}
