import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import ggufs
from antiphon.engines.brain.plain import BUDGET, PERSONA, PlainBrain
from antiphon.engines.cascade.embedded import CONTEXT, MODEL_FILE, SLOTS, EmbeddedModel, EmbeddedServer
from antiphon.engines.cascade.llamacpp import LlamaClient
from antiphon.engines.children import Child
from antiphon.engines.prompting import messages
from antiphon.engines.stages import CompletionRequest, Delta, Ticket, Urgency
from antiphon.errors import EngineError, OperatorError
from antiphon.models.reencode import best_weights
from antiphon.models.tuning import weights
from antiphon.talk import Prompt, Sampling, Used, Utterance


def ask(text: str, tokens: int = 24) -> Prompt:
    return Prompt(user=Utterance(1, 0, text), sampling=Sampling(max_output_tokens=tokens))


def brain(directory: Path) -> PlainBrain:
    return PlainBrain(EmbeddedModel(directory / MODEL_FILE))


def child(model: EmbeddedModel) -> Child:
    server = model._server
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


def test_an_adapter_tunes_while_it_runs_as_it_does_merged(tmp_path: Path) -> None:
    directory, adapter = tmp_path / "models" / "small" / "1", tmp_path / "adapter.gguf"
    directory.mkdir(parents=True)
    source = directory / "Small.Q4_1.gguf"
    ggufs.write_model(source)
    chance = np.random.default_rng(1)
    a, b = (chance.normal(0, 1, shape).astype(np.float32) for shape in ((4, ggufs.INNER), (ggufs.WIDTH, 4)))
    ggufs.write_adapter(adapter, {"blk.0.ffn_down.weight": (a, b)}, strength=0.5)

    async def first(*served: Any) -> list[int]:
        """The tokens with which it begins to answer."""
        server = EmbeddedServer(*served)
        try:
            await server.start()
            client = await server.client()
            prompt = await client.tokens("<|im_start|>user\nHello")
            request = CompletionRequest("", Sampling())
            return [token async for piece in client.answer(0, prompt, 4, request) for token in piece.tokens]
        finally:
            await server.aclose()

    async def scenario() -> list[list[int]]:
        merged = weights(directory, adapter)
        assert merged.adapter is None
        return [
            await first(*served)
            for served in (
                (source,),
                (source, adapter, 0.0),
                (source, adapter),
                (best_weights(directory), adapter),
                (merged.file,),
            )
        ]

    untuned, weightless, running, on_q8_0, merged = asyncio.run(scenario())
    assert untuned == weightless
    assert untuned != running
    assert running == on_q8_0 == merged


def test_the_densest_prompt_fits(model_files: dict[str, Path]) -> None:
    async def scenario() -> None:
        model = brain(model_files["smollm2-135m-instruct"])
        try:
            await model.start()
            assert isinstance(model._completer, EmbeddedModel)
            client = await model._completer._server.client()
            for text in ("word ", "1234 ", "привет ", "日本語", "👍🏽", "{}[]();\n", "Übergröße "):
                prompt = replace(ask(text * 2000), system=text * 2000)
                asked = messages(prompt, PERSONA, BUDGET)
                content = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in asked)
                tokens = len(await client.tokens(content))
                sys.stdout.write(f"{text!r}: {tokens} tokens\n")
                assert 200 < tokens <= CONTEXT - 120
        finally:
            await model.aclose()

    asyncio.run(scenario())


class Watched(EmbeddedServer):
    """Says when a step begins."""

    def __init__(self, model: Path) -> None:
        super().__init__(model)
        self._steps = asyncio.Semaphore(0)

    async def client(self) -> LlamaClient:
        client = await super().client()
        self._steps.release()
        return client

    async def steps(self, count: int) -> None:
        for _ in range(count):
            await self._steps.acquire()


def watched(model: EmbeddedModel) -> Watched:
    assert isinstance(model._server, Watched)
    return model._server


def embedded(model_files: dict[str, Path]) -> EmbeddedModel:
    file = model_files["smollm2-135m-instruct"] / MODEL_FILE
    return EmbeddedModel(file, Watched(file))


async def complete(model: EmbeddedModel, text: str, ticket: Ticket, tokens: int = 24, **members: Any) -> str:
    stop = members.pop("stop", ())
    request = CompletionRequest(text, Sampling(max_output_tokens=tokens, stop=stop), **members)
    async with aclosing(model.complete(request, ticket)) as pieces:
        return "".join([piece async for piece in pieces if isinstance(piece, str)])


def chat(text: str) -> str:
    system = "<|im_start|>system\nYou are a friendly assistant.<|im_end|>\n"
    return f"{system}<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n"


