from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

import ggufs
from antiphon.bench import llm, report
from antiphon.bench.llm import Served, Speed
from antiphon.cli.main import app
from antiphon.cli.models import REENCODED
from antiphon.models import catalogue, tuning
from wheelhouse import Wheelhouse, model_of


def write_adapter(path: Path) -> None:
    chance = np.random.default_rng(1)
    a, b = (chance.normal(0, 1, shape).astype(np.float32) for shape in ((4, ggufs.INNER), (ggufs.WIDTH, 4)))
    ggufs.write_adapter(path, {"blk.0.ffn_down.weight": (a, b)}, strength=0.5)


def test_each_file_is_asked_in_each_round(tmp_path: Path) -> None:
    model, adapter = tmp_path / "small.gguf", tmp_path / "adapter.gguf"
    ggufs.write_model(model)
    write_adapter(adapter)
    served = [Served("alone", model), Served("tuned", model, adapter, 0.5)]
    speeds = asyncio.run(llm.measure(served, rounds=2, answer_tokens=5))
    assert list(speeds) == ["alone", "tuned"]
    for speed in speeds.values():
        assert len(speed.cold_ms) == len(speed.warm_ms) == len(speed.per_second) == 2
        assert min(*speed.cold_ms, *speed.warm_ms, *speed.per_second) > 0
        assert speed.cold_tokens > speed.warm_tokens > 10
        assert speed.resident_bytes is None or speed.resident_bytes > 10_000_000


def test_the_table() -> None:
    speeds = {
        "one": Speed([100.0, 300.0], [10.0, 30.0], [50.0, 40.0], 250_000_000, 200, 20),
        "other": Speed([1000.0], [7.4], [60.0], None, 200, 20),
    }
    assert list(llm.table(speeds)) == [
        ("one", "100 / 300", "10 / 30", "40 / 40", "250", "2"),
        ("other", "1,000 / 1,000", "7 / 7", "60 / 60", "-", "1"),
    ]
    screen = io.StringIO()
    console = Console(file=screen, width=report.PIPE_WIDTH)
    definitions = llm.definitions(speeds.values(), 48)
    report.show_grid(console, "built-in language model", llm.COLUMNS, llm.table(speeds), definitions)
    assert "a prompt of 200 tokens" in screen.getvalue()
    assert "of 48 tokens" in screen.getvalue().replace("\n", " ")


class TestCommand:
    @pytest.fixture(autouse=True)
    def small(self, tmp_path: Path, wheelhouse: Wheelhouse, monkeypatch: pytest.MonkeyPatch) -> None:
        ggufs.write_model(tmp_path / "source.gguf")
        contents = {"small/Small.Q4_1.gguf": (tmp_path / "source.gguf").read_bytes()}
        model = model_of(REENCODED, wheelhouse.add("small", contents), contents)
        monkeypatch.setattr(catalogue, "MODELS", {REENCODED: model})
        monkeypatch.setattr(tuning, "SHIPPED", tmp_path / "shipped.gguf")
        monkeypatch.setenv("ANTIPHON_DATA_DIR", str(tmp_path))

    @staticmethod
    def rows(*options: str) -> list[str]:
        result = CliRunner().invoke(app, ["bench", "llm", "--rounds", "1", "--tokens", "4", *options])
        assert result.exit_code == 0, result.output
        return re.findall(r"^│ (\S.*?)\s+│ +[\d,]+ / ", result.stdout, re.MULTILINE)

    def test_every_file_that_may_be_loaded(self, tmp_path: Path) -> None:
        write_adapter(tmp_path / "own.gguf")
        assert self.rows("--adapter", str(tmp_path / "own.gguf")) == [
            "Q4_1, as published",
            "Q8_0",
            "Q8_0, tuned",
            "Q4_1, tuned while it runs",
        ]

    def test_without_an_adapter(self) -> None:
        assert self.rows() == ["Q4_1, as published", "Q8_0"]

    def test_where_nothing_can_be_made(self, tmp_path: Path) -> None:
        write_adapter(tmp_path / "shipped.gguf")
        (tmp_path / "models").mkdir()
        CliRunner().invoke(app, ["models", "pull", REENCODED])
        for made in (tmp_path / "models" / REENCODED / "1.0").glob("*Q8_0*"):
            made.unlink()
        (tmp_path / "models" / ".lock").unlink()
        (tmp_path / "models" / ".lock").mkdir()
        assert self.rows() == ["Q4_1, as published", "Q4_1, tuned while it runs"]
