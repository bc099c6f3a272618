import asyncio
import sys
import time
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from antiphon.engines.cascade.chat import ChatModel
from antiphon.engines.cascade.embedded import CONTEXT, DIALECT, EmbeddedServer, embedded_model
from antiphon.engines.cascade.prompting import messages
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import Prompt, Sampling, Used, Utterance


def ask(text: str, tokens: int = 24) -> Prompt:
    return Prompt(user=Utterance(1, 0, text), sampling=Sampling(max_output_tokens=tokens))


async def answer(model: ChatModel, prompt: Prompt) -> list[str | Used]:
    async with aclosing(model.reply(prompt)) as pieces:
        return [piece async for piece in pieces]


def test_it_streams_and_counts(model_files: dict[str, Path]) -> None:
    async def scenario() -> list[str | Used]:
        model = embedded_model(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            await model.warm(ask("Hello"))
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
        model = embedded_model(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            base = await model._server.base_url()
            async with httpx.AsyncClient(headers=model._headers, trust_env=False) as client:
                for text in ("word ", "1234 ", "привет ", "日本語", "👍🏽", "{}[]();\n", "Übergröße "):
                    prompt = replace(ask(text * 2000), system=text * 2000)
                    asked = messages(prompt, DIALECT.persona, DIALECT.budget)
                    content = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in asked)
                    answer = await client.post(
                        base.removesuffix("/v1") + "/tokenize", json={"content": content}
                    )
                    tokens = len(answer.json()["tokens"])
                    sys.stdout.write(f"{text!r}: {tokens} tokens\n")
                    assert 200 < tokens <= CONTEXT - 120
        finally:
            await model.aclose()

    asyncio.run(scenario())


def test_cancelled_answers_free_their_slots(model_files: dict[str, Path]) -> None:
    async def scenario() -> None:
        model = embedded_model(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            for _ in range(8):  # twice as many as there are slots
                pieces = model.reply(ask("Tell me a very long story.", 400))
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
        model = embedded_model(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            server = model._server
            assert isinstance(server, EmbeddedServer)
            process = await server._child.running()
            pieces = model.reply(ask("Tell me a very long story.", 400))
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
        model = embedded_model(tmp_path)
        with pytest.raises(OperatorError, match="missing"):
            await model.start()
        (tmp_path / "SmolLM2-135M-Instruct.Q4_1.gguf").write_bytes(b"nonsense")
        with pytest.raises(OperatorError, match="cannot be started"):
            await model.start()
        await model.aclose()

    asyncio.run(scenario())
