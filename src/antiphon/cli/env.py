"""``antiphon env``: prints what an existing program needs in its environment to reach this server instead."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from antiphon.cli.models import DataDir
from antiphon.config import DEFAULT_PORT, Settings, is_loopback, load
from antiphon.errors import ConfigError
from antiphon.server import presence
from antiphon.server.certificates import ensure
from antiphon.server.files import write_whole
from antiphon.server.serve import certificate_names

PLACEHOLDER: Final = "local"
"""The key of those who need none: SDKs refuse to start without one."""
KEY_NAMES: Final = ("GOOGLE_API_KEY", "GEMINI_API_KEY")
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")

Variables = dict[str, str]


class Shell(StrEnum):
    """Whose spelling."""

    POSIX = "posix"
    FISH = "fish"
    POWERSHELL = "powershell"
    DOTENV = "dotenv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Target:
    """A server, as a program on this machine is told of it."""

    base_url: str
    ca: Path
    bundle: Path
    is_near: bool
    """Whether it is reached over loopback, where no proxy may come between."""

    @classmethod
    def of(cls, running: presence.Presence) -> Target:
        """A server that announced itself."""
        is_near = is_loopback(presence.near(running.host))
        return cls(running.base_url, Path(running.ca), Path(running.bundle), is_near)

    @classmethod
    def by_default(cls, settings: Settings) -> Target:
        """The server that these settings would start, its certificates made already."""
        # A bundle that is not there would end every TLS connection of the program.
        files = ensure(settings.data_dir / "tls", certificate_names(settings), datetime.now(UTC))
        url = presence.base_url("https", settings.host, settings.port or DEFAULT_PORT)
        ca, bundle = files.ca.absolute(), files.bundle.absolute()
        return cls(url, ca, bundle, is_loopback(presence.near(settings.host)))


StandIn = Annotated[
    bool,
    typer.Option(
        "--stand-in/--no-stand-in",
        help="Where this machine has no Google credentials, name a file in their place, for programs in Vertex mode.",
    ),
]


def env(
    shell: Annotated[Shell, typer.Option(help="Whose spelling.")] = Shell.POSIX,
    stand_in: StandIn = True,
    data_dir: DataDir = None,
) -> None:
    """Print the environment that sends an unchanged program here: eval "$(antiphon env)"."""
    settings = load(data_dir=data_dir)
    running = presence.find(settings.data_dir)
    target = Target.of(running) if running else Target.by_default(settings)
    if running is None:
        print(f"# no server is running; these lines are for {target.base_url}", file=sys.stderr)
    variables = environment(target, settings, os.environ, stand_in=stand_in)
    for remark in remarks(variables, settings, os.environ):
        print(f"# {remark}", file=sys.stderr)
    print("\n".join(spelled(variables, shell)))


def environment(
    target: Target, settings: Settings, given: Mapping[str, str], *, stand_in: bool = True
) -> Variables:
    """What to set for a program that would otherwise see the environment ``given``.

    PROTOCOL 1.3, 6.1, 6.2: the Python SDK makes any scheme ``wss`` and trusts ``SSL_CERT_FILE`` alone; the
    JavaScript SDK in Node keeps ``https`` secure and adds ``NODE_EXTRA_CA_CERTS`` to what it trusts anyway.
    Both read the same two base URLs. Vertex mode's stays without a path: with one, REST would not find its own.
    """
    keys = [key.get_secret_value() for key in settings.api_keys]
    key = keys[0] if keys else PLACEHOLDER
    variables = {"GOOGLE_GEMINI_BASE_URL": target.base_url, "GOOGLE_VERTEX_BASE_URL": target.base_url}
    if not any(given.get(name) for name in KEY_NAMES):
        variables["GOOGLE_API_KEY"] = key
    variables |= {
        "SSL_CERT_FILE": str(target.bundle),
        "REQUESTS_CA_BUNDLE": str(target.bundle),
        "NODE_EXTRA_CA_CERTS": str(target.ca),
    }
    if target.is_near:
        known = given.get("no_proxy") or given.get("NO_PROXY") or ""
        names = [name for name in map(str.strip, known.split(",")) if name]
        names += [name for name in LOOPBACK if name not in names]
        variables |= dict.fromkeys(("NO_PROXY", "no_proxy"), ",".join(names))
    if _is_vertex(given):
        # A project and a location that come from the environment go before a key in the SDK's mind, and it
        # then takes the base URL for a whole WebSocket address. Empty, they leave it with the key.
        variables |= {
            name: "" for name in ("GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION") if given.get(name)
        }
    if stand_in and not has_google_credentials(given):
        variables["GOOGLE_APPLICATION_CREDENTIALS"] = str(_stand_in_file(settings.data_dir, key))
    return variables


def remarks(variables: Variables, settings: Settings, given: Mapping[str, str]) -> Iterator[str]:
    """What somebody should know whose environment is changed so."""
    if (own := given.get("SSL_CERT_FILE")) and own != variables["SSL_CERT_FILE"]:
        yield (
            f"SSL_CERT_FILE was {own}: replaced, because the SDK trusts that file alone, and only ours holds "
            "the server's authority beside the public ones"
        )
    keys = {key.get_secret_value() for key in settings.api_keys}
    for name in KEY_NAMES:
        if keys and given.get(name) and given[name] not in keys:
            yield f"{name} stays as it was, but this server asks for one of its own keys"
    if "GOOGLE_CLOUD_PROJECT" in variables or "GOOGLE_CLOUD_LOCATION" in variables:
        yield "GOOGLE_CLOUD_PROJECT and GOOGLE_CLOUD_LOCATION are emptied, so that Vertex mode uses the key"


def has_google_credentials(given: Mapping[str, str]) -> bool:
    """Whether Google's libraries would find credentials in a file."""
    if given.get("GOOGLE_APPLICATION_CREDENTIALS"):
        return True
    if own := given.get("CLOUDSDK_CONFIG"):
        directory = Path(own)
    elif sys.platform == "win32":
        directory = Path(given.get("APPDATA", "")) / "gcloud"
    else:
        directory = Path(given.get("HOME", "/")) / ".config" / "gcloud"
    return (directory / "application_default_credentials.json").exists()


