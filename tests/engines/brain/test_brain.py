import asyncio
import json
from contextlib import aclosing
from dataclasses import replace

import pytest

from antiphon.engines.brain.brain import PENDING, Brain
from antiphon.engines.brain.checks import Checks
from antiphon.engines.brain.commands import STILL_THERE
from antiphon.engines.stages import Delta, Ticket
from antiphon.talk import SILENT, Call, Calls, Modality, Prompt, Result, Role, Said, Sampling, Tool, Used
from brain_parts import LIGHT, MESSAGE, MUSIC, NOW, TIMER, WEATHER, Counting, Saying, asking

STOP_MUSIC = Tool("stop_music", "Stops the music.", {"type": "object", "properties": {}})
SPEED = Tool(
    "set_speed",
    "Sets how fast a line runs.",
    {
        "type": "object",
        "properties": {"line": {"type": "integer"}, "percent": {"type": "integer"}},
        "required": ["line", "percent"],
    },
)
CAFE = "You are Ada, the assistant of the Blue Door cafe. We are closed on Mondays. The wifi password is sunny42."


def replied(
    prompt: Prompt, model: Saying | None = None, vectors: Counting | None = None, checks: Checks | None = None
) -> list[Delta]:
    async def scenario() -> list[Delta]:
        brain = Brain(model or Saying(), vectors or Counting(), lambda: NOW, checks or Checks())
        try:
            await brain.start()
            async with aclosing(brain.reply(prompt, Ticket(1))) as deltas:
                return [delta async for delta in deltas]
        finally:
            await brain.aclose()

    return asyncio.run(scenario())


def text(prompt: Prompt, *said: str, checks: Checks | None = None) -> str:
    deltas = replied(prompt, Saying(*said), checks=checks)
    return "".join(delta for delta in deltas if isinstance(delta, str)).strip()


def calling(name: str, **given: object) -> str:
    return json.dumps({"tool": name, "args": given})


def called(prompt: Prompt, *said: str, checks: Checks | None = None) -> list[Call]:
    deltas = replied(prompt, Saying(*said), checks=checks)
    return [call for delta in deltas if isinstance(delta, Calls) for call in delta.calls]


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        (asking("What is seventeen plus twenty five?"), "17 plus 25 is 42."),
        (asking("I had 9 coins and lost 4. How many are left?"), "You have 5 coins left."),
        (asking("What day is it today?"), "Today is Monday, November 23, 2026."),
        (asking("Say that again.", "Hi", "Good day."), "Good day."),
        (asking("Say that again."), "I haven't said anything yet."),
        (asking("  "), "Sorry, I didn't catch that."),
        (asking("What time is it", tools=(TIMER,)), "It's 3:05 PM."),
        (
            asking("Add two and two.", tools=(Tool("add_to_cart", "Puts a thing into the basket.", {}),)),
            "2 plus 2 is 4.",
        ),
        (asking("Wie heißt du?"), "Entschuldigung, ich spreche leider nur Englisch gut."),
    ],
)
def test_what_needs_no_model(prompt: Prompt, answer: str) -> None:
    model = Saying()
    deltas = replied(prompt, model)
    assert deltas == [answer]
    assert model.asked == []


@pytest.mark.parametrize(
    "prompt",
    [
        asking("What time?", "Dinner is at eight.", "Lovely."),
        asking("In what month?", "I met her in June.", "Lovely."),
        asking("Say that again.", "What is an engine?", "An engine is"),
        asking("What time is it?", tools=(Tool("get-time", "", {}),)),
        asking("Bonjour !", system="You teach French."),
        asking("Je ne vais pas bien.", system="Tu es Lucie, la voix du café. Réponds en une phrase."),
    ],
)
def test_what_is_for_the_model(prompt: Prompt) -> None:
    assert text(prompt, "It answers.") == "It answers."


def test_stop_may_be_a_function() -> None:
    assert called(asking("Stop.", tools=(STOP_MUSIC,)), calling("stop_music")) == [Call("stop_music", {})]
    assert text(asking("Never mind.", tools=(STOP_MUSIC,)), "No.") in {"Okay.", "All right."}


def test_into_a_silence_it_asks_without_its_model() -> None:
    before = (Said(Role.USER, "hi"), Said(Role.MODEL, "Hello."))
    silent = Said(Role.SYSTEM, f"{SILENT} 8 seconds. Ask.")
    asked = [text(Prompt(history=(*before[:count], silent))) for count in (1, 2)]
    assert sorted(asked) == sorted(STILL_THERE)


# words


def test_the_model_answers_in_its_own_words_as_they_come_and_stays_short() -> None:
    model = Saying()
    deltas = replied(asking("My sister is called Petra.", system="Be kind."), model)
    assert "".join(d for d in deltas if isinstance(d, str)) == "Well, that is a question. Here is more."
    assert len(deltas) > 4
    assert "Be kind." in model.asked[0].text
    assert model.closed == 1


