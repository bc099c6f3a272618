from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antiphon.runtime.forensics.playback import Span
from antiphon.runtime.forensics.story import Story, story_of
from antiphon.runtime.journal_lines import load
from antiphon.runtime.replay import replay
from antiphon.session.effects import Decide
from antiphon.session.limits import Policy
from antiphon.turns.decisions import Kind
from contested import HEARD, STORY, record_contested
from journals import record


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_contested(tmp_path_factory.mktemp("journal"))


@pytest.fixture(scope="module")
def story(journal: Path) -> Story:
    return story_of(load(journal))


def near(span: Span, start: float, stop: float) -> bool:
    return span.start == pytest.approx(start, abs=0.04) and span.stop == pytest.approx(stop, abs=0.04)


def test_a_journal_without_words_replays_every_decision(journal: Path) -> None:
    recorded = load(journal)
    assert not recorded.has_words
    for said in (*HEARD, STORY):
        assert said not in journal.read_text()
    steps = list(replay(recorded))
    assert not any(step.differs for step in steps)
    decided = [effect for step in steps for effect in step.effects if isinstance(effect, Decide)]
    assert {each.decision.kind for each in decided} >= {Kind.RELEASED, Kind.IGNORED, Kind.INTERRUPTED}


def test_with_words_and_without_them_the_decisions_are_the_same(story: Story, tmp_path: Path) -> None:
    with_words = story_of(load(record_contested(tmp_path, has_words=True)))
    assert [(each.at, each.decision) for each in story.told] == [
        (each.at, each.decision) for each in with_words.told
    ]
    assert not any(each.words for each in story.told)


def test_the_callers_speech_is_without_its_pauses(story: Story) -> None:
    first, second, *_ = story.speech
    assert near(first, 0.3, 0.9)
    assert near(second, 1.31, 1.82)
    assert len(story.speech) == 5
    assert len(story.scored) > 300


def test_our_voice_is_as_it_can_have_been_heard(story: Story) -> None:
    told = next(each for each in story.told if each.decision.kind is Kind.INTERRUPTED)
    first = story.voices[0]
    assert first.unheard is not None
    assert first.unheard.start == pytest.approx(told.at)
    assert first.heard[-1].stop == pytest.approx(told.at)
    assert 0 < first.unheard.length <= 0.7
    assert story.gaps == []
    held = story.held[0]
    assert held.length == pytest.approx(0.15, abs=0.07)


def test_words_are_where_they_sounded(tmp_path: Path) -> None:
    story = story_of(load(record_contested(tmp_path, has_words=True)))
    assert tuple(each.text for each in story.heard) == HEARD
    assert near(story.heard[0].span, 0.3, 1.82)
    assert STORY.startswith(story.said[0].text)
    assert story.said[0].span.start == story.voices[0].heard[0].start
    assert len(story.answered) == 3


def test_what_is_typed_stands_where_it_came(tmp_path: Path) -> None:
    story = story_of(load(record(tmp_path, has_words=True)))
    typed = [each.text for each in story.heard if each.is_typed]
    assert typed == ["Where is Zaphod?", "Trillian"]


def test_another_machine_is_noticed(journal: Path) -> None:
    recorded = load(journal)
    assert story_of(recorded).differing == 0
    assert story_of(replace(recorded, policy=Policy(lead_s=0.3))).differing > 0


def test_a_gap_says_how_much_of_it_was_a_hold(story: Story) -> None:
    held = story.held[0]
    assert story.held_s(Span(held.start - 1, held.stop + 1)) == pytest.approx(held.length)
    assert story.held_s(Span(held.stop + 0.01, held.stop + 0.02)) == 0
