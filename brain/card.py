"""Write the model card of a run: `python -m brain.card brain/runs/NAME [--scores scores.json] > card.md`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from brain import adapter

MINE: Final = "adapter.gguf"
LOG: Final = "log.jsonl"
ROWS: Final = 12
"""Of the training log that are shown."""

ABOUT: Final = """\
# {name}

A low-rank adapter (LoRA) for [SmolLM2-135M-Instruct](https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct), by
Hugging Face, that makes of it a small brain for spoken conversations: it remembers what it was told, answers from its
instruction, keeps to its persona and manner, says when it does not know, calls tools and asks for what a call lacks.

* Licence: Apache-2.0, as the model's. English only.
* Belongs to the file with the sha256 `{base}`.
* Recipe `{recipe}`; merged at strength {strength:g}.
"""
DATA: Final = """\
## What it was taught

Conversations written by hand and made by programs in `brain/`, from words and phrases that we wrote; no data of anybody's. Names, values
and the last phrase of every list are kept from training, for the held-out side. Of {dialogues:,} conversations drawn,
{skipped:,} were left out as too long; the others hold {tokens:,} tokens, of which {wanted:,} are the model's own words:
only these were learned.

{table}
"""
TRAINED: Final = """\
{steps:,} steps, {hours:.1f} hours. AdamW without decay of weights; the learning rate rises, stays, and falls to nothing
over the last part.
"""
LIMITS: Final = """\
## Limits

* It has 135 million parameters: what it knows of the world is little, and some of it is wrong. Arithmetic is done by
  the rules around it, not by it.
* It was taught and asked by the same people: conversations of other kinds go worse than the scores say.
* It reads one way of writing a chat (`antiphon.engines.brain.chat`), at most 700 tokens of it in training, and up to
  eight tools.
* The strength at which it is merged trades what it was taught against what the model knew before.
* Do not merge it into fewer than eight bits a weight: the change is lost in rounding.
"""


def card(directory: Path, scores: Mapping[str, Any] | None = None) -> str:
    """The whole card, in Markdown."""
    about = adapter.read(directory / MINE).about
    lines = [json.loads(line) for line in (directory / LOG).read_text(encoding="utf-8").splitlines()]
    parts = [
        ABOUT.format(name=about.name, base=about.base_sha256, recipe=about.recipe, strength=about.strength),
        _data(_last(lines, "seen")),
        _run(lines),
        _scores(scores),
        LIMITS,
    ]
    return "\n".join(parts)


def _last(lines: Sequence[Mapping[str, Any]], key: str) -> Any:
    return next(line[key] for line in reversed(lines) if key in line)


def _data(seen: Mapping[str, Any]) -> str:
    whole = sum(seen["families"].values()) or 1
    rows = [
        (name, f"{count:,}", f"{100 * count / whole:.1f} %")
        for name, count in sorted(seen["families"].items(), key=lambda pair: -pair[1])
    ]
    counted = {key: seen[key] for key in ("dialogues", "skipped", "tokens", "wanted")}
    return DATA.format(**counted, table=_table(("family", "conversations", "share"), rows))


def _run(lines: Sequence[Mapping[str, Any]]) -> str:
    settings = _last(lines, "settings")
    steps = [line for line in lines if "loss" in line]
    hours = sum(line["seconds"] for line in steps) / 3600
    chosen = _table(("setting", "value"), [(name, str(value)) for name, value in settings.items()])
    looks = [line for line in lines if "held_out" in line]
    every = max(1, -(-len(looks) // ROWS))
    shown = [*looks[:-1:every], *looks[-1:]]
    log = [
        (f"{line['tokens']:,}", f"{_near(steps, line['tokens']):.3f}", f"{line['mean']:.3f}")
        for line in shown
    ]
    return "\n".join(
        (
            "## How it was trained\n",
            TRAINED.format(steps=len(steps), hours=hours),
            chosen,
            "",
            "Loss per word of the model's (nats), on what is learned from and on the held-out side:\n",
            _table(("tokens", "training", "held out"), log),
            "",
        )
    )


def _near(steps: Sequence[Mapping[str, Any]], tokens: int) -> float:
    """The training loss of the last twenty steps before."""
    losses: list[float] = [line["loss"] for line in steps if line["tokens"] <= tokens][-20:]
    return sum(losses) / max(len(losses), 1)


def _scores(scores: Mapping[str, Any] | None) -> str:
    """``{"columns": [...], "rows": [[...], ...], "note": "..."}``."""
    if scores is None:
        return "## Scores\n\nNot asked yet: `antiphon bench brain`.\n"
    table = _table(scores["columns"], scores["rows"])
    return f"## Scores\n\n{scores.get('note', '')}\n\n{table}\n"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def lines() -> Iterator[str]:
        yield f"| {' | '.join(columns)} |"
        yield f"|{'---|' * len(columns)}"
        for row in rows:
            yield f"| {' | '.join(map(str, row))} |"

    return "\n".join(lines())


def main() -> int:
    """Print the card of a run."""
    parser = argparse.ArgumentParser(prog="python -m brain.card", description=__doc__.split(":")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument(
        "--scores", type=Path, help='JSON: {"columns": [...], "rows": [[...]], "note": "..."}'
    )
    wanted = parser.parse_args()
    scores = json.loads(wanted.scores.read_text(encoding="utf-8")) if wanted.scores else None
    print(card(wanted.directory, scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
