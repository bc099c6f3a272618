from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.session.generation import CHUNK, LEAST, Generation, Release, Voiced
from antiphon.talk import Call, Calls, Mark

LEAD = 0.6
WHOLE = "one two three"


def spoken(**options: bool) -> Generation:
    return Generation(1, revision=0, is_draft=options.get("is_draft", False), is_spoken=True)


def speak(generation: Generation, text: str, *, word: int = 4_800) -> None:
    """Says words of equal length, each with its mark."""
    at = characters = 0
    for each in text.split(" "):
        generation.say(each if characters + len(each) == len(text) else f"{each} ")
        generation.voice(Voiced(word, (Mark(characters, characters + len(each), at),)))
        at, characters = at + word, characters + len(each) + 1


def release(generation: Generation, now: float = 0.0, lead_s: float = LEAD) -> list[Release]:
    return list(generation.release(lead_s, now))


def test_a_draft_lets_nothing_out() -> None:
    generation = spoken(is_draft=True)
    speak(generation, "one two")
    assert release(generation) == []
    generation.is_draft = False
    assert release(generation)[0] == Release("one ", 0, CHUNK)


def test_words_leave_with_the_audio_in_which_they_begin() -> None:
    generation = spoken()
    speak(generation, "one, two! three", word=CHUNK)
    assert release(generation, lead_s=60) == [
        Release("one, ", 0, CHUNK),
        Release("two! ", CHUNK, 2 * CHUNK),
        Release("three", 2 * CHUNK, 3 * CHUNK),
    ]


def test_the_lead_is_filled_and_one_chunk_begun() -> None:
    generation = spoken()
    speak(generation, "a b c d e f g h")
    assert sum(each.stop - each.start for each in release(generation, lead_s=0.25)) == 3 * CHUNK
    assert release(generation, now=0.04, lead_s=0.25) == []
    assert len(release(generation, now=0.051, lead_s=0.25)) == 1


def test_a_piece_that_is_too_short_waits_for_more_unless_it_is_the_last() -> None:
    generation = spoken()
    generation.voice(Voiced(CHUNK + LEAST - 1))
    assert [each.stop for each in release(generation)] == [CHUNK]
    assert not generation.has_releasable_audio
    assert generation.has_unsent_audio
    generation.is_finished = True
    assert [each.stop for each in release(generation)] == [CHUNK + LEAST - 1]
    assert generation.is_out


def test_before_a_call_a_piece_that_is_too_short_is_filled_up_as_its_turn_may_go_on() -> None:
    generation = spoken()
    generation.voice(Voiced(CHUNK + 1))
    generation.calls = Calls((Call("book_slot"),))
    generation.is_finished = True
    assert [each.stop for each in release(generation)] == [CHUNK, CHUNK + LEAST]
    assert generation.is_out


def test_text_answers_leave_as_they_are_written() -> None:
    generation = Generation(1, revision=0, is_draft=False, is_spoken=False)
    generation.say("Hi ")
    assert release(generation) == [Release("Hi ", 0, 0)]
    generation.say("there")
    generation.is_finished = True
    assert release(generation) == [Release("there", 0, 0)]
    assert generation.is_out
    assert generation.heard(0.0) == generation.shown == "Hi there"


def test_words_after_the_last_audio_leave_at_the_end() -> None:
    generation = spoken()
    generation.say("one")
    generation.voice(Voiced(CHUNK, (Mark(0, 3, 0),)))
    generation.say(" (silently)")
    assert release(generation) == [Release("one (", 0, CHUNK)]
    generation.is_finished = True
    assert release(generation) == [Release("silently)", CHUNK, CHUNK)]


@pytest.mark.parametrize(
    ("now", "heard"), [(0.0, ""), (0.11, ""), (0.12, "one"), (0.31, "one"), (0.32, "one two"), (0.53, WHOLE)]
)
def test_heard_are_the_words_of_which_enough_had_sounded(now: float, heard: str) -> None:
    generation = spoken()
    speak(generation, WHOLE)
    release(generation, lead_s=60)
    assert generation.heard(now) == heard


