"""``antiphon bench``: figures of a server in a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from antiphon import config
from antiphon.bench import echo, hearing, neighbours, report, vad, voice, wire
from antiphon.bench.neighbours import HOSTILE
from antiphon.bench.server import witness
from antiphon.cli import options
from antiphon.cli.bench_brain import bench_brain
from antiphon.cli.bench_duplex import bench_duplex
from antiphon.cli.bench_endpointing import bench_endpointing
from antiphon.cli.bench_llm import bench_llm
from antiphon.cli.models import open_store
from antiphon.client.wav import Recording, read_wav
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.engines.cascade.moonshine import MODEL_NAME, Moonshine
from antiphon.errors import OperatorError
from antiphon.models.store import ModelStore
from antiphon.runtime.host import VAD, load_detector
from antiphon.talk import OUTPUT_RATE

app = typer.Typer(help="Measure a server started for it.", no_args_is_help=True)
app.command("brain")(bench_brain)
app.command("duplex")(bench_duplex)
app.command("endpointing")(bench_endpointing)
app.command("llm")(bench_llm)

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


@app.command("voice")
def bench_voice(  # noqa: PLR0913  # one argument per option
    recordings: Annotated[
        list[Path] | None,
        typer.Argument(help="WAV files, or directories of them; by default our own voice asks."),
    ] = None,
    *,
    rounds: Annotated[int, typer.Option(help="How often each question is asked.")] = 2,
    conversations: Annotated[
        list[int] | None, typer.Option(help="So many at a time; repeatable. By default 1, 2, 4 and 8.")
    ] = None,
    llm: options.Llm = None,
    llm_model: options.LlmModel = None,
    asr: options.Asr = None,
    asr_model: options.AsrModel = None,
    tts: options.Tts = None,
    tts_model: options.TtsModel = None,
    tts_voice: options.TtsVoice = None,
    out: Annotated[
        Path | None, typer.Option(help="Write every turn to this file, a line of JSON each.")
    ] = None,
) -> None:
    """Speech end to first audible sample, with the embedded engine or the models named."""
    settings = {
        "engine": "cascade",
        "llm": llm,
        "llm_model": llm_model,
        "asr": asr,
        "asr_model": asr_model,
        "tts": tts,
        "tts_model": tts_model,
        "tts_voice": tts_voice,
    }
    runs = asyncio.run(_voice(recordings or [], rounds, conversations or [1, 2, 4, 8], settings))
    console = Console()
    for turn in runs[0].turns[: len(runs[0].turns) // max(rounds, 1)]:
        console.print(
            f"[dim]{turn.name}[/]\n  heard   {turn.transcript}\n  said    {turn.answer}", highlight=False
        )
    report.show(console, "voice", [row for run in runs for row in voice.rows(run)])
    if out is not None:
        voice.write(out, runs)


@app.command("vad")
def bench_vad(
    speech: Annotated[
        list[Path] | None,
        typer.Argument(
            help="WAV files of one utterance each, or directories of them; by default our own voice."
        ),
    ] = None,
    noise: Annotated[
        list[Path] | None,
        typer.Option(help="WAV file, or directory of them, in which nobody speaks; repeatable."),
    ] = None,
    seconds: Annotated[float, typer.Option(help="Of each noise alone, at each of five levels.")] = 120.0,
) -> None:
    """Noise taken for speech and speech missed in noise: hiss, claps, typing, chimes, and noises of your own."""
    utterances = [read_wav(path) for path in _wav_files(speech)] if speech else _our_own()
    noises = {path.stem: read_wav(path) for path in _wav_files(noise)} if noise else {}
    detector = load_detector(open_store(None).pull([VAD]))
    outcomes = vad.measure(detector, utterances, noises, seconds)
    report.show_grid(Console(), "vad", vad.COLUMNS, vad.table(outcomes), vad.DEFINITIONS)


@app.command("echo")
def bench_echo(
    speech: Annotated[
        list[Path] | None,
        typer.Argument(help="WAV files of callers, or directories of them; by default two of our voices."),
    ] = None,
    *,
    room: Annotated[
        list[Path] | None,
        typer.Option(help="WAV file of a room's impulse response; repeatable. By default two are made."),
    ] = None,
    noise: Annotated[
        list[Path] | None,
        typer.Option(help="WAV file, or directory of them, in which nobody speaks; repeatable."),
    ] = None,
    scenes: Annotated[int, typer.Option(min=1, help="Of each kind.")] = 60,
) -> None:
    """Our own voice, coming back through rooms, told from voices and noises beside it or over it."""
    materials = echo.stage(
        asyncio.run(_said(echo.ANSWERS, echo.OUR_VOICES)),
        [read_wav(path) for path in _wav_files(speech)]
        if speech
        else asyncio.run(_said(echo.REMARKS, echo.OTHER_VOICES)),
        [read_wav(path) for path in _wav_files(room)] if room else [],
        [read_wav(path) for path in _wav_files(noise)] if noise else [],
    )
    detector = load_detector(open_store(None).pull([VAD]))
    found, fired = echo.measure(detector, list(echo.scenes(materials, scenes)))
    console = Console()
    if not console.is_terminal:
        console.width = 2 * report.PIPE_WIDTH
    report.show_grid(console, "echoes", echo.FIRED_COLUMNS, echo.fired_table(fired))
    report.show_grid(console, "echo", echo.COLUMNS, echo.table(found), echo.DEFINITIONS)


async def _said(texts: Sequence[str], voices: Sequence[str]) -> list[Recording]:
    synthesizer = EspeakSynthesizer()
    await synthesizer.start()
    try:
        return [
            Recording(await _speak(synthesizer, text, voice), OUTPUT_RATE)
            for text in texts
            for voice in voices
        ]
    finally:
        await synthesizer.aclose()


def _our_own() -> list[Recording]:
    return [recording for _, recording in asyncio.run(_spoken())]


@app.command("hearing")
def bench_hearing(
    recordings: Annotated[
        list[Path] | None,
        typer.Argument(help="WAV files, or directories of them; by default our own voice speaks."),
    ] = None,
    references: Annotated[
        Path | None,
        typer.Option(help="Their words: a path, a tab and the words a line. By default a .txt beside each."),
    ] = None,
    *,
    interims: Annotated[bool, typer.Option(help="Ask for words while they are being spoken.")] = True,
    words: Annotated[bool, typer.Option(help="Compute word error rates, which needs jiwer.")] = True,
) -> None:
    """Word error rate, time to the transcript, and what words cost while they are being spoken."""
    results = asyncio.run(_hearing(recordings or [], references, interims=interims))
    console = Console()
    for result in results:
        console.print(f"[dim]{result.clip.group}/{result.clip.name}[/]  {result.text}", highlight=False)
    if words:
        for name, rate, count, clips in hearing.word_error_rates(results):
            console.print(f"word error rate, {name}: {rate:.1f} % of {count} words in {clips} clips")
    report.show(console, "hearing", hearing.rows(results), hearing.DEFINITIONS)
    if interims:
        console.print(hearing.steadiness(results))


async def _hearing(paths: list[Path], references: Path | None, *, interims: bool) -> list[hearing.Result]:
    spoken = hearing.clips(paths, references) if paths else await _sentences()
    transcriber = Moonshine(ModelStore(config.load().data_dir / "models").pull([MODEL_NAME])[MODEL_NAME])
    await transcriber.start()
    try:
        return await hearing.measure(transcriber, spoken, interims=interims)
    finally:
        await transcriber.aclose()


async def _sentences() -> list[hearing.Clip]:
    synthesizer = EspeakSynthesizer()
    await synthesizer.start()
    try:
        return await hearing.synthesised(synthesizer)
    finally:
        await synthesizer.aclose()


async def _voice(
    paths: list[Path], rounds: int, sizes: list[int], settings: dict[str, str | None]
) -> list[voice.Run]:
    questions = [(path.stem, read_wav(path)) for path in _wav_files(paths)] if paths else await _spoken()
    async with witness(**settings) as server:
        return [await voice.measure(server, questions, rounds, size) for size in sizes]


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


async def _speak(synthesizer: EspeakSynthesizer, text: str, voice: str | None = None) -> bytes:
    return b"".join([spoken.pcm async for spoken in synthesizer.speak(text, voice, "en-US")])
