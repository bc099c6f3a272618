"""llama.cpp's own HTTP interface: tokens, prompts read into a slot, answers streamed from it."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import httpx
from httpx_sse import EventSource, SSEError

from antiphon.engines.stages import CompletionRequest
from antiphon.errors import DiedError, EngineError

ANSWER: Final = 120
"""Tokens of an answer for whose length there was no wish: it is spoken."""
HUNG_S: Final = 15.0
"""Without a sign of life in the middle of a step. On a machine that is far too busy a step takes two seconds."""
COPIED: Final = 24
"""Tokens that may be repeated where copying is meant; a loop is longer."""
SHOWN: Final = 300
"""Characters of an error's body that reach our log."""
DEFAULTS: Final[Mapping[str, Any]] = {
    # Measured: greedy is best for so small a model, but loops without the penalty on repeated sequences.
    "temperature": 0.0,
    "dry_multiplier": 0.8,
    # Each breaker is looked for in the whole vocabulary, at every request: the usual four take 30 ms.
    "dry_sequence_breakers": ["\n"],
}


@dataclass(frozen=True, slots=True)
class Piece:
    """The next tokens of an answer, and their text. An answer ends with a piece that says how."""

    text: str
    tokens: tuple[int, ...] = ()
    is_end: bool = False
    is_cut: bool = False
    """It ended only because it had as many tokens as it was allowed."""


class LlamaClient:
    """Asks the process at ``url``. Every method raises `DiedError`, and `EngineError` if it is refused."""

    def __init__(self, url: str, key: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {key}"},
            trust_env=False,
            timeout=httpx.Timeout(HUNG_S),
            # An idle connection occupies one of its threads, and it closes them without a word after a while.
            limits=httpx.Limits(max_keepalive_connections=0),
            transport=transport,
        )

    async def tokens(self, text: str) -> list[int]:
        """What a prompt of this text consists of."""
        body = {"content": text, "add_special": True, "parse_special": True}
        answer = await self._post("/tokenize", body)
        return [int(token) for token in answer["tokens"]]

    async def read(self, slot: int, tokens: Sequence[int]) -> None:
        """Has ``tokens`` in the slot's cache; only those that are not there cost time."""
        body = {"prompt": list(tokens), "id_slot": slot, "n_predict": 0, "cache_prompt": True}
        await self._post("/completion", body)

    async def answer(
        self,
        slot: int,
        tokens: Sequence[int],
        most: int,
        request: CompletionRequest,
        *,
        is_endless: bool = False,
    ) -> AsyncGenerator[Piece, None]:
        """Streams. Closing the generator closes the response, which makes the process stop.

        An endless one has ``most`` tokens, whatever the model would rather do: to measure it.
        """
        body = {
            **_wishes(request),
            "prompt": list(tokens),
            "id_slot": slot,
            "n_predict": most,
            "cache_prompt": True,
            "stream": True,
            "return_tokens": True,
            **({"ignore_eos": True} if is_endless else {}),
        }
        try:
            async with self._http.stream("POST", "/completion", json=body) as response:
                await _check(response)
                async for event in EventSource(response).aiter_sse():
                    piece = _piece(event.data)
                    yield piece
                    if piece.is_end:
                        return
        except SSEError as error:
            raise EngineError(f"the built-in model failed: {error}"[:SHOWN]) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise _lost(error) from error
        raise DiedError("the built-in model broke off", is_hung=False)

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        try:
            async with self._http.stream("POST", path, json=body) as response:
                await _check(response)
                return json.loads(await response.aread())
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise _lost(error) from error
        except ValueError as error:
            raise EngineError(f"the built-in model failed: {error}"[:SHOWN]) from error

    async def aclose(self) -> None:
        await self._http.aclose()


def _lost(error: Exception) -> DiedError:
    return DiedError(
        f"the built-in model failed: {type(error).__name__} {error}"[:SHOWN],
        is_hung=isinstance(error, httpx.TimeoutException),
    )


