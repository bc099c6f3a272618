from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from antiphon.config import DEFAULT_PORT, is_loopback, load
from antiphon.errors import ConfigError


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to start in, and no variable of ours."""
    for name in os.environ:
        if name.startswith("ANTIPHON_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_who_says_nothing_gets_a_server_for_this_machine_only() -> None:
    settings = load()
    assert (settings.host, settings.port, settings.engine) == ("127.0.0.1", DEFAULT_PORT, "cascade")
    assert settings.api_keys == ()


def test_flags_go_before_variables_and_those_before_the_file(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (nowhere / "antiphon.toml").write_text('port = 1\nlead_ms = 111\nengine = "file"\n')
    monkeypatch.setenv("ANTIPHON_PORT", "2")
    monkeypatch.setenv("ANTIPHON_LEAD_MS", "222")
    settings = load(port=3, lead_ms=None)
    assert (settings.port, settings.lead_ms, settings.engine) == (3, 222, "file")


def test_lists_are_written_as_json_in_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTIPHON_API_KEYS", '["one", "two"]')
    assert [key.get_secret_value() for key in load().api_keys] == ["one", "two"]


def test_keys_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTIPHON_API_KEYS", '["open-sesame"]')
    for stage in ("ASR", "LLM", "TTS"):
        monkeypatch.setenv(f"ANTIPHON_{stage}_KEY", "open-sesame")
    assert "open-sesame" not in repr(load())


@pytest.mark.parametrize(
    ("flags", "problem"),
    [
        ({"port": 65536}, "port: "),
        ({"port": "many"}, "port: "),
        ({"lead_ms": 99}, "lead_ms: "),
        ({"max_connections": 0}, "max_connections: "),
        ({"setup_timeout_s": 0}, "setup_timeout_s: "),
        ({"prot": 8765}, "prot: "),
        ({"llm": "http://127.0.0.1:1/v1"}, "--llm needs --llm-model"),
        ({"asr": "http://127.0.0.1:1/v1"}, "--asr needs --asr-model"),
        ({"tts": "http://127.0.0.1:1/v1"}, "--tts needs --tts-model"),
        ({"llm_model": "m"}, "--llm-model needs --llm"),
        ({"tts_model": "m"}, "--tts-model needs --tts"),
        ({"tts_voice": "alloy"}, "--tts-voice is for --tts"),
        ({"llm": "localhost:11434/v1", "llm_model": "m"}, "--llm 'localhost:11434/v1' is no URL"),
        ({"llm": "http://", "llm_model": "m"}, "--llm 'http://' is no URL"),
        ({"llm": "http://[::1", "llm_model": "m"}, "--llm 'http://[::1' is no URL"),
        ({"llm": "http://a:99999/v1", "llm_model": "m"}, "--llm 'http://a:99999/v1' is no URL"),
        ({"asr": "http://me:secret@a/v1", "asr_model": "m"}, "--asr holds more than an address"),
        ({"asr": "http://a/v1?key=secret", "asr_model": "m"}, "--asr holds more than an address"),
        ({"tts": "http://a/v1", "tts_model": "m", "tts_key": "k\n"}, "--tts-key has characters"),
        ({"answer_timeout_s": 0}, "answer_timeout_s: "),
        ({"adapter": "a.gguf", "brain": "plain"}, "--brain plain is the model without an adapter"),
        (
            {"adapter": "a.gguf", "gguf": "b.gguf"},
            "--adapter is for the built-in language model, which --gguf",
        ),
        (
            {"adapter": "a.gguf", "llm": "http://127.0.0.1:1/v1", "llm_model": "m"},
            "--adapter is for the built-in language model, which --llm",
        ),
        ({"adapter_strength": 1.6}, "adapter_strength: "),
        ({"host": "0.0.0.0"}, "0.0.0.0 is reachable by others"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(flags: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load(**flags)
    assert str(refusal.value).startswith(problem)


def test_several_problems_are_told_together_without_their_values() -> None:
    with pytest.raises(ConfigError) as refusal:
        load(port=-1, llm_key=["secret"])
    assert "port: " in str(refusal.value)
    assert "llm_key: " in str(refusal.value)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("consent", [{"api_keys": ["k"]}, {"insecure": True}])
def test_others_are_let_in_with_keys_or_on_the_operators_word(consent: dict[str, object]) -> None:
    assert load(host="0.0.0.0", **consent).host == "0.0.0.0"


def test_settings_do_not_change() -> None:
    settings = load()
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("LocalHost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("example.org", False),
        ("127.0.0.1.example.org", False),
        ("", False),
    ],
)
def test_this_machine_is_told_from_others(host: str, *, is_ours: bool) -> None:
    assert is_loopback(host) == is_ours


def test_servers_of_the_operators_are_told_by_stage() -> None:
    settings = load(asr="http://a/v1", asr_model="ears", llm="https://b/v1", llm_model="brain", llm_key="k")
    assert settings.remote("asr") == ("http://a/v1", "ears", None)
    assert settings.remote("tts") == (None, None, None)
    url, model, key = settings.remote("llm")
    assert key is not None
    assert (url, model, key.get_secret_value()) == ("https://b/v1", "brain", "k")
