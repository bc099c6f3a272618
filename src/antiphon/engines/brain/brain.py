"""The embedded brain: a small text model for what only it can do, and exact parts for the rest."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np
import structlog

from antiphon.engines.brain import arguments, intents, notes, persona, recall, route, telling, tools
from antiphon.engines.brain.brief import Brief, Doubt
from antiphon.engines.brain.embeddings import Embeddings, Vectors
from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.plain import ANSWERS, PERSONA, chatml, opening
from antiphon.engines.brain.words import are_apart, content, stem, words
from antiphon.engines.prompting import Budget, Message, messages, silence
from antiphon.engines.stages import Completer, CompletionRequest, Delta, Ticket
from antiphon.talk import Call, Calls, Modality, Prompt, Result, Sampling, Used

# An estimate may be half of the truth: twice as much and an answer of 120 tokens still fit the 1024 of a slot.
BUDGET: Final = Budget(prompt_tokens=440, answer_tokens=160)
SPOKEN_TOKENS: Final = 70
GROUNDED_TOKENS: Final = 40
ARGUMENT_TOKENS: Final = 60
NEAREST: Final = 5
"""Notes whose words are compared one by one."""
ALIKE: Final = 0.60
"""Two words mean nearly the same."""
DETOUR: Final = 0.05
"""What a likeness by way of an example is worth less."""
STILL_THERE: Final = ("Are you still there?", "Is there anything else I can do for you?")
"""Said into a silence, one and then the other: each is an entry of the history."""

log = structlog.get_logger()


def here() -> datetime:
    """The time where the server is."""
    return datetime.now().astimezone()


class Brain:
    """A `LanguageModel`. Keeps nothing of a conversation: all it knows of one is in the prompt."""

    def __init__(
        self, completer: Completer, embeddings: Embeddings, clock: Callable[[], datetime] = here
    ) -> None:
        self._completer = completer
        self._embeddings = embeddings
        self._clock = clock
        self._examples: Vectors | None = None

    async def start(self) -> None:
        await self._embeddings.start()
        self._examples = await self._embeddings.embed(intents.EXAMPLES)
        await self._completer.start()

    async def aclose(self) -> None:
        await self._embeddings.aclose()
        await self._completer.aclose()

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        """Reads what every answer of this conversation begins with, and compares what it may be compared with."""
        if prompt.user is not None:  # it is still being said
            await self._completer.read(opening(prompt), ticket)
            return
        told = notes.gather(prompt)
        await self._vectors(
            [*(note.text for note in told), *map(tools.described, prompt.tools[: tools.MOST])]
        )
        await self._vectors(list(dict.fromkeys(word for note in told for word in content(note.text))))
        if any(not note.is_users for note in told):
            await self._completer.read(recall.EXAMPLES, ticket)
        if prompt.tools:
            await self._completer.read(arguments.EXAMPLES, ticket)
        await self._completer.read(opening(prompt), ticket)

    async def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        match await self._plan(prompt):
            case route.Tell(text):
                yield text
            case route.Ground(told, asked):
                async with aclosing(self._grounded(told, asked, ticket)) as answer:
                    async for delta in answer:
                        yield delta
            case route.Use() as use:
                async with aclosing(self._use(use, prompt, ticket)) as answer:
                    async for delta in answer:
                        yield delta
            case route.Converse(is_doubtful):
                if is_doubtful:  # what the system instruction is about leads the model astray
                    prompt = replace(prompt, system="", history=prompt.history[-2:])
                async with aclosing(self._converse(prompt, ticket)) as answer:
                    doubt = Doubt(route.said(prompt)) if is_doubtful else None
                    async for delta in answer:
                        yield doubt.put(delta) if doubt and isinstance(delta, str) else delta

    async def _plan(self, prompt: Prompt) -> route.Plan:
        if prompt.user is None:
            return _unasked(prompt)
        now = self._clock()
        plan = route.before_models(prompt, now)
        if isinstance(plan, route.Use):
            return await self._resumed(plan, prompt)
        if plan is not None:
            return plan
        told = notes.gather(prompt)
        return route.decide(prompt, told, await self._likeness(prompt, told), now)

    async def _resumed(self, plan: route.Use, prompt: Prompt) -> route.Plan:
        """The function that the request which was asked about is for: the same one as then."""
        vectors = await self._vectors([plan.request.text, *map(tools.described, prompt.tools[: tools.MOST])])
        best = int((vectors[1:] @ vectors[0]).argmax()) if vectors is not None else 0
        return replace(plan, tool=prompt.tools[best])

    # likeness

    async def _likeness(self, prompt: Prompt, told: Sequence[Note]) -> route.Likeness:
        text = route.said(prompt)
        asked = route.question_in(text)
        if not route.is_question(asked):
            told = ()  # they answer questions only
        described = [tools.described(tool) for tool in prompt.tools[: tools.MOST]]
        vectors = await self._vectors([text, asked, *described, *(note.text for note in told)])
        if vectors is None or self._examples is None:
            return route.Likeness()
        whole, question = vectors[0], vectors[1]
        scores: dict[str, float] = {}
        for owner, score in zip(intents.OWNERS, self._examples @ np.stack([whole, question]).T, strict=True):
            scores[owner.name] = max(scores.get(owner.name, -1.0), float(score.max()))
        near = vectors[2 + len(described) :] @ question
        return route.Likeness(
            intents=scores,
            tools=self._tools(_wishes(text), scores, whole, vectors[2 : 2 + len(described)]),
            notes=[float(score) for score in near],
            alike=await self._alike(asked, told, near),
        )

    def _tools(
        self, kinds: frozenset[intents.Kind], scores: Mapping[str, float], whole: Vectors, described: Vectors
    ) -> list[float]:
        """How like the request each function is: by itself, or by way of what people say to want such a thing.

        "Do I need an umbrella?" is not like "get weather", but like a question about the weather that is.
        """
        if self._examples is None or not len(described):
            return []
        direct = described @ whole
        found = [float(score) for score in direct]
        for intent, rows in intents.ROWS.items():
            if intent.kind in kinds:
                steps = (described @ self._examples[rows].T).max(axis=1)
                for at, step in enumerate(steps):
                    found[at] = max(found[at], min(scores[intent.name], float(step)) - DETOUR)
        return found

    async def _alike(self, asked: str, told: Sequence[Note], near: Vectors) -> dict[int, frozenset[str]]:
        """For the nearest notes, which of the question's words mean what one of the note's does."""
        nearest = [int(at) for at in np.argsort(-near)[:NEAREST] if near[at] >= route.NOTE]
        wanted = notes.focus(asked)[:8]
        has = {at: content(told[at].text)[:24] for at in nearest}
        if not wanted or not nearest:
            return {}
        known = {stem(word) for at in nearest for word in words(told[at].text)}
        if all(stem(word) in known for word in wanted) and len(nearest) == 1:
            return {}
        every = list(dict.fromkeys([*wanted, *(word for of in has.values() for word in of)]))
        vectors = await self._vectors(every)
        if vectors is None:
            return {}
        rows = dict(zip(every, vectors, strict=True))
        return {
            at: frozenset(word for word in wanted if any(_is_alike(word, each, rows) for each in of))
            for at, of in has.items()
        }

    async def _vectors(self, texts: Sequence[str]) -> Vectors | None:
        """``None`` when they cannot be had: rules and the model are left then."""
        try:
            return await self._embeddings.embed(texts)
        except (RuntimeError, ValueError, OSError, IndexError) as error:
            log.warning("no sentence vectors", reason=type(error).__name__)
            return None

    # answers

    async def _grounded(
        self, told: Sequence[Note], asked: str, ticket: Ticket
    ) -> AsyncGenerator[Delta, None]:
        sampling = Sampling(max_output_tokens=GROUNDED_TOKENS, stop=("\n",))
        answer, used = await self._completed(
            CompletionRequest(recall.question(told, asked), sampling), ticket
        )
        yield recall.checked(answer, told, asked)
        if used is not None:
            yield used

    async def _use(self, use: route.Use, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        tool, text = use.tool, use.request.text
        found = arguments.by_rule(tool, text)
        if use.last is not None:
            if not found:
                async with aclosing(self._converse(prompt, ticket)) as answer:
                    async for delta in answer:
                        yield delta
                return
            found = {**use.last.arguments, **found}
        found = tools.complete(tool, found, use.request)
        used = None
        if wanted := arguments.open_ones(tool, found):
            sampling = Sampling(max_output_tokens=ARGUMENT_TOKENS)
            request = CompletionRequest(
                arguments.question(wanted, text), sampling, grammar=arguments.grammar(wanted, text)
            )
            answer_text, used = await self._completed(request, ticket)
            found = {**found, **arguments.read(wanted, answer_text, tool, found.values())}
        missing = tools.missing(tool, found)
        call = Call(tool.name, found)
        if missing:
            yield missing[0].question
        elif tools.is_pending(call, prompt.pending):
            yield "I'm still working on that."
        else:
            yield Calls((call,))
        if used is not None:
            yield used

    async def _converse(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        is_typed = prompt.modality is Modality.TEXT
        most = BUDGET.answer_tokens if is_typed else SPOKEN_TOKENS
        wish = prompt.sampling.max_output_tokens
        sampling = replace(prompt.sampling, max_output_tokens=min(wish, most) if wish is not None else most)
        shape = Brief(3 if is_typed else 2)
        request = CompletionRequest(chatml(_chat(prompt)) + ANSWERS, sampling)
        async with aclosing(self._completer.complete(request, ticket)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Used):
                    yield piece
                elif ready := shape.feed(piece):
                    yield ready
                if shape.is_done:
                    return
        if rest := shape.flush():
            yield rest

    async def _completed(self, request: CompletionRequest, ticket: Ticket) -> tuple[str, Used | None]:
        text, used = "", None
        async with aclosing(self._completer.complete(request, ticket)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Used):
                    used = piece
                else:
                    text += piece
        return text, used


def _wishes(text: str) -> frozenset[intents.Kind]:
    """What kinds of examples a request may be like: a question wants to know something, the rest something done."""
    if notes.QUESTION.match(text) and not re.match(r"\W*(?:can|could|would|will) you\b", text, re.IGNORECASE):
        return frozenset({intents.Kind.UNKNOWABLE})
    return frozenset({intents.Kind.UNKNOWABLE, intents.Kind.UNABLE})


def _is_alike(word: str, other: str, rows: Mapping[str, Vectors]) -> bool:
    return float(rows[word] @ rows[other]) >= ALIKE and not are_apart(word, other)


def _chat(prompt: Prompt) -> list[Message]:
    return messages(prompt, PERSONA, BUDGET)


def _unasked(prompt: Prompt) -> route.Plan:
    """Nothing new was said: results are told, an empty conversation is opened, another goes on."""
    results: list[Result] = []
    for entry in reversed(prompt.history):
        if not isinstance(entry, Result):
            break
        results.insert(0, entry)
    if results:
        return route.Tell(telling.tell(results))
    if not prompt.history:
        who = persona.read(prompt.system)
        return route.Tell(f"Hello! I'm {who.name}. How can I help?" if who.name else "Hello! How can I help?")
    if silence(prompt) is not None:
        # Measured: the model takes it for a wish to hear more of the same.
        return route.Tell(intents.vary(STILL_THERE, "", len(prompt.history)))
    return route.Converse()
