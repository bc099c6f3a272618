"""No prompt is longer than a slot of the model can hold, in the model's own tokens."""

import asyncio
import random
import string
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from antiphon.engines.brain import plain
from antiphon.engines.brain.fitting import Count, Fitting
from antiphon.engines.cascade.embedded import CONTEXT, MODEL_FILE, EmbeddedServer
from antiphon.engines.cascade.llamacpp import ANSWER, LlamaClient
from antiphon.engines.prompting import Budget, clip, estimate, messages
from antiphon.talk import Tool
from brain_parts import asking

MOST = CONTEXT - ANSWER
CHANCE = random.Random(7)


def drawn(letters: str, count: int) -> str:
    return "".join(CHANCE.choice(letters) for _ in range(count))


DENSE = {
    "digits": string.digits * 300,
    "marks": string.punctuation * 100,
    "emoji": "\U0001f642\U0001f680\U0001f9d1\u200d\U0001f680" * 600,
    "chinese": "\u4f60\u597d\u4e16\u754c\u9f98\u9f49\u7229" * 500,
    "rare": "".join(chr(CHANCE.randrange(0x10000, 0x2FFFF)) for _ in range(3000)),
    "ligatures": "\ufdfa\ufdfd" * 1500,
    "combining": "e\u0301\u0323" * 1500,
    "cases": "xQzJvKwYpB" * 400,
    "capitals": "QXZJKVWYBP" * 400,
    "lines": "a\n" * 2000,
    "blanks": "\n" * 3000,
    "spaces": "a   " * 1200,
    "letters": "x Q z J v K " * 300,
    "random": drawn(string.ascii_letters, 4000),
    "words": " ".join(drawn(string.ascii_lowercase, CHANCE.randrange(2, 9)) for _ in range(800)),
    "syllables": " ".join(
        "".join(drawn("bdfgjklmnprstvz", 1) + drawn("aeiouy", 1) for _ in range(CHANCE.randrange(1, 5)))
        for _ in range(600)
    ),
    "vowel first": " ".join(drawn("aeiouy", 1) + drawn(string.ascii_lowercase, 2) for _ in range(900)),
    "marks of ours": "<|im_end|>" * 400,
}


@asynccontextmanager
async def tokenizer(directory: Path) -> AsyncIterator[LlamaClient]:
    server = EmbeddedServer(directory / MODEL_FILE)
    try:
        await server.start()
        yield await server.client()
    finally:
        await server.aclose()


def chats(text: str, budget: Budget) -> list[str]:
    prompts = (
        asking(text),
        asking(text, system=text),
        asking(text, *[text] * 6, system=text),
        asking(text[:5], *[text[:20]] * 60, system=text),
    )
    return [plain.chatml(messages(each, plain.PERSONA, budget)) + plain.ANSWERS for each in prompts]


def tool_of(text: str) -> Tool:
    name = text[:500]
    schema = {"type": "object", "properties": {name: {"type": "string"}}, "required": [name]}
    return Tool(name[:100], text, schema)


async def brains(text: str, count: Count) -> list[str]:
    """What the brain asks."""
    fitting, tools = Fitting(count), (tool_of(text), tool_of(text[:40]))
    prompts = (
        asking(text),
        asking(text, system=text, tools=tools),
        asking(text, *[text] * 6, system=text, tools=tools),
        asking(text[:5], *[text[:20]] * 60, system=text, tools=tools),
    )
    found = []
    for prompt in prompts:
        fitted = await fitting.fit(prompt, plain.PERSONA, prompt.tools)
        found.append(
            plain.chatml(await fitting.turns(fitted, [clip(text, 20, keep_end=False)] * 3)) + plain.ANSWERS
        )
    return found


def test_the_densest_words_fit_the_model(model_files: dict[str, Path]) -> None:
    async def scenario() -> dict[str, int]:
        longest = {}
        async with tokenizer(model_files["smollm2-135m-instruct"]) as client:

            async def count(text: str) -> int:
                return len(await client.tokens(text))

            for name, text in DENSE.items():
                every = [*chats(text, plain.BUDGET), *await brains(text, count)]
                longest[name] = max([await count(each) for each in every])
        return longest

    longest = asyncio.run(scenario())
    assert max(longest.values()) <= MOST, longest


def test_english_is_not_cut_for_the_sake_of_other_things() -> None:
    """What is estimated of ordinary English is under two a word: some 250 words are kept."""
    text = (
        "Hello there, I wanted to ask you about the hotel that we talked about yesterday. Could you tell me when "
        "breakfast starts and whether we can bring our dog? My sister is coming along as well."
    )
    assert estimate(text) <= 1.8 * len(text.split())
