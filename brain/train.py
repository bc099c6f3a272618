"""Train the adapter: `python -m brain.train`, or `make brain`.

A run lies in its directory, `brain/runs/NAME`, and goes on where it was left: start it again with the same options.
Ctrl-C saves. What it came to is `adapter.gguf` there, renewed at every save.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

import torch
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from brain import adapter
from brain.course import held_out
from brain.run import Changed, Run
from brain.settings import Settings
from brain.tokens import Example

RUNS: Final = Path(__file__).parent / "runs"
LOG: Final = "log.jsonl"
SAVE_S: Final = 240
HELD_OUT: Final = 2
"""Dialogues of every family that no run learns from, of which the loss is told now and then."""
HELD_OUT_SEED: Final = 9
M_TRIM_THRESHOLD: Final = -1
M_MMAP_MAX: Final = -4


def arguments() -> argparse.Namespace:
    """What is asked for."""
    default = Settings()
    parser = argparse.ArgumentParser(prog="python -m brain.train", description=__doc__.split("\n")[0])
    parser.add_argument("--name", default="default", help="the run: a directory among them")
    parser.add_argument("--runs", type=Path, default=RUNS, help="where runs lie")
    parser.add_argument("--base", type=Path, help="the model's GGUF file; else, the one that is served")
    parser.add_argument("--tokens", type=int, default=default.tokens, help="length of the run")
    parser.add_argument("--batch", type=int, default=default.batch, help="tokens of a step, at most")
    parser.add_argument("--rank", type=int, default=default.rank)
    parser.add_argument("--scale", type=float, default=default.scale)
    parser.add_argument("--peak", type=float, default=default.peak, help="highest learning rate")
    parser.add_argument("--warmup", type=int, default=default.warmup, help="tokens until it is reached")
    parser.add_argument("--decay", type=float, default=default.decay, help="last part, in which it falls")
    parser.add_argument("--seed", type=int, default=default.seed)
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="they change the last digits")
    parser.add_argument("--save", type=float, default=SAVE_S, help="seconds between two saves")
    parser.add_argument("--look", type=int, default=150_000, help="tokens between two held-out losses")
    parser.add_argument("--stop", type=int, default=0, help="leave after so many steps, to go on another day")
    parser.add_argument("--fresh", action="store_true", help="forget what the run has come to before")
    parser.add_argument("--start", type=Path, help="an adapter to begin from, of the same rank and scale")
    return parser.parse_args()


def main() -> int:
    """Begin a run, or go on with it."""
    wanted = arguments()
    settings = Settings(
        tokens=wanted.tokens,
        batch=wanted.batch,
        rank=wanted.rank,
        scale=wanted.scale,
        peak=wanted.peak,
        warmup=wanted.warmup,
        decay=wanted.decay,
        seed=wanted.seed,
    )
    keep_memory()
    torch.set_num_threads(wanted.threads)
    directory = wanted.runs / wanted.name
    directory.mkdir(parents=True, exist_ok=True)
    base = wanted.base or served()
    run = Run(directory, base, settings, hashlib.sha256(base.read_bytes()).hexdigest())
    print(
        f"{base.name}, {run.llama.learned.numel():,} numbers to learn, {wanted.threads} threads, {run.device}"
    )
    try:
        is_resumed = not wanted.fresh and run.resume()
    except Changed as error:
        print(f"{error}; begin a new one with --name or --fresh", file=sys.stderr)
        return 1
    if is_resumed:
        print(f"goes on after {run.seen.tokens:,} tokens, step {run.steps}")
    elif wanted.start:
        run.llama.take(adapter.read(wanted.start).pairs)
    with taken_up(directory / LOG, run.steps).open("a", encoding="utf-8") as log:
        follow(run, log, wanted)
    return 0


def served() -> Path:
    """The file that Antiphon serves, fetched if need be."""
    from antiphon import config  # noqa: PLC0415  # only where the file is not named
    from antiphon.engines.cascade.embedded import MODEL_FILE, MODEL_NAME  # noqa: PLC0415  # same
    from antiphon.models.store import ModelStore  # noqa: PLC0415  # same

    return ModelStore(config.load().data_dir / "models").pull([MODEL_NAME])[MODEL_NAME] / MODEL_FILE


def taken_up(path: Path, steps: int) -> Path:
    """The log, without what it says of steps that were lost with the end of a run."""
    lines = path.read_text(encoding="utf-8").splitlines() if steps and path.exists() else []
    kept = [line for line in lines if json.loads(line)["step"] <= steps]
    path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return path


def follow(run: Run, log: IO[str], wanted: argparse.Namespace) -> None:
    """Step by step to the end, or until somebody asks to stop."""
    examples = held_out(run.tokens, HELD_OUT_SEED, HELD_OUT)
    saved, looked, first = time.monotonic(), run.seen.tokens, run.steps
    made = {
        **asdict(run.settings),
        "threads": wanted.threads,
        "device": run.device,
        "torch": torch.__version__,
        "start": hashlib.sha256(wanted.start.read_bytes()).hexdigest() if wanted.start else "",
    }
    tell(log, step=run.steps, settings=made)
    with asked_to_stop() as stop, progress() as bar:
        task = bar.add_task("", total=run.settings.tokens, completed=run.seen.tokens, loss=0.0, speed=0.0)
        losses: list[float] = []
        while not run.is_done and not stop and not 0 < wanted.stop <= run.steps - first:
            step = run.step()
            losses = [*losses[-19:], step.loss]
            speed = step.tokens / step.seconds
            tell(
                log,
                step=run.steps,
                tokens=run.seen.tokens,
                loss=round(step.loss, 4),
                norm=round(step.norm, 3),
                lr=step.rate,
                speed=round(speed, 1),
                seconds=round(step.seconds, 2),
            )
            bar.update(task, completed=run.seen.tokens, loss=sum(losses) / len(losses), speed=speed)
            if run.seen.tokens - looked >= wanted.look:
                looked = run.seen.tokens
                look(run, examples, log, bar)
            if time.monotonic() - saved >= wanted.save:
                run.save()
                saved = time.monotonic()
        run.save()
        look(run, examples, log, bar)
    seen = run.seen
    tell(log, step=run.steps, seen=seen.plain())
    print(
        f"{'done' if run.is_done else 'left'} after {run.steps} steps, {seen.tokens:,} tokens "
        f"({seen.wanted:,} to learn) of {seen.dialogues:,} dialogues; {run.directory}"
    )


def look(run: Run, examples: Mapping[str, Sequence[Example]], log: IO[str], bar: Progress) -> None:
    """Tell the loss on what is not learned from."""
    losses = run.measure(examples)
    mean = sum(losses.values()) / max(len(losses), 1)
    rounded = {family: round(loss, 4) for family, loss in losses.items()}
    tell(log, step=run.steps, tokens=run.seen.tokens, held_out=rounded, mean=round(mean, 4))
    worst = sorted(losses.items(), key=lambda pair: -pair[1])[:4]
    listed = ", ".join(f"{family} {loss:.2f}" for family, loss in worst)
    bar.console.print(f"{run.seen.tokens:,} tokens: held out {mean:.3f} (most: {listed})")


def tell(log: IO[str], **values: Any) -> None:
    """One more line."""
    log.write(json.dumps(values) + "\n")
    log.flush()


def progress() -> Progress:
    """The bar on the terminal."""
    return Progress(
        TextColumn("{task.completed:,} of {task.total:,} tokens"),
        BarColumn(),
        TextColumn("loss {task.fields[loss]:.3f}, {task.fields[speed]:.0f} tokens/s"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(elapsed_when_finished=False),
        refresh_per_second=1,
        speed_estimate_period=600,
    )


@contextmanager
def asked_to_stop() -> Iterator[list[int]]:
    """Holds the signal once somebody asked: the step that is being made comes to its end first."""
    asked: list[int] = []
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda number, _frame: asked.append(number)) for kind in kinds]
    try:
        yield asked
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)


def keep_memory() -> None:
    """Keep what was freed for the next step: asking the system for it anew costs a tenth of the time."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_MAX, 0)
        libc.mallopt(M_TRIM_THRESHOLD, -1)


if __name__ == "__main__":
    sys.exit(main())
