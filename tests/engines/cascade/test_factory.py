from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import SecretStr

from antiphon.cli.models import RUNNING
from antiphon.config import Settings
from antiphon.engines.brain.plain import PlainBrain
from antiphon.engines.cascade.embedded import EmbeddedModel, EmbeddedServer
from antiphon.engines.cascade.factory import CascadeFactory, service_for
from antiphon.errors import OperatorError
from antiphon.talk import Modality, Prompt, Text, Utterance
from antiphon.testing.openai import ModelServer, refused

REMOTE = {
    stage: {stage: "http://127.0.0.1:1/v1", f"{stage}_model": "some-model", f"{stage}_key": "secret"}
    for stage in ("asr", "llm", "tts")
}


def settings(*stages: str, url: str | None = None) -> Settings:
    flags = {name: value for stage in stages for name, value in REMOTE[stage].items()}
    return Settings(**{**flags, **(dict.fromkeys(stages, url) if url else {})})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stages", "needed"),
    [
        ((), {"moonshine-tiny-en", "smollm2-135m-instruct"}),
        (("llm",), {"moonshine-tiny-en"}),
        (("asr",), {"smollm2-135m-instruct"}),
        (("tts",), {"moonshine-tiny-en", "smollm2-135m-instruct"}),
        (("asr", "llm", "tts"), set()),
    ],
)
def test_what_another_server_does_needs_no_model_of_ours(stages: tuple[str, ...], needed: set[str]) -> None:
    models = set(CascadeFactory(settings(*stages)).models)
    assert models & {"moonshine-tiny-en", "smollm2-135m-instruct"} == needed
    assert models == needed or stages != ("asr", "llm", "tts")


def test_a_service_is_what_the_settings_say() -> None:
    service = service_for(settings("llm"), "llm")
    assert service is not None
    assert (service.stage, service.base_url, service.model) == ("llm", "http://127.0.0.1:1/v1", "some-model")
    assert (service.key, service.patience_s) == ("secret", 30.0)
    assert service_for(settings("llm"), "tts") is None
    for written, key in (("secret\n", "secret"), ("\n", None)):
        service = service_for(settings("llm").model_copy(update={"llm_key": SecretStr(written)}), "llm")
        assert service is not None
        assert service.key == key


def test_a_cascade_of_other_peoples_models() -> None:
    async def scenario() -> str:
        async with ModelServer().running() as server:
            factory = CascadeFactory(settings("asr", "llm", "tts", url=server.url))
            await factory.start({})
            engine = factory.open()
            assert engine.capabilities.languages == ()  # whatever theirs understands
            prompt = Prompt(user=Utterance(1, 0, "Hello"), modality=Modality.TEXT)
            said = [event.text async for event in engine.respond(1, prompt) if isinstance(event, Text)]
            await engine.aclose()
            await factory.aclose()
            return "".join(said)

    assert asyncio.run(scenario()) == "You said: Hello"


def test_an_adapter_that_is_not_merged_goes_to_the_model(tmp_path: Path) -> None:
    weights, adapter = tmp_path / "model.gguf", tmp_path / "adapter.gguf"
    weights.touch()
    chosen = settings().model_copy(update={"adapter_strength": 0.7, "brain": "plain"})
    for running, expected in (({}, []), ({RUNNING: adapter}, [str(adapter), "0.7"])):
        brain = CascadeFactory(chosen)._language_model({"smollm2-135m-instruct": weights, **running})
        assert isinstance(brain, PlainBrain)
        assert isinstance(brain._completer, EmbeddedModel)
        server = brain._completer._server
        assert isinstance(server, EmbeddedServer)
        command = server._child._command
        given = [word for flag, word in pairwise(command) if flag.startswith("--adapter")]
        assert given == expected


@pytest.mark.parametrize("stage", ["asr", "llm", "tts"])
def test_one_that_does_not_start_stops_the_others(stage: str, model_files: dict[str, Path]) -> None:
    async def scenario() -> None:
        async with ModelServer(models=lambda _: refused(401, "")).running() as server:
            factory = CascadeFactory(settings(stage, url=server.url))
            with pytest.raises(OperatorError, match=f"set ANTIPHON_{stage.upper()}_KEY"):
                await factory.start(model_files)
            await factory.aclose()

    asyncio.run(scenario())
