from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from rich.filesize import decimal
from typer.testing import CliRunner

from antiphon.cli.main import app
from antiphon.cli.models import show_progress
from antiphon.errors import ModelError
from antiphon.models import catalogue, manifest
from antiphon.models.manifest import Carrier, Model
from wheelhouse import Wheelhouse, model_of

EAR, VOICE = {"ear/ear.onnx": b"hears" * 1000}, {"voice/voice.bin": b"speaks"}


@pytest.fixture
def models(wheelhouse: Wheelhouse, monkeypatch: pytest.MonkeyPatch) -> dict[str, Model]:
    """A manifest of two small models in place of ours."""
    known = {
        "ear": model_of("ear", wheelhouse.add("pair", EAR), EAR),
        "voice": model_of("voice", wheelhouse.add("single", VOICE), VOICE),
    }
    monkeypatch.setattr(catalogue, "MODELS", known)
    monkeypatch.setattr(manifest, "DEFAULT", tuple(known.values()))
    return known


def size_of(model: Model) -> int:
    assert isinstance(model.source, Carrier)
    return model.source.size_bytes


def listed(data_dir: Path) -> dict[str, str]:
    """Each model's last column."""
    result = CliRunner().invoke(app, ["models", "list", "--data-dir", str(data_dir)])
    assert result.exit_code == 0
    return {line.split()[0]: line.split()[-1] for line in result.stdout.splitlines()}


def test_pull_fetches_the_default_set(tmp_path: Path, models: dict[str, Model]) -> None:
    result = CliRunner().invoke(app, ["models", "pull", "--data-dir", str(tmp_path)])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"fetching pair 1.0 ({decimal(size_of(models['ear']))})",
        "verified pair 1.0",
        f"fetching single 1.0 ({decimal(size_of(models['voice']))})",
        "verified single 1.0",
        f"ready below {tmp_path / 'models'}: ear, voice",
    ]
    for model in models.values():
        assert (tmp_path / "models" / model.name / "1.0" / model.files[0].name).is_file()


def test_pull_takes_names_and_list_shows_what_is_here(tmp_path: Path, models: dict[str, Model]) -> None:
    assert set(models) == {"ear", "voice"}
    assert listed(tmp_path) == {"name": "present", "ear": "no", "voice": "no"}
    result = CliRunner().invoke(app, ["models", "pull", "voice"], env={"ANTIPHON_DATA_DIR": str(tmp_path)})
    assert result.exit_code == 0
    assert listed(tmp_path) == {"name": "present", "ear": "no", "voice": "yes"}


def test_an_error_reaches_the_entry_point_whole(tmp_path: Path, models: dict[str, Model]) -> None:
    del models
    result = CliRunner().invoke(app, ["models", "pull", "nose", "--data-dir", str(tmp_path)])
    assert isinstance(result.exception, ModelError)


def test_a_terminal_sees_one_bar_per_carrier() -> None:
    screen = io.StringIO()
    with show_progress(Console(file=screen, force_terminal=True, width=100)) as progress:
        for carrier in ("pair 1.0", "single 1.0"):
            progress.started(carrier, 2_000_000)
            progress.advanced(carrier, 2_000_000)
            progress.finished(carrier)
    assert "pair 1.0" in screen.getvalue()
    assert "2.0/2.0 MB" in screen.getvalue()
    assert "fetching" not in screen.getvalue()
