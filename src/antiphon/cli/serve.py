"""``antiphon serve``: reads the options, shows where to connect, and serves until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from antiphon.cli.models import show_progress
from antiphon.config import Settings, load
from antiphon.engines import registry
from antiphon.models import manifest
from antiphon.models.store import ModelStore
from antiphon.runtime import collector
from antiphon.runtime.host import Host
from antiphon.server import logs
from antiphon.server.serve import Listening
from antiphon.server.serve import serve as serve_until_stopped

REPLACED_BY_LLM: Final = frozenset({"smollm2-135m-instruct"})


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
    brain: Annotated[
        str | None, typer.Option(help="default, or plain: the built-in language model without help.")
    ] = None,
    hostname: Annotated[
        list[str] | None, typer.Option(help="Further name of this machine; repeatable.")
    ] = None,
    allow_origin: Annotated[list[str] | None, typer.Option(help="Page that may connect; repeatable.")] = None,
    insecure: Annotated[
        bool | None, typer.Option("--insecure", help="Listen beyond loopback without keys.")
    ] = None,
    lead_ms: Annotated[int | None, typer.Option(help="How far audio runs ahead of the listener.")] = None,
    limits: Annotated[str | None, typer.Option(help="default, or google: the service's own.")] = None,
    journal_dir: Annotated[
        Path | None, typer.Option("--journal", help="Keep a journal of every call in this directory.")
    ] = None,
    journal_words: Annotated[
        bool | None, typer.Option("--journal-words", help="Keep in it what was said and written.")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Close on unknown fields, as the service does.")
    ] = None,
    log_level: Annotated[str | None, typer.Option(help="debug, info, warning or error.")] = None,
    until_eof: Annotated[
        bool,
        typer.Option("--until-eof", help="Stop when standard input ends: for programs that start a server."),
    ] = False,
) -> None:
    """Start the server."""
    flags = {name: value for name, value in locals().items() if name != "until_eof" and value != []}
    settings = load(**flags)
    logs.set_up(settings.log_level)
    if until_eof:
        threading.Thread(target=_stop_at_eof, daemon=True).start()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_run(settings))


def _stop_at_eof() -> None:
    """As SIGTERM would, once whoever holds the other end of our input lets go of it, or dies."""
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    signal.raise_signal(signal.SIGTERM)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """The loop of uvloop where there is one. On Windows the selector loop: the other cannot watch a listener."""
    try:
        return importlib.import_module("uvloop").new_event_loop  # type: ignore[no-any-return]  # by name
    except ImportError:
        return asyncio.SelectorEventLoop


async def _run(settings: Settings) -> None:
    host = Host(settings, registry.create(settings))
    files = await asyncio.to_thread(_files, settings, host.models)
    try:
        await host.start(files)
        collector.settle()
        await serve_until_stopped(settings, host, lambda listening: announce(settings, listening))
    finally:
        await host.aclose()


def _files(settings: Settings, needed: tuple[str, ...]) -> dict[str, Path]:
    """The directories of the models, fetched first where they are missing: the first start is the long one.

    An engine that needs any of our models gets the whole default set, so that what comes later is there
    already; only a language model that another server replaces is left out.
    """
    if not needed:
        return {}
    default = [
        model.name for model in manifest.DEFAULT if model.name not in REPLACED_BY_LLM or not settings.llm
    ]
    store = ModelStore(settings.data_dir / "models")
    console = Console(stderr=True)
    if store.bytes_to_pull(default):
        console.print("  The first start fetches the model files; later ones need no network.", style="dim")
    with show_progress(console) as progress:
        return store.pull({*default, *needed}, progress)


def announce(settings: Settings, listening: Listening) -> None:
    """The start-up screen for people, on standard error; the ready line for programs, on standard output."""
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    brain = f", {settings.llm_model} at {settings.llm}" if settings.llm else ""
    screen.print()
    screen.print(Text.assemble(("  Antiphon ", "bold"), "listens at ", (listening.base_url, "bold cyan")))
    screen.print(Text(f"           and at    {listening.http_base_url}", style="dim"))
    screen.print(Text(f"  engine   {settings.engine}{brain}"))
    screen.print()
    screen.print(Text("  Point any Live API client here:", style="dim"))
    screen.print(Text(f"    export SSL_CERT_FILE={listening.bundle}"))
    screen.print(Text(f"    export GOOGLE_GEMINI_BASE_URL={listening.base_url}"))
    if not settings.api_keys:
        screen.print(Text("    export GOOGLE_API_KEY=anything", style="dim"))
    screen.print(Text("  or run one here as it is:  antiphon run -- python their_app.py", style="dim"))
    screen.print()
    ready = {
        "port": listening.port,
        "base_url": listening.base_url,
        "http_base_url": listening.http_base_url,
        "ca": str(listening.ca),
        "bundle": str(listening.bundle),
    }
    print("ANTIPHON READY " + json.dumps(ready), flush=True)
