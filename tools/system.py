"""The system packages that some tests need: what is here, how to get the rest. Needs nothing but Python.

python tools/system.py tests      the pytest expression for the tests that can run here; says what cannot
python tools/system.py install    installs what is missing, on Debian and as root; the rest is left alone
python tools/system.py path NAME  where a program is
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

ALWAYS = "not corpus"


def program(*names: str) -> Callable[[], str | None]:
    """Looks for the first of these on the path."""
    return lambda: next(filter(None, map(shutil.which, names)), None)


def library(name: str) -> Callable[[], str | None]:
    """Looks for a shared library, as the loader does."""

    def find() -> str | None:
        try:
            ctypes.CDLL(name)
        except OSError:
            return None
        return name

    return find


@dataclass(frozen=True)
class Need:
    """A package of the system, the pytest marker of the tests that need it, and how to see that it is there."""

    package: str
    marker: str
    find: Callable[[], str | None]


NEEDS = (
    Need("chromium", "browser", program("chromium", "chromium-browser", "google-chrome")),
    Need("libflite1", "flite", library("libflite.so.1")),
)


def missing() -> list[Need]:
    """What is not here."""
    return [need for need in NEEDS if need.find() is None]


def expression() -> str:
    """Which tests can run here. Never leaves any out without a word."""
    absent = missing()
    if absent:
        markers = " and ".join(need.marker for need in absent)
        packages = " ".join(need.package for need in absent)
        print(
            f"tests marked {markers} are left out; to run them: apt-get install {packages}", file=sys.stderr
        )
    return " and ".join([ALWAYS, *(f"not {need.marker}" for need in absent)])


def install() -> int:
    """Installs what is missing, where that is ours to do."""
    packages = [need.package for need in missing()]
    if not packages:
        return 0
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"not installed, which takes apt-get and root: {' '.join(packages)}", file=sys.stderr)
        return 0
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    get = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
    return subprocess.run([*get, *packages], check=False, env=quiet, stdout=subprocess.DEVNULL).returncode


def main(arguments: list[str]) -> int:
    match arguments:
        case ["tests"]:
            print(expression())
            return 0
        case ["install"]:
            return install()
        case ["path", name]:
            found = next(need for need in NEEDS if need.package == name).find()
            print(
                found or f"{name} is not here: apt-get install {name}",
                file=sys.stdout if found else sys.stderr,
            )
            return 0 if found else 1
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
