from __future__ import annotations

import contextlib
import errno
import gzip
import hashlib
import os
import random
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from antiphon.errors import ModelError, UnreachableError
from antiphon.models import records, web
from antiphon.models.manifest import File, Hub, Site
from antiphon.server.certificates import ensure, server_context
from fileserver import Fault, Fileserver, serving

CONTENT = random.Random(1).randbytes(3 << 20)
HALF = len(CONTENT) // 2
PINNED = File("deep/model.gguf", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
UNPINNED = replace(PINNED, sha256=None)
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "HF_ENDPOINT", "HF_TOKEN", "SSL_CERT_FILE")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[Fileserver]:
    with serving() as served:
        served.files["/models/deep/model.gguf"] = CONTENT
        yield served


class Fetch:
    """One fetch, and what could be seen of it."""

    def __init__(self, part: Path) -> None:
        self.part = part
        self.pauses: list[float] = []
        self.seen: list[int] = []

    def __call__(self, source: Hub | Site, file: File = PINNED) -> str:
        return web.fetch(source, file, self.part, self.seen.append, self.pauses.append)


@pytest.fixture
def fetch(tmp_path: Path) -> Fetch:
    return Fetch(tmp_path / "part")


def test_a_file_arrives(server: Fileserver, fetch: Fetch) -> None:
    assert fetch(server.site()) == PINNED.sha256
    assert fetch.part.read_bytes() == CONTENT
    assert fetch.seen == sorted(fetch.seen)
    assert fetch.seen[-1] == len(CONTENT)
    assert fetch.pauses == []
    (path, headers) = server.requests[0]
    assert path == "/models/deep/model.gguf"
    assert headers["Accept-Encoding"] == "identity"
    assert headers["User-Agent"].startswith("antiphon/")


