"""The embedded model's scheduling in time, with a stand-in for llama.cpp's server on a virtual clock."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from antiphon.engines.cascade.embedded import CONTEXT, SLOTS, EmbeddedModel
from antiphon.engines.cascade.llamacpp import HUNG_S
from antiphon.engines.cascade.scheduling import OPENING, SLICES
from antiphon.engines.stages import CompletionRequest, Ticket, Urgency
from antiphon.errors import EngineError
from antiphon.talk import Sampling, Used
from antiphon.testing.clock import run_virtually
from llama import READ_S, SAY_S, LlamaServer, text

COMMITTED, DRAFT, AHEAD = Urgency.COMMITTED, Urgency.DRAFT, Urgency.AHEAD
TICK = 0.001


class House:
    """A model over a stand-in, and what was heard of it when."""

    def __init__(self) -> None:
        self.server = LlamaServer()
        self.model = EmbeddedModel(Path("unused"), self.server)

    async def ask(
        self, prompt: str, ticket: Ticket, tokens: int = 20, **members: Any
    ) -> tuple[str, list[float], Used | None]:
        """The answer, the instants of its tokens counted from now, and the counts."""
        request = CompletionRequest(prompt, Sampling(max_output_tokens=tokens), **members)
        loop = asyncio.get_running_loop()
        begin, answer, instants, used = loop.time(), "", [], None
        async with aclosing(self.model.complete(request, ticket)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Used):
                    used = piece
                else:
                    answer += piece
                    instants.append(loop.time() - begin)
        return answer, instants, used

    async def aclose(self) -> None:
        await self.model.aclose()
        assert not self.model._turns
        assert not self.model._work
        assert self.model._schedule.running == []
        assert self.model._schedule._jobs == []


def scenario(main: Callable[[House], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        house = House()
        try:
            await main(house)
        finally:
            await house.aclose()

    run_virtually(run())


def distinct(conversation: int, size: int) -> str:
    return chr(1000 + conversation) + "x" * (size - 1)


def test_alone_an_answer_costs_what_its_tokens_cost() -> None:
    async def main(house: House) -> None:
        answer, instants, used = await house.ask(distinct(1, 20), Ticket(1), 30)
        assert answer == text(20, 30)
        assert used == Used(20, 30)
        assert instants[0] == pytest.approx(20 * READ_S + SAY_S)
        assert instants[-1] == pytest.approx(20 * READ_S + 30 * SAY_S)
        assert len(house.server.llama.log) == 1

    scenario(main)


def test_a_long_prompt_of_another_keeps_nobody_waiting() -> None:
    async def main(house: House) -> None:
        await house.model.read(distinct(2, 20), Ticket(2, AHEAD))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(house.model.read(distinct(1, 800), Ticket(1, AHEAD)))
            await asyncio.sleep(1)
            _, instants, _ = await house.ask(distinct(2, 20), Ticket(2))
            assert instants[0] <= SLICES[AHEAD] * READ_S + READ_S + SAY_S + TICK

    scenario(main)


def test_three_at_once_have_their_first_clauses_one_after_the_other() -> None:
    async def main(house: House) -> None:
        async with asyncio.TaskGroup() as tasks:
            asked = [tasks.create_task(house.ask(distinct(each, 20), Ticket(each), 30)) for each in range(3)]
        one = 20 * READ_S + OPENING * SAY_S
        clauses = sorted(task.result()[1][OPENING - 1] for task in asked)
        assert clauses == pytest.approx([one * number for number in range(1, 4)])
        assert all(task.result()[0] == text(20, 30) for task in asked)

    scenario(main)


def test_eight_at_once_are_answered_together() -> None:
    async def main(house: House) -> None:
        async with asyncio.TaskGroup() as tasks:
            asked = [tasks.create_task(house.ask(distinct(each, 20), Ticket(each), 30)) for each in range(8)]
        clauses = [task.result()[1][OPENING - 1] for task in asked]
        assert max(clauses) <= 8 * (20 * READ_S + (OPENING + 1) * SAY_S)
        assert all(task.result()[0] == text(20, 30) for task in asked)

    scenario(main)


def test_a_draft_gives_way_and_goes_on_where_it_was() -> None:
    async def main(house: House) -> None:
        draft = asyncio.create_task(house.ask(distinct(1, 16), Ticket(1, DRAFT), 40))
        await asyncio.sleep(16 * READ_S + 5.5 * SAY_S)
        answer, instants, _ = await house.ask(distinct(2, 20), Ticket(2), 10)
        assert answer == text(20, 10)
        assert instants[0] <= 2 * SAY_S + 20 * READ_S + TICK
        answer, _, used = await draft
        assert answer == text(16, 40)
        assert used == Used(16, 40)
        assert house.model.counters.interrupted == 1
        # Nothing was read twice: only the token on which it stopped.
        assert sum(work.read for work in house.server.llama.log) <= 16 + 20 + 2

    scenario(main)


def test_a_draft_that_is_committed_goes_before_other_drafts() -> None:
    async def main(house: House) -> None:
        ticket = Ticket(9, DRAFT)
        async with asyncio.TaskGroup() as tasks:
            for each in range(4):
                tasks.create_task(house.ask(distinct(each, 200), Ticket(each, DRAFT)))
            asked = tasks.create_task(house.ask(distinct(9, 20), ticket))
            await asyncio.sleep(0.5)
            ticket.urgency = COMMITTED
            _, instants, _ = await asked
            assert instants[0] <= 0.5 + SLICES[DRAFT] * READ_S + 20 * READ_S + SAY_S + TICK

    scenario(main)


def test_more_conversations_than_slots() -> None:
    async def main(house: House) -> None:
        async with asyncio.TaskGroup() as tasks:
            asked = [
                tasks.create_task(house.ask(distinct(each, 50 + each), Ticket(each), 30))
                for each in range(SLOTS * 3)
            ]
        assert [task.result()[0] for task in asked] == [text(50 + each, 30) for each in range(SLOTS * 3)]

    scenario(main)


@pytest.mark.parametrize("after_s", [0.0, 0.001, 0.05, 0.3, 0.9])
def test_cancelling_frees_at_once(after_s: float) -> None:
    async def main(house: House) -> None:
        others = [asyncio.create_task(house.ask(distinct(each, 90), Ticket(each), 300)) for each in range(8)]
        await asyncio.sleep(after_s)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        assert asyncio.get_running_loop().time() == pytest.approx(after_s)
        _, instants, _ = await house.ask(distinct(9, 20), Ticket(9))
        assert instants[0] <= 0.3  # the slice that was being computed, and one's own

    scenario(main)


def test_a_slow_listener_holds_nothing() -> None:
    async def main(house: House) -> None:
        request = CompletionRequest(distinct(1, 10), Sampling(max_output_tokens=50))
        async with aclosing(house.model.complete(request, Ticket(1))) as slow:
            await anext(slow)
            await asyncio.sleep(2)
            assert not house.model._schedule._jobs
            assert "".join([piece async for piece in slow if isinstance(piece, str)]) == text(11, 49)

    scenario(main)


def test_a_slow_listener_may_leave_before_it_hears_of_a_failure() -> None:
    async def main(house: House) -> None:
        house.server.llama.refuses = "no such grammar"
        pieces = house.model.complete(CompletionRequest("x"), Ticket(1))
        waiting = asyncio.create_task(anext(pieces))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        await pieces.aclose()

    scenario(main)


def test_a_grammars_answer_is_begun_anew_and_comes_whole() -> None:
    async def main(house: House) -> None:
        constrained = asyncio.create_task(
            house.ask(distinct(1, 16), Ticket(1, DRAFT), 30, grammar="root ::= [a-z]+")
        )
        await asyncio.sleep(16 * READ_S + 20 * SAY_S)
        await house.ask(distinct(2, 20), Ticket(2), 5)
        answer, instants, _ = await constrained
        assert answer == text(16, 30)
        assert len(instants) == 1
        assert house.model.counters.interrupted == 1

    scenario(main)


def test_a_prompt_that_leaves_no_room_is_refused() -> None:
    async def main(house: House) -> None:
        for size in (CONTEXT, 1_000_000):
            with pytest.raises(EngineError, match="too long"):
                await house.ask("x" * size, Ticket(1))
        answer, _, _ = await house.ask("x" * (CONTEXT - 150), Ticket(1), 400)
        assert answer == text(CONTEXT - 150, 150)

    scenario(main)


def test_a_refused_request_fails_alone() -> None:
    async def main(house: House) -> None:
        house.server.llama.refuses = "no such grammar"
        with pytest.raises(EngineError, match="no such grammar"):
            await house.ask(distinct(1, 20), Ticket(1))
        house.server.llama.refuses = ""
        assert (await house.ask(distinct(1, 20), Ticket(1)))[0] == text(20, 20)
        assert house.server.lost_errors == []

    scenario(main)


@pytest.mark.parametrize("after_s", [0.0, 0.1, 0.5, 0.9, 1.5])
def test_the_process_dies_and_everybody_goes_on(after_s: float) -> None:
    async def main(house: House) -> None:
        asked = [asyncio.create_task(house.ask(distinct(each, 60), Ticket(each), 30)) for each in range(4)]
        await asyncio.sleep(after_s)
        house.server.llama.is_dead = True
        answers = await asyncio.gather(*asked)
        assert [answer for answer, _, _ in answers] == [text(60, 30)] * 4
        assert all(used == Used(60, 30) for _, _, used in answers)
        assert len(house.server.processes) == 2

    scenario(main)


def test_the_process_dies_again_and_again() -> None:
    async def main(house: House) -> None:
        asked = asyncio.create_task(house.ask(distinct(1, 60), Ticket(1), 200))
        for _ in range(2):
            await asyncio.sleep(1.2)
            house.server.llama.is_dead = True
        with pytest.raises(EngineError, match="died"):
            await asked
        assert (await house.ask(distinct(1, 20), Ticket(1)))[0] == text(20, 20)

    scenario(main)


@pytest.mark.parametrize("after_s", [0.1, 0.6])
def test_a_process_that_hangs_is_replaced(after_s: float) -> None:
    async def main(house: House) -> None:
        asked = asyncio.create_task(house.ask(distinct(1, 60), Ticket(1), 30))
        await asyncio.sleep(after_s)
        house.server.llama.is_hung = True
        answer, _, _ = await asked
        assert answer == text(60, 30)
        assert [error.is_hung for error in house.server.lost_errors] == [True]
        assert asyncio.get_running_loop().time() < HUNG_S + 3

    scenario(main)


def test_closing_ends_what_is_under_way() -> None:
    async def main(house: House) -> None:
        asked = [asyncio.create_task(house.ask(distinct(each, 90), Ticket(each), 100)) for each in range(3)]
        await asyncio.sleep(0.8)
        await house.model.aclose()
        await house.model.aclose()
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(outcome, EngineError) for outcome in outcomes)
        with pytest.raises(EngineError):
            await house.ask("x", Ticket(1))

    scenario(main)


def test_counters() -> None:
    async def main(house: House) -> None:
        await house.model.read(distinct(1, 100), Ticket(1, AHEAD))
        await house.ask(distinct(1, 100) + "y" * 20, Ticket(1), 10)
        counters = house.model.counters
        assert (counters.tokens_read, counters.tokens_cached, counters.tokens_answered) == (120, 100, 10)
        assert counters.requests == {"committed": 1, "draft": 0, "ahead": 1}
        assert counters.waited_s == 0

    scenario(main)
