from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.filesize import decimal
from typer.testing import CliRunner, Result

import ggufs
from antiphon.cli.main import app
from antiphon.cli.models import REENCODED, RUNNING, Tuning, pull_ready, show_progress, weights_of
from antiphon.engines.cascade import embedded
from antiphon.errors import ModelError
from antiphon.models import catalogue, manifest, records, tuning
from antiphon.models.manifest import Carrier, File, Model, Use
from antiphon.models.progress import Quiet
from antiphon.models.store import ModelStore
from fileserver import Fileserver, serving
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


@pytest.fixture
def further(models: dict[str, Model], monkeypatch: pytest.MonkeyPatch) -> Iterator[Fileserver]:
    """A server with a model of the catalogue, of which nobody published the sha256."""
    with serving() as served:
        served.files["/models/large.gguf"] = b"GGUF" + bytes(100)
        file = File("large.gguf", None, 104)
        large = Model(
            "large", "language model", "many", "Apache-2.0", "tests", served.site(), (file,), Use.GGUF
        )
        monkeypatch.setattr(catalogue, "MODELS", {**models, "large": large})
        yield served


def invoke(data_dir: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["models", *arguments, "--data-dir", str(data_dir)])


def test_list_shows_the_catalogue_when_asked(tmp_path: Path, further: Fileserver) -> None:
    assert set(listed(tmp_path)) == {"name", "ear", "voice"}
    lines = invoke(tmp_path, "list", "--all").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["name", "ear", "voice", "large"]
    for said in (
        "Apache-2.0",
        "many",
        "104 bytes",
        "https: 127.0.0.1:",
        "no published sha256",
        "serve --gguf",
    ):
        assert said in lines[-1]
    assert "tests; PyPI: pair 1.0" in lines[1]
    result = invoke(tmp_path, "pull", "large")
    assert f"recorded {hashlib.sha256(further.files['/models/large.gguf']).hexdigest()}" in result.stdout
    assert listed(tmp_path) == {"name": "present", "ear": "no", "voice": "no", "large": "yes"}


def test_path_prints_a_directory(tmp_path: Path, models: dict[str, Model]) -> None:
    del models
    assert isinstance(invoke(tmp_path, "path", "voice").exception, ModelError)
    invoke(tmp_path, "pull", "voice")
    assert invoke(tmp_path, "path", "voice").stdout == f"{tmp_path / 'models' / 'voice' / '1.0'}\n"


def test_verify_says_what_is_damaged_and_what_to_run(tmp_path: Path, models: dict[str, Model]) -> None:
    del models
    result = invoke(tmp_path, "verify")
    assert (result.exit_code, result.stdout) == (
        0,
        f"no models below {tmp_path / 'models'}: run `antiphon models pull`\n",
    )
    invoke(tmp_path, "pull")
    result = invoke(tmp_path, "verify")
    assert (result.exit_code, result.stdout.split()) == (
        0,
        ["fine", "ear/ear.onnx", "fine", "voice/voice.bin"],
    )
    (tmp_path / "models" / "voice" / "1.0" / "voice.bin").write_bytes(b"sbeaks")
    result = invoke(tmp_path, "verify")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == [
        "damaged           voice/voice.bin",
        "run: antiphon models remove voice && antiphon models pull voice",
    ]
    assert invoke(tmp_path, "verify", "ear").exit_code == 0
    invoke(tmp_path, "remove", "voice")
    invoke(tmp_path, "pull", "voice")
    assert invoke(tmp_path, "verify").exit_code == 0


def test_what_was_brought_by_hand_is_recorded_by_a_pull(tmp_path: Path, further: Fileserver) -> None:
    directory = tmp_path / "models" / "large" / "1"
    directory.mkdir(parents=True)
    (directory / "large.gguf").write_bytes(further.files["/models/large.gguf"])
    result = invoke(tmp_path, "verify")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith("run: antiphon models pull large ")
    invoke(tmp_path, "pull", "large")
    assert invoke(tmp_path, "verify").exit_code == 0


def test_remove_says_what_it_freed(tmp_path: Path, models: dict[str, Model]) -> None:
    del models
    invoke(tmp_path, "pull", "voice")
    assert invoke(tmp_path, "remove", "voice").stdout == "removed voice: 6 bytes freed\n"
    assert invoke(tmp_path, "remove", "voice").stdout == "voice is not here: nothing removed\n"
    assert isinstance(invoke(tmp_path, "remove", "nose").exception, ModelError)


