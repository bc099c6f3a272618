"""``antiphon serve``: reads the options, shows where to connect, and serves until it is stopped."""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Protocol

import typer
from rich.console import Console
from rich.text import Text

from antiphon.config import Settings, load
from antiphon.errors import OperatorError
from antiphon.server import logs
from antiphon.server.live import Conversations
from antiphon.server.serve import Listening
from antiphon.server.serve import serve as serve_until_stopped


class Host(Conversations, Protocol):
    """The runtime's host, as far as this command starts and ends it."""

    async def start(self) -> None:
        """Loads what conversations need; raises `OperatorError` when something is missing."""

    async def aclose(self) -> None:
        """Ends what is left and frees it."""


def make_host(settings: Settings) -> Host:
    """The runtime, imported late: ``antiphon serve --help`` need not load any model library."""
    host: Host = importlib.import_module("antiphon.runtime.host").Host(settings)
    return host


def serve(  # noqa: PLR0913  # one argument per option
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port for both https and http; 0 picks a free one.")
    ] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where models and certificates are kept.")] = None,
    engine: Annotated[str | None, typer.Option(help="What answers: cascade, echo, or a plug-in.")] = None,
    llm: Annotated[str | None, typer.Option(help="Base URL of an OpenAI-compatible server.")] = None,
    llm_model: Annotated[str | None, typer.Option(help="The model to ask for there.")] = None,
    llm_key: Annotated[str | None, typer.Option(help="The key to show there.")] = None,
    hostname: Annotated[
        list[str] | None, typer.Option(help="Further name of this machine; repeatable.")
    ] = None,
    allow_origin: Annotated[list[str] | None, typer.Option(help="Page that may connect; repeatable.")] = None,
    insecure: Annotated[
        bool | None, typer.Option("--insecure", help="Listen beyond loopback without keys.")
    ] = None,
    lead_ms: Annotated[int | None, typer.Option(help="How far audio runs ahead of the listener.")] = None,
    log_level: Annotated[str | None, typer.Option(help="debug, info, warning or error.")] = None,
) -> None:
    """Start the server."""
    try:
        settings = load(
            host=host,
            port=port,
            data_dir=data_dir,
            engine=engine,
            llm=llm,
            llm_model=llm_model,
            llm_key=llm_key,
            hostname=hostname or None,
            allow_origin=allow_origin or None,
            insecure=insecure,
            lead_ms=lead_ms,
            log_level=log_level,
        )
        logs.set_up(settings.log_level)
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_run(settings))
    except OperatorError as error:
        Console(stderr=True).print(Text(f"antiphon: {error}", style="red"))
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """The loop of uvloop where there is one. On Windows the selector loop: the other cannot watch a listener."""
    try:
        return importlib.import_module("uvloop").new_event_loop  # type: ignore[no-any-return]  # by name
    except ImportError:
        return asyncio.SelectorEventLoop


async def _run(settings: Settings) -> None:
    host = make_host(settings)
    try:
        await host.start()
        await serve_until_stopped(settings, host, lambda listening: announce(settings, listening))
    finally:
        await host.aclose()


def announce(settings: Settings, listening: Listening) -> None:
    """The start-up screen for people, on standard error; the ready line for programs, on standard output."""
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    brain = f"{settings.llm_model} at {settings.llm}" if settings.llm else "embedded models"
    screen.print()
    screen.print(Text.assemble(("  Antiphon ", "bold"), "listens at ", (listening.base_url, "bold cyan")))
    screen.print(Text(f"           and at    {listening.http_base_url}", style="dim"))
    screen.print(Text(f"  engine   {settings.engine}, {brain}"))
    screen.print()
    screen.print(Text("  Point any Live API client here:", style="dim"))
    screen.print(Text(f"    export SSL_CERT_FILE={listening.bundle}"))
    screen.print(Text(f"    export GOOGLE_GEMINI_BASE_URL={listening.base_url}"))
    if not settings.api_keys:
        screen.print(Text("    export GOOGLE_API_KEY=anything", style="dim"))
    screen.print()
    ready = {
        "port": listening.port,
        "base_url": listening.base_url,
        "http_base_url": listening.http_base_url,
        "ca": str(listening.ca),
        "bundle": str(listening.bundle),
    }
    print("ANTIPHON READY " + json.dumps(ready), flush=True)