STORY = chat("Tell me a long story about a dog and a boat.")
LONG = chat("word " * 600)


def run(model_files: dict[str, Path], scenario: Callable[[EmbeddedModel], Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        model = embedded(model_files)
        try:
            await model.start()
            await scenario(model)
        finally:
            await model.aclose()

    asyncio.run(main())


def test_an_answer_in_many_steps_is_the_same_answer(model_files: dict[str, Path]) -> None:
    async def scenario(model: EmbeddedModel) -> None:
        alone = await complete(model, STORY, Ticket(1), 40)
        async with asyncio.TaskGroup() as tasks:
            asked = [tasks.create_task(complete(model, STORY, Ticket(each), 40)) for each in range(3)]
        assert {task.result() for task in asked} == {alone}
        assert model.counters.steps > 3 * 3

    run(model_files, scenario)


def test_eight_at_once_are_all_answered(model_files: dict[str, Path]) -> None:
    async def scenario(model: EmbeddedModel) -> None:
        async with asyncio.TaskGroup() as tasks:
            asked = [tasks.create_task(complete(model, STORY, Ticket(each), 20)) for each in range(8)]
        assert all(task.result() for task in asked)

    run(model_files, scenario)


def test_a_long_prompt_keeps_nobody_waiting(model_files: dict[str, Path]) -> None:
    async def scenario(model: EmbeddedModel) -> None:
        await model.read(STORY[:-20], Ticket(2, Urgency.AHEAD))
        reading = asyncio.create_task(model.read(LONG, Ticket(1, Urgency.AHEAD)))
        await watched(model).steps(10)
        assert await complete(model, STORY, Ticket(2), 12)
        assert not reading.done()
        reading.cancel()
        await asyncio.wait([reading])

    run(model_files, scenario)


def test_cancelled_requests_leave_nothing_behind(model_files: dict[str, Path]) -> None:
    async def scenario(model: EmbeddedModel) -> None:
        for number in range(SLOTS * 2):
            asked = asyncio.create_task(complete(model, LONG if number % 2 else STORY, Ticket(number), 400))
            await watched(model).steps(1 + number % 2)
            asked.cancel()
            await asyncio.wait([asked])
        begin = time.perf_counter()
        assert await complete(model, STORY, Ticket(1), 4)
        sys.stdout.write(f"after {SLOTS * 2} cancelled requests: {time.perf_counter() - begin:.2f} s\n")

    run(model_files, scenario)


@pytest.mark.parametrize("steps", [2, 3, 6])
def test_a_killed_child_is_replaced_and_the_answers_go_on(model_files: dict[str, Path], steps: int) -> None:
    async def scenario(model: EmbeddedModel) -> None:
        alone = await complete(model, STORY, Ticket(1), 40)
        process = await child(model).running()
        await watched(model).steps(2)
        async with asyncio.TaskGroup() as tasks:
            asked = [tasks.create_task(complete(model, STORY, Ticket(each), 40)) for each in (1, 2)]
            await watched(model).steps(steps)
            process.kill()
        # To read what has been said already is not bit for bit the same as to have said it.
        assert all(task.result()[:30] == alone[:30] for task in asked)
        assert all(len(task.result()) > 60 for task in asked)
        assert await child(model).running() is not process

    run(model_files, scenario)


def test_a_child_that_is_killed_twice_fails_the_answer(model_files: dict[str, Path]) -> None:
    async def scenario(model: EmbeddedModel) -> None:
        asked = asyncio.create_task(complete(model, STORY, Ticket(1), 900))
        await watched(model).steps(2)
        for _ in range(2):
            await watched(model).steps(1)
            (await child(model).running()).kill()
        with pytest.raises(EngineError):
            await asked
        assert await complete(model, STORY, Ticket(1), 4)

    run(model_files, scenario)


def test_stops_and_grammars(model_files: dict[str, Path]) -> None:
    async def scenario(model: EmbeddedModel) -> None:
        examples = "Q: What is two plus two?\nA: four\nQ: What is one plus one?\nA:"
        answer = await complete(model, examples, Ticket(1), stop=("\n",))
        assert 0 < len(answer.strip()) < 10
        assert "Q:" not in await complete(model, examples, Ticket(1), stop=("\nQ:",))
        answer = await complete(model, examples, Ticket(1), grammar='root ::= " yes" | " no"')
        assert answer in {" yes", " no"}
        with pytest.raises(EngineError):
            await complete(model, examples, Ticket(1), grammar="nonsense")
        with pytest.raises(EngineError, match="too long"):
            await complete(model, "1234 " * 600, Ticket(1))

    run(model_files, scenario)


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
