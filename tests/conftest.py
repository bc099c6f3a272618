"""Fixtures that every room's tests may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from antiphon import config
from antiphon.models import manifest
from antiphon.models.store import ModelStore
from wheelhouse import Wheelhouse

# How long an example takes depends on who else uses the machine: no test asserts it.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "model_files" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(900))  # the first of them may fetch 245 MB


@pytest.fixture(scope="session")
def model_files() -> dict[str, Path]:
    """The default models' directories by name, shared with the user's own server."""
    return ModelStore(config.load().data_dir / "models").pull(model.name for model in manifest.DEFAULT)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Recorded speech, for tests marked ``corpus``: a directory named by ANTIPHON_CORPUS."""
    return Path(os.environ["ANTIPHON_CORPUS"])


@pytest.fixture
def wheelhouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wheelhouse:
    """An empty directory of wheels, the only one that pip can see."""
    for name in os.environ:
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    directory = tmp_path / "wheelhouse"
    directory.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(directory))
    return Wheelhouse(directory)
