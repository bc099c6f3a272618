"""Pins what pyproject.toml asks for: with hashes, for every platform, without the name of any registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMON = [
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
    "pyproject.toml",
]


def compile_to(name: str, *options: str) -> None:
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "compile", *COMMON, *options, "--output-file", f"requirements/{name}.txt"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


compile_to("run", "--group=build")
compile_to("dev", "--group=build", "--group=dev", "--constraints=requirements/run.txt")