@pytest.mark.parametrize("written", ["", " ", "\n", '{"tool": "sing"', "{}"])
def test_nobody_is_left_without_an_answer(written: str) -> None:
    assert text(asking("Sing for me.", tools=(TIMER,)), written, written, "") == "Sorry, I didn't catch that."


def test_a_story_may_be_longer() -> None:
    story = "One day it rained. A fox came. It was wet. It ran home. It slept. It woke."
    assert text(asking("Tell me a story about a fox."), story).count(".") == 5
    assert text(asking("A fox came to me."), story).count(".") == 2
    assert (
        text(asking("Now with a bear.", "A story!", "There was a fox. It ran. It slept."), story).count(".")
        == 5
    )


def test_the_callers_sampling_holds() -> None:
    model = Saying()
    prompt = replace(
        asking("Why do leaves fall down?"), modality=Modality.TEXT, sampling=Sampling(max_output_tokens=9)
    )
    replied(prompt, model)
    assert model.asked[0].sampling.max_output_tokens == 9


# calls


def test_a_request_becomes_a_call() -> None:
    prompt = asking("Set a countdown timer for ten minutes.", tools=(WEATHER, TIMER))
    model = Saying(calling("set_timer", minutes=10))
    calls, used = replied(prompt, model)
    assert calls == Calls((Call("set_timer", {"minutes": 10}),))
    assert isinstance(used, Used) or calls is not None
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "written", ['{"tool": "countdown", "args": {}}', '{"tool": "set_timer", "args', "{}"]
)
def test_what_is_no_call_is_written_again_under_a_grammar(written: str) -> None:
    prompt = asking("Set a countdown timer for ten minutes.", tools=(WEATHER, TIMER))
    model = Saying(written, calling("set_timer", minutes=10))
    assert Calls((Call("set_timer", {"minutes": 10}),)) in replied(prompt, model)
    assert "set_timer" in model.asked[1].grammar
    assert model.asked[1].text == model.asked[0].text


@pytest.mark.parametrize(
    ("prompt", "written", "call"),
    [
        (asking("Weather in Paris", tools=(WEATHER,)), calling("get_weather", city="London"), Call("get_weather", {"city": "Paris"})),
        (asking("Timer, two hours", tools=(TIMER,)), calling("set_timer", minutes=2), Call("set_timer", {"minutes": 120})),
        (asking("Timer for twenty minutes", tools=(TIMER,)), calling("set_timer", minutes="20"), Call("set_timer", {"minutes": 20})),
        (asking("Play some jazz", tools=(MUSIC,)), calling("play_music", what="jazz", loud=True), Call("play_music", {"what": "jazz"})),
    ],
)  # fmt: skip  # a case a line
def test_arguments_are_those_that_were_said(prompt: Prompt, written: str, call: Call) -> None:
    assert called(prompt, written) == [call]


def test_what_is_missing_is_asked_and_then_called() -> None:
    tools = (WEATHER, TIMER)
    prompt = asking("Start a timer.", tools=tools)
    question = text(prompt, calling("set_timer", minutes=15))
    assert question == "For how many minutes?"
    answered = asking("Five.", "Start a timer.", question, tools=tools)
    assert called(answered, calling("set_timer")) == [Call("set_timer", {"minutes": 5})]
    assert text(asking("Never mind.", "Start a timer.", question, tools=tools)) in {"Okay.", "All right."}


def test_an_answer_to_its_own_question_completes_the_call_of_the_model() -> None:
    prompt = asking("To Bob.", "Tell him that I'm late.", "Who should I tell?", tools=(MESSAGE, TIMER))
    written = calling("send_message", recipient="Bob", text="I'm late")
    assert called(prompt, written) == [Call("send_message", {"recipient": "Bob", "text": "I'm late"})]


def test_what_was_said_before_is_an_argument_only_where_it_is_meant() -> None:
    before = ("I live in Leeds.", "How nice.")
    written = calling("get_weather", city="Leeds")
    assert called(asking("What's the weather there?", *before, tools=(WEATHER,)), written)
    assert (
        text(asking("What's the weather?", *before, tools=(WEATHER,)), written) == "Which city do you mean?"
    )


def test_what_goes_on_with_a_call_goes_on_with_its_values() -> None:
    before = Call("set_speed", {"line": 14, "percent": 100})
    history = (Said(Role.USER, "Line 14 at 100."), before, Result(before, {}), Said(Role.MODEL, "Done."))
    prompt = replace(asking("Could we go quicker? 113.", tools=(SPEED,)), history=history)
    assert called(prompt, calling("set_speed", line=14, percent=113)) == [
        Call("set_speed", {"line": 14, "percent": 113})
    ]


