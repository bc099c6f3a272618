"""The text model alone: a prompt is put to it as a chat, and what it writes is the answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from antiphon.engines.prompting import Budget, Message, messages
from antiphon.engines.stages import Completer, CompletionRequest, Delta, Ticket
from antiphon.talk import Prompt, Sampling

# Measured on a dozen spoken questions: a longer persona, or one that speaks of a voice, makes the model
# talk about itself or fall into French.
PERSONA: Final = "You are a friendly assistant. Keep every answer short."
BUDGET: Final = Budget(prompt_tokens=440, answer_tokens=400)
ASKS: Final = "<|im_start|>user\n"
ENDS: Final = "<|im_end|>\n"
ANSWERS: Final = "<|im_start|>assistant\n"


class PlainBrain:
    """A `LanguageModel` without any help."""

    def __init__(self, completer: Completer) -> None:
        self._completer = completer

    async def start(self) -> None:
        await self._completer.start()

    async def aclose(self) -> None:
        await self._completer.aclose()

    async def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        request = CompletionRequest(
            chatml(messages(prompt, PERSONA, BUDGET)) + ANSWERS, _within(prompt.sampling, BUDGET)
        )
        async with aclosing(self._completer.complete(request, ticket)) as pieces:
            async for piece in pieces:
                yield piece

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        turns = messages(prompt, PERSONA, BUDGET)
        await self._completer.read(opening(turns, is_said=prompt.user is not None), ticket)


def opening(turns: Sequence[Message], *, is_said: bool) -> str:
    """How the next request will begin: with the past, and with what the user has said so far, if anything."""
    return chatml(turns).removesuffix(ENDS) if is_said else chatml(turns[:-1]) + ASKS


def chatml(turns: Iterable[Message]) -> str:
    """A chat as SmolLM2 was taught to read it. What a caller wrote cannot end a message."""
    return "".join(f"<|im_start|>{turn['role']}\n{plainly(turn['content'])}{ENDS}" for turn in turns)


def plainly(text: str) -> str:
    """A text that cannot end a message."""
    return text.replace("<|", "< |")


def _within(sampling: Sampling, budget: Budget) -> Sampling:
    if sampling.max_output_tokens is None:
        return sampling
    return replace(sampling, max_output_tokens=min(sampling.max_output_tokens, budget.answer_tokens))
