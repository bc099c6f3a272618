import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.wording import REPEATS, Steady, loop_start, modern, plain


@given(
    st.lists(st.integers(3, 9), max_size=20),
    st.lists(st.integers(10, 19), min_size=1, max_size=8, unique=True),
)
def test_a_loop_is_cut_to_one_run(before: list[int], run: list[int]) -> None:
    tokens = [*before, 99, *run * REPEATS]
    assert tokens[: loop_start(tokens)] == [*before, 99, *run]
    assert loop_start([*before, 99, *run * (REPEATS - 1)]) in {0, len(before) + 1 + len(run)}


def test_what_is_said_thrice_is_no_loop() -> None:
    assert loop_start([1, 5, 5, 5]) == 0
    assert loop_start([1]) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("To-day and to-morrow, not into-day.", "Today and tomorrow, not into-day."),
        ("TO-NIGHT at ten o'clock", "TONIGHT at ten o'clock"),
        ("to-Morrow", "toMorrow"),
        ("The connexion was shewn on the waggon.", "The connection was shown on the wagon."),
        ("Shew me. GOOD-BYE!", "Show me. GOODBYE!"),
        ("now-a-days at week-ends", "nowadays at weekends"),
        ("a goodbye-kiss, a good-bye-kiss", "a goodbye-kiss, a good-bye-kiss"),
        ("colour, organise, grey, theatre", "colour, organise, grey, theatre"),
        ("", ""),
    ],
)
def test_spelling_is_modern(old: str, new: str) -> None:
    assert modern(old) == new
    assert modern(new) == new


def stable(steady: Steady) -> str:
    return steady.text[: steady.stable]


def test_words_stay_that_two_readings_agree_on() -> None:
    steady = Steady()
    seen = []
    for text in (
        "What",
        "What is the cat",
        "What is the capital.",
        "what is the capital of France",
        "What is a capital of France? And",
        "What is the capital, of France? And of Spain",
    ):
        steady.take(text)
        seen.append((steady.text, stable(steady)))
    assert seen == [
        ("What", ""),
        ("What is the cat", "What"),
        ("What is the capital.", "What is the"),
        ("What is the capital of France", "What is the capital"),
        ("What is the capital of France? And", "What is the capital"),
        ("What is the capital, of France? And of Spain", "What is the capital"),
    ]
    steady.take("What is the capital, of France? And of Spain, please")
    assert stable(steady) == "What is the capital, of France? And of Spain"
    steady.take("")
    assert steady.text == stable(steady)


TEXTS = st.lists(st.sampled_from(["a", "b", "A,", "b.", "c", "—"]), max_size=6).map(" ".join)


@given(st.lists(TEXTS, max_size=12))
def test_what_is_stable_is_never_taken_back(texts: list[str]) -> None:
    steady, kept = Steady(), ""
    for text in texts:
        steady.take(text)
        assert stable(steady).startswith(kept)
        kept = stable(steady)
        assert steady.text == steady.text.strip()


def test_a_word_is_compared_by_its_letters() -> None:
    assert plain("O'Clock,") == plain("oclock")
    assert plain("—") == ""
