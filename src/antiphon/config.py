"""The operator's settings: frozen, checked once at the door. Knows nothing of callers."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from antiphon.errors import ConfigError

DEFAULT_PORT = 8765
Stage = Literal["asr", "llm", "tts"]
"""What a server of the operator's may do in place of ours."""
_STAGES: tuple[Stage, ...] = ("asr", "llm", "tts")


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Settings(BaseSettings):
    """What the operator chose. Flags go before ``ANTIPHON_…`` variables, those before ``antiphon.toml``."""

    model_config = SettingsConfigDict(
        env_prefix="ANTIPHON_", toml_file="antiphon.toml", frozen=True, extra="forbid"
    )

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(DEFAULT_PORT, ge=0, le=65535, description="for TLS and plain; 0 picks a free one")
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("antiphon"), description="models, keys and certificates"
    )
    engine: str = Field(
        "cascade", description="what answers: `cascade`, `echo`, a plug-in's name, or `module:function`"
    )
    gguf: str | None = Field(
        None,
        description="GGUF file, or name from `antiphon models list --all`, as the built-in language model",
    )
    llm: str | None = Field(None, description="base URL of an OpenAI-compatible server, ending in `/v1`")
    llm_model: str | None = Field(None, description="the model to ask for there")
    llm_key: SecretStr | None = Field(None, description="the key to show there")
    asr: str | None = Field(
        None, description="base URL of one with `/audio/transcriptions`, to hear in our recogniser's place"
    )
    asr_model: str | None = Field(None, description="the model to ask for there")
    asr_key: SecretStr | None = Field(None, description="the key to show there")
    tts: str | None = Field(
        None, description="base URL of one with `/audio/speech`, to speak in our voices' place"
    )
    tts_model: str | None = Field(None, description="the model to ask for there")
    tts_key: SecretStr | None = Field(None, description="the key to show there")
    tts_voice: str | None = Field(
        None,
        description="the voice to ask for there, whatever callers ask for; `alloy, Puck=onyx` for several",
    )
    answer_timeout_s: float = Field(
        30.0, gt=0, description="how long a turn waits for a model that says nothing"
    )
    brain: Literal["default", "bare", "plain"] = Field(
        "default",
        description="what is around the built-in language model; `bare`: nothing but the form in which it was taught; "
        "`plain`: the model before it was taught, as it is",
    )
    adapter: Path | None = Field(
        None, description="LoRA adapter for the built-in language model, a GGUF file, in place of ours"
    )
    adapter_strength: float | None = Field(
        None,
        ge=0,
        le=1.5,
        description="how much of the adapter is applied, whatever its file says: to measure which is best",
    )
    hostname: tuple[str, ...] = Field(
        (), description="further names of this machine, for the certificate and the Host check"
    )
    allow_origin: tuple[str, ...] = Field((), description="pages that may connect; `*` for all")
    api_keys: tuple[SecretStr, ...] = Field((), description="when set, callers must show one of them")
    insecure: bool = Field(default=False, description="allow a bind beyond loopback without keys")
    lead_ms: int = Field(600, ge=100, le=5000, description="how far audio runs ahead of the listener")
    turn_earliest_ms: int | None = Field(
        None, ge=64, le=5000, description="silence that ends a turn which is surely over"
    )
    turn_latest_ms: int | None = Field(
        None, ge=64, le=10_000, description="silence that ends a turn which surely is not"
    )
    turn_threshold: float | None = Field(
        None, gt=0, le=1, description="the score from which on a turn is surely over"
    )
    barge_in_threshold: float | None = Field(
        None, gt=0, le=1, description="how likely speech must be an interruption to stop an answer"
    )
    strict: bool = Field(default=False, description="close on unknown fields, as the service does")
    max_frame_bytes: int = Field(16 * 2**20, ge=2**16, description="largest frame that is read")
    max_connections: int = Field(1000, ge=1, description="open at once; further ones are closed at once")
    setup_timeout_s: float = Field(30.0, gt=0, description="how long a socket may wait with its setup")
    limits: Literal["default", "google"] = Field(
        "default",
        description="`google`: the service's own limits on connections and sessions, to test clients by",
    )
    idle_timeout_s: float | None = Field(None, gt=0, description="how long a caller may send nothing")
    connection_s: float | None = Field(None, gt=0, description="how long one connection may last")
    session_s: float | None = Field(
        600.0, gt=0, description="how long a session may last that is neither compressed nor resumable"
    )
    tool_timeout_s: float = Field(60.0, gt=0, description="how long a turn waits for the caller's functions")
    reprompt_s: float | None = Field(
        None,
        ge=1,
        le=600,
        description="silence after an answer that makes the model speak up; callers may choose",
    )
    drain_s: float = Field(10.0, ge=0, description="how long calls may go on after SIGTERM")
    journal_dir: Path | None = Field(None, description="where a journal of every call is kept")
    journal_words: bool = Field(default=False, description="keep in it what was said and written")
    journal_bytes: int = Field(64 * 2**20, ge=2**16, description="where a call's journal ends")
    log_level: str = Field("info", description="`debug`, `info`, `warning` or `error`")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not is_loopback(self.host) and not self.api_keys and not self.insecure:
            raise ValueError(
                f"{self.host} is reachable by others: set ANTIPHON_API_KEYS='[\"…\"]', "
                "or say --insecure to let everybody in"
            )
        for stage in _STAGES:
            self._check_remote(stage)
        if self.llm is not None and self.gguf is not None:
            raise ValueError("--llm and --gguf name two language models: choose one")
        if self.adapter is not None:
            self._check_adapter()
        if self.tts_voice is not None and self.tts is None:
            raise ValueError("--tts-voice is for --tts: the built-in voices are chosen by the caller")
        return self

    def _check_adapter(self) -> None:
        if self.brain == "plain":
            raise ValueError("--brain plain is the model without an adapter: leave --adapter out")
        for name, other in (("llm", self.llm), ("gguf", self.gguf)):
            if other is not None:
                raise ValueError(f"--adapter is for the built-in language model, which --{name} replaces")

    def _check_remote(self, stage: Stage) -> None:
        url, model, key = self.remote(stage)
        if url is None:
            if model is not None:
                raise ValueError(f"--{stage}-model needs --{stage}: the base URL of the server that has it")
            return
        if model is None:
            raise ValueError(f"--{stage} needs --{stage}-model: the name of the model to ask for")
        try:
            parts = urlsplit(url)
            is_url = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_url = False
        if not is_url:
            raise ValueError(f"--{stage} {url[:100]!r} is no URL such as http://localhost:11434/v1")
        if parts.username or parts.password or parts.query:
            raise ValueError(f"--{stage} holds more than an address: the key belongs into --{stage}-key")
        if key is not None and not (
            key.get_secret_value().isascii() and key.get_secret_value().isprintable()
        ):
            raise ValueError(f"--{stage}-key has characters that no header can carry")

    def remote(self, stage: Stage) -> tuple[str | None, str | None, SecretStr | None]:
        """The operator's server for a stage: URL, model and key. No URL: the embedded one does it."""
        match stage:
            case "asr":
                return self.asr, self.asr_model, self.asr_key
            case "llm":
                return self.llm, self.llm_model, self.llm_key
            case "tts":
                return self.tts, self.tts_model, self.tts_key


def load(**flags: object) -> Settings:
    """Settings from flags (``None`` means not given), environment and file; raises `ConfigError`."""
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked by pydantic, field by field
    except ValidationError as error:
        problems = "; ".join(
            ": ".join(filter(None, [".".join(map(str, e["loc"])), e["msg"].removeprefix("Value error, ")]))
            for e in error.errors(include_input=False, include_url=False)
        )
        raise ConfigError(problems) from error
