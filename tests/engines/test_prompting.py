from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.prompting import CUT, TRAILING, Budget, estimate, messages, where_cut
from antiphon.talk import SILENT, Call, Prompt, Result, Role, Said, Utterance

BUDGET = Budget(prompt_tokens=512, answer_tokens=100)


def test_order_and_roles() -> None:
    prompt = Prompt(
        system="Be brief.",
        history=(
            Said(Role.USER, "one"),
            Said(Role.MODEL, "two"),
            Said(Role.MODEL, "three"),
            Said(Role.USER, " "),
        ),
        user=Utterance(1, 0, "four"),
    )
    assert messages(prompt, persona="You are Ann.") == [
        {"role": "system", "content": "You are Ann.\n\nBe brief."},
        {"role": "user", "content": "one"},
        {"role": "assistant", "content": "two\nthree"},
        {"role": "user", "content": "four"},
    ]


def test_an_answer_that_nobody_asked_for_in_words_is_asked_for() -> None:
    assert messages(Prompt()) == [{"role": "user", "content": "Hello!"}]
    spoken = Prompt(history=(Said(Role.USER, "hi"), Said(Role.MODEL, "hello")))
    assert [message["content"] for message in messages(spoken)] == ["hi", "hello", "Please go on."]
    assert messages(Prompt(history=(Said(Role.USER, "tell me"),))) == [{"role": "user", "content": "tell me"}]


def test_later_instructions_join_the_first_and_results_are_told() -> None:
    prompt = Prompt(
        system="Be brief.",
        history=(
            Said(Role.USER, "book it"),
            Call("book", {"at": 3}, "call_1"),
            Result(Call("book", {"at": 3}, "call_1"), {"ok": "yes"}),
            Said(Role.SYSTEM, "Be a pirate."),
        ),
    )
    assert messages(prompt) == [
        {"role": "system", "content": "Be brief.\n\nBe a pirate."},
        {"role": "user", "content": 'book it\n(book: {"ok": "yes"})'},
    ]


def test_what_was_interrupted_says_so_where_it_was_cut() -> None:
    prompt = Prompt(
        history=(Said(Role.USER, "one"), Said(Role.MODEL, "two and", is_cut=True)),
        user=Utterance(1, 0, "wait"),
    )
    assert messages(prompt) == [
        {"role": "user", "content": "one"},
        {"role": "assistant", "content": f"two and {TRAILING}"},
        {"role": "user", "content": "wait"},
    ]


def test_what_the_model_went_on_with_was_not_cut() -> None:
    call, result = Call("f"), Result(Call("f"), {})
    asked, begun, rest = (
        Said(Role.USER, "one"),
        Said(Role.MODEL, "two", is_cut=True),
        Said(Role.MODEL, "three"),
    )
    assert where_cut((asked, begun, rest)) == (asked, begun, rest)
    assert where_cut((asked, begun, call, result, rest)) == (asked, begun, call, result, rest)
    noted = Said(Role.MODEL, f"two {CUT}", is_cut=True)
    assert where_cut((begun, asked, rest)) == (noted, asked, rest)
    assert where_cut((asked, begun, Said(Role.SYSTEM, "Be brief.")))[1] == noted
    assert where_cut((begun, replace(rest, is_cut=True), asked))[1].text == f"three {CUT}"  # type: ignore[union-attr]  # is Said


def test_a_silence_is_a_stage_direction_and_no_instruction() -> None:
    silent = Said(Role.SYSTEM, f"{SILENT} 8 seconds. Ask.")
    spoken = (Said(Role.USER, "hi"), Said(Role.MODEL, "hello"))
    asked = messages(Prompt(system="Be brief.", history=(*spoken, silent)))
    assert [message["content"] for message in asked] == ["Be brief.", "hi", "hello", f"({silent.text})"]


SAID = st.builds(Said, st.sampled_from(Role), st.text(max_size=400))


@given(st.text(max_size=3000), st.lists(SAID, max_size=20), st.none() | st.text(max_size=3000))
def test_a_budget_holds(system: str, history: list[Said], text: str | None) -> None:
    user = None if text is None else Utterance(1, 0, text)
    asked = messages(Prompt(system=system, history=tuple(history), user=user), budget=BUDGET)
    assert sum(estimate(message["content"]) for message in asked) <= BUDGET.prompt_tokens
    turns = [message for message in asked if message["role"] != "system"]
    assert not turns or turns[0]["role"] == "user" or len(turns) == 1


def test_the_newest_turns_stay() -> None:
    history = [Said(role, f"{n} " + "and " * 80) for n in range(20) for role in (Role.USER, Role.MODEL)]
    asked = messages(Prompt(history=tuple(history), user=Utterance(1, 0, "now")), budget=BUDGET)
    assert asked[0]["role"] == "user"
    assert asked[-2]["content"].startswith("19 ")
    assert asked[-1]["content"] == "now"
    assert 5 <= len(asked) <= 7


def test_a_long_question_keeps_its_end() -> None:
    asked = messages(Prompt(system="s" * 5000, user=Utterance(1, 0, "x" * 5000 + "?")), budget=BUDGET)
    assert [message["role"] for message in asked] == ["system", "user"]
    assert asked[1]["content"].endswith("?")
