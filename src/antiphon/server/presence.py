"""How programs of the same user find the server that runs: a small file beside its certificates.

Whoever can read the file may watch the wire, so it is its owner's alone. A server that was killed
leaves it behind: nobody believes it unless the very process that wrote it still runs.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import structlog

from antiphon.errors import ConfigError
from antiphon.server.files import write_whole

NAME = "server.json"
_CONNECT_S = 0.5

log = structlog.get_logger()


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """A running server, as programs on the same machine reach it."""

    pid: int
    started: str
    """When the process began, in the system's own words; empty where it does not say."""
    host: str
    """The address that it listens on."""
    port: int
    base_url: str
    http_base_url: str
    ca: str
    bundle: str
    control_key: str

    @property
    def is_alive(self) -> bool:
        """Whether the process that wrote this still runs, and not another one with its number."""
        if self.started:
            return process_start(self.pid) == self.started
        try:
            socket.create_connection((near(self.host), self.port), timeout=_CONNECT_S).close()
        except OSError:
            return False
        return True


def near(host: str) -> str:
    """What a program on this machine connects to when a server listens on ``host``. No brackets."""
    plain = host.strip("[]")
    if plain in {"", "*"}:
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(plain)
    except ValueError:
        return plain
    if address.is_unspecified:
        return "::1" if address.version == 6 else "127.0.0.1"
    return plain


def base_url(scheme: str, host: str, port: int) -> str:
    """The address of a server that listens on ``host``, from this machine."""
    name = near(host)
    return f"{scheme}://[{name}]:{port}" if ":" in name else f"{scheme}://{name}:{port}"


def process_start(pid: int) -> str:
    """When a process began, so that its number used again is told apart. Empty: none such, or unknown."""
    if sys.platform != "linux":
        return ""
    try:
        # The name of the program, in parentheses, may hold anything, spaces and parentheses included.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    # A zombie serves nobody. Field 22 counts ticks since the boot, which a restart begins anew.
    return "" if fields[0] in {"Z", "X"} else f"{boot}/{fields[19]}"


def find(data_dir: Path) -> Presence | None:
    """The server that runs with this data directory; `None` for no file, a bad one, or a stale one."""
    try:
        presence = msgspec.json.decode((data_dir / NAME).read_bytes(), type=Presence)
    except (OSError, msgspec.MsgspecError):
        return None
    return presence if presence.is_alive else None


@contextlib.contextmanager
def announced(data_dir: Path, host: str, port: int, control_key: str) -> Iterator[None]:
    """Keeps the file there meanwhile. A server that was there first keeps it. Raises `ConfigError`."""
    path = data_dir / NAME
    if other := find(data_dir):
        log.info("another server is announced already", pid=other.pid, port=other.port)
        yield
        return
    tls = data_dir.absolute() / "tls"
    presence = Presence(
        pid=os.getpid(),
        started=process_start(os.getpid()),
        host=host,
        port=port,
        base_url=base_url("https", host, port),
        http_base_url=base_url("http", host, port),
        ca=str(tls / "ca.pem"),
        bundle=str(tls / "bundle.pem"),
        control_key=control_key,
    )
    data = msgspec.json.encode(presence)
    try:
        write_whole(path, data, mode=0o600)
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            # Not when it is somebody else's by now: the file may have been removed by hand and made anew.
            if path.read_bytes() == data:
                path.unlink()
