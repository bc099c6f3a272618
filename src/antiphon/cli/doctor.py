"""``antiphon doctor``: looks at this machine and says what is in the way. Changes nothing."""

from __future__ import annotations

import errno
import os
import platform
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import typer
from rich.console import Console
from rich.filesize import decimal
from rich.text import Text

from antiphon import config
from antiphon.cli.models import DataDir
from antiphon.config import Settings
from antiphon.engines.cascade import flite
from antiphon.models import catalogue, manifest
from antiphon.models.store import ModelStore

MIN_PYTHON = (3, 11)
MIN_MEMORY_BYTES = 1 << 30
MEMINFO = Path("/proc/meminfo")


class Verdict(StrEnum):
    """How a check ended; only ``FAIL`` keeps the server from running."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


STYLES = {Verdict.OK: "green", Verdict.WARN: "yellow", Verdict.FAIL: "bold red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    verdict: Verdict
    subject: str
    text: str


def doctor(data_dir: DataDir = None) -> None:
    """Check this machine: what is in order, what is not, and what to do about it."""
    console = Console()
    findings = list(examine(config.load(data_dir=data_dir)))
    for finding in findings:
        line = Text.assemble(
            (f"{finding.verdict:<6}", STYLES[finding.verdict]), f"{finding.subject:<16}", finding.text
        )
        console.print(line, soft_wrap=True)
    if any(finding.verdict is Verdict.FAIL for finding in findings):
        raise typer.Exit(1)


def examine(settings: Settings) -> Iterator[Finding]:
    """Run every check, in the order in which a person would repair them."""
    yield check_python(sys.version_info[:2])
    yield check_package("uvloop", without=Verdict.WARN)
    yield check_package("onnxruntime")
    yield check_package("xllamacpp")
    # Only looked up, never imported: espeak-ng is GPL and runs in a child process.
    yield check_package("espeakng_loader")
    yield check_flite()
    yield check_cores()
    yield check_memory(available_memory())
    store = ModelStore(settings.data_dir / "models", catalogue.MODELS)
    missing = [model for model in manifest.DEFAULT if not store.is_present(model.name)]
    yield check_data_dir(settings.data_dir, store.bytes_to_pull(model.name for model in missing))
    yield check_models(missing)
    yield check_certificate(settings.data_dir / "tls")
    yield check_port(settings.host, settings.port)
    yield check_engines()


def check_python(version: tuple[int, ...]) -> Finding:
    """Is this Python new enough."""
    if version >= MIN_PYTHON:
        return Finding(Verdict.OK, "python", platform.python_version())
    return Finding(Verdict.FAIL, "python", f"{'.'.join(map(str, version))}; 3.11 or newer is needed")


def check_package(module: str, without: Verdict = Verdict.FAIL) -> Finding:
    """Is a package installed; found by its spec, so that nothing of it runs."""
    if find_spec(module) is None:
        return Finding(without, module, f"not installed: pip install {module.replace('_', '-')}")
    try:
        return Finding(Verdict.OK, module, metadata.version(module))
    except metadata.PackageNotFoundError:
        return Finding(Verdict.OK, module, "present, version unknown")


def check_flite() -> Finding:
    """Is there the library that speaks English best."""
    if flite.is_installed():
        return Finding(Verdict.OK, "flite", "English is spoken by Flite")
    return Finding(Verdict.WARN, "flite", "not here: install libflite1 for better English voices")


def check_cores() -> Finding:
    """Are there cores for the language model beside the rest."""
    cores = os.cpu_count() or 1
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))  # a container may have fewer than the machine
    if cores < 2:
        return Finding(Verdict.WARN, "cores", "1; the language model and the detectors will share it")
    return Finding(Verdict.OK, "cores", str(cores))


def available_memory() -> int | None:
    """Bytes that programs may still take, where the system says so."""
    try:
        found = re.search(r"^MemAvailable:\s+(\d+) kB", MEMINFO.read_text(), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None


def check_memory(free_bytes: int | None) -> Finding:
    """Does the embedded cascade fit."""
    if free_bytes is None:
        return Finding(Verdict.WARN, "memory", "this system does not say how much is free")
    if free_bytes < MIN_MEMORY_BYTES:
        return Finding(Verdict.WARN, "memory", f"{decimal(free_bytes)} free; the embedded models want 1 GB")
    return Finding(Verdict.OK, "memory", f"{decimal(free_bytes)} free")


def check_data_dir(data_dir: Path, needed_bytes: int) -> Finding:
    """Can we write there, and is there room for what is still to be fetched."""
    existing = next(path for path in (data_dir, *data_dir.absolute().parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return Finding(
            Verdict.FAIL, "data directory", f"cannot write to {existing}; choose another --data-dir"
        )
    free = shutil.disk_usage(existing).free
    room = f"{data_dir}, {decimal(free)} free"
    if free < needed_bytes:
        return Finding(
            Verdict.FAIL,
            "data directory",
            f"{room}; the models still to be fetched need {decimal(needed_bytes)}",
        )
    return Finding(Verdict.OK, "data directory", room)


def check_models(missing: list[manifest.Model]) -> Finding:
    """Is the default set here."""
    if not missing:
        return Finding(Verdict.OK, "models", f"all {len(manifest.DEFAULT)} present")
    names = ", ".join(model.name for model in missing)
    return Finding(Verdict.WARN, "models", f"not here yet: {names}; run `antiphon models pull`")


def check_certificate(directory: Path) -> Finding:
    """Is there a certificate for TLS."""
    if directory.is_dir() and any(directory.glob("*.pem")):
        return Finding(Verdict.OK, "certificate", str(directory))
    return Finding(Verdict.WARN, "certificate", "not made yet; the first start makes it")


def check_port(host: str, port: int) -> Finding:
    """Could the server listen."""
    if port == 0:
        return Finding(Verdict.OK, "port", "any free one")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":  # there this option would let two servers share a port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return Finding(Verdict.WARN, "port", f"{port} is taken, perhaps by antiphon itself")
        return Finding(Verdict.FAIL, "port", f"cannot listen on {host}:{port}: {error.strerror or error}")
    return Finding(Verdict.OK, "port", f"{port} is free")


def check_engines() -> Finding:
    """Which engines are registered; none is loaded."""
    names = sorted({point.name for point in metadata.entry_points(group="antiphon.engines")})
    if not names:
        return Finding(Verdict.FAIL, "engines", "none registered; reinstall antiphon")
    return Finding(Verdict.OK, "engines", ", ".join(names))
