"""``antiphon models``: fetch model files and say which are there."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TransferSpeedColumn
from rich.progress import Progress as RichProgress
from rich.table import Table

from antiphon import config
from antiphon.models import manifest
from antiphon.models.store import ModelStore, Progress

app = typer.Typer(help="Fetch the model files and list them.", no_args_is_help=True)

PIPE_WIDTH = 160
"""Wide enough for one line per model, as grep and awk want it."""

DataDir = Annotated[
    Path | None, typer.Option(help="Where models, keys and certificates are kept.", show_default=False)
]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="Which models; the default set if none is named."),
]


def open_store(data_dir: Path | None) -> ModelStore:
    """Open the store that the settings point to."""
    return ModelStore(config.load(data_dir=data_dir).data_dir / "models", manifest.MODELS)


class Bars:
    """One bar per carrier, for a terminal."""

    def __init__(self, progress: RichProgress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def started(self, carrier: str, total_bytes: int | None) -> None:
        self._tasks[carrier] = self._progress.add_task(carrier, total=total_bytes)

    def advanced(self, carrier: str, bytes_done: int) -> None:
        self._progress.update(self._tasks[carrier], completed=bytes_done)

    def finished(self, carrier: str) -> None:
        self._progress.update(self._tasks[carrier], description=f"[green]{carrier}")


class Lines:
    """One line when a carrier starts and one when it is done, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def started(self, carrier: str, total_bytes: int | None) -> None:
        size = f" ({decimal(total_bytes)})" if total_bytes is not None else ""
        self._say(f"fetching {carrier}{size}")

    def advanced(self, carrier: str, bytes_done: int) -> None:
        pass

    def finished(self, carrier: str) -> None:
        self._say(f"verified {carrier}")

    def _say(self, line: str) -> None:
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


def show_progress(console: Console) -> AbstractContextManager[Progress]:
    """Choose bars on a terminal, plain lines elsewhere."""
    return _Bars(console) if console.is_terminal else nullcontext(Lines(console))


class _Bars(AbstractContextManager[Progress]):
    """Draws while the block runs."""

    def __init__(self, console: Console) -> None:
        self._progress = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            console=console,
        )

    def __enter__(self) -> Progress:
        self._progress.start()
        return Bars(self._progress)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


@app.command()
def pull(names: Names = None, data_dir: DataDir = None) -> None:
    """Fetch the models that are missing and verify them."""
    store = open_store(data_dir)
    with show_progress(Console()) as progress:
        ready = store.pull(names or [model.name for model in manifest.DEFAULT], progress)
    print(f"ready below {store.root}: {', '.join(ready)}")


@app.command("list")
def list_models(data_dir: DataDir = None) -> None:
    """Show every model: what it is for, its licence, its size, where it comes from, whether it is here."""
    store = open_store(data_dir)
    table = Table(box=None, pad_edge=False)
    table.add_column("name", no_wrap=True)
    for title in ("purpose", "licence"):
        table.add_column(title)
    table.add_column("size", justify="right", no_wrap=True)
    for title in ("carrier", "present"):
        table.add_column(title)
    for model in manifest.MODELS.values():
        table.add_row(
            model.name,
            model.purpose,
            model.licence,
            decimal(model.size_bytes),
            str(model.carrier),
            "yes" if store.is_present(model.name) else "no",
        )
    console = Console()
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    console.print(table)
