"""``python -m brain.ablate MODEL.gguf``: what each part around the model is worth, by leaving one out at a time."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from antiphon import config
from antiphon.bench.brain.asking import schema
from antiphon.bench.brain.marking import Answer, Mark, mark
from antiphon.bench.brain.questions import KINDS, Question, questions
from antiphon.engines.brain.brain import Brain
from antiphon.engines.brain.checks import NAMES, Checks
from antiphon.engines.brain.embeddings import MODEL_NAME, MiniLM
from antiphon.engines.cascade.embedded import EmbeddedModel
from antiphon.engines.stages import Completer, CompletionRequest, Ticket
from antiphon.models.store import ModelStore
from antiphon.talk import Call, Calls, Entry, Modality, Prompt, Result, Role, Said, Tool, Used, Utterance

ROUNDS: Final = 3
"""Functions called in one turn, at most."""


class Remembering:
    """A `Completer` that is asked nothing twice: brains that differ in one part mostly ask the same."""

    def __init__(self, completer: Completer) -> None:
        self._completer = completer
        self._known: dict[str, list[str | Used]] = {}

    async def start(self) -> None:
        await self._completer.start()

    async def aclose(self) -> None:
        await self._completer.aclose()

    async def complete(self, request: CompletionRequest, ticket: Ticket) -> AsyncGenerator[str | Used, None]:
        """The whole continuation, then what is wanted of it."""
        key = repr(request)
        if key not in self._known:
            async with aclosing(self._completer.complete(request, ticket)) as pieces:
                self._known[key] = [piece async for piece in pieces]
        for piece in self._known[key]:
            yield piece

    async def read(self, text: str, ticket: Ticket) -> None:
        """Nobody waits."""

    async def count(self, text: str) -> int:
        return await self._completer.count(text)


async def converse(brain: Brain, question: Question, number: int) -> list[Answer]:
    """The whole conversation: the answer to every turn."""
    tools = tuple(Tool(each["name"], each["description"], schema(each)) for each in question.tools)
    prompt = Prompt(system=question.system, tools=tools, modality=Modality.TEXT)
    answers = []
    for turn, said in enumerate(question.say):
        answers.append(answer := Answer())
        began = time.monotonic()
        prompt = replace(prompt, user=Utterance(turn, 0, said))
        for _ in range(ROUNDS):
            before = len(answer.called)
            prompt = await _answered(brain, prompt, question, answer, Ticket(number), began)
            if len(answer.called) == before:
                break
    return answers


async def _answered(
    brain: Brain, prompt: Prompt, question: Question, answer: Answer, ticket: Ticket, began: float
) -> Prompt:
    """What is to be asked next, when this was answered."""
    entries: list[Entry] = [] if prompt.user is None else [Said(Role.USER, prompt.user.text)]
    said = ""
    async with aclosing(brain.reply(prompt, ticket)) as deltas:
        async for delta in deltas:
            if isinstance(delta, str):
                said += delta
                answer.add(delta, time.monotonic() - began)
            elif isinstance(delta, Calls):
                for call in delta.calls:
                    answer.call(call.name, call.arguments, time.monotonic() - began)
                    made = Call(call.name, call.arguments, "1")
                    entries += [made, Result(made, question.result)]
    if said.strip():
        entries.append(Said(Role.MODEL, said.strip()))
    return replace(prompt, user=None, history=(*prompt.history, *entries))


async def measure(
    model: Path, asked: Sequence[Question], runs: Mapping[str, Checks]
) -> dict[str, list[Mark]]:
    """Every question to every brain."""
    files = ModelStore(config.load().data_dir / "models").pull([MODEL_NAME])
    marks: dict[str, list[Mark]] = {}
    completer, embeddings = Remembering(EmbeddedModel(model)), MiniLM(files[MODEL_NAME])
    try:
        for name, checks in runs.items():
            brain = Brain(completer, embeddings, checks=checks)
            if not marks:
                await brain.start()
            marks[name] = []
            for number, question in enumerate(asked):
                *_, answer = await converse(brain, question, number)
                marks[name].append(mark(question, answer, datetime.now().astimezone()))
            print(name, sum(each.is_right for each in marks[name]), flush=True)
    finally:
        await completer.aclose()
        await embeddings.aclose()
    return marks


def show(console: Console, runs: Mapping[str, Sequence[Mark]]) -> None:
    """A row for each brain, a column for each kind."""
    table = Table(title="without", title_justify="left")
    asked = {each.question.kind for marks in runs.values() for each in marks}
    kinds = [kind for kind in KINDS if kind in asked]
    for heading in ("", "all", *kinds):
        table.add_column(heading, justify="right" if heading else "left")
    for name, marks in runs.items():
        of = [[each for each in marks if each.question.kind == kind] for kind in kinds]
        counts = [f"{sum(each.is_right for each in some)}/{len(some)}" for some in (marks, *of)]
        table.add_row(name, *counts)
    console.print(table)


def tell_differences(console: Console, runs: Mapping[str, Sequence[Mark]]) -> None:
    """Every question that one part more or less decides, with both answers."""
    whole = runs["nothing"]
    for name, marks in runs.items():
        for ours, other in zip(whole, marks, strict=True):
            if ours.is_right != other.is_right:
                sign = "helps" if ours.is_right else "harms"
                said = " / ".join(ours.question.say)
                console.print(f"{name} {sign}: {ours.question.kind}: {said}", markup=False, highlight=False)
                for each in (ours, other):
                    console.print(f"        {_written(each.answer)}", markup=False, highlight=False)


def _written(answer: Answer) -> str:
    return " ".join([*(f"{name} {dict(given)}" for name, given in answer.called), answer.text])


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="brain.ablate", description=__doc__)
    parser.add_argument("model", type=Path, help="a GGUF file of the tuned model")
    parser.add_argument("--set", action="append", help="of questions; repeatable; by default all")
    parser.add_argument("--kind", action="append", help="only questions of this kind; repeatable")
    parser.add_argument("--part", action="append", choices=NAMES, help="leave out only this; repeatable")
    parser.add_argument("--answers", action="store_true", help="show every answer that a part decides")
    arguments = parser.parse_args()
    asked = [
        each for each in questions(arguments.set or ()) if not arguments.kind or each.kind in arguments.kind
    ]
    parts = NAMES if arguments.part is None else arguments.part
    runs = {"nothing": Checks(), "everything": Checks.none()}
    runs |= {part: replace(Checks(), **{part: False}) for part in parts}
    found = asyncio.run(measure(arguments.model, asked, runs))
    console = Console(width=200)
    if arguments.answers:
        tell_differences(console, found)
    show(console, found)


if __name__ == "__main__":
    main()
