import asyncio

from antiphon.bench.brain.questions import Question
from antiphon.engines.brain.brain import Brain
from antiphon.engines.brain.checks import Checks
from brain.ablate import Remembering, converse
from brain_parts import NOW, Counting, Saying

TIMER = {
    "name": "set_timer",
    "description": "Start a countdown timer",
    "properties": {"minutes": {"type": "integer"}},
    "required": ["minutes"],
}


def test_a_conversation_goes_over_calls_to_the_answer_that_is_judged() -> None:
    model = Saying("Hello!", '{"tool": "set_timer", "args": {"minutes": 5}}', "It runs.")
    question = Question("tools", "tuning", ("Hi there.", "Set a timer for five minutes."), tools=(TIMER,))

    async def scenario() -> None:
        brain = Brain(model, Counting(), lambda: NOW)
        await brain.start()
        hello, answer = await converse(brain, question, 1)
        assert hello.text.strip() == "Hello!"
        assert answer.called == [("set_timer", {"minutes": 5})]
        assert answer.text.strip() == "It runs."

    asyncio.run(scenario())
    assert "[tool result]" in model.asked[2].text
    assert "Hello!" in model.asked[1].text


def test_brains_that_ask_the_same_ask_it_once() -> None:
    model = Saying("A fox came. It ran. It hid. It slept.")
    question = Question("talk", "tuning", ("Guess what I saw.",))

    async def scenario() -> list[str]:
        remembering = Remembering(model)
        found = []
        for checks in (Checks(), Checks.none()):
            brain = Brain(remembering, Counting(), lambda: NOW, checks)
            await brain.start()
            found.append((await converse(brain, question, 1))[-1].text.strip())
        return found

    short, whole = asyncio.run(scenario())
    assert whole.startswith(short)
    assert len(model.asked) <= 2
