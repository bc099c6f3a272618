from __future__ import annotations

from antiphon.session.effects import Cancel, Effect, Shelve
from antiphon.session.generation import KEPT, Generation, Place, Voiced
from antiphon.session.shelf import KEPT_S, Shelf
from antiphon.talk import Mark

WORD = 12_000
LEAD_S = 60.0


def spoken(words: int = 8, *, is_finished: bool = True, has_marks: bool = True) -> Generation:
    generation = Generation(1, revision=0, is_draft=False, is_spoken=True)
    for index in range(words):
        generation.say(f"word{index} ")
        mark = Mark(6 * index, 6 * index + 5, WORD * index)
        generation.voice(Voiced(WORD, (mark,) if has_marks else ()))
    generation.is_finished = is_finished
    return generation


def sent(generation: Generation) -> Generation:
    list(generation.release(LEAD_S, 0.0))
    return generation


def test_it_goes_on_with_the_word_that_was_broken_off() -> None:
    assert sent(spoken()).unheard(1.2) == Place(2 * WORD, 12)


def test_a_word_that_has_just_ended_is_not_said_again() -> None:
    assert sent(spoken()).unheard(1.5) == Place(3 * WORD, 18)


def test_of_which_nothing_was_heard_it_begins_at_the_beginning() -> None:
    assert spoken().unheard(1.0) == Place()
    assert sent(spoken()).unheard(0.3) == Place()


def test_where_all_that_was_made_has_been_heard_it_goes_on_with_what_comes() -> None:
    generation = sent(spoken(2, is_finished=False))
    assert generation.unheard(5.0) == Place(2 * WORD, 12)


def test_without_marks_it_goes_on_where_it_stopped() -> None:
    place = sent(spoken(has_marks=False)).unheard(1.25)
    assert place is not None
    assert place.sample == 30_000
    assert place.character == 11, "whole words before that were heard"


def test_hardly_anything_left_is_not_worth_it() -> None:
    assert sent(spoken()).unheard(3.6) == Place(7 * WORD, 42)
    short = Generation(1, revision=0, is_draft=False, is_spoken=True)
    short.say("Yes.")
    short.voice(Voiced(WORD // 2, (Mark(0, 4, 0),)))
    short.is_finished = True
    assert sent(short).unheard(0.1) is None


def test_what_the_driver_has_forgotten_cannot_be_had_again() -> None:
    generation = spoken(words=2 + KEPT // WORD)
    sent(generation)
    assert generation.unheard(0.4) is None
    assert generation.unheard(1.2) is not None


def test_it_holds_one_answer_once_and_not_for_long() -> None:
    effects: list[Effect] = []
    shelf, generation = Shelf(effects), sent(spoken())
    assert shelf.put(generation, 1.2)
    assert shelf.due_at == 1.2 + KEPT_S
    assert shelf.take() is generation
    assert shelf.answer is None
    assert generation.playout.sent == 2 * WORD
    assert not generation.has_begun
    assert next(each.text for each in generation.release(LEAD_S, 3.0)) == "word2 "
    assert not shelf.put(generation, 4.0), "once"
    assert effects == [Shelve(1)]


def test_what_was_rightly_stopped_is_cancelled() -> None:
    effects: list[Effect] = []
    shelf = Shelf(effects)
    shelf.put(sent(spoken()), 1.2)
    shelf.drop()
    shelf.drop()
    assert shelf.take() is None
    assert effects == [Shelve(1), Cancel(1)]


def test_an_answer_whose_engine_had_nothing_more_to_say_is_not_taken_up() -> None:
    effects: list[Effect] = []
    shelf, generation = Shelf(effects), sent(spoken(2, is_finished=False))
    assert shelf.put(generation, 5.0)
    generation.is_finished = True
    assert shelf.take() is None
    assert effects == [Shelve(1), Cancel(1)]
