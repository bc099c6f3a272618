"""``antiphon serve``: reads the options, shows where to connect, and serves until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import os
import signal
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from antiphon.cli import options
from antiphon.cli.models import Tuning, pull_ready, show_progress, weights_of
from antiphon.config import Settings, Stage, is_loopback, load
from antiphon.engines import registry
from antiphon.errors import ModelError
from antiphon.models import manifest
from antiphon.models.lock import hold
from antiphon.models.store import ModelStore
from antiphon.runtime import collector
from antiphon.runtime.host import Host
from antiphon.server import logs
from antiphon.server.serve import Listening
from antiphon.server.serve import serve as serve_until_stopped

LANGUAGE_MODEL: Final = "smollm2-135m-instruct"
REPLACED: Final[Mapping[Stage, frozenset[str]]] = {
    "asr": frozenset({"moonshine-tiny-en"}),
    "llm": frozenset({LANGUAGE_MODEL, "minilm-l6-v2"}),
    "tts": frozenset(),
}
"""What of the default set a server of the operator's makes needless."""
STAGES: Final[Mapping[Stage, str]] = {"asr": "hearing", "llm": "language", "tts": "speaking"}


def serve(  # noqa: PLR0913  # one argument per option
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port for both https and http; 0 picks a free one.")
    ] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where models and certificates are kept.")] = None,
    engine: Annotated[str | None, typer.Option(help="What answers: cascade, echo, or a plug-in.")] = None,
    llm: options.Llm = None,
    llm_model: options.LlmModel = None,
    llm_key: options.LlmKey = None,
    gguf: options.Gguf = None,
    adapter: options.Adapter = None,
    asr: options.Asr = None,
    asr_model: options.AsrModel = None,
    asr_key: options.AsrKey = None,
    tts: options.Tts = None,
    tts_model: options.TtsModel = None,
    tts_voice: options.TtsVoice = None,
    tts_key: options.TtsKey = None,
    answer_timeout_s: options.AnswerTimeout = None,
    brain: Annotated[
        str | None, typer.Option(help="default; bare: without checks; plain: untaught, too.")
    ] = None,
    hostname: Annotated[
        list[str] | None, typer.Option(help="Further name of this machine; repeatable.")
    ] = None,
    allow_origin: Annotated[list[str] | None, typer.Option(help="Page that may connect; repeatable.")] = None,
    insecure: Annotated[
        bool | None, typer.Option("--insecure", help="Listen beyond loopback without keys.")
    ] = None,
    lead_ms: Annotated[int | None, typer.Option(help="How far audio runs ahead of the listener.")] = None,
    turn_earliest_ms: options.TurnEarliest = None,
    turn_latest_ms: options.TurnLatest = None,
    turn_threshold: options.TurnThreshold = None,
    barge_in_threshold: options.BargeInThreshold = None,
    reprompt_s: options.Reprompt = None,
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
    files = await asyncio.to_thread(fetch_models, settings, host.models)
    try:
        await _start(host, files, settings.gguf)
        collector.settle()
        await serve_until_stopped(settings, host, lambda listening: announce(settings, listening))
    finally:
        await host.aclose()


async def _start(host: Host, files: dict[str, Path], gguf: str | None) -> None:
    """Sizes were compared; a file that is damaged all the same shows when it is loaded."""
    try:
        await host.start(files)
    except ModelError as error:
        own = f"; is {gguf} whole, and of a kind that llama.cpp reads?" if gguf is not None else ""
        raise ModelError(f"{error}{own}; `antiphon models verify` finds damaged files") from error


def fetch_models(settings: Settings, needed: tuple[str, ...]) -> dict[str, Path]:
    """Where the models are, fetched first where they are missing: the first start is the long one.

    An engine that needs any of our models gets the whole default set, so that what comes later is there
    already; only what the operator's own servers replace is left out. Of the language model it gets the one
    file to load, and the adapter if that could not be merged into it; of the others their directories.
    """
    if not needed:
        return {}
    replaced = frozenset[str]().union(*(REPLACED[stage] for stage in STAGES if settings.remote(stage)[0]))
    wanted = {model.name for model in manifest.DEFAULT if model.name not in replaced} | set(needed)
    if settings.gguf is not None:
        wanted.discard(LANGUAGE_MODEL)
    store = ModelStore(settings.data_dir / "models")
    console = Console(stderr=True)
    if store.bytes_to_pull(wanted):
        console.print("  The first start fetches the model files; later ones need no network.", style="dim")
    own = settings.adapter.expanduser() if settings.adapter else None
    tuned = Tuning(settings.brain == "plain", own, settings.adapter_strength)
    with show_progress(console) as progress:
        files = pull_ready(store, wanted, progress, tuned)
        if LANGUAGE_MODEL in files and not hold(files[LANGUAGE_MODEL]):
            files = pull_ready(store, wanted, progress, tuned)  # a server that starts now has just deleted it
            hold(files[LANGUAGE_MODEL])
        if settings.gguf is not None:
            files[LANGUAGE_MODEL] = weights_of(store, settings.gguf, progress)
    return files


def announce(settings: Settings, listening: Listening) -> None:
    """The start-up screen for people, on standard error; the ready line for programs, on standard output."""
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    screen.print()
    screen.print(Text.assemble(("  Antiphon ", "bold"), "listens at ", (listening.base_url, "bold cyan")))
    screen.print(Text(f"           and at    {listening.http_base_url}", style="dim"))
    if settings.engine == "cascade":
        talking = listening.http_base_url if is_loopback(settings.host) else listening.base_url
        screen.print(Text.assemble("  Open ", (talking, "bold"), " in a browser and talk."))
    screen.print(Text(f"  engine   {settings.engine}"))
    for stage, does in STAGES.items():
        url, model, _ = settings.remote(stage)
        if url is not None:
            screen.print(Text(f"  {does:<8} {model} at {url}"))
    if settings.gguf is not None:
        screen.print(Text(f"  language {settings.gguf}"))
    if settings.adapter is not None:
        screen.print(Text(f"  adapter  {settings.adapter}"))
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
