from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tinyllama
from brain import adapter
from brain.card import card
from brain.tokens import Tokens
from plain_llamacpp import continued, serving

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-brain" / "bin" / "python"
TOKENS = 6000
pytestmark = pytest.mark.timeout(300)  # PyTorch takes seconds to begin, and is begun a dozen times


def room(*arguments: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
    assert PYTHON.exists(), "make install-dev makes the training room's environment"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [str(PYTHON), str(Path(__file__).parent / "room.py"), *map(str, arguments)],
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


def learn(base: Path, name: str, *more: str) -> subprocess.CompletedProcess[str]:
    options = [
        "--batch",
        "300",
        "--rank",
        "4",
        "--peak",
        "1e-2",
        "--warmup",
        "600",
        "--threads",
        "1",
        "--look",
        "2000",
    ]
    return room("learn", "--base", base, "--runs", base.parent, "--name", name, *options, *more)


def logged(base: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (base.parent / name / "log.jsonl").read_text().splitlines()]


def losses(base: Path, name: str) -> list[tuple[int, float, float]]:
    return [(line["step"], line["loss"], line["norm"]) for line in logged(base, name) if "loss" in line]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "tiny.gguf"
    tinyllama.write(path)
    return path


@pytest.fixture(scope="module")
def trained(base: Path) -> Path:
    """A run that nothing came in the way of."""
    done = learn(base, "whole", f"--tokens={TOKENS}")
    assert done.returncode == 0, done.stderr
    return base.parent / "whole"


def test_loss_falls_on_what_is_learned_and_on_what_is_not(base: Path, trained: Path) -> None:
    found = losses(base, trained.name)
    assert found[-1][1] < 0.75 * found[0][1]
    looks = [line for line in logged(base, trained.name) if "held_out" in line]
    assert looks[-1]["mean"] < looks[0]["mean"]
    assert list(looks[0]["held_out"]) == ["greeted", "named"]


def test_resumed_run_is_the_uninterrupted_one_bit_for_bit(base: Path, trained: Path) -> None:
    for stop in ("7", "9", "0"):
        done = learn(base, "halting", f"--tokens={TOKENS}", "--stop", stop)
        assert done.returncode == 0, done.stderr
    assert losses(base, "halting") == losses(base, trained.name)
    one, other = (
        adapter.read(trained / "adapter.gguf"),
        adapter.read(base.parent / "halting" / "adapter.gguf"),
    )
    assert one.about.recipe == other.about.recipe
    for name, pair in one.pairs.items():
        assert np.array_equal(pair.a, other.pairs[name].a)
        assert np.array_equal(pair.b, other.pairs[name].b)
        assert pair.b.any()


def test_prolonged_run_is_one_that_was_long_from_the_start(base: Path, trained: Path) -> None:
    for tokens in (TOKENS - 2000, TOKENS):
        done = learn(base, "prolonged", f"--tokens={tokens}")
        assert done.returncode == 0, done.stderr
    assert losses(base, "prolonged") == losses(base, trained.name)


def test_run_of_other_settings_is_not_gone_on_with(base: Path, trained: Path) -> None:
    done = learn(base, trained.name, f"--tokens={TOKENS}", "--seed=2")
    assert done.returncode == 1
    assert "was begun with" in done.stderr


def test_served_model_says_what_the_trained_one_says(base: Path, trained: Path) -> None:
    path = trained / "adapter.gguf"
    prompt = Tokens(base).encode("<|im_start|>user\nMy dog is called Rex.<|im_end|>\n<|im_start|>assistant\n")
    with serving(base, path) as client:
        said = continued(client, prompt, 12)
    with serving(base) as client:
        untrained = continued(client, prompt, 12)
    chosen = [next(iter(place)) for place in said]
    assert chosen != [next(iter(place)) for place in untrained]
    done = room("score", base, path, text=json.dumps([*prompt, *chosen]))
    assert done.returncode == 0, done.stderr
    scores = json.loads(done.stdout)[len(prompt) - 1 :]
    for place, score in zip(said, scores[:-1], strict=True):
        assert max(range(len(score)), key=score.__getitem__) == next(iter(place))
        assert [score[token] for token in place] == pytest.approx(list(place.values()), abs=0.03)


def test_card_tells_what_was_done(trained: Path) -> None:
    scores = {"columns": ["kind", "right"], "rows": [["memory", "28/30"]], "note": "Asked once."}
    told = card(trained, scores)
    assert "| named | " in told
    assert "| memory | 28/30 |" in told
    assert adapter.read(trained / "adapter.gguf").about.recipe in told
    assert "Not asked yet" in card(trained)
