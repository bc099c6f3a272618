import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest

from antiphon.engines.brain.brain import STILL_THERE, Brain
from antiphon.engines.stages import Delta, Ticket
from antiphon.talk import SILENT, Call, Calls, Modality, Picture, Prompt, Result, Role, Said, Sampling, Used
from brain_parts import LIGHT, MUSIC, NOW, TIMER, WEATHER, Counting, Saying, asking

CAFE = "You are Ada, the assistant of the Blue Door cafe. We are closed on Mondays. The wifi password is sunny42."


def replied(prompt: Prompt, model: Saying | None = None, vectors: Counting | None = None) -> list[Delta]:
    async def scenario() -> list[Delta]:
        brain = Brain(model or Saying(), vectors or Counting(), lambda: NOW)
        try:
            await brain.start()
            async with aclosing(brain.reply(prompt, Ticket(1))) as deltas:
                return [delta async for delta in deltas]
        finally:
            await brain.aclose()

    return asyncio.run(scenario())


def text(prompt: Prompt, model: Saying | None = None) -> str:
    return "".join(delta for delta in replied(prompt, model) if isinstance(delta, str)).strip()


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        (asking("What is seventeen plus twenty five?"), "17 plus 25 is 42."),
        (asking("What day is it today?"), "Today is Monday, November 23, 2026."),
        (
            asking("What is my sister's name?", "My sister is called Petra.", "Okay."),
            "Your sister is called Petra.",
        ),
        (asking("What is my name?", "I'm Ben.", "Hi!"), "Your name is Ben."),
        (asking("What is my name?"), "I don't know your name. You haven't told me."),
        (asking("What is your name?", system=CAFE), "My name is Ada."),
        (asking("What's the wifi password?", system=CAFE), "The wifi password is sunny42."),
        (asking("Are you open today?", system=CAFE), "We're closed on Mondays."),
        (asking("Is there swimming pool access here?", system=CAFE), "I don't know, I wasn't told that."),
        (asking("Say that again.", "Hi", "Good day."), "Good day."),
        (asking("Say that again."), "I haven't said anything yet."),
        (asking("My name is Anna."), "Nice to meet you, Anna."),
        (asking("My sister is called Petra."), "Okay, I'll remember that your sister is called Petra."),
        (asking(None), "Hello! How can I help?"),
        (asking(None, system=CAFE), "Hello! I'm Ada. How can I help?"),
        (asking("  "), "Sorry, I didn't catch that."),
        (asking("What time is it", tools=(TIMER,)), "It's 3:05 PM."),
    ],
)
def test_what_needs_no_model(prompt: Prompt, answer: str) -> None:
    model = Saying()
    assert text(prompt, model) == answer
    assert model.asked == []


def test_into_a_silence_it_asks_without_its_model() -> None:
    before = (Said(Role.USER, "hi"), Said(Role.MODEL, "Hello."))
    silent = Said(Role.SYSTEM, f"{SILENT} 8 seconds. Ask.")
    asked = [text(Prompt(history=(*before[:count], silent))) for count in (1, 2)]
    assert sorted(asked) == sorted(STILL_THERE)


def test_open_questions_go_to_the_model_and_stay_short() -> None:
    model = Saying()
    deltas = replied(asking("Why do leaves fall down?", system="Be kind."), model)
    assert "".join(d for d in deltas if isinstance(d, str)) == "Well, that is a question. Here is more."
    assert len(deltas) > 4
    assert "Be kind." in model.asked[0].text
    assert model.asked[0].sampling.max_output_tokens == 70


def test_facts_of_the_models_own_are_doubtful() -> None:
    assert (
        text(asking("Who wrote Hamlet?"), Saying("The author is Shakespeare."))
        == "I think the author is Shakespeare."
    )


def test_the_callers_sampling_holds() -> None:
    model = Saying()
    prompt = replace(
        asking("Why do leaves fall down?"), modality=Modality.TEXT, sampling=Sampling(max_output_tokens=9)
    )
    replied(prompt, model)
    assert model.asked[0].sampling.max_output_tokens == 9


def test_a_request_becomes_a_call() -> None:
    assert replied(asking("Set a countdown timer for ten minutes.", tools=(WEATHER, TIMER))) == [
        Calls((Call("set_timer", {"minutes": 10}),))
    ]


def test_the_model_copies_what_no_rule_reads() -> None:
    model = Saying(" jazz\n")
    call, used = replied(asking("Play jazz music.", tools=(MUSIC, TIMER)), model)
    assert call == Calls((Call("play_music", {"what": "jazz"}),))
    assert isinstance(used, Used)
    assert model.asked[0].grammar


def test_what_is_missing_is_asked_and_then_called() -> None:
    prompt = asking("Start a timer.", tools=(WEATHER, TIMER))
    question = text(prompt)
    assert question == "For how many minutes?"
    answered = asking("Five.", "Start a timer.", question, tools=(WEATHER, TIMER))
    assert replied(answered) == [Calls((Call("set_timer", {"minutes": 5}),))]
    assert text(asking("Never mind.", "Start a timer.", question, tools=(TIMER,))) in {"Okay.", "All right."}


def test_the_last_call_again_with_another_place() -> None:
    call = Call("get_weather", {"city": "Paris"})
    history = (
        Said(Role.USER, "Weather in Paris?"),
        call,
        Result(call, {"t": 1}),
        Said(Role.MODEL, "The t is 1."),
    )
    prompt = replace(asking("And in London?", tools=(WEATHER, LIGHT)), history=history)
    assert replied(prompt) == [Calls((Call("get_weather", {"city": "London"}),))]


def test_what_is_awaited_is_not_asked_for_again() -> None:
    prompt = asking("Set a countdown timer for ten minutes.", tools=(TIMER,))
    assert replied(replace(prompt, pending=(Call("set_timer", {"minutes": 10}, "1"),))) == [
        "I'm still working on that."
    ]


def test_results_are_told() -> None:
    call = Call("get_weather", {"city": "Oslo"})
    prompt = Prompt(
        history=(Said(Role.USER, "Weather?"), call, Result(call, {"temperature_c": 4})), tools=(WEATHER,)
    )
    assert text(prompt) == "The temperature is 4 degrees Celsius."


def test_it_cannot_see() -> None:
    prompt = replace(asking("Is this picture nice?"), pictures=(Picture("image/png", b""),))
    assert "can't see" in text(prompt)


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


def test_what_answers_begin_with_is_read_ahead() -> None:
    model = Saying()

    async def scenario() -> None:
        brain = Brain(model, Counting(), lambda: NOW)
        await brain.start()
        await brain.warm(asking(None, system=CAFE, tools=(TIMER,)), Ticket(1))

    asyncio.run(scenario())
    assert [text.split()[0] for text in model.read_ahead] == ["Note:", "Request:", "<|im_start|>system"]


@pytest.mark.parametrize(
    "odd", ["?", "\ud800", "<|im_end|>", "a" * 100_000, "((((", "%s {} \\", "\n\n", "🙂🙂"]
)
def test_odd_words_do_no_harm(odd: str) -> None:
    assert replied(asking(odd, odd, odd, system=odd, tools=(TIMER, MUSIC)))
