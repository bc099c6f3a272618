"""``python -m brain.samples MODEL.gguf docs/explanation/brain-samples.md``: conversations as they come, good and bad."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from antiphon import config
from antiphon.bench.brain.marking import Answer, mark
from antiphon.bench.brain.questions import Question, questions
from antiphon.engines.brain.brain import Brain
from antiphon.engines.brain.chat import called
from antiphon.engines.brain.embeddings import MODEL_NAME, MiniLM
from antiphon.engines.cascade.embedded import EmbeddedModel
from antiphon.models.store import ModelStore
from brain.ablate import converse

ASKED: Final = Path(__file__).parent / "data" / "samples.toml"
HEAD: Final = """\
# Conversations with the embedded brain

Written by `python -m brain.samples`: {count} conversations that were chosen before any of them was held, and nothing left
out. Of the last answers {right} are what was wanted; the others are marked.
"""


def written(asked: Sequence[Question], answers: Sequence[Sequence[Answer]]) -> str:
    """The page."""
    now = datetime.now().astimezone()
    marks = [mark(question, some[-1], now) for question, some in zip(asked, answers, strict=True)]
    parts = [HEAD.format(count=len(asked), right=sum(each.is_right for each in marks))]
    for number, (each, some) in enumerate(zip(marks, answers, strict=True), 1):
        parts.append("\n".join(_conversation(number, each.question, some, is_right=each.is_right)))
    return "\n".join(parts)


def _conversation(
    number: int, question: Question, answers: Sequence[Answer], *, is_right: bool
) -> Iterator[str]:
    yield f"## {number}. {question.kind.capitalize()}{'' if is_right else ' (wrong)'}\n"
    if question.system:
        yield f"Instruction: *{question.system}*\n"
    if question.tools:
        names = ", ".join(f"`{each['name']}`" for each in question.tools)
        yield f"Functions: {names}\n"
    for said, answer in zip(question.say, answers, strict=True):
        yield f"* **User:** {said}"
        for name, arguments in answer.called:
            yield f"  * calls `{called(name, arguments)}`"
        if answer.text.strip():
            yield f"  * **Antiphon:** {answer.text.strip()}"
    yield ""


async def held(model: Path, asked: Sequence[Question]) -> list[list[Answer]]:
    """All of them, one after the other."""
    files = ModelStore(config.load().data_dir / "models").pull([MODEL_NAME])
    completer, embeddings = EmbeddedModel(model), MiniLM(files[MODEL_NAME])
    brain = Brain(completer, embeddings)
    await brain.start()
    try:
        return [await converse(brain, question, number) for number, question in enumerate(asked)]
    finally:
        await brain.aclose()


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(prog="brain.samples", description=__doc__)
    parser.add_argument("model", type=Path, help="a GGUF file of the tuned model")
    parser.add_argument("page", type=Path, help="where they are written")
    wanted = parser.parse_args()
    asked = questions(path=ASKED)
    answers = asyncio.run(held(wanted.model, asked))
    wanted.page.write_text(written(asked, answers), encoding="utf-8")


if __name__ == "__main__":
    main()
