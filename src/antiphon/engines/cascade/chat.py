"""The language stage over any OpenAI-compatible ``/chat/completions``: ours, llama.cpp, vLLM, Ollama, hosted."""

from __future__ import annotations

import json
import ssl
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import httpx
from httpx_sse import EventSource, SSEError

from antiphon.config import is_loopback
from antiphon.engines.prompting import Budget, messages
from antiphon.engines.stages import Delta, Ticket
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import Prompt, Sampling, Used

CONNECT_S: Final = 5.0
READ_S: Final = 60.0
"""The longest silence between two tokens, and before the first: a big model may be loading."""
CHECK_S: Final = 5.0
SHOWN: Final = 300
"""Characters of an error's body that reach our log."""


class Server(Protocol):
    """Where the API is. A child process moves when it is started again."""

    async def start(self) -> None:
        """Raises `OperatorError`."""

    async def base_url(self) -> str:
        """Ends in ``/v1``. Raises `EngineError`."""

    async def aclose(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of model wants to be asked."""

    defaults: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the request body that hold unless the caller's sampling says otherwise."""
    persona: str = ""
    """Put in front of the caller's system text."""
    budget: Budget | None = None
    """The longest prompt and answer; ``None``: the model's own limits hold."""


class ChatModel:
    """A `LanguageModel` that talks to ``server``. One connection per answer in flight, kept for the next one."""

    def __init__(
        self, server: Server, model: str, *, key: str | None = None, dialect: Dialect | None = None
    ) -> None:
        self._server = server
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._dialect = dialect or Dialect()
        tls = httpx.create_ssl_context()  # reading the certificates takes long: once, and not in a call
        self._direct = _client(tls, trust_env=False)
        self._proxied = _client(tls, trust_env=True)

    async def start(self) -> None:
        await self._server.start()

    async def aclose(self) -> None:
        await self._direct.aclose()
        await self._proxied.aclose()
        await self._server.aclose()

    async def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        """Streams the answer. Closing the generator closes the response, which makes the server stop."""
        del ticket  # whoever serves the model has a queue of its own
        base = await self._server.base_url()
        try:
            async with self._client_for(base).stream(
                "POST",
                f"{base}/chat/completions",
                json=self._body(prompt),
                headers=self._headers | {"Accept": "text/event-stream"},
            ) as response:
                if response.is_error:
                    body = (await response.aread()).decode(errors="replace")
                    raise EngineError(f"the language model answered {response.status_code}: {body[:SHOWN]}")
                async with aclosing(_events(response)) as events:
                    async for event in events:
                        yield event
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, SSEError) as error:
            raise EngineError(f"the language model failed: {type(error).__name__} {error}"[:SHOWN]) from error

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        """Nothing: tokens read ahead may cost money, or another's turn."""

    def _client_for(self, base: str) -> httpx.AsyncClient:
        """No proxy may stand between us and this machine; elsewhere the environment's holds."""
        return self._direct if is_loopback(urlsplit(base).hostname or "") else self._proxied

    def _body(self, prompt: Prompt) -> dict[str, Any]:
        dialect = self._dialect
        return {
            **dialect.defaults,
            **_sampling(prompt.sampling, dialect.budget),
            "model": self._model,
            "messages": messages(prompt, dialect.persona, dialect.budget),
            "stream": True,
        }


class RemoteServer:
    """A server that the operator runs."""

    def __init__(self, base_url: str, *, key: str | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        self._key = key

    async def start(self) -> None:
        """Asks for the list of models: any answer but a refusal will do."""
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        trust = not is_loopback(urlsplit(self._base_url).hostname or "")
        try:
            async with httpx.AsyncClient(timeout=CHECK_S, trust_env=trust) as client:
                response = await client.get(f"{self._base_url}/models", headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise OperatorError(
                f"llm: nothing answers at {self._base_url} ({type(error).__name__}): start that server, or correct "
                "--llm (it usually ends in /v1), or leave it out to use the built-in model"
            ) from error
        if response.status_code in {401, 403}:
            raise OperatorError(f"llm: {self._base_url} refuses the key: set ANTIPHON_LLM_KEY")
        if response.status_code >= 500:
            raise OperatorError(f"llm: {self._base_url} answers {response.status_code}: is it still loading?")

    async def base_url(self) -> str:
        return self._base_url

    async def aclose(self) -> None:
        """Nothing of it is ours."""


def _client(tls: ssl.SSLContext, *, trust_env: bool) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        verify=tls,
        timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
        trust_env=trust_env,
        # An answer waits for no other answer's connection; how many there are is the session limit's business.
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=8),
    )


def _sampling(sampling: Sampling, budget: Budget | None) -> dict[str, Any]:
    """The caller's wishes, in OpenAI's spelling; what was not wished is not sent."""
    wishes = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        "max_tokens": sampling.max_output_tokens,
        "seed": sampling.seed,
        "stop": list(sampling.stop) or None,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
    }
    if budget is not None and sampling.max_output_tokens is not None:
        wishes["max_tokens"] = min(sampling.max_output_tokens, budget.answer_tokens)
    return {name: wish for name, wish in wishes.items() if wish is not None}


async def _events(response: httpx.Response) -> AsyncGenerator[str | Used, None]:
    """The text deltas and the counts of one streamed answer."""
    async for event in EventSource(response).aiter_sse():
        if event.data == "[DONE]":
            return
        try:
            chunk = json.loads(event.data)
            if "error" in chunk:
                raise EngineError(f"the language model failed: {json.dumps(chunk['error'])[:SHOWN]}")
            for choice in chunk.get("choices") or ():
                if text := (choice.get("delta") or {}).get("content"):
                    yield str(text)
            if usage := chunk.get("usage"):
                yield Used(int(usage["prompt_tokens"]), int(usage["completion_tokens"]))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise EngineError(f"the language model sent what is no chunk: {event.data[:SHOWN]}") from error