@pytest.mark.parametrize(
    ("length_ms", "needed_ms"), [(60, 60), (120, 120), (330, 120), (450, 150), (600, 200), (5_000, 200)]
)
def test_a_word_is_known_by_a_third_but_not_by_its_onset(length_ms: int, needed_ms: int) -> None:
    generation = spoken()
    speak(generation, "word next", word=length_ms * 24)
    release(generation, lead_s=60)
    assert generation.heard_within(needed_ms * 24) == "word"
    assert generation.heard_within(needed_ms * 24 - 1) == ""


def test_how_long_the_newest_word_is_nobody_knows_yet() -> None:
    generation = spoken()
    speak(generation, "one", word=1_200)  # 50 ms of it have been made
    release(generation, lead_s=60)
    assert generation.heard(9.0) == ""
    generation.is_finished = True
    assert generation.heard(9.0) == "one"


def test_leading_silence_is_no_word_and_what_is_not_spoken_goes_with_the_word_before_which_it_stands() -> (
    None
):
    generation = spoken()
    generation.say("\U0001f600 **Hello** there \U0001f44b and more")
    generation.voice(Voiced(24_000, (Mark(4, 9, 7_200), Mark(12, 17, 14_400), Mark(20, 23, 21_600))))
    release(generation, lead_s=60)
    assert generation.heard_within(7_200 + 2_879) == ""
    assert generation.heard_within(7_200 + 2_880) == "\U0001f600 **Hello"
    assert generation.heard_within(21_600 - 1) == "\U0001f600 **Hello** there"
    assert generation.heard_within(24_000) == "\U0001f600 **Hello** there"


def test_words_that_begin_together_are_heard_together() -> None:
    generation = spoken()
    generation.say("a b c")
    generation.voice(Voiced(9_600, (Mark(0, 1, 0), Mark(2, 3, 4_800), Mark(4, 5, 4_800))))
    release(generation, lead_s=60)
    assert generation.heard_within(4_800) == "a"
    assert generation.heard_within(4_801) == "a b"


def test_without_marks_heard_is_in_proportion_and_whole_words() -> None:
    generation = spoken()
    generation.say("one two three four ")
    generation.voice(Voiced(10 * CHUNK))
    assert release(generation, lead_s=60)[0].text == "one two three four "
    generation.is_finished = True
    assert generation.heard(0.5) == "one two"
    assert generation.heard(0.0) == ""


def test_without_marks_no_more_is_heard_than_can_have_been_said_so_fast() -> None:
    generation = spoken()
    generation.say("a long answer whose words were all there before its first sound")
    generation.voice(Voiced(10 * CHUNK))
    release(generation, lead_s=60)
    assert generation.heard(1.0) == "a long answer"


def test_without_marks_and_spaces_every_character_is_a_word() -> None:
    generation = spoken()
    generation.say("\u4eca\u65e5\u306f\u6674\u308c")
    generation.voice(Voiced(10 * CHUNK))
    generation.is_finished = True
    release(generation, lead_s=60)
    assert generation.heard(0.5) == "\u4eca\u65e5"


def test_when_all_is_heard_all_is_remembered() -> None:
    generation = spoken()
    speak(generation, "one two")
    generation.say("  ...")
    generation.is_finished = True
    release(generation, lead_s=60)
    assert generation.heard(9.0) == "one two  ..."


