from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.turns.words import MARKED, UNMARKED, read, words_of

HUMS = [
    "M.",
    "Mm.",
    "H. M.",
    "Hmm,",
    "Mm-hmm.",
    "Mhm",
    "Uh-huh.",
    "Aha",
    "Ahh",
    "Ah.",
    "Oh",
    "Huh-huh.",
    "Ha, ha!",
]


def test_words_are_compared_without_case_signs_and_apostrophes() -> None:
    assert words_of("Mm-hmm, I'm “here”…") == ["mmhmm", "im", "here"]


@pytest.mark.parametrize("text", [*HUMS, "Haha.", "Hahaha!", "Um.", "Uh,", "Mmm.", "Hm", "Eh.", "Ooh", "Aw."])
def test_hums_and_laughs_are_known_however_they_are_spelt(text: str) -> None:
    cues = read(text)
    assert cues.words == cues.backchannels > 0
    assert cues.commands == 0


@pytest.mark.parametrize(
    "text",
    [
        "Yeah.",
        "Right, right.",
        "Okay. Sure.",
        "I see.",
        "Oh no.",
        "No way!",
        "That's right.",
        "Of course.",
        "Go on.",
        "Ja, genau.",
        "Ach so.",
        "D'accord.",
        "Oui, oui.",
        "Claro.",
        "Sí, sí.",
        "Va bene.",
        "Certo.",
        "Pois é.",
        "Precies.",
    ],
)
def test_who_listens_says_nothing_but_that(text: str) -> None:
    cues = read(text)
    assert cues.words == cues.backchannels
    assert cues.commands == 0


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("Stop.", 1),
        ("Wait, wait.", 2),
        ("No.", 1),
        ("What?", 1),
        ("Tell me", 1),
        ("Hold on a second", 2),
        ("Yeah, but why?", 2),
        ("Oh, excuse me.", 2),
        ("Uh, can you say that again?", 2),
        ("Could you stop", 3),
        ("I want to stop", 0),
        ("The bus will stop.", 0),
        ("Yes", 0),
        ("Halt!", 1),
        ("Nein, warte.", 2),
        ("Attends.", 1),
        ("Espera, espera", 2),
        ("Aspetta!", 1),
        ("Wacht even", 1),
        ("", 0),
    ],
)
def test_commands_count_where_they_come_first(text: str, commands: int) -> None:
    assert read(text).commands == commands


def test_words_that_mean_something_are_neither() -> None:
    for text in ("I want a coffee", "Tuesday", "A I", "homework"):
        cues = read(text)
        assert (cues.backchannels, cues.commands) == (0, 0), text


SAID = "The capital of France is Paris, and Mr. Dashwood lives in the middle of it."


@pytest.mark.parametrize(
    ("text", "echoed"),
    [
        ("capital of France", 3),
        ("the capitol of France is", 5),
        ("Mr. Dashboard lives", 3),
        ("Paris", 1),
        ("Is it Paris?", 0),
        ("in the middle", 3),
        ("of the", 0),
        ("is in the", 0),
        ("What is the capital of Spain?", 3),
        ("and", 0),
        ("yes", 0),
    ],
)
def test_echo_is_runs_of_our_own_words_that_bear_something(text: str, echoed: int) -> None:
    assert read(text, SAID).echoed == echoed


@pytest.mark.parametrize(
    "text",
    [
        "I want to go to the.",
        "Milk, eggs and",
        "I went there because.",
        "I want to, um.",
        "Ten of.",
        "My number is 555",
        "It costs twenty",
        "When the meeting is over,",
        "Because I was late.",
        "Is there either a hotel?",
        "Between you.",
        "Can you tell me",
        "I think that.",
        "Well,",
        "So",
        "Let me think...",
        "The first.",
        "How do I get to the nearest?",
        "I need milk, eggs.",
        "My sister, who lives in London.",
        "Ich möchte nach Berlin und",
        "Je voudrais aller à la",
        "Quiero ir a la",
        "Vorrei andare alla",
        "Eu quero ir para",
        "Ik wil graag naar de",
    ],
)
def test_who_has_not_finished_is_known_by_the_last_words(text: str) -> None:
    assert read(text).trailing >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "No, thank you.",
        "Seven of clubs.",
        "The child almost hurt the small dog.",
        "What is the capital of France?",
        "When does it open?",
        "Play some quiet music, please.",
        "If it rains tomorrow, we will stay at home and watch a film.",
        "There is a bus between noon and midnight.",
        "I'd like the red one.",
        "My number is 555 123 4567.",
        "It cost $27.50.",
        "Nein danke.",
        "",
    ],
)
def test_who_has_finished_is_not_taken_for_unfinished(text: str) -> None:
    assert read(text).trailing == 0.0


@pytest.mark.parametrize(
    "text", ["I don't think so.", "What's that?", "You could try switching it off.", "Nineteen."]
)
def test_words_that_may_go_on_and_mostly_do_not_weigh_a_little(text: str) -> None:
    assert 0.0 < read(text).trailing <= 0.3


def test_an_end_is_as_sure_as_the_recogniser_says_or_its_mark() -> None:
    assert read("It is.", closed=0.25).closed == 0.25
    assert [read(text).closed for text in ("It is.", "Is it?”", "It is", "It is,", "It is...")] == [
        MARKED,
        MARKED,
        UNMARKED,
        UNMARKED,
        UNMARKED,
    ]
    assert read("", closed=0.9).closed == 0.0


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_cues_within_bounds(text: str, said: str) -> None:
    cues = read(text, said)
    for count in (cues.backchannels, cues.commands, cues.echoed):
        assert 0 <= count <= cues.words
    assert 0 <= cues.trailing <= 1
    assert 0 <= cues.closed <= 1


def test_however_much_was_said_only_the_last_of_it_is_looked_at() -> None:
    assert read("word " * 5_000, "word " * 5_000).words == 5_000
