import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.config import load
from antiphon.errors import AccessError, PeerError
from antiphon.server.access import BAD_KEY, Door, credentials, host_name, read_headers


def door(**given: object) -> Door:
    return Door.of(load(**given))


@pytest.mark.parametrize(
    ("headers", "query", "shown"),
    [
        ({}, b"key=K", ("K",)),
        ({"x-goog-api-key": "K"}, b"", ("K",)),
        ({}, b"access_token=auth_tokens/T", ("auth_tokens/T",)),
        ({}, b"access_token=auth_tokens%2FT&alt=sse", ("auth_tokens/T",)),
        (
            {"authorization": "Token auth_tokens/T", "x-goog-api-key": "auth_tokens/T"},
            b"",
            ("auth_tokens/T",),
        ),
        ({"authorization": "bearer O"}, b"", ("O",)),
        ({"authorization": "Basic O"}, b"", ()),
        ({"x-goog-api-key": " "}, b"key=&access_token=", ()),
        ({}, b"", ()),
        ({"x-goog-api-key": "H"}, b"key=Q", ("Q", "H")),
        ({}, b"a=1&" * 200 + b"key=K", ()),
    ],
)
def test_credentials(headers: dict[str, str], query: bytes, shown: tuple[str, ...]) -> None:
    assert credentials(headers, query) == shown


def test_two_hosts_are_none() -> None:
    headers = read_headers([(b"Host", b"localhost"), (b"host", b"localhost")])
    assert headers == {"host": "localhost, localhost"}
    assert door().refusal(headers)


@pytest.mark.parametrize("shown", [(), ("x",), ("auth_tokens/T",)])
def test_without_keys_everything_is_accepted(shown: tuple[str, ...]) -> None:
    door().check(shown)


def test_with_keys_one_of_them_is_needed() -> None:
    keys = door(api_keys=("first", "second"))
    keys.check(("second",))
    keys.check(("wrong", "first"))
    for wrong in ("wrong", "firs", "auth_tokens/first", "première"):
        with pytest.raises(PeerError, match="API key not valid") as error:
            keys.check((wrong,))
        assert error.value.close_code == 1007
        assert str(error.value) == BAD_KEY
    with pytest.raises(AccessError, match="unregistered callers") as missing:
        keys.check(())
    assert missing.value.close_code == 1008


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8765", "localhost"),
        ("LOCALHOST.", "localhost"),
        ("[::1]:8765", "::1"),
        ("::1", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("a.example:x", ""),
        ("[::1", ""),
        ("user@localhost", ""),
        ("evil.example/localhost", ""),
        ("localhost, localhost", ""),
        ("", ""),
    ],
)
def test_host_name(host: str, name: str) -> None:
    assert host_name(host) == name


@given(st.text())
def test_any_host_is_judged(host: str) -> None:
    assert door().admits_host(host) in {True, False}
    assert door().admits_origin(host, host) in {True, False}


LOOPBACK = ["localhost", "localhost:1", "127.0.0.1:8765", "127.3.2.1", "[::1]:8765"]


@pytest.mark.parametrize("host", [*LOOPBACK, "voice.example:8765", "Voice.Example"])
def test_loopback_answers_to_its_names(host: str) -> None:
    assert door(hostname=("voice.example",)).admits_host(host)


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.2:8765", "box", "localhost.evil.example", ""])
def test_loopback_refuses_rebound_names(host: str) -> None:
    assert not door(hostname=("voice.example",)).admits_host(host)


def test_beyond_loopback_keys_settle_the_host() -> None:
    keyed = door(host="0.0.0.0", api_keys=("k",))
    assert keyed.admits_host("any.example")
    assert not keyed.admits_host("")


def test_beyond_loopback_without_keys_no_registrable_name() -> None:
    insecure = door(host="0.0.0.0", insecure=True, hostname=("voice.example",))
    for host in ("192.168.1.2:8765", "[fd00::1]:1", "box:8765", "box.local", "voice.example", *LOOPBACK):
        assert insecure.admits_host(host), host
    assert not insecure.admits_host("evil.example")


@pytest.mark.parametrize(
    ("origin", "admitted"),
    [
        (None, True),
        ("http://localhost:5173", True),
        ("https://127.0.0.1", True),
        ("http://[::1]:3000", True),
        ("https://voice.example:8765", True),
        ("https://app.example", True),
        ("https://APP.example", True),
        ("https://evil.example", False),
        ("https://app.example.evil.example", False),
        ("http://localhost.evil.example", False),
        ("null", False),
        ("", False),
        ("file://", False),
        ("http://localhost:x", False),
        ("http://[", False),
        ("chrome-extension://localhost", False),
    ],
)
def test_origin(*, origin: str | None, admitted: bool) -> None:
    policy = door(allow_origin=("https://app.example",), hostname=("voice.example",))
    assert policy.admits_origin(origin, "voice.example:8765") is admitted


def test_star_admits_every_origin() -> None:
    assert door(allow_origin=("*",)).admits_origin("null", "localhost")


def test_refusal_says_which_option_helps() -> None:
    assert door().refusal({"host": "localhost"}) is None
    assert "--hostname" in str(door().refusal({"host": "evil.example"}))
    assert "--hostname" in str(door().refusal({}))
    assert "--allow-origin" in str(door().refusal({"host": "localhost", "origin": "http://evil.example"}))
