"""A local certificate authority and server certificate, made on the first start. Knows no sockets.

The Python SDK always speaks TLS, to 127.0.0.1 too, so a server for it needs a certificate that the
operator did not have to buy. Both keys are made once and stay; certificates are made anew from them.
The authority carries no name constraints: `--hostname` may name anything later, and callers who already
trust the authority must then not have to trust another one. It may issue no further authority.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from antiphon.errors import ConfigError
from antiphon.server.files import write_whole

CA_LIFE = timedelta(days=3650)
LEAF_LIFE = timedelta(days=365)
RENEW_BEFORE = timedelta(days=30)
_SKEW = timedelta(days=1)  # callers whose clock is a little behind ours
_ALWAYS = ("localhost", "127.0.0.1", "::1")

_Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where the files are. ``ca`` and ``bundle`` are for callers; the rest is ours."""

    ca: Path
    bundle: Path
    """The public authorities of certifi plus ours: for ``SSL_CERT_FILE``, which replaces all others."""
    cert: Path
    key: Path


def ensure(directory: Path, hostnames: Iterable[str], now: datetime) -> Certificates:
    """Makes or renews whatever is missing, unreadable, near its end, or lacks a name of ``hostnames``.

    ``now`` is an aware datetime. Safe when two servers start at once. Raises `ConfigError` for a name
    that no certificate can hold and for a directory that cannot be written.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = Certificates(
            *(directory / name for name in ("ca.pem", "bundle.pem", "server.pem", "server.key"))
        )
        ca_key, key = _key(directory / "ca.key"), _key(files.key)
        ca = _stored(files.ca)
        if ca is None or not _is_current(ca, ca_key, now):
            ca = _issue_ca(ca_key, now)
            write_whole(files.ca, _pem(ca))
        wanted = _names([*_ALWAYS, *hostnames])
        leaf = _stored(files.cert)
        if leaf is None or not (
            _is_current(leaf, key, now) and _signed_by(leaf, ca) and _holds(leaf, wanted)
        ):
            write_whole(files.cert, _pem(_issue_leaf(key, (ca, ca_key), wanted, now)))
        bundle = Path(certifi.where()).read_bytes().rstrip() + b"\n\n# Antiphon\n" + _pem(ca)
        if not files.bundle.exists() or files.bundle.read_bytes() != bundle:
            write_whole(files.bundle, bundle)
    except OSError as error:
        raise ConfigError(f"cannot keep certificates in {directory}: {error.strerror}") from error
    return files


def server_context(certificates: Certificates) -> ssl.SSLContext:
    """TLS 1.2 or newer, HTTP/1.1 only. OpenSSL gives its buffers back between records by default."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(certificates.cert, certificates.key)
    return context


def _names(hostnames: Iterable[str]) -> list[x509.GeneralName]:
    names: dict[x509.GeneralName, None] = {}
    for hostname in hostnames:
        plain = hostname.strip().strip("[]").rstrip(".").lower()
        if not plain:
            raise ConfigError("--hostname is empty")
        try:
            names[x509.IPAddress(ipaddress.ip_address(plain))] = None
        except ValueError:
            try:
                names[x509.DNSName(plain.encode("idna").decode("ascii"))] = None
            except (UnicodeError, ValueError):
                raise ConfigError(f"--hostname {hostname!r} is neither a host name nor an address") from None
    return list(names)


def _key(path: Path) -> _Key:
    """The key in ``path``, made first when there is none. The first of two writers wins."""
    if not path.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write_whole(path, pem, mode=0o600, replace=False)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    try:
        loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise ConfigError(f"{path} is not a private key; move it away to have a new one made") from error
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise ConfigError(f"{path} is not an EC private key; move it away to have a new one made")
    return loaded


def _stored(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _is_current(certificate: x509.Certificate, key: _Key, now: datetime) -> bool:
    lives = certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc - RENEW_BEFORE
    return lives and certificate.public_key() == key.public_key()


def _signed_by(leaf: x509.Certificate, ca: x509.Certificate) -> bool:
    try:
        leaf.verify_directly_issued_by(ca)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _holds(leaf: x509.Certificate, wanted: Iterable[x509.GeneralName]) -> bool:
    try:
        held = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    return set(wanted) <= set(held)


def _builder(name: x509.Name, key: _Key, now: datetime, life: timedelta) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _issue_ca(key: _Key, now: datetime) -> x509.Certificate:
    # Two machines' authorities in one trust store must not share a name, so part of the key is in it.
    digest = x509.SubjectKeyIdentifier.from_public_key(key.public_key()).digest.hex()[:8]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Antiphon local authority {digest}")])
    return (
        _builder(name, key, now, CA_LIFE)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _issue_leaf(
    key: _Key, issuer: tuple[x509.Certificate, _Key], names: list[x509.GeneralName], now: datetime
) -> x509.Certificate:
    ca, ca_key = issuer
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Antiphon")])
    return (
        _builder(name, key, now, LEAF_LIFE)
        .issuer_name(ca.subject)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