def spelled(variables: Variables, shell: Shell) -> Iterator[str]:
    """The lines, in the words of a shell."""
    if shell is Shell.JSON:
        yield json.dumps(variables, indent=2)
        return
    for name, value in variables.items():
        yield _SPELLINGS[shell](name, value)


def _is_vertex(given: Mapping[str, str]) -> bool:
    flags = ("GOOGLE_GENAI_USE_ENTERPRISE", "GOOGLE_GENAI_USE_VERTEXAI")
    says_so = any(given.get(flag, "").lower() in {"true", "1"} for flag in flags)
    return says_so or bool(given.get("GOOGLE_CLOUD_LOCATION"))


def _stand_in_file(data_dir: Path, key: str) -> Path:
    """Credentials for nobody but us: a token that never expires, so that nothing is asked of Google.

    With a project and a location the SDK wants a token before it opens the socket, and shows it to the server,
    which looks at it only where it asks for keys: so the token is one.
    """
    path = data_dir.absolute() / "stand-in-credentials.json"
    credentials = {
        "type": "authorized_user",
        "client_id": "antiphon",
        "client_secret": PLACEHOLDER,
        "refresh_token": PLACEHOLDER,
        "token": key,
        "expiry": "2999-01-01T00:00:00Z",
    }
    data = json.dumps(credentials, indent=2).encode()
    try:
        if not path.exists() or path.read_bytes() != data:
            data_dir.mkdir(parents=True, exist_ok=True)
            write_whole(path, data, mode=0o600)
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    return path


def _in_fish(name: str, value: str) -> str:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"set -gx {name} '{quoted}'"


def _in_powershell(name: str, value: str) -> str:
    quoted = value.replace("'", "''")
    return f"$env:{name} = '{quoted}'"


def _in_dotenv(name: str, value: str) -> str:
    if re.fullmatch(r"[\w./:,@%+-]*", value):
        return f"{name}={value}"
    if "'" not in value:
        return f"{name}='{value}'"
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{quoted}"'


_SPELLINGS: Final[Mapping[Shell, Callable[[str, str], str]]] = {
    Shell.POSIX: lambda name, value: f"export {name}={shlex.quote(value)}",
    Shell.FISH: _in_fish,
    Shell.POWERSHELL: _in_powershell,
    Shell.DOTENV: _in_dotenv,
}
