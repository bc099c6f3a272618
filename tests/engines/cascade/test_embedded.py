import asyncio
import sys
import time
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from antiphon.engines.brain.plain import BUDGET, PERSONA, PlainBrain
from antiphon.engines.cascade.embedded import CONTEXT, MODEL_FILE, EmbeddedModel, EmbeddedServer
from antiphon.engines.children import Child
from antiphon.engines.prompting import messages
from antiphon.engines.stages import Delta, Ticket
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import Prompt, Sampling, Used, Utterance


def ask(text: str, tokens: int = 24) -> Prompt:
    return Prompt(user=Utterance(1, 0, text), sampling=Sampling(max_output_tokens=tokens))


def brain(directory: Path) -> PlainBrain:
    return PlainBrain(EmbeddedModel(directory / MODEL_FILE))


def child(model: PlainBrain) -> Child:
    assert isinstance(model._completer, EmbeddedModel)
    server = model._completer._server
    assert isinstance(server, EmbeddedServer)
    return server._child


async def answer(model: PlainBrain, prompt: Prompt) -> list[Delta]:
    async with aclosing(model.reply(prompt, Ticket(1))) as pieces:
        return [piece async for piece in pieces]


def test_it_streams_and_counts(model_files: dict[str, Path]) -> None:
    async def scenario() -> list[Delta]:
        model = brain(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            await model.warm(ask("Hello"), Ticket(1))
            return await answer(model, ask("Why is the sky blue?"))
        finally:
            await model.aclose()
            await model.aclose()

    *pieces, used = asyncio.run(scenario())
    assert len(pieces) > 5
    assert "blue" in "".join(map(str, pieces)).lower()
    assert isinstance(used, Used)
    assert 5 < used.output_tokens <= 24


def test_the_densest_prompt_fits(model_files: dict[str, Path]) -> None:
    async def scenario() -> None:
        model = brain(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            assert isinstance(model._completer, EmbeddedModel)
            base = await model._completer._server.base_url()
            async with model._completer._client as client:
                for text in ("word ", "1234 ", "привет ", "日本語", "👍🏽", "{}[]();\n", "Übergröße "):
                    prompt = replace(ask(text * 2000), system=text * 2000)
                    asked = messages(prompt, PERSONA, BUDGET)
                    content = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in asked)
                    answer = await client.post(base + "/tokenize", json={"content": content})
                    tokens = len(answer.json()["tokens"])
                    sys.stdout.write(f"{text!r}: {tokens} tokens\n")
                    assert 200 < tokens <= CONTEXT - 120
        finally:
            await model.aclose()

    asyncio.run(scenario())


def test_cancelled_answers_free_their_slots(model_files: dict[str, Path]) -> None:
    async def scenario() -> None:
        model = brain(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            for _ in range(8):  # twice as many as there are slots
                pieces = model.reply(ask("Tell me a very long story.", 400), Ticket(1))
                await anext(pieces)
                await pieces.aclose()
            begin = time.perf_counter()
            assert await answer(model, ask("Hello", 4))
            sys.stdout.write(f"after eight cancelled answers: {time.perf_counter() - begin:.2f} s\n")
        finally:
            await model.aclose()

    asyncio.run(scenario())


def test_a_killed_child_fails_its_answer_and_is_replaced(model_files: dict[str, Path]) -> None:
    async def scenario() -> None:
        model = brain(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            process = await child(model).running()
            pieces = model.reply(ask("Tell me a very long story.", 400), Ticket(1))
            await anext(pieces)
            process.kill()
            with pytest.raises(EngineError):
                async for _ in pieces:
                    pass
            await process.wait()
            assert await answer(model, ask("Hello", 4))
        finally:
            await model.aclose()

    asyncio.run(scenario())


def test_a_missing_or_damaged_file(tmp_path: Path) -> None:
    async def scenario() -> None:
        model = brain(tmp_path)
        with pytest.raises(OperatorError, match="missing"):
            await model.start()
        (tmp_path / "SmolLM2-135M-Instruct.Q4_1.gguf").write_bytes(b"nonsense")
        with pytest.raises(OperatorError, match="cannot be started"):
            await model.start()
        await model.aclose()

    asyncio.run(scenario())
