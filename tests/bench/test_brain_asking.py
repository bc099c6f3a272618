import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from antiphon.bench.brain.asking import PAUSES_S, Manner, measure, type_it, typed_setup
from antiphon.bench.brain.marking import Answer, Mark
from antiphon.bench.brain.questions import Question
from antiphon.bench.brain.speaking import Aloud, spoken_setup
from antiphon.bench.server import Subject
from antiphon.cli.bench_brain import _candidates, _models
from antiphon.talk import Call, Result, Said
from antiphon.testing import voice
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair

Run = Callable[[Coroutine[Any, Any, Any]], Any]
SUBJECT = Subject(0, "", "", Path())
TIMER = {
    "name": "set_timer",
    "description": "Starts a timer",
    "properties": {"minutes": {"type": "integer"}},
    "required": ["minutes"],
}
ASKED = Question(
    "tools", "s", ("Set a timer.", "Five minutes."), "You are Ada.", (TIMER,), result={"status": "started"}
)
SCRIPT = Script(
    hears=("Set a timer.", "Five minutes."),
    says=("For how long?", "", "It is started."),
    calls={1: (Call("set_timer", {"minutes": 5}),)},
)


def said(engine: ScriptedEngine) -> list[str]:
    prompt = engine.prompts[-1]
    return [entry.text for entry in prompt.history if isinstance(entry, Said)]


def test_typed_turns_follow_the_answers_and_the_last_is_kept(virtually: Run) -> None:
    async def scenario() -> tuple[Answer, ScriptedEngine]:
        engine, answer = ScriptedEngine(SCRIPT), Answer()
        async with LivePair(engine).running(typed_setup(ASKED)) as pair:
            await type_it(pair.client, ASKED, answer)
        return answer, engine

    answer, engine = virtually(scenario())
    assert (answer.text, answer.called) == ("It is started.", [("set_timer", {"minutes": 5})])
    assert answer.first_s > 0
    assert engine.prompts[0].system == "You are Ada."
    assert engine.prompts[0].tools[0].parameters["required"] == ["minutes"]
    assert said(engine)[:3] == ["Set a timer.", "For how long?", "Five minutes."]
    assert [each.response for each in engine.prompts[-1].history if isinstance(each, Result)] == [
        {"status": "started"}
    ]


def test_spoken_turns_wait_until_the_answer_has_been_heard(virtually: Run) -> None:
    async def scenario() -> tuple[Answer, ScriptedEngine]:
        engine, answer = ScriptedEngine(SCRIPT), Answer()
        noise = np.frombuffer(voice.speech(900), np.int16) / 32768
        async with LivePair(engine).running(spoken_setup(ASKED)) as pair:
            await Aloud(dict.fromkeys(ASKED.say, noise)).say_it(pair.client, ASKED, answer)
        return answer, engine

    answer, engine = virtually(scenario())
    assert (answer.text, answer.called) == ("It is started.", [("set_timer", {"minutes": 5})])
    assert answer.heard == ["Set a timer.", "Five minutes."]
    assert said(engine)[:3] == ["Set a timer.", "For how long?", "Five minutes."]
    assert not engine.cancelled


def test_conversations_are_held_together_and_marked_in_order(virtually: Run) -> None:
    at_once: set[str] = set()
    most = 0

    async def ask(subject: Subject, question: Question, answer: Answer) -> None:
        nonlocal most
        assert subject is SUBJECT
        at_once.add(question.say[0])
        most = max(most, len(at_once))
        await asyncio.sleep(int(question.say[0]))
        at_once.remove(question.say[0])
        answer.text = f"It is {question.say[0]}."

    asked = [Question("talk", "s", (str(number),), want=str(number)) for number in (9, 1, 3, 2)]
    told: list[Mark] = []
    marks = virtually(measure(SUBJECT, asked, Manner(ask, 2), told.append))
    assert [mark.question for mark in marks] == asked
    assert all(mark.is_right for mark in marks)
    assert [mark.question.say[0] for mark in told] == ["1", "3", "2", "9"]
    assert most == 2


def test_a_conversation_that_breaks_is_held_again(virtually: Run) -> None:
    async def ask(subject: Subject, question: Question, answer: Answer) -> None:
        del subject, question
        attempts.append(asyncio.get_running_loop().time())
        answer.text = f"Attempt {len(attempts)}"
        if len(attempts) < 3:
            raise OSError("gone")

    attempts: list[float] = []
    asked = [Question("talk", "s", ("x",), want="attempt 3")]
    (mark,) = virtually(measure(SUBJECT, asked, Manner(ask), lambda _: None))
    assert (mark.is_right, mark.answer.failure) == (True, "")
    assert attempts == [0, PAUSES_S[0], PAUSES_S[0] + PAUSES_S[1]]


@pytest.mark.parametrize(
    ("error", "failure"), [(OSError("gone"), "OSError: gone"), (None, "no whole answer")]
)
def test_what_breaks_is_an_answer_too(virtually: Run, error: OSError | None, failure: str) -> None:
    async def ask(subject: Subject, question: Question, answer: Answer) -> None:
        del subject, question
        answer.text = "Half"
        if error is not None:
            raise error
        await asyncio.Event().wait()

    asked = [Question("talk", "s", ("x",), want="whole")]
    (mark,) = virtually(measure(SUBJECT, asked, Manner(ask), lambda _: None))
    assert mark.answer.failure.startswith(failure)
    assert (mark.answer.text, mark.is_right) == ("Half", False)


@pytest.mark.parametrize(
    ("brains", "adapters", "ggufs", "strengths", "names"),
    [
        (None, [], [], [], ["plain", "default"]),
        (["default"], [], [], [], ["default"]),
        (None, ["/a/one.gguf", "/a/two.gguf"], [], [], ["one", "two"]),
        (["plain", "default"], ["/a/one.gguf", "/a/two.gguf"], [], [], ["plain", "one", "two"]),
        (["bare", "default"], ["/a/one.gguf"], [], [], ["bare", "default"]),
        (["bare", "default"], ["/a/one.gguf", "/b/two.gguf"], [], [], ["bare, one", "bare, two", "default, one", "default, two"]),
        (["plain", "bare"], [], ["/a/base.gguf"], [], ["plain", "bare"]),
        (["bare"], ["/a/ours.gguf"], ["/a/base.gguf"], [], ["base", "ours"]),
        (["bare"], ["/a/ours.gguf"], [], [0.6, 1.0], ["ours 0.6", "ours 1"]),
        (["plain", "bare"], [], [], [0.6, 0.8], ["plain", "0.6", "0.8"]),
    ],
)  # fmt: skip  # a case a line
def test_a_column_is_called_what_it_has_alone(
    brains: list[str] | None,
    adapters: list[str],
    ggufs: list[str],
    strengths: list[float],
    names: list[str],
) -> None:
    models = _models([Path(each) for each in adapters], ggufs, strengths)
    found = list(_candidates(brains, models, 4))
    assert [each.name for each in found] == names
    for each in found:
        json.dumps(each.settings)
        assert each.settings["brain"] != "plain" or "adapter" not in each.settings
        assert ("adapter_strength" in each.settings) is (bool(strengths) and each.name != "plain")