def test_what_is_cut_is_out() -> None:
    generation = spoken()
    speak(generation, "one two three", word=CHUNK + LEAST // 2)
    release(generation, lead_s=0.0)
    generation.cut()
    assert generation.is_out
    assert generation.has_failed
    assert generation.heard(9.0) == generation.shown == "one "


@pytest.mark.parametrize(("voiced", "said"), [("one two", "one two"), ("", "")])
def test_words_that_never_came_to_sound_were_not_said(voiced: str, said: str) -> None:
    generation = spoken()
    if voiced:
        speak(generation, voiced)
    generation.say(" and never three")
    generation.break_off()
    assert "".join(each.text for each in release(generation, lead_s=60)) == said
    assert generation.is_out
    assert generation.heard(9.0) == said


def test_without_marks_a_failed_answer_keeps_its_words() -> None:
    generation = spoken()
    generation.say("one two")
    generation.voice(Voiced(CHUNK))
    generation.break_off()
    assert "".join(each.text for each in release(generation)) == "one two"


def test_a_written_answer_keeps_what_was_written_before_it_failed() -> None:
    generation = Generation(1, revision=0, is_draft=False, is_spoken=False)
    generation.say("Hi")
    generation.break_off()
    assert [each.text for each in release(generation)] == ["Hi"]


TEXTS = st.text(st.sampled_from("ab ,.!é中-"), max_size=8)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 3 * CHUNK)), max_size=12), st.booleans())
def test_pieces_join_to_the_whole_whatever_they_were(
    pieces: list[tuple[str, int]],
    has_marks: bool,  # hypothesis draws positionally
) -> None:
    generation, released, now = spoken(), [], 0.0
    said, samples = "", 0
    for text, length in pieces:
        generation.say(text)
        marks = (Mark(len(said), len(said) + len(text), samples),) if has_marks else ()
        generation.voice(Voiced(length, marks))
        said, samples, now = said + text, samples + length, now + 0.05
        released += release(generation, now)
    generation.is_finished = True
    while not generation.is_out:
        now = max(now, generation.playout.low_at(LEAD))
        released += release(generation, now)
    assert "".join(each.text for each in released) == said
    edges = [(each.start, each.stop) for each in released if each.stop > each.start]
    assert [start for start, _ in edges] == [0, *(stop for _, stop in edges)][: len(edges)]
    assert sum(stop - start for start, stop in edges) == samples
    assert all(LEAST <= stop - start <= CHUNK for start, stop in edges[:-1])


WORDS = st.lists(
    st.tuples(
        st.sampled_from(["a", "word", "what\u2019s", "\u4e2d", "**bold**", "3.5"]), st.integers(0, 20_000)
    ),
    min_size=1,
    max_size=10,
)


@given(
    WORDS,
    st.booleans(),
    st.lists(st.sampled_from(["release", "stall", "wait", "rest", "correct"])),
    st.data(),
)
def test_what_is_heard_is_whole_words_of_what_was_shown_and_no_more_than_sounded(
    words: list[tuple[str, int]],
    has_marks: bool,  # hypothesis draws positionally
    events: list[str],
    data: st.DataObject,
) -> None:
    generation, now, shown = spoken(), 0.0, ""
    at = characters = 0
    begins: dict[int, int] = {}  # where a word ends in the text, and where it begins to sound
    for word, length in words:
        generation.say(f"{word} ")
        marks = (Mark(characters, characters + len(word), at),) if has_marks else ()
        generation.voice(Voiced(length, marks))
        begins[characters + len(word)] = at
        at, characters = at + length, characters + len(word) + 1
    generation.is_finished = data.draw(st.booleans())
    for event in events:
        amount = data.draw(st.floats(0.0, 1.0))
        match event:
            case "release":
                shown += "".join(each.text for each in release(generation, now))
            case "stall":
                generation.playout.stall(amount, now)
            case "rest" if not generation.playout.sent:
                generation.playout.rest(int(amount * CHUNK), now)
            case "correct":
                generation.playout.correct(int(amount * generation.playout.sent), now)
            case _:
                now += amount
        position, heard = generation.playout.heard(now), generation.heard(now)
        assert 0 <= position <= generation.playout.sent
        assert shown.startswith(heard)
        assert not heard or heard == shown or len(heard.rstrip()) in begins
        if has_marks and heard and not generation.is_whole(position):
            assert begins[len(heard)] < position
