import tomllib

import pytest

from antiphon.bench.brain.questions import parsed, questions
from antiphon.engines.brain import chat
from antiphon.talk import Call, Tool
from brain import freeze, recipe
from brain.apart import plainly, questions_of
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw, Side

WEATHER = Tool("get_weather", "Tells the weather", {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})  # fmt: skip
NAMES = tuple(
    f"{first}{last}" for first in ("Ma", "Ta", "Lo", "Ri", "Ju") for last in ("ra", "ro", "na", "no", "lia")
)
ASK = (
    "What is my sister's name?",
    "What's my sister called?",
    "Tell me my sister's name.",
    "My sister, who is she?",
)


def told(draw: Draw) -> Dialogue:
    """A private family: what is remembered, and what is not known."""
    made = Dialogue("told", "You are Ada.")
    name = draw.value(NAMES)
    made.user(f"My sister is called {name}.")
    made.model("I'll remember that.")
    made.user(draw.phrase(ASK))
    made.model(f"Your sister is called {name}.", Probe("memory", want=name, without="don't know"))
    made.user(f"And who is {draw.word()}?")
    made.model("I don't know.", Probe("absent", want="don't know"))
    return made


def called(draw: Draw) -> Dialogue:
    """Another: a function, what it returns, and talk beside it."""
    made = Dialogue("called", tools=(WEATHER,))
    city = draw.word().capitalize()
    made.user("What's the weather?")
    made.model("For which city?", Probe("asking", want="\\?"))
    made.user(f"In {city}.")
    made.call("get_weather", {"city": city}, Probe("asking", call=Call("get_weather", {"city": city})))
    made.result({"temperature": 18, "sky": "clear"})
    made.model("It is clear, 18 degrees.", Probe("results", want="18"))
    return made


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    families = {"told": Family(1, told), "called": Family(1, called)}
    monkeypatch.setattr(recipe, "FAMILIES", families)
    monkeypatch.setattr(recipe, "MISHEARD", 0.0, raising=False)  # what is misheard is spelt in no known way


def test_a_dialogue_is_cut_at_its_probes() -> None:
    asks, calls, tells = freeze.askable(called(Draw(1, Side.HELD_OUT)))
    assert (asks.kind, asks.say, asks.calls) == ("asking", ("What's the weather?",), ())
    (wanted,) = calls.calls or ()
    assert calls.say == (asks.say[0], f"In {wanted.arguments['city']}.")
    assert calls.result == {"temperature": 18, "sky": "clear"}
    assert (tells.say, tells.calls, tells.probe.want) == (calls.say, None, "18")


def test_without_functions_no_call_is_judged() -> None:
    remembered, unknown = freeze.askable(told(Draw(1, Side.HELD_OUT)))
    assert (remembered.kind, unknown.kind) == ("memory", "absent")
    assert remembered.calls is None
    assert len(remembered.say) == 2
    assert len(unknown.say) == 3


def probed(*lines: str, is_cut: bool = False) -> Dialogue:
    made = Dialogue("x")
    for line in lines:
        made.user(line)
        made.model("Yes.", Probe("talk", want="yes") if line == lines[-1] else None, is_cut=is_cut)
    return made


def test_what_the_wire_does_not_carry_is_left_out() -> None:
    assert list(freeze.askable(probed("Hi.", "How are you?")))
    assert not list(freeze.askable(probed(chat.asked("Hi.", ["Your name is Bo."]), "How are you?")))
    assert not list(freeze.askable(probed(chat.asked("How are you?", seen="a cup"))))
    assert not list(freeze.askable(probed("Hi.", "How are you?", is_cut=True)))


def test_results_that_differ_or_hold_nothing_are_left_out() -> None:
    made = called(Draw(1, Side.HELD_OUT))
    made.user("And again?")
    made.call("get_weather", {"city": "x"}, Probe("tools", call=Call("get_weather", {"city": "x"})))
    made.result({"temperature": 19})
    assert [item.kind for item in freeze.askable(made)] == ["asking", "asking", "results"]
    assert freeze.has_nothing({"a": [1, {"b": None}]})
    assert not freeze.has_nothing({"a": [1, {"b": 0}]})


def test_quotas_add_up() -> None:
    assert freeze.quotas(freeze.COUNT) == freeze.QUOTAS
    for count in (1, 100, 240):
        assert sum(freeze.quotas(count).values()) == count


@pytest.mark.usefixtures("small")
def test_the_file_is_what_the_benchmark_reads() -> None:
    found = freeze.frozen(100, 3, most=400, trained=200)
    text = "\n".join(freeze.written(found, 100, 3))
    read = parsed(text, "heldout.toml")["heldout"]
    items = [item for some in found.values() for item in some]
    assert [question.say for question in read] == [item.say for item in items]
    assert [question.system for question in read] == [item.system for item in items]
    wanted = [freeze.UNKNOWING if item.kind == "absent" else item.probe.want for item in items]
    assert [question.want for question in read] == wanted
    for question, item in zip(read, items, strict=True):
        assert [tool["name"] for tool in question.tools] == [tool.name for tool in item.tools]
        assert question.calls is None or len(question.calls) == len(item.calls or ())
    assert {question.kind for question in read} == {"memory", "absent", "asking", "results"}
    assert text == "\n".join(freeze.written(freeze.frozen(100, 3, most=400, trained=200), 100, 3))


@pytest.mark.usefixtures("small")
def test_what_was_trained_on_word_by_word_is_not_asked() -> None:
    found = freeze.frozen(100, 3, most=400, trained=200)
    assert {item.say[-1] for item in found["memory"]} == {ASK[-1]}


def test_tools_of_the_same_name_are_told_apart() -> None:
    other = Tool("get_weather", "Another", {})
    assert list(freeze.named([WEATHER, other, WEATHER])) == ["get_weather", "get_weather#2"]


@pytest.mark.parametrize("value", ['a "b" \\c\n é', {"a b": [1, 2.5, True], "c": {}}, ["x"], 0.1])
def test_values_are_written_as_toml(value: object) -> None:
    assert tomllib.loads(f"x = {freeze._toml(value)}") == {"x": value}


def test_nothing_that_is_asked_is_trained_on() -> None:
    asked = {plainly(each.say[-1]) for each in questions() if each.split in {"heldout", "written"}}
    assert len(asked) > 500
    assert not asked & questions_of(recipe.dialogues(1000, 1_000_003, Side.TRAINED))
