"""Pins what pyproject.toml, requirements/clients and bench/peers ask for: with hashes, for every platform, naming no registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CLIENTS = Path("requirements/clients")
COMMON = [
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
]


def compile_to(output: Path, source: str, *options: str) -> None:
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "compile", *COMMON, source, *options, "--output-file", str(output)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def compile_clients() -> None:
    """One lock per client: they do not agree on their dependencies, and users install one of them, too."""
    for source in sorted((ROOT / CLIENTS).glob("*.in")):
        path = CLIENTS / source.name
        excludes = path.with_suffix(".excludes")
        options = [f"--excludes={excludes}"] if (ROOT / excludes).exists() else []
        compile_to(path.with_suffix(".txt"), str(path), *options)


compile_to(Path("requirements/run.txt"), "pyproject.toml", "--group=build")
compile_to(
    Path("requirements/dev.txt"),
    "pyproject.toml",
    "--group=build",
    "--group=dev",
    "--constraints=requirements/run.txt",
)
compile_clients()
compile_to(Path("bench/peers/requirements.txt"), "bench/peers/requirements.in")