@pytest.mark.parametrize("file", [PINNED, UNPINNED])
def test_a_broken_connection_is_gone_on_with(server: Fileserver, fetch: Fetch, file: File) -> None:
    server.faults = [Fault(breaks_after=HALF), Fault(breaks_after=HALF // 2)]
    assert fetch(server.site(), file) == PINNED.sha256
    assert server.ranges() == [None, f"bytes={HALF}-", f"bytes={HALF + HALF // 2}-"]
    assert [headers["If-Range"] for _, headers in server.requests] == [None, '"1"', '"1"']
    assert fetch.pauses == [1.0, 2.0]


def test_a_server_without_ranges_begins_anew(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [Fault(breaks_after=HALF), Fault(ignores_range=True)]
    assert fetch(server.site()) == PINNED.sha256
    assert fetch.part.read_bytes() == CONTENT


def test_a_server_that_confuses_ranges_is_not_asked_for_any(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [Fault(breaks_after=HALF), Fault(shifts_range=True)]
    assert fetch(server.site()) == PINNED.sha256
    assert server.ranges() == [None, f"bytes={HALF}-", None]


def test_a_file_that_changed_meanwhile_is_begun_anew(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [Fault(breaks_after=HALF, headers=(("X-Was", "other"),))]
    server.files["/models/deep/model.gguf"] = bytes(len(CONTENT))

    def change(seconds: float) -> None:
        fetch.pauses.append(seconds)
        server.files["/models/deep/model.gguf"] = CONTENT
        server.etag = '"2"'

    assert web.fetch(server.site(), UNPINNED, fetch.part, fetch.seen.append, change) == PINNED.sha256


def test_without_a_way_to_tell_an_unpinned_file_is_begun_anew(server: Fileserver, fetch: Fetch) -> None:
    server.etag = 'W/"weak"'
    server.faults = [Fault(breaks_after=HALF)]
    assert fetch(server.site(), UNPINNED) == PINNED.sha256
    assert server.ranges() == [None, None]


def test_what_an_earlier_pull_left_is_gone_on_with(server: Fileserver, fetch: Fetch) -> None:
    fetch.part.write_bytes(CONTENT[:HALF])
    assert fetch(server.site()) == PINNED.sha256
    assert server.ranges() == [f"bytes={HALF}-"]


def test_what_lies_there_whole_is_only_hashed(server: Fileserver, fetch: Fetch) -> None:
    fetch.part.write_bytes(CONTENT)
    assert fetch(server.site()) == PINNED.sha256
    assert server.requests == []


@pytest.mark.parametrize("left", [bytes(HALF), bytes(len(CONTENT)), bytes(len(CONTENT) + 1)])
def test_what_was_left_but_is_wrong_is_fetched_again(server: Fileserver, fetch: Fetch, left: bytes) -> None:
    fetch.part.write_bytes(left)
    assert fetch(server.site()) == PINNED.sha256
    assert fetch.part.read_bytes() == CONTENT


def test_other_bytes_of_the_same_size_are_refused(server: Fileserver, fetch: Fetch) -> None:
    server.files["/models/deep/model.gguf"] = bytes(len(CONTENT))
    with pytest.raises(
        ModelError, match=r"what 127.0.0.1:\d+ sends has not the pinned sha256 but [0-9a-f]{64}"
    ):
        fetch(server.site())
    assert not fetch.part.exists()


def test_a_file_of_another_size_is_refused_before_it_is_fetched(server: Fileserver, fetch: Fetch) -> None:
    server.files["/models/deep/model.gguf"] = b"short"
    with pytest.raises(ModelError, match=r"has another file, of 5 bytes instead of 3145728"):
        fetch(server.site())
    assert fetch.seen == []


def test_a_compressed_answer_is_read_but_not_endlessly(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [Fault(is_coded=True)]
    assert fetch(server.site()) == PINNED.sha256
    fetch.part.unlink()
    server.files["/models/deep/model.gguf"] = bytes(8 << 20)
    assert len(gzip.compress(bytes(8 << 20))) < len(CONTENT)
    server.faults = [Fault(is_coded=True)]
    with pytest.raises(ModelError, match="sends more than the 3145728 bytes it should have"):
        fetch(server.site())


def test_a_busy_server_is_asked_again_when_it_says(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [
        Fault(status=503),
        Fault(status=429, headers=(("Retry-After", "7"),)),
        Fault(status=503, headers=(("Retry-After", "3600"),)),
    ]
    assert fetch(server.site()) == PINNED.sha256
    assert fetch.pauses == [1.0, 7.0, web.LONGEST_WAIT_S]


def test_attempts_are_bounded(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [Fault(status=503)] * 20
    with pytest.raises(UnreachableError, match=r"cannot fetch model.gguf: 127.0.0.1:\d+ answered 503"):
        fetch(server.site())
    assert len(server.requests) == web.ATTEMPTS
    assert fetch.pauses == list(web.WAITS_S)


def test_those_that_get_further_do_not_count(server: Fileserver, fetch: Fetch) -> None:
    step = 1 << 20
    server.faults = [Fault(status=503)] * 4 + [Fault(breaks_after=step)] + [Fault(status=503)] * 4
    assert fetch(server.site()) == PINNED.sha256


def test_so_are_those_that_never_get_further(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [Fault(breaks_after=HALF, ignores_range=True)] * 20
    with pytest.raises(UnreachableError, match=r"the connection to .* broke"):
        fetch(server.site())
    assert len(server.requests) == web.ATTEMPTS
    assert fetch.part.stat().st_size == HALF  # the next pull goes on from there


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "asks for a login: accept the model's terms there and set HF_TOKEN"),
        (403, "does not let us have it"),
        (404, r"does not have it \(404\)"),
        (410, "no longer has it"),
        (418, "answered 418"),
    ],
)
def test_a_refusal_is_final(server: Fileserver, fetch: Fetch, status: int, reason: str) -> None:
    server.faults = [Fault(status=status)]
    with pytest.raises(ModelError, match=rf"^cannot fetch model.gguf: 127.0.0.1:\d+ {reason}"):
        fetch(server.site())
    assert len(server.requests) == 1


def test_a_redirect_is_followed_without_the_token(
    server: Fileserver, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", f"{server.url}/")
    monkeypatch.setenv("HF_TOKEN", "secret")
    with serving() as elsewhere:
        elsewhere.files["/blob"] = CONTENT
        server.faults = [Fault(status=302, headers=(("Location", f"{elsewhere.url}/blob"),))]
        assert fetch(Hub("maker/model", "abc123")) == PINNED.sha256
        assert server.requests[0][0] == "/maker/model/resolve/abc123/deep/model.gguf"
        assert server.requests[0][1]["Authorization"] == "Bearer secret"
        assert elsewhere.requests[0][1]["Authorization"] is None


def test_a_site_never_sees_the_token(
    server: Fileserver, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "secret")
    fetch(server.site())
    assert server.requests[0][1]["Authorization"] is None


def test_redirects_in_a_circle(server: Fileserver, fetch: Fetch) -> None:
    server.faults = [Fault(status=302, headers=(("Location", "/models/deep/model.gguf"),))] * 50
    with pytest.raises(ModelError, match="sends us somewhere that does not exist"):
        fetch(server.site())


def test_plain_http_stays_within_this_machine(server: Fileserver, fetch: Fetch) -> None:
    with pytest.raises(ModelError, match=r"192.0.2.1 is asked for over plain http: only https will do"):
        fetch(Site("http://192.0.2.1/models", "1"))
    server.faults = [Fault(status=302, headers=(("Location", "http://192.0.2.1/x"),))]
    with pytest.raises(ModelError, match=r"192.0.2.1 is asked for over plain http"):
        fetch(server.site())


def test_the_place_on_the_hub() -> None:
    hub = Hub("maker/model-GGUF", "0123456789abcdef")
    assert web.url_of(hub, "a b.gguf") == (
        "https://huggingface.co/maker/model-GGUF/resolve/0123456789abcdef/a%20b.gguf"
    )
    assert hub.version == "0123456789ab"


def test_nobody_answers(fetch: Fetch) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), object) as closed:  # type: ignore[arg-type]  # never asked
        port = closed.server_port  # free again once the block is left
    with pytest.raises(UnreachableError, match=r"127.0.0.1:\d+ cannot be reached; check the network"):
        fetch(Site(f"http://127.0.0.1:{port}", "1"))
    assert len(fetch.pauses) == web.CONNECTS - 1


def test_no_such_name(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreachableError, match=r"models.example is not found; check the network"):
        fetch(Site("https://models.example", "1"))
    assert fetch.pauses == []


def test_a_certificate_that_nobody_vouches_for(server: Fileserver, fetch: Fetch, tmp_path: Path) -> None:
    del server
    context = server_context(ensure(tmp_path / "tls", [], datetime.now(UTC)))
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def shake_hands() -> None:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):  # the client hangs up
                context.wrap_socket(connection, server_side=True)

        thread = threading.Thread(target=shake_hands)
        thread.start()
        with pytest.raises(ModelError, match=r"shows a certificate that is not trusted; SSL_CERT_FILE names"):
            fetch(Site(f"https://127.0.0.1:{listener.getsockname()[1]}", "1"))
        thread.join()


def test_proxy_settings_that_make_no_sense(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://user:secret@proxy:1")
    with pytest.raises(ModelError, match=r"^the proxy settings of the environment cannot be used$"):
        fetch(Site("https://models.example", "1"))


def test_the_proxy_of_the_environment_is_asked(
    server: Fileserver, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", server.url)
    with pytest.raises(ModelError, match=r"cannot fetch model\.gguf"):  # it does not do CONNECT
        fetch(Site("https://models.example", "1"))


def test_certificates_that_are_not_there(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/bundle.pem")
    with pytest.raises(ModelError, match="SSL_CERT_FILE or SSL_CERT_DIR cannot be read"):
        fetch(Site("https://models.example", "1"))


def test_a_full_disk_is_an_error_of_the_disk(
    server: Fileserver, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        fetch(server.site())


def test_bytes_reach_the_disk_before_they_count(
    server: Fileserver, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[int] = []
    really = records.settle

    def settle(descriptor: int, flush: object) -> None:
        really(descriptor, flush)  # type: ignore[arg-type]  # passed on as it came
        settled.append(os.fstat(descriptor).st_size)

    monkeypatch.setattr(records, "settle", settle)
    server.faults = [Fault(breaks_after=HALF)]
    fetch(server.site())
    assert settled == [HALF, len(CONTENT)]


def test_a_stalled_server_is_left(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIMEOUT", httpx.Timeout(0.05))
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,  # takes the connection and says nothing
        pytest.raises(UnreachableError, match=r"the connection to .* broke"),
    ):
        fetch(Site(f"http://127.0.0.1:{silent.getsockname()[1]}", "1"))
    assert len(fetch.pauses) == web.ATTEMPTS - 1
