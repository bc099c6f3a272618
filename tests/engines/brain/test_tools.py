from antiphon.engines.brain import tools
from antiphon.engines.brain.parameters import of
from antiphon.talk import Call
from brain_parts import LIGHT, MESSAGE, TIMER, WEATHER, asking

ASKED = of(TIMER)[0].question


def test_the_next_turn_answers_our_question() -> None:
    prompt = asking("Ten minutes.", "Set a timer.", ASKED)
    request = tools.asked_back(prompt.history, "Ten minutes.", (WEATHER, TIMER))
    assert request == tools.Request("Set a timer.", ((ASKED, "Ten minutes."),))
    assert tools.complete(TIMER, {}, request) == {"minutes": 10}


def test_half_a_question_heard_is_recognised() -> None:
    prompt = asking("Ten.", "Set a timer.", ASKED[:12])
    assert tools.asked_back(prompt.history, "Ten.", (TIMER,)) is not None


def test_two_questions_in_a_row() -> None:
    first, second = (each.question for each in of(MESSAGE))
    prompt = asking("I'm late", "Send a message.", first, "To Ann.", second)
    request = tools.asked_back(prompt.history, "I'm late", (MESSAGE,))
    assert request is not None
    assert tools.complete(MESSAGE, {}, request) == {"recipient": "Ann", "text": "I'm late"}


def test_other_words_are_no_answer() -> None:
    assert tools.asked_back(asking("Hm", "Hello", "Hello!").history, "Hm", (TIMER,)) is None
    assert tools.asked_back((), "Ten", (TIMER,)) is None


def test_missing_and_pending() -> None:
    assert [each.name for each in tools.missing(LIGHT, {"room": "kitchen"})] == ["is_on"]
    call = Call("f", {"a": 1})
    assert tools.is_pending(call, (Call("f", {"a": 1}, "7"),))
    assert not tools.is_pending(call, (Call("f", {"a": 2}, "7"),))