async def _check(response: httpx.Response) -> None:
    if response.is_error:
        body = (await response.aread()).decode(errors="replace")
        raise EngineError(f"the built-in model answered {response.status_code}: {body[:SHOWN]}")


def _piece(data: str) -> Piece:
    try:
        chunk = json.loads(data)
        if "error" in chunk:
            raise EngineError(f"the built-in model failed: {data[:SHOWN]}")
        return Piece(
            text=str(chunk["content"]),
            tokens=tuple(int(token) for token in chunk["tokens"]),
            is_end=bool(chunk["stop"]),
            is_cut=chunk.get("stop_type") == "limit",
        )
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"the built-in model failed: {type(error).__name__}") from error


def _wishes(request: CompletionRequest) -> dict[str, Any]:
    """llama.cpp's own spelling."""
    sampling = request.sampling
    wishes = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        "seed": sampling.seed,
        # It would hold back what may be the beginning of a longer one, and forget it at the end of a step.
        "stop": [stop for stop in sampling.stop if len(stop) == 1] or None,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
        "json_schema": request.schema,
        "grammar": request.grammar or None,
        "dry_allowed_length": COPIED if request.copies else None,
    }
    return {**DEFAULTS, **{name: wish for name, wish in wishes.items() if wish is not None}}


class StopText:
    """Ends a text before the first of the given strings, however its pieces are cut."""

    def __init__(self, stops: Sequence[str]) -> None:
        self.is_over = False
        self._stops = [stop for stop in stops if stop]
        self._held = ""

    def feed(self, text: str) -> str:
        """What may be shown of it by now."""
        if self.is_over:
            return ""
        held = self._held + text
        ends = [at for stop in self._stops if (at := held.find(stop)) >= 0]
        if ends:
            self.is_over = True
            self._held = ""
            return held[: min(ends)]
        doubt = max((_overlap(held, stop) for stop in self._stops), default=0)
        self._held = held[len(held) - doubt :]
        return held[: len(held) - doubt]

    def flush(self) -> str:
        """What was held back, now that nothing follows."""
        held, self._held = self._held, ""
        return held


def _overlap(text: str, stop: str) -> int:
    """Characters at the end of ``text`` that ``stop`` begins with."""
    most = min(len(text), len(stop) - 1)
    return next((size for size in range(most, 0, -1) if text.endswith(stop[:size])), 0)


def is_whole(request: CompletionRequest) -> bool:
    """Whether its answer must be made in one go: a grammar knows only where it begins."""
    return request.schema is not None or bool(request.grammar)


class Take:
    """What one request's steps bring: text to ``show``, and tokens from which a later step can go on."""

    def __init__(self, request: CompletionRequest, show: Callable[[str], None]) -> None:
        self.request = request
        self.said: list[int] = []
        """This step's tokens, as far as their text is known: half a letter has none yet."""
        self.is_read = False
        """The step's prompt is in the slot."""
        self.is_over = False
        self._show = show
        self._stops = StopText(request.sampling.stop)
        self._is_whole = is_whole(request)
        self._silent: list[int] = []
        self._text = ""

    def say(self, piece: Piece) -> None:
        self.is_read = True
        self._silent.extend(piece.tokens)
        if piece.text:
            self.said += self._silent
            self._silent.clear()
            self._text += piece.text
        if piece.is_end:
            self.is_over = self._is_whole or not piece.is_cut or not self.said
        if self.is_over or not self._is_whole:
            self._reveal(self._stops.feed(self._text))
            self._text = ""
            self.is_over = self.is_over or self._stops.is_over

    def next(self) -> None:
        """The step is over, and what must be whole but is not was in vain."""
        self.said = []
        self.is_read = False
        self._silent.clear()
        self._text = ""

    def flush(self) -> None:
        """The answer is over."""
        self._reveal(self._stops.flush())

    def _reveal(self, text: str) -> None:
        if text:
            self._show(text)
