"""What ``say`` and ``talk`` share: which server, which setup, what is printed, and what an ending means."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

import typer
from msgspec.structs import replace
from rich.console import Console
from rich.text import Text
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from antiphon.cli.folding import printable
from antiphon.client.connect import SCHEMES, connect
from antiphon.client.session import LiveSession
from antiphon.config import DEFAULT_PORT, load
from antiphon.errors import OperatorError, WireError
from antiphon.server import presence
from antiphon.session.translate import told_latency
from antiphon.wire.messages import Latency
from antiphon.wire.setup import (
    AudioTranscriptionConfig,
    Extension,
    GenerationConfig,
    PrebuiltVoice,
    ResponseModality,
    Setup,
    SpeechConfig,
    VoiceConfig,
)
from antiphon.wire.types import Content, Part

Url = Annotated[str | None, typer.Option(help="The server; by default the one that runs here.")]
ApiKey = Annotated[
    str, typer.Option(help="A key, if the server wants one.", envvar="ANTIPHON_API_KEY", show_envvar=True)
]
Model = Annotated[str, typer.Option(help="Any name: a server takes them all.")]
VoiceName = Annotated[str | None, typer.Option("--voice", help="Who answers: Puck, Kore, Charon …")]
Language = Annotated[str | None, typer.Option(help="Of the answer, as in de-DE.")]
System = Annotated[str | None, typer.Option(help="An instruction for the whole conversation.")]
CertificatesDir = Annotated[Path | None, typer.Option(help="Where the server keeps its certificates.")]

ANY_KEY = "local"
ANY_MODEL = "models/antiphon"
INVALID: Final = 1007
"""How a server closes that does not know a member of the setup."""


@dataclass(frozen=True, slots=True)
class Target:
    """The server to call, and its certificate authority, if that is ours."""

    url: str
    api_key: str
    ca: Path | None

    @classmethod
    def of(cls, url: str | None, api_key: str, data_dir: Path | None) -> Self:
        """The one that is named, else the one that runs here. Raises `OperatorError` for a bad address."""
        directory = load(data_dir=data_dir).data_dir
        if url is None:
            running = presence.find(directory)
            url = running.base_url if running else f"https://127.0.0.1:{DEFAULT_PORT}"
        if url.partition("://")[0] not in SCHEMES:
            raise OperatorError(f"{url}: an address begins with https:// or http://")
        if not _is_address(url):
            raise OperatorError(f"{url} is no address such as http://127.0.0.1:{DEFAULT_PORT}")
        ca = directory / "tls" / "ca.pem"
        return cls(url, api_key, ca if ca.exists() else None)

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """What goes wrong between us and the server, as a line that says what to do."""
        try:
            yield
        except (OSError, ssl.SSLError, InvalidHandshake, InvalidURI) as error:
            raise OperatorError(
                f"no answer from {self.url} ({error}); is `antiphon serve` running?"
            ) from error
        except ConnectionClosed as error:
            close = error.rcvd or error.sent
            why = (
                "the connection was lost"
                if close is None
                else close.reason or f"without a reason ({close.code})"
            )
            raise OperatorError(f"the server at {self.url} ended the call: {why}") from error
        except WireError as error:
            raise OperatorError(f"{self.url} does not speak the Live API: {error}") from error

    @asynccontextmanager
    async def calling(self, setup: Setup) -> AsyncIterator[LiveSession]:
        """A conversation, with what only Antiphon tells where the server is one."""
        async with AsyncExitStack() as stack:
            try:
                live = await stack.enter_async_context(self._connecting(setup))
            except ConnectionClosed as refusal:
                close = refusal.rcvd
                if close is None or close.code != INVALID or "antiphon" not in close.reason:
                    raise
                live = await stack.enter_async_context(self._connecting(replace(setup, antiphon=None)))
            yield live

    def _connecting(self, setup: Setup) -> AbstractAsyncContextManager[LiveSession]:
        return connect(self.url, setup, api_key=self.api_key, ca=self.ca)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def make_setup(
    model: str, *, voice: str | None, language: str | None, system: str | None, is_text: bool = False
) -> Setup:
    """A conversation with both transcripts."""
    speech = None
    if voice or language:
        prebuilt = VoiceConfig(prebuilt_voice_config=PrebuiltVoice(voice_name=voice)) if voice else None
        speech = SpeechConfig(voice_config=prebuilt, language_code=language)
    modality = ResponseModality.TEXT if is_text else ResponseModality.AUDIO
    return Setup(
        model=model if model.startswith(("models/", "projects/")) else f"models/{model}",
        generation_config=GenerationConfig(response_modalities=(modality,), speech_config=speech),
        system_instruction=Content(parts=(Part(text=system),)) if system else None,
        input_audio_transcription=AudioTranscriptionConfig(),
        output_audio_transcription=None if is_text else AudioTranscriptionConfig(),
        antiphon=Extension(latency=True),
    )


def latency_line(turn: int, latency: Latency) -> str:
    """Where a turn's time went, in the words of the server's own log."""
    return f"turn {turn}: {told_latency(latency)}"


class Screen:
    """Both transcripts as they come, a paragraph for each who speaks."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._speaker = ""

    def hears(self, text: str) -> None:
        """What was understood of the caller."""
        self._say("you       ", text)

    def says(self, text: str) -> None:
        """More of the answer."""
        self._say("antiphon  ", text)

    def interrupted(self) -> None:
        """The answer was cut off here."""
        if self._speaker:
            self.console.print(Text(" — interrupted", style="dim"), end="")
        self.ends()

    def notes(self, text: str) -> None:
        """Something beside the conversation."""
        self.ends()
        self.console.print(Text(printable(text), style="dim"), soft_wrap=True)

    def ends(self) -> None:
        """Whoever was speaking has finished."""
        if self._speaker:
            self.console.print()
        self._speaker = ""

    def _say(self, speaker: str, text: str) -> None:
        if self._speaker != speaker:
            self.ends()
            self.console.print(Text(speaker, style="bold"), end="")
            self._speaker = speaker
        # Whatever a model writes is text and no markup, and moves no cursor.
        plain = "".join(each for each in text if each.isprintable() or each == "\n")
        self.console.print(Text(plain), end="", soft_wrap=True)