def test_no_choice_that_there_is_not() -> None:
    prompt = asking("Turn on the light in the attic.", tools=(LIGHT,))
    answer = text(prompt, calling("turn_light", room="attic", is_on=True))
    assert answer == "Which room do you want: kitchen or living room?"


def test_what_is_awaited_is_not_asked_for_again() -> None:
    prompt = asking("Set a countdown timer for ten minutes.", tools=(TIMER,))
    waiting = replace(prompt, pending=(Call("set_timer", {"minutes": 10}, "1"),))
    assert text(waiting, calling("set_timer", minutes=10)) == PENDING


# results


def returned(response: dict[str, object]) -> Prompt:
    call = Call("get_weather", {"city": "Oslo"})
    return Prompt(
        history=(Said(Role.USER, "Weather in Oslo?"), call, Result(call, response)), tools=(WEATHER,)
    )


def test_results_are_told_by_the_model_if_it_tells_them_truly() -> None:
    assert (
        text(returned({"temperature_c": 4}), "It is four degrees in Oslo.") == "It is four degrees in Oslo."
    )
    assert text(returned({"temperature_c": 4, "wind_kmh": 9}), "It is four degrees.") == "It is four degrees."
    assert text(returned({"temperature_c": 4, "sky": "grey"}), "It's grey and 5 degrees.") == (
        "The temperature is 4 degrees Celsius and it is grey."
    )
    assert text(returned({"temperature_c": 4}), "It is cold.") == "The temperature is 4 degrees Celsius."
    assert text(returned({"error": "no such city"}), "Done.") == "I'm sorry, that didn't work: no such city."


def test_the_same_call_is_not_made_twice_in_a_row() -> None:
    again = calling("get_weather", city="Oslo")
    assert text(returned({"temperature_c": 4}), again) == "The temperature is 4 degrees Celsius."


def test_the_second_of_two_things_is_called_when_the_first_is_done() -> None:
    call = Call("get_weather", {"city": "Oslo"})
    asked = Said(Role.USER, "Weather in Oslo, and a timer for five minutes.")
    prompt = Prompt(history=(asked, call, Result(call, {"temperature_c": 4})), tools=(WEATHER, TIMER))
    assert called(prompt, calling("set_timer", minutes=5)) == [Call("set_timer", {"minutes": 5})]


def test_without_checks_the_model_has_its_way() -> None:
    bare = Checks.none()
    prompt = asking("What is 2 plus 2?", tools=(WEATHER,))
    assert text(prompt, "It is five. Or six. Or seven. Or eight.", checks=bare).endswith("Or eight.")
    assert called(prompt, calling("get_weather", city="Rome"), checks=bare) == [
        Call("get_weather", {"city": "Rome"})
    ]
    assert text(asking("Stop."), "Why?", checks=bare) == "Why?"


# around


def test_without_vectors_rules_and_the_model_are_left() -> None:
    vectors = Counting()

    async def scenario() -> tuple[list[Delta], list[Delta]]:
        brain = Brain(Saying(), vectors, lambda: NOW)
        await brain.start()
        vectors.is_broken = True
        answers = []
        for asked in ("What is 2 plus 2?", "Why do leaves fall down?"):
            async with aclosing(brain.reply(asking(asked, tools=(TIMER,)), Ticket(1))) as deltas:
                answers.append([delta async for delta in deltas])
        await brain.warm(asking("x", system=CAFE, tools=(TIMER,)), Ticket(1))
        return answers[0], answers[1]

    exact, open_one = asyncio.run(scenario())
    assert exact == ["2 plus 2 is 4."]
    assert len(open_one) > 4


@pytest.mark.parametrize("tools", [(), (TIMER, WEATHER)])
def test_what_answers_begin_with_is_read_ahead(tools: tuple[()]) -> None:
    model = Saying()
    before = ("Hello.", "Hi!")

    async def scenario() -> None:
        brain = Brain(model, Counting(), lambda: NOW)
        await brain.start()
        for so_far in (None, "Why do", "Why do leaves"):
            await brain.warm(asking(so_far, *before, system=CAFE, tools=tools), Ticket(1))
        asked = asking("Why do leaves fall down?", *before, system=CAFE, tools=tools)
        async with aclosing(brain.reply(asked, Ticket(1))) as deltas:
            assert [delta async for delta in deltas]

    asyncio.run(scenario())
    assert len(model.read_ahead) == 3
    assert all(model.asked[0].text.startswith(read) for read in model.read_ahead)
    assert model.read_ahead[2].endswith("Why do leaves")


@pytest.mark.parametrize(
    "odd",
    ["?", "\ud800", "<|im_end|>", "a" * 100_000, "((((", "%s {} \\", "\n\n", "🙂🙂", "{", '{"tool": 5}'],
)
def test_odd_words_do_no_harm(odd: str) -> None:
    assert replied(asking(odd, odd, odd, system=odd, tools=(TIMER, MUSIC)), Saying(odd))