def test_the_embedded_model_is_made_ready_when_it_is_pulled(
    tmp_path: Path, wheelhouse: Wheelhouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ggufs.write(tmp_path / "source.gguf")
    contents = {"small/Small.Q4_1.gguf": (tmp_path / "source.gguf").read_bytes()}
    model = model_of(REENCODED, wheelhouse.add("small", contents), contents)
    monkeypatch.setattr(catalogue, "MODELS", {REENCODED: model})
    monkeypatch.setattr(tuning, "SHIPPED", tmp_path / "none.gguf")
    result = invoke(tmp_path, "pull", REENCODED)
    assert "none.gguf is not in this installation" in result.stdout
    assert "encoding Small.Q4_1.gguf as Q8_0, this once" in result.stdout
    made = tmp_path / "models" / REENCODED / "1.0" / "Small.Q8_0.gguf"
    assert made.is_file()
    assert "Small.Q8_0.gguf" in invoke(tmp_path, "verify").stdout
    made.write_bytes(bytes(made.stat().st_size))
    assert invoke(tmp_path, "verify").exit_code == 1


class TestTuning:
    """What becomes of the embedded model's weights when they are pulled."""

    @pytest.fixture
    def small(self, tmp_path: Path, wheelhouse: Wheelhouse, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
        ggufs.write(tmp_path / "source.gguf")
        contents = {"small/Small.Q4_1.gguf": (tmp_path / "source.gguf").read_bytes()}
        model = model_of(REENCODED, wheelhouse.add("small", contents), contents)
        monkeypatch.setattr(catalogue, "MODELS", {REENCODED: model})
        monkeypatch.setattr(tuning, "SHIPPED", tmp_path / "shipped.gguf")
        ggufs.write_adapter(tmp_path / "shipped.gguf", strength=0.8)
        return ModelStore(tmp_path / "models", catalogue.MODELS)

    def test_ours_is_merged_and_verified(self, tmp_path: Path, small: ModelStore) -> None:
        del small
        result = invoke(tmp_path, "pull", REENCODED)
        assert "tuning Small.Q4_1.gguf, this once" in result.stdout
        assert result.stdout.endswith(f"ready below {tmp_path / 'models'}: {REENCODED}\n")
        (made,) = (tmp_path / "models" / REENCODED / "1.0").glob("*.tuned-*-0.8.Q8_0.gguf")
        assert f"fine              {REENCODED}/{made.name}" in invoke(tmp_path, "verify").stdout
        content = made.read_bytes()
        made.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        result = invoke(tmp_path, "verify")
        assert result.exit_code == 1
        assert f"damaged           {REENCODED}/{made.name}" in result.stdout

    def test_what_the_operator_chooses(self, tmp_path: Path, small: ModelStore) -> None:
        own = tmp_path / "own.gguf"
        ggufs.write_adapter(own, {"layer": ggufs.factors(9)})

        def made(*how: Any) -> str:
            return pull_ready(small, [REENCODED], Quiet(), Tuning(*how))[REENCODED].name

        digest = records.hash_of(own)[:12]
        assert made(True) == "Small.Q8_0.gguf"
        assert made(False, own) == f"Small.tuned-{digest}-1.Q8_0.gguf"
        assert made(False, own, 0.5) == f"Small.tuned-{digest}-0.5.Q8_0.gguf"
        assert made().endswith("-0.8.Q8_0.gguf")

    def test_where_nothing_can_be_written_it_is_applied_while_the_model_runs(
        self, tmp_path: Path, small: ModelStore
    ) -> None:
        small.pull([REENCODED])
        (tmp_path / "models" / ".lock").unlink()
        (tmp_path / "models" / ".lock").mkdir()
        ready = pull_ready(small, [REENCODED], Quiet())
        assert ready == {
            REENCODED: tmp_path / "models" / REENCODED / "1.0" / "Small.Q4_1.gguf",
            RUNNING: tmp_path / "shipped.gguf",
        }
        assert RUNNING == embedded.ADAPTER


class TestWeights:
    """What ``serve --gguf`` makes of its value."""

    def test_a_name_of_the_catalogue_is_pulled(self, tmp_path: Path, further: Fileserver) -> None:
        ggufs.write(tmp_path / "chatml.gguf")
        further.files["/models/large.gguf"] = (tmp_path / "chatml.gguf").read_bytes()
        known = catalogue.MODELS["large"]
        size = len(further.files["/models/large.gguf"])
        model = replace(known, files=(File("large.gguf", None, size),))
        store = ModelStore(tmp_path / "models", {"large": model})
        assert weights_of(store, "large", Quiet()) == tmp_path / "models" / "large" / "1" / "large.gguf"

    def test_a_path_is_taken_as_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "chatml.gguf"
        ggufs.write(path)
        assert weights_of(ModelStore(tmp_path), str(path), Quiet()) == path

    def test_what_will_not_do(self, tmp_path: Path, models: dict[str, Model]) -> None:
        del models
        path = tmp_path / "other.gguf"
        for wanted, reason in {
            "voice": "voice is no language model for --gguf",
            "nothing": "is neither a file nor a name",
            str(tmp_path): "is neither a file nor a name",
        }.items():
            with pytest.raises(ModelError, match=reason):
                weights_of(ModelStore(tmp_path), wanted, Quiet())
        path.write_bytes(b"nonsense")
        with pytest.raises(ModelError, match="is no GGUF file"):
            weights_of(ModelStore(tmp_path), str(path), Quiet())
        ggufs.write(path, template="{{ '[INST]' }}")
        with pytest.raises(
            ModelError, match="not taught to read chats as ChatML: serve it with llama-server"
        ):
            weights_of(ModelStore(tmp_path), str(path), Quiet())
