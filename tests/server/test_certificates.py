import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import certifi
import pytest
from cryptography import x509

from antiphon.errors import ConfigError
from antiphon.server import certificates
from antiphon.server.certificates import Certificates, ensure, server_context
from antiphon.server.files import write_whole

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def names(files: Certificates) -> set[str]:
    leaf = x509.load_pem_x509_certificate(files.cert.read_bytes())
    held = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in held}


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_first_start_makes_everything(tmp_path: Path) -> None:
    files = ensure(
        tmp_path / "deep" / "tls", ("voice.example", "10.0.0.7", "[fd00::1]", "bücher.example"), NOW
    )
    assert names(files) == {
        *("localhost", "127.0.0.1", "::1", "voice.example", "10.0.0.7", "fd00::1", "xn--bcher-kva.example"),
    }
    assert files.bundle.read_bytes().startswith(Path(certifi.where()).read_bytes().rstrip())
    assert files.bundle.read_bytes().endswith(files.ca.read_bytes())
    for key in (files.key, files.key.with_name("ca.key")):
        assert key.stat().st_mode & 0o777 == 0o600
    assert not [path for path in files.ca.parent.iterdir() if path.name.startswith(".")]
    ca = x509.load_pem_x509_certificate(files.ca.read_bytes())
    assert ca.not_valid_after_utc - NOW > timedelta(days=3600)
    assert ca.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_later_starts_change_nothing(tmp_path: Path) -> None:
    ensure(tmp_path, ("voice.example",), NOW)
    before = contents(tmp_path)
    ensure(tmp_path, (), NOW + timedelta(days=300))
    assert contents(tmp_path) == before


def changed(before: dict[str, bytes], directory: Path) -> set[str]:
    return {name for name, data in contents(directory).items() if before.get(name) != data}


def test_a_new_name_renews_the_leaf_alone(tmp_path: Path) -> None:
    ensure(tmp_path, (), NOW)
    before = contents(tmp_path)
    files = ensure(tmp_path, ("voice.example",), NOW)
    assert changed(before, tmp_path) == {"server.pem"}
    assert "voice.example" in names(files)


def test_expiry_renews_in_time_and_keeps_the_keys(tmp_path: Path) -> None:
    ensure(tmp_path, (), NOW)
    before = contents(tmp_path)
    ensure(tmp_path, (), NOW + timedelta(days=340))
    assert changed(before, tmp_path) == {"server.pem"}
    ensure(tmp_path, (), NOW + timedelta(days=3649))
    assert changed(before, tmp_path) == {"server.pem", "ca.pem", "bundle.pem"}


@pytest.mark.parametrize("name", ["ca.pem", "server.pem", "bundle.pem"])
def test_damage_is_repaired(tmp_path: Path, name: str) -> None:
    files = ensure(tmp_path, (), NOW)
    (tmp_path / name).write_text("rubbish")
    ensure(tmp_path, (), NOW)
    server_context(files)
    ssl.create_default_context(cafile=files.bundle)


def test_a_certificate_of_another_key_or_authority_is_renewed(tmp_path: Path) -> None:
    files = ensure(tmp_path / "a", (), NOW)
    other = ensure(tmp_path / "b", (), NOW)
    files.cert.write_bytes(other.cert.read_bytes())
    ensure(tmp_path / "a", (), NOW)
    server_context(files)
    files.key.write_bytes(other.key.read_bytes())
    files.cert.write_bytes(other.cert.read_bytes())
    ensure(tmp_path / "a", (), NOW)
    leaf = x509.load_pem_x509_certificate(files.cert.read_bytes())
    leaf.verify_directly_issued_by(x509.load_pem_x509_certificate(files.ca.read_bytes()))


def test_the_bundle_follows_certifi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = ensure(tmp_path / "tls", (), NOW)
    newer = tmp_path / "cacert.pem"
    newer.write_text("# newer\n")
    monkeypatch.setattr(certifi, "where", lambda: str(newer))
    ensure(tmp_path / "tls", (), NOW)
    assert files.bundle.read_bytes() == b"# newer\n\n# Antiphon\n" + files.ca.read_bytes()


def test_an_open_key_is_closed(tmp_path: Path) -> None:
    files = ensure(tmp_path, (), NOW)
    files.key.chmod(0o644)
    ensure(tmp_path, (), NOW)
    assert files.key.stat().st_mode & 0o777 == 0o600


def test_a_key_made_meanwhile_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = ensure(tmp_path / "other", (), NOW)

    def late(path: Path, data: bytes, *, mode: int = 0o644, replace: bool = True) -> None:
        if path.name.endswith(".key"):
            path.write_bytes((other.key.parent / path.name).read_bytes())
        write_whole(path, data, mode=mode, replace=replace)

    monkeypatch.setattr(certificates, "write_whole", late)
    files = ensure(tmp_path / "ours", (), NOW)
    assert files.key.read_bytes() == other.key.read_bytes()
    server_context(files)


def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    server_context(ensure(tmp_path, (), NOW))


@pytest.mark.parametrize("name", ["", "a..b", "x" * 64])
def test_impossible_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="--hostname"):
        ensure(tmp_path, (name,), NOW)


def test_impossible_places(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="cannot keep certificates"):
        ensure(tmp_path / "file" / "tls", (), NOW)


def test_keys_that_are_none(tmp_path: Path) -> None:
    files = ensure(tmp_path, (), NOW)
    files.key.write_text("rubbish")
    with pytest.raises(ConfigError, match="not a private key"):
        ensure(tmp_path, (), NOW)
    from cryptography.hazmat.primitives import serialization as pem  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    key = ed25519.Ed25519PrivateKey.generate()
    files.key.write_bytes(key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption()))
    with pytest.raises(ConfigError, match="not an EC"):
        ensure(tmp_path, (), NOW)
    assert os.access(files.key, os.R_OK)


def test_context(tmp_path: Path) -> None:
    context = server_context(ensure(tmp_path, (), NOW))
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
