"""The embedded brain: a small text model of our own that answers, and checks around it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from antiphon.engines.brain import (
    arithmetic,
    asked,
    calls,
    commands,
    exact,
    grounding,
    languages,
    telling,
    tools,
)
from antiphon.engines.brain.brief import Brief
from antiphon.engines.brain.checks import Checks
from antiphon.engines.brain.embeddings import Embeddings
from antiphon.engines.brain.fitting import Fitting
from antiphon.engines.brain.likeness import Likeness
from antiphon.engines.brain.plain import ANSWERS, PERSONA, chatml, opening
from antiphon.engines.stages import Completer, CompletionRequest, Delta, Ticket
from antiphon.talk import Call, Calls, Modality, Prompt, Result, Sampling, Tool, Used

SPOKEN_TOKENS: Final = 70
WRITTEN_TOKENS: Final = 110
CALL_TOKENS: Final = 120
STORY: Final = 5
"""Sentences of a story."""
PENDING: Final = "I'm still working on that."
TALK: Final = "root ::= [^{\\n] [^\\n]*\n"
"""What is no call, as a grammar."""


def here() -> datetime:
    """The time where the server is."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer on its way."""

    prompt: Prompt
    text: str
    """What the model continues."""
    tools: Sequence[Tool]
    """Those that are offered."""
    ticket: Ticket

    @property
    def said(self) -> str:
        return asked.said(self.prompt)

    @property
    def results(self) -> list[Result]:
        """What has just come back, and is to be told."""
        found: list[Result] = []
        for entry in reversed(self.prompt.history if self.prompt.user is None else ()):
            if not isinstance(entry, Result):
                break
            found.insert(0, entry)
        return found


