"""``antiphon bench``: figures of a server in a process of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from antiphon.bench import brain as questioning
from antiphon.bench import neighbours, report, voice, wire
from antiphon.bench.neighbours import HOSTILE
from antiphon.bench.server import running
from antiphon.client.wav import Recording, read_wav
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.errors import OperatorError
from antiphon.talk import OUTPUT_RATE

app = typer.Typer(help="Measure a server started for it.", no_args_is_help=True)

QUESTIONS = (
    "What is the capital of France?",
    "Can you tell me a short story about a dog?",
    "How many days are there in a week?",
    "My name is Anna and I live in London.",
    "Why is the sky blue?",
    "Please tell me something about the ocean.",
)


@app.command("wire")
def bench_wire(
    callers: Annotated[
        list[int] | None,
        typer.Option(help="Size of a crowd in real time; repeatable. By default 100 and 500."),
    ] = None,
    seconds: Annotated[float, typer.Option(help="How long each crowd is measured.")] = 20.0,
    hostile: Annotated[
        list[str] | None, typer.Option(help=f"Hostile neighbour; repeatable: {', '.join(HOSTILE)}, none.")
    ] = None,
    *,
    only_crowds: Annotated[bool, typer.Option("--only-crowds", help="Leave the single frames out.")] = False,
) -> None:
    """Processor time per 20 ms frame, memory per idle caller, crowds of callers and hostile neighbours."""
    kinds = [kind for kind in hostile or HOSTILE if kind != "none"]
    if unknown := set(kinds) - set(HOSTILE):
        raise OperatorError(f"no such neighbour: {', '.join(sorted(unknown))}")
    console = Console()
    if not only_crowds:
        report.show(console, "wire", wire.run())
    rows = asyncio.run(neighbours.measure(callers or [100, 500], seconds, kinds))
    report.show(console, "crowds", rows, neighbours.DEFINITIONS)


@app.command("brain")
def bench_brain(
    brain: Annotated[
        list[str] | None, typer.Option(help="default or plain, as for serve; repeatable. By default both.")
    ] = None,
    half: Annotated[
        list[str] | None, typer.Option(help="tuning or reported; repeatable. By default reported.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only questions of this kind; repeatable.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write every answer to this file, a line of JSON each.")
    ] = None,
    *,
    answers: Annotated[
        bool, typer.Option("--answers", help="Show every answer, not only wrong ones.")
    ] = False,
) -> None:
    """Questions whose right answers are known, put to the built-in language model in writing."""
    halves = half or ["reported"]
    if unknown := set(halves) - set(questioning.SPLITS):
        raise OperatorError(f"no such half: {', '.join(sorted(unknown))}")
    asked = [each for each in questioning.questions(halves) if not kind or each.kind in kind]
    runs = {name: asyncio.run(_questioned(name, asked)) for name in brain or ["plain", "default"]}
    console = Console()
    for name, marks in runs.items():
        console.print(f"[bold]{name}[/]")
        questioning.show_answers(console, marks, only_wrong=not answers)
    questioning.show(console, runs)
    if out is not None:
        questioning.write(out, runs)


async def _questioned(name: str, asked: list[questioning.Question]) -> list[questioning.Mark]:
    async with running(["--engine", "cascade", "--brain", name]) as subject:
        return await questioning.measure(subject, asked)


@app.command("voice")
def bench_voice(
    recordings: Annotated[
        list[Path] | None,
        typer.Argument(help="WAV files, or directories of them; by default our own voice asks."),
    ] = None,
    rounds: Annotated[int, typer.Option(help="How often each question is asked.")] = 2,
    llm: Annotated[str | None, typer.Option(help="As for serve.")] = None,
    llm_model: Annotated[str | None, typer.Option(help="As for serve.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write every turn to this file, a line of JSON each.")
    ] = None,
) -> None:
    """Speech end to first audible sample, with the embedded engine or the language model named."""
    arguments = ["--engine", "cascade"]
    if llm and llm_model:
        arguments += ["--llm", llm, "--llm-model", llm_model]
    turns = asyncio.run(_voice(recordings or [], rounds, arguments))
    console = Console()
    for turn in turns[: len(turns) // max(rounds, 1)]:
        console.print(
            f"[dim]{turn.name}[/]\n  heard   {turn.transcript}\n  said    {turn.answer}", highlight=False
        )
    report.show(console, "voice", voice.rows(turns))
    if out is not None:
        voice.write(out, turns)


async def _voice(paths: list[Path], rounds: int, arguments: list[str]) -> list[voice.Turn]:
    questions = [(path.stem, read_wav(path)) for path in _wav_files(paths)] if paths else await _spoken()
    async with running(arguments) as subject:
        return await voice.measure(subject, questions, rounds)


def _wav_files(paths: list[Path]) -> list[Path]:
    files = [file for path in paths for file in (sorted(path.glob("*.wav")) if path.is_dir() else [path])]
    if not files:
        raise OperatorError("no WAV files there")
    return files


async def _spoken() -> list[tuple[str, Recording]]:
    """The questions in our own synthesiser's voice, at its own rate."""
    synthesizer = EspeakSynthesizer()
    await synthesizer.start()
    try:
        return [(text, Recording(await _speak(synthesizer, text), OUTPUT_RATE)) for text in QUESTIONS]
    finally:
        await synthesizer.aclose()


async def _speak(synthesizer: EspeakSynthesizer, text: str) -> bytes:
    return b"".join([spoken.pcm async for spoken in synthesizer.speak(text, None, "en-US")])
