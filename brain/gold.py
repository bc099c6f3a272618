"""``python -m brain.gold``: what the checks around the model make of right answers. Each one they change is harm.

The conversations that are taught are held once more, with a model that always answers as it was taught.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Final, NamedTuple

from antiphon import config
from antiphon.engines.brain import chat
from antiphon.engines.brain.brain import Brain
from antiphon.engines.brain.checks import NAMES, Checks
from antiphon.engines.brain.embeddings import MODEL_NAME, MiniLM
from antiphon.engines.stages import CompletionRequest, Ticket
from antiphon.models.store import ModelStore
from antiphon.talk import Call, Calls, Modality, Prompt, Result, Role, Said, Used, Utterance
from brain.apart import NOTES
from brain.dialogue import Dialogue
from brain.draw import Side
from brain.recipe import FAMILIES, dialogues

CHARACTERS_OF_A_TOKEN: Final = 4


class Gold:
    """A `Completer` that answers what it was given."""

    def __init__(self) -> None:
        self.answer = ""

    async def start(self) -> None:
        """Nothing to be read."""

    async def aclose(self) -> None:
        """Nothing to be ended."""

    async def complete(self, request: CompletionRequest, _ticket: Ticket) -> AsyncGenerator[str | Used, None]:
        del request
        yield self.answer

    async def read(self, text: str, ticket: Ticket) -> None:
        """Nobody waits."""

    async def count(self, text: str) -> int:
        return len(text) // CHARACTERS_OF_A_TOKEN


class Turn(NamedTuple):
    """One answer, and what leads to it."""

    family: str
    prompt: Prompt
    answer: Said | Call

    @property
    def written(self) -> str:
        if isinstance(self.answer, Call):
            return chat.called(self.answer.name, self.answer.arguments)
        return self.answer.text


def turns(dialogue: Dialogue) -> Iterator[Turn]:
    """Every answer of a conversation that holds nothing but what was said and called."""
    for at, entry in enumerate(dialogue.entries):
        before = dialogue.entries[:at]
        if isinstance(entry, Result) or (
            isinstance(entry, Said) and (entry.role is Role.USER or entry.is_cut)
        ):
            continue
        if not before or any(isinstance(each, Said) and NOTES.search(each.text) for each in before):
            continue
        last, history = before[-1], tuple(before)
        user = None
        if isinstance(last, Said):
            user, history = Utterance(at, 0, last.text), tuple(before[:-1])
        prompt = Prompt(
            system=dialogue.system,
            tools=tuple(dialogue.tools),
            history=history,
            user=user,
            modality=Modality.TEXT,
        )
        yield Turn(dialogue.family, prompt, entry)


async def answered(brain: Brain, turn: Turn) -> str:
    """What comes of it."""
    found = ""
    async with aclosing(brain.reply(turn.prompt, Ticket(0))) as deltas:
        async for delta in deltas:
            if isinstance(delta, str):
                found += delta
            elif isinstance(delta, Calls):
                found += "".join(chat.called(call.name, call.arguments) for call in delta.calls)
    return found.strip()


async def measure(asked: Sequence[Dialogue], checks: Checks, *, show: bool) -> None:
    """Tell what is changed."""
    files = ModelStore(config.load().data_dir / "models").pull([MODEL_NAME])
    gold = Gold()
    brain = Brain(gold, MiniLM(files[MODEL_NAME]), checks=checks)
    await brain.start()
    held, changed = Counter[str](), Counter[str]()
    try:
        for turn in (each for dialogue in asked for each in turns(dialogue)):
            gold.answer = turn.written
            found = await answered(brain, turn)
            kind = f"{turn.family}, {'calls' if isinstance(turn.answer, Call) else 'words'}"
            held[kind] += 1
            if found != turn.written:
                changed[kind] += 1
                if show:
                    user = turn.prompt.user.text if turn.prompt.user else "(a result)"
                    print(f"{kind}: {user}\n    - {turn.written}\n    + {found}")
    finally:
        await brain.aclose()
    for kind, count in sorted(held.items()):
        print(f"{kind:32} {changed[kind]:5} of {count:5}")
    print(f"{'all':32} {sum(changed.values()):5} of {sum(held.values()):5}")


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="python -m brain.gold", description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="conversations")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--family", action="append", choices=sorted(FAMILIES), help="only these; repeatable")
    parser.add_argument("--without", action="append", choices=NAMES, default=[], help="a check to leave out")
    parser.add_argument("--show", action="store_true", help="every answer that is changed")
    given = parser.parse_args()
    asked = [
        each
        for each in dialogues(given.count, given.seed, Side.TRAINED)
        if not given.family or each.family in given.family
    ]
    checks = replace(Checks(), **dict.fromkeys(given.without, False))
    asyncio.run(measure(asked, checks, show=given.show))


if __name__ == "__main__":
    main()