class Brain:
    """A `LanguageModel`. Keeps nothing of a conversation: all it knows of one is in the prompt."""

    def __init__(
        self,
        completer: Completer,
        embeddings: Embeddings,
        clock: Callable[[], datetime] = here,
        checks: Checks = Checks(),  # noqa: B008  # frozen
    ) -> None:
        self._completer = completer
        self._likeness = Likeness(embeddings)
        self._clock = clock
        self._checks = checks
        self._fitting = Fitting(completer.count)

    async def start(self) -> None:
        await self._likeness.start()
        await self._completer.start()

    async def aclose(self) -> None:
        await self._likeness.aclose()
        await self._completer.aclose()

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        """Reads what the next answer begins with."""
        offered = await self._likeness.offered(replace(prompt, user=None))
        fitted = await self._fitting.fit(prompt, PERSONA, offered)
        turns = await self._fitting.turns(fitted)
        await self._completer.read(opening(turns, is_said=prompt.user is not None), ticket)
        if prompt.user is None:
            await self._likeness.warm(prompt)

    async def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        if (told := await self._by_rule(prompt)) is not None:
            yield told
            return
        turn = await self._turn(prompt, ticket)
        used, is_answered = list[Used](), False
        async with aclosing(self._answer(turn)) as answer:
            async for delta in answer:
                if isinstance(delta, Used):
                    used.append(delta)
                    continue
                is_answered = is_answered or not isinstance(delta, str) or bool(delta.strip())
                yield delta
        if not is_answered:  # nobody who spoke is left without a word
            yield commands.UNHEARD
        for count in used:
            yield count

    async def _by_rule(self, prompt: Prompt) -> str | None:
        """What needs no model."""
        if self._checks.commands and (told := commands.answer(prompt)) is not None:
            return told
        text = asked.said(prompt)
        if (
            self._checks.languages
            and text
            and (told := languages.apology(text, prompt.language, prompt.system))
        ):
            return told
        if not self._checks.exact:
            return None
        told = exact.answer(asked.question_in(text), self._clock()) or arithmetic.word_problem(text)
        if told is None:
            return None
        # There may be a function for it, that knows better.
        return None if await self._likeness.has_tool(prompt) else told

    async def _turn(self, prompt: Prompt, ticket: Ticket) -> Turn:
        fitted = await self._fitting.fit(prompt, PERSONA, await self._likeness.offered(prompt))
        told: Sequence[str] = ()
        question = asked.question_in(asked.said(prompt))
        if (
            self._checks.told
            and fitted.forgotten
            and (asked.is_question(question) or asked.is_request(question))
        ):
            told = await self._likeness.remembered(fitted.forgotten, question)
        text = chatml(await self._fitting.turns(fitted, told)) + ANSWERS
        return Turn(prompt, text, fitted.prompt.tools, ticket)

    async def _answer(self, turn: Turn) -> AsyncGenerator[Delta, None]:
        async with aclosing(self._complete(turn)) as pieces:
            head = await _head(pieces)
            if not (turn.tools and calls.is_begun(head)):
                speaking = (
                    self._told(turn, head, pieces) if turn.results else self._spoken(turn, head, pieces)
                )
                async with aclosing(speaking) as spoken:
                    async for delta in spoken:
                        yield delta
                return
            written, used = await _rest(head, pieces)
        async with aclosing(self._called(turn, written)) as called:
            async for delta in called:
                yield delta
        for count in used:
            yield count

    # words

    async def _spoken(
        self, turn: Turn, head: str, pieces: AsyncIterator[str | Used]
    ) -> AsyncGenerator[Delta, None]:
        """Free words, as they come."""
        shape = self._shape(turn)
        async for piece in _chain(head, pieces):
            if isinstance(piece, Used):
                yield piece
                continue
            if ready := shape.feed(piece):
                yield ready
            if shape.is_done:
                return
        if rest := shape.flush():
            yield rest

    def _shape(self, turn: Turn) -> Brief:
        is_typed = turn.prompt.modality is Modality.TEXT
        if not self._checks.brief:
            return Brief(99)
        is_story = asked.is_for_a_story(turn.said) or asked.is_for_another(turn.prompt)
        return Brief(STORY if is_story else 3 if is_typed else 2)

    async def _told(
        self, turn: Turn, head: str, pieces: AsyncIterator[str | Used]
    ) -> AsyncGenerator[Delta, None]:
        """A function's result."""
        written, used = await _rest(head, pieces)
        shape = self._shape(turn)
        sentence = (shape.feed(written) + shape.flush()).strip()
        is_true = telling.holds(sentence, turn.results) and not grounding.has_strange_number(
            sentence, grounding.everything(turn.prompt)
        )
        if self._checks.results and not is_true:
            sentence = telling.tell(turn.results)
        yield sentence
        for count in used:
            yield count

    # calls

    async def _called(self, turn: Turn, written: str) -> AsyncGenerator[Delta, None]:
        """A call, or what is asked because it cannot be made yet."""
        call, used = await self._meant(turn, written)
        if call is None:
            written, more = await self._again(turn, TALK, SPOKEN_TOKENS)
            async with aclosing(self._spoken(turn, written, _nothing([*used, *more]))) as spoken:
                async for delta in spoken:
                    yield delta
            return
        call, question = self._checked(turn, call)
        if question:
            yield question
        elif tools.is_pending(call, turn.prompt.pending):
            yield PENDING
        elif any(tools.is_pending(call, (result.call,)) for result in turn.results):
            yield telling.tell(turn.results)  # it has just been made
        else:
            yield Calls((call,))
        for count in used:
            yield count

    async def _meant(self, turn: Turn, written: str) -> tuple[Call | None, list[Used]]:
        """The call of a function that there is; ``None``: it cannot be made one."""
        call, used = calls.read(written, turn.tools), list[Used]()
        if call is None and self._checks.grammar:
            written, used = await self._again(turn, calls.grammar(turn.tools), CALL_TOKENS)
            call = calls.read(written, turn.tools)
        if call is not None and self._checks.choice and turn.said:
            better = await self._likeness.better(turn.said, _of(call, turn.tools), turn.tools)
            if better is not None:
                written, used = await self._again(turn, calls.grammar([better]), CALL_TOKENS)
                call = calls.read(written, [better])
        return call, used

    def _checked(self, turn: Turn, call: Call) -> tuple[Call, str]:
        """The call with arguments that were said, and a question where one is missing."""
        if not self._checks.arguments:
            return call, ""
        tool = _of(call, turn.tools)
        found = calls.checked(call, tool, grounding.heard(turn.prompt)).arguments
        if request := tools.asked_back(turn.prompt.history, turn.said, turn.tools):
            found = tools.complete(tool, found, request)
        missing = tools.missing(tool, found)
        return replace(call, arguments=found), missing[0].question if missing else ""

    async def _again(self, turn: Turn, grammar: str, most: int) -> tuple[str, list[Used]]:
        """The same, under a grammar."""
        request = CompletionRequest(turn.text, Sampling(max_output_tokens=most), grammar=grammar, copies=True)
        async with aclosing(self._completer.complete(request, turn.ticket)) as pieces:
            return await _rest("", pieces)

    def _complete(self, turn: Turn) -> AsyncGenerator[str | Used, None]:
        wish = turn.prompt.sampling.max_output_tokens
        is_long = turn.prompt.modality is Modality.TEXT or turn.tools or asked.is_for_a_story(turn.said)
        most = WRITTEN_TOKENS if is_long else SPOKEN_TOKENS
        sampling = replace(
            turn.prompt.sampling, max_output_tokens=min(wish, most) if wish is not None else most
        )
        return self._completer.complete(CompletionRequest(turn.text, sampling, copies=True), turn.ticket)


async def _head(pieces: AsyncIterator[str | Used]) -> str:
    """The answer as far as its first letter."""
    head = ""
    async for piece in pieces:
        if isinstance(piece, str):
            head += piece
            if head.strip():
                break
    return head


async def _rest(head: str, pieces: AsyncIterator[str | Used]) -> tuple[str, list[Used]]:
    """All of it."""
    text, used = head, []
    async for piece in pieces:
        if isinstance(piece, str):
            text += piece
        else:
            used.append(piece)
    return text, used


async def _chain(head: str, pieces: AsyncIterator[str | Used]) -> AsyncIterator[str | Used]:
    yield head
    async for piece in pieces:
        yield piece


async def _nothing(used: Sequence[Used]) -> AsyncIterator[str | Used]:
    """What is left of an answer that came whole."""
    for count in used:
        yield count


def _of(call: Call, offered: Sequence[Tool]) -> Tool:
    """The function that is called."""
    return next(tool for tool in offered if tool.name == call.name)
