"""The command ``antiphon``: a list of verbs, and the one place where an operator's error becomes a line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

import antiphon
from antiphon.cli import bench, doctor, env, models, replay, run, say, serve, talk, tap, tune, turns, voices
from antiphon.cli.folding import printable
from antiphon.errors import OperatorError

app = typer.Typer(
    help="An open, self-hosted Live API server.",
    no_args_is_help=True,
    # A traceback with locals would print keys and callers' words.
    pretty_exceptions_show_locals=False,
)
app.command()(serve.serve)
app.command(context_settings=run.CONTEXT_SETTINGS)(run.run)
app.command()(env.env)
app.command()(talk.talk)
app.command()(say.say)
app.command()(tap.tap)
app.command()(doctor.doctor)
app.command()(voices.voices)
app.command()(replay.replay)
app.command()(tune.tune)
app.command()(turns.turns)
app.add_typer(models.app, name="models")
app.add_typer(bench.app, name="bench")


def _print_version(asked: bool) -> None:
    if asked:
        print(f"antiphon {antiphon.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line. Exits with 1 on an operator's error and 130 on Ctrl-C."""
    try:
        app()
    except OperatorError as error:
        # Some of it was written by others: why a server closed, what is in a file.
        told = "\n".join(map(printable, str(error).split("\n")))
        Console(stderr=True).print(Text(f"error: {told}", style="red"), soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
