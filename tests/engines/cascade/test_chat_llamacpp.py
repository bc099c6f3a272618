"""The language stage against llama.cpp's own server, with a real model, as a user would start one beside us."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from antiphon.engines.cascade.chat import ChatModel
from antiphon.engines.cascade.embedded import MODEL_FILE, MODEL_NAME
from antiphon.engines.cascade.endpoint import Service
from antiphon.engines.stages import Delta, Ticket
from antiphon.errors import EngineError
from antiphon.talk import (
    Call,
    Modality,
    Picture,
    Prompt,
    Result,
    Role,
    Said,
    Sampling,
    Tool,
    Used,
    Utterance,
)

KEY = "of-the-user"
SERVE = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.use_jinja = sys.argv[1], sys.argv[2] == "jinja"
params.n_parallel, params.n_ctx, params.port, params.verbosity = 1, 256, 0, -1
params.cpuparams.n_threads = 1
params.fit_params, params.offline, params.ui, params.api_keys = False, True, False, [sys.argv[3]]
server = xllamacpp.Server(params)
print("serving", server.listening_address, flush=True)
sys.stdin.read()
import os
os._exit(0)
"""
WEATHER = Tool(
    "weather.of", "The weather in a city.", {"type": "object", "properties": {"city": {"type": "string"}}}
)
PROMPT = Prompt(
    user=Utterance(1, 0, "What is the weather in Paris?"),
    modality=Modality.TEXT,
    sampling=Sampling(temperature=0.0, max_output_tokens=16, seed=1),
)


@contextmanager
def serving(files: dict[str, Path], kind: str) -> Iterator[Service]:
    model = str(files[MODEL_NAME] / MODEL_FILE)
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, model, kind, KEY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if line.startswith("serving "))
        yield Service("llm", "the language model", f"{line.split()[1]}/v1", model, KEY, 50.0)
        process.communicate()


@pytest.fixture(scope="module")
def simple(model_files: dict[str, Path]) -> Iterator[Service]:
    """As started without ``--jinja``: it takes no functions."""
    with serving(model_files, "simple") as service:
        yield service


@pytest.fixture(scope="module")
def able(model_files: dict[str, Path]) -> Iterator[Service]:
    with serving(model_files, "jinja") as service:
        yield service


def reply(service: Service, prompt: Prompt) -> list[Delta]:
    async def scenario() -> list[Delta]:
        model = ChatModel(service)
        try:
            await model.start()
            return [delta async for delta in model.reply(prompt, Ticket(1))]
        finally:
            await model.aclose()

    return asyncio.run(scenario())


def test_it_streams_and_counts(simple: Service) -> None:
    with capture_logs() as logs:
        *words, used = reply(simple, PROMPT)
    assert len(words) > 5
    assert all(isinstance(word, str) for word in words)
    assert isinstance(used, Used)
    assert used.prompt_tokens > 8
    assert 0 < used.output_tokens <= 16
    assert logs == []  # the model is listed, and nothing was refused


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"tools": (WEATHER,)}, "--jinja flag .it takes no functions"),
        ({"pictures": (Picture("image/png", b"png"),)}, "mmproj .it takes no pictures"),
        ({"user": Utterance(1, 0, "word " * 2000)}, "exceeds the available context size"),
    ],
)
def test_what_it_cannot_do_is_told(simple: Service, change: dict[str, Any], reason: str) -> None:
    with pytest.raises(EngineError, match=reason):
        reply(simple, replace(PROMPT, **change))


def test_a_wrong_key_is_told(simple: Service) -> None:
    with pytest.raises(EngineError, match="ANTIPHON_LLM_KEY"):
        asyncio.run(_first(ChatModel(replace(simple, key="another"))))


async def _first(model: ChatModel) -> Delta:
    try:
        async with aclosing(model.reply(PROMPT, Ticket(1))) as deltas:
            return await anext(deltas)
    finally:
        await model.aclose()


def test_a_conversation_longer_than_its_context_goes_on(simple: Service) -> None:
    history = tuple(Said(role, "word " * 14) for _ in range(8) for role in (Role.USER, Role.MODEL))
    with capture_logs() as logs:
        assert reply(simple, replace(PROMPT, history=history))
    assert logs


def test_calls_and_results_are_read_by_its_template(able: Service) -> None:
    call = Call("weather.of", {"city": "Paris"}, "call_1")
    history = (
        Said(Role.MODEL, "Hello."),
        Said(Role.USER, "Is it warm in Paris, and in Rome?"),
        call,
        replace(call, id="call_2"),
        Result(call, {"degrees": 20}),
    )
    prompt = replace(
        PROMPT, tools=(WEATHER,), history=history, user=None, pending=(replace(call, id="call_2"),)
    )
    assert any(isinstance(delta, str) for delta in reply(able, prompt))
