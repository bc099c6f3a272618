import re

import pytest

from antiphon.talk import Call, Result, Said
from brain.dialogue import Dialogue
from brain.draw import Draw, Side
from brain.scripts_draw import FAMILIES, books, dialogue, faults
from brain.scripts_read import Book, Faulty, read

WRITTEN = """
# a comment
* set_timer | Starts a countdown. | minutes:integer, label:string?, tone:soft|loud?, daily:boolean?
* get_weather | Weather of a place. | city:string

= You are {name}, a tutor.\\nBe kind.
> Hi, I'm {name2} from {city}.
< Nice to meet you, {name2}!
> {what's|tell me} my name
< {name2} is your name.
=
+ set_timer get_weather
> Wake me in {n=3-50} minutes for the {x=tea|soup}, {n} minutes.
! set_timer minutes={n}; label={x}; tone=soft; daily=true
? status=ok; left={n}; kinds=[{x}, other]; at=7.5
< {x} will be ready in {n} minutes.
"""


def drawn(written: str, at: int = 0, seed: int = 1) -> Dialogue:
    of = read("some", written.splitlines())
    return dialogue(Draw(seed), of, of.scripts[at])


def said(made: Dialogue) -> list[str]:
    return [entry.text for entry in made.entries if isinstance(entry, Said)]


def test_a_gap_holds_the_same_wherever_it_stands_and_two_hold_different_things() -> None:
    for seed in range(20):
        made = drawn(WRITTEN, seed=seed)
        told, met, asked, recalled = said(made)
        found = re.fullmatch(r"You are (.+), a tutor\.\nBe kind\.", made.system)
        user = re.fullmatch(r"Hi, I'm (.+) from .+\.", told)
        assert found
        assert user
        assert found[1] != user[1]
        assert met == f"Nice to meet you, {user[1]}!"
        assert asked in {"What's my name", "Tell me my name"}
        assert recalled == f"{user[1]} is your name."


def test_numbers_are_said_one_way_and_given_as_numbers() -> None:
    ways = set()
    for seed in range(30):
        made = drawn(WRITTEN, 1, seed)
        call, result = made.entries[1:3]
        assert isinstance(call, Call)
        assert isinstance(result, Result)
        minutes = next(value for value in call.arguments.values() if isinstance(value, int))
        assert 3 <= minutes <= 50
        words = re.findall(r"in (.+?) minutes", " ".join(said(made)))
        assert words[0] == words[-1]
        ways.add(words[0].isdigit())
        assert call.arguments["label"] in {"tea", "soup"}
        assert call.arguments["daily"] is True
        assert result.response["kinds"] == [call.arguments["label"], "other"]
        assert result.response["at"] == 7.5
    assert ways == {True, False}


def test_what_begins_a_sentence_has_a_capital() -> None:
    assert said(drawn(WRITTEN, 1))[-1][0].isupper()


def test_functions_are_written_as_callers_write_them() -> None:
    names = {tool.name for seed in range(60) for tool in drawn(WRITTEN, 1, seed).tools}
    assert {"set_timer", "setTimer"} < names
    for seed in range(60):
        made = drawn(WRITTEN, 1, seed)
        call = made.entries[1]
        assert isinstance(call, Call)
        assert call.name in {tool.name for tool in made.tools}


@pytest.mark.parametrize(
    "line", ["? who", "* a | b | c:nothing", "+ unknown\n> Hi\n! unknown", "x what", "! unknown"]
)
def test_a_line_that_cannot_be_read_is_told(line: str) -> None:
    with pytest.raises(Faulty):
        read("some", (line if line[0] in "?*" else f"=\n{line}").splitlines())


@pytest.mark.parametrize(
    "call",
    ["set_timer minutes=soon", "set_timer minutes=2; tone=high", "set_timer daily=maybe", "set_timer x=1"],
)
def test_a_call_with_what_is_not_taken_is_told(call: str) -> None:
    with pytest.raises(Faulty):
        drawn(f"{WRITTEN}\n=\n+ set_timer\n> Please.\n! {call}", 2)


def every() -> list[Book]:
    return list(books())


@pytest.mark.parametrize("of", every(), ids=lambda of: of.name)
def test_every_script_can_be_drawn_and_is_in_order(of: Book) -> None:
    assert of.scripts
    for script in of.scripts:
        assert faults(script) == [], script.number
        for seed in range(2):
            made = dialogue(Draw(seed), of, script)
            assert not [text for text in said(made) if re.search(r"[{}*]", text)], script.number


@pytest.mark.parametrize("of", every(), ids=lambda of: of.name)
def test_every_call_is_offered_and_has_what_is_required(of: Book) -> None:
    for script in of.scripts:
        made = dialogue(Draw(3), of, script)
        for call in (entry for entry in made.entries if isinstance(entry, Call)):
            tool = next(each for each in made.tools if each.name == call.name)
            assert set(tool.parameters["required"]) <= set(call.arguments), script.number


def test_no_script_is_on_both_sides() -> None:
    family = FAMILIES[f"script {books()[0].name}"]
    trained, held = (
        {each.system + said(each)[0] for each in (family.make(Draw(seed, side)) for seed in range(200))}
        for side in Side
    )
    assert trained
    assert held
    assert trained.isdisjoint(held)
