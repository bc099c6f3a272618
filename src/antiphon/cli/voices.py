"""``antiphon voices``: which voices there are, and what they sound like, without a server."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.table import Table

from antiphon.client.wav import write_wav
from antiphon.engines.cascade import voices as known
from antiphon.engines.cascade.flite import Flite
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.engines.cascade.speaking import TEXT_LIMIT
from antiphon.engines.cascade.voicing import Voice
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import OUTPUT_RATE, Audio, Prompt

PIPE_WIDTH = 120
"""Wide enough for one line per voice, as grep and awk want it."""


def voices(
    name: Annotated[str | None, typer.Argument(help="One voice; all of them if none is named.")] = None,
    say: Annotated[str | None, typer.Option(help="A text for it to say, into the file of --out.")] = None,
    out: Annotated[Path, typer.Option(help="The WAV file that --say writes.")] = Path("voice.wav"),
    language: Annotated[str, typer.Option(help="The language of that text, such as de-DE.")] = "en-US",
) -> None:
    """List the voices, their gender, style and engine; with --say, write a sample of one."""
    spelled = {known_name.lower(): known_name for known_name in known.VOICES}
    if name is not None and name.lower() not in spelled:
        raise OperatorError(f"no voice {name!r}; `antiphon voices` lists them")
    names = [spelled[name.lower()]] if name is not None else list(known.VOICES)
    if say is None:
        with _warnings_only():
            has_flite = asyncio.run(_has_flite())
        _list(names, has_flite=has_flite)
        return
    if len(say) > TEXT_LIMIT:
        raise OperatorError(f"at most {TEXT_LIMIT} characters, please")
    with _warnings_only():
        pcm = asyncio.run(_say(say, Prompt(voice=name or known.DEFAULT_VOICE, language=language)))
    write_wav(out, pcm, OUTPUT_RATE)
    print(f"{len(pcm) / 2 / OUTPUT_RATE:.1f} s in {out}")


def _list(names: list[str], *, has_flite: bool) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for title in ("name", "gender", "style", "English", "other languages"):
        table.add_column(title, no_wrap=True)
    for name in names:
        voice = known.VOICES[name]
        espeak = f"espeak-ng {voice.espeak.variant}"
        table.add_row(
            name, voice.gender, voice.style, f"flite {voice.flite.name}" if has_flite else espeak, espeak
        )
    console = Console()
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    console.print(table)
    if not has_flite:
        Console(stderr=True).print("install libflite1 for better English voices", style="yellow")


@contextmanager
def _warnings_only() -> Iterator[None]:
    """Log nothing less, and that to stderr: stdout is the answer."""
    before = structlog.get_config()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    try:
        yield
    finally:
        structlog.configure(**before)


async def _has_flite() -> bool:
    flite = Flite()
    try:
        await flite.start()
    except EngineError:
        return False
    finally:
        await flite.aclose()
    return True


async def _say(text: str, prompt: Prompt) -> bytes:
    synthesizer = EmbeddedSynthesizer()
    try:
        await synthesizer.start()
        events = [event async for event in Voice(synthesizer, prompt).say(text)]
    except EngineError as error:
        raise OperatorError(f"the speech synthesiser failed: {error}") from error
    finally:
        await synthesizer.aclose()
    return b"".join(event.pcm for event in events if isinstance(event, Audio))
