"""``antiphon say``: one question to a running server, typed or as a recording; prints both transcripts."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from antiphon.client.connect import connect
from antiphon.client.session import LiveSession
from antiphon.client.wav import Recording, read_wav, write_wav
from antiphon.config import DEFAULT_PORT, load
from antiphon.errors import OperatorError
from antiphon.server import presence
from antiphon.talk import OUTPUT_RATE
from antiphon.wire.messages import ServerMessage
from antiphon.wire.setup import AudioTranscriptionConfig, Setup

CHUNK_S = 0.02
PATIENCE_S = 30.0


@dataclass
class Answer:
    """What came back, and when: instants on the loop's clock."""

    asked_at: float = 0.0
    first_audio_at: float | None = None
    has_begun: bool = False
    pcm: bytearray = field(default_factory=bytearray)


def say(
    what: Annotated[str, typer.Argument(help='What to say: "some text", or a WAV file.')],
    out: Annotated[Path | None, typer.Option(help="Write the spoken answer to this WAV file.")] = None,
    url: Annotated[str | None, typer.Option(help="The server; by default the one that runs here.")] = None,
    api_key: Annotated[str, typer.Option(help="A key, if the server wants one.")] = "local",
    model: Annotated[str, typer.Option(help="Any name: a server takes them all.")] = "models/antiphon",
    data_dir: Annotated[Path | None, typer.Option(help="Where the server keeps its certificates.")] = None,
) -> None:
    """Ask a running server one question and print what was heard and what was answered."""
    recording = read_wav(Path(what)) if what.lower().endswith(".wav") else None
    directory = load(data_dir=data_dir).data_dir
    ca = directory / "tls" / "ca.pem"
    if url is None:
        running = presence.find(directory)
        url = running.base_url if running else f"https://127.0.0.1:{DEFAULT_PORT}"
    setup = Setup(
        model=model,
        input_audio_transcription=AudioTranscriptionConfig(),
        output_audio_transcription=AudioTranscriptionConfig(),
    )
    console = Console()
    try:
        answer = asyncio.run(
            _ask(url, setup, recording or what, api_key, ca if ca.exists() else None, console)
        )
    except (OSError, ssl.SSLError, InvalidHandshake) as error:
        raise OperatorError(f"no answer from {url} ({error}); is `antiphon serve` running?") from error
    except ConnectionClosed as error:
        raise OperatorError(f"the server closed the connection: {error}") from error
    if answer.first_audio_at is not None:
        delay_ms = (answer.first_audio_at - answer.asked_at) * 1000
        console.print(
            f"[dim]first audio {delay_ms:.0f} ms after the question, {_seconds(answer.pcm):.1f} s of it[/]"
        )
    if out is not None:
        write_wav(out, bytes(answer.pcm), OUTPUT_RATE)


async def _ask(
    url: str, setup: Setup, question: Recording | str, api_key: str, ca: Path | None, console: Console
) -> Answer:
    answer = Answer()
    async with connect(url, setup, api_key=api_key, ca=ca) as live:
        patience_s = PATIENCE_S
        if isinstance(question, Recording):
            patience_s += question.seconds
        try:
            async with asyncio.timeout(patience_s):
                await asyncio.gather(_speak(live, question, answer), _listen(live, answer, console))
        except TimeoutError:
            raise OperatorError("no whole answer came in time; was there speech in it?") from None
    return answer


async def _listen(live: LiveSession, answer: Answer, console: Console) -> None:
    loop = asyncio.get_running_loop()
    async for message in live.turn():
        _take(message, answer, loop.time(), console)
    console.print()


async def _speak(live: LiveSession, question: Recording | str, answer: Answer) -> None:
    """Types, or streams a recording as a microphone would and then says that it ends."""
    loop = asyncio.get_running_loop()
    if isinstance(question, str):
        await live.send_text(question)
        answer.asked_at = loop.time()
        return
    recording = question
    size = int(recording.rate * CHUNK_S) * 2
    start = loop.time()
    for index in range(0, len(recording.pcm), size):
        await live.send_audio(recording.pcm[index : index + size], rate=recording.rate)
        await asyncio.sleep(start + (index // size + 1) * CHUNK_S - loop.time())
    answer.asked_at = loop.time()
    await live.send_audio_stream_end()


def _take(message: ServerMessage, answer: Answer, now: float, console: Console) -> None:
    content = message.server_content
    if content is None:
        return
    if content.input_transcription is not None:
        console.print(Text.assemble(("you       ", "bold"), content.input_transcription.text))
    if content.output_transcription is not None:
        if not answer.has_begun:
            answer.has_begun = True
            console.print("[bold]antiphon[/]  ", end="")
        console.print(content.output_transcription.text, end="", highlight=False, markup=False)
    for part in content.model_turn.parts if content.model_turn else ():
        if part.inline_data is not None:
            answer.first_audio_at = answer.first_audio_at or now
            answer.pcm += part.inline_data.data
    if content.turn_complete_reason is not None:
        raise OperatorError(f"the answer broke off: {content.turn_complete_reason.value}")


def _seconds(pcm: bytes | bytearray) -> float:
    return len(pcm) / 2 / OUTPUT_RATE
