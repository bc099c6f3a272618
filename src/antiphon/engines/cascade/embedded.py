"""The text model that comes with the default set: llama.cpp's server in a child process of ours."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any, Final

import httpx
from httpx_sse import EventSource, SSEError

from antiphon.engines.children import Child
from antiphon.engines.stages import CompletionRequest, Ticket, spare_cores
from antiphon.errors import EngineError, ModelError, OperatorError
from antiphon.talk import Sampling, Used

MODEL_NAME: Final = "smollm2-135m-instruct"
MODEL_FILE: Final = "SmolLM2-135M-Instruct.Q4_1.gguf"
SLOTS: Final = 4
CONTEXT: Final = 1024
"""Tokens per slot; a prompt may take half of it."""
READ_S: Final = 60.0
SHOWN: Final = 300
"""Characters of an error's body that reach our log."""
DEFAULTS: Final[Mapping[str, Any]] = {
    # Measured: greedy is best for so small a model, but loops without the penalty on repeated sequences.
    "temperature": 0.0,
    "dry_multiplier": 0.8,
    "n_predict": 120,
    "cache_prompt": True,
}


class EmbeddedServer:
    """llama.cpp's server in a child process; it has another port after each restart."""

    def __init__(self, model: Path, key: str) -> None:
        self._model = model
        self._child = Child(
            "antiphon.workers.llm",
            [
                *("--model", str(model)),
                *("--threads", str(spare_cores())),
                *("--slots", str(SLOTS)),
                *("--context", str(CONTEXT)),
            ],
            environment={"ANTIPHON_WORKER_KEY": key},
        )

    async def start(self) -> None:
        """Loads the model: half a second to some seconds, on a slow disk."""
        if not self._model.is_file():
            raise ModelError(f"{self._model} is missing")
        try:
            await self._child.running()
        except EngineError as error:
            raise OperatorError(f"the built-in language model cannot be started: {error}") from error

    async def base_url(self) -> str:
        await self._child.running()
        return f"http://127.0.0.1:{self._child.detail}"

    async def aclose(self) -> None:
        await self._child.stop()


class EmbeddedModel:
    """A `Completer`: the GGUF file ``model`` in our child process."""

    def __init__(self, model: Path) -> None:
        key = secrets.token_urlsafe(24)
        self._server = EmbeddedServer(model, key)
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {key}"},
            trust_env=False,
            timeout=httpx.Timeout(READ_S),
            # It hangs up when it pleases: the next request on a kept connection would get no answer.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def start(self) -> None:
        await self._server.start()

    async def aclose(self) -> None:
        await self._client.aclose()
        await self._server.aclose()

    async def complete(self, request: CompletionRequest, ticket: Ticket) -> AsyncGenerator[str | Used, None]:
        """Streams. Closing the generator closes the response, which makes the child stop."""
        del ticket
        url = f"{await self._server.base_url()}/completion"
        try:
            async with self._client.stream("POST", url, json=_body(request)) as response:
                if response.is_error:
                    body = (await response.aread()).decode(errors="replace")
                    raise EngineError(f"the built-in model answered {response.status_code}: {body[:SHOWN]}")
                async for event in EventSource(response).aiter_sse():
                    chunk = json.loads(event.data)
                    if "error" in chunk:
                        raise EngineError(f"the built-in model failed: {event.data[:SHOWN]}")
                    if chunk["content"]:
                        yield str(chunk["content"])
                    if chunk["stop"]:
                        yield Used(int(chunk["tokens_evaluated"]), int(chunk["tokens_predicted"]))
        except (httpx.HTTPError, httpx.StreamError, SSEError, ValueError, KeyError) as error:
            raise EngineError(f"the built-in model failed: {type(error).__name__} {error}"[:SHOWN]) from error

    async def read(self, text: str, ticket: Ticket) -> None:
        """Has the model read ``text``, for the next request that begins with it to find it read."""
        request = CompletionRequest(text, Sampling(max_output_tokens=0))
        async for _ in self.complete(request, ticket):
            pass


def _body(request: CompletionRequest) -> dict[str, Any]:
    """llama.cpp's own spelling."""
    sampling = request.sampling
    wishes = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        "n_predict": sampling.max_output_tokens,
        "seed": sampling.seed,
        "stop": list(sampling.stop) or None,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
        "json_schema": request.schema,
        "grammar": request.grammar or None,
    }
    return {
        **DEFAULTS,
        **{name: wish for name, wish in wishes.items() if wish is not None},
        "prompt": request.text,
        "stream": True,
    }
