from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from antiphon.runtime.forensics.drawing import MAX_ROWS, timeline
from antiphon.runtime.forensics.marks import FIRST, SIGNS, Labels
from antiphon.runtime.forensics.page import page
from antiphon.runtime.forensics.rows import rows
from antiphon.runtime.forensics.story import Scored, Story, story_of
from antiphon.runtime.journal_lines import load
from antiphon.turns.decisions import Kind
from contested import HEARD, record_contested

HOSTILE = "</title></svg><script>alert(1)</script><img src=x onerror=alert(1)>"


class Outline(HTMLParser):
    """What a browser makes of it: elements, and whether they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def shown(story: Story) -> str:
    return page(story, rows(story.told))


def outline(text: str) -> Outline:
    parser = Outline()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    return parser


def test_a_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    text = shown(story_of(load(record_contested(tmp_path, has_words=True))))
    parser = outline(text)
    assert parser.names.count("script") == 1
    assert not {"link", "img", "iframe"} & set(parser.names)
    assert not [value for name, value in parser.attributes if name == "src" or name.startswith("on")]
    assert all(value and value.startswith("#") for name, value in parser.attributes if name == "href")
    assert "http" not in text.replace("http-equiv", "")
    assert "default-src 'none'" in text


def test_a_page_tells_the_call(tmp_path: Path) -> None:
    text = shown(story_of(load(record_contested(tmp_path, has_words=True))))
    assert text.count('<svg viewBox="0 0 1500') == 1
    assert 'class="mark interrupted"' in text
    assert 'class="unheard"' in text
    assert 'class="holding"' in text
    assert "a voice detector alone would have stopped the answer for this" in text
    assert "backchannel" in text
    assert "300 ms of silence would have cut you off here" in text
    assert "thank you" in text


def test_without_words_none_are_shown(tmp_path: Path) -> None:
    text = shown(story_of(load(record_contested(tmp_path))))
    outline(text)
    assert "This journal was kept without words" in text
    assert 'class="words' not in text
    assert not any(said in text for said in HEARD)


def test_what_callers_say_stays_text(tmp_path: Path) -> None:
    text = shown(story_of(load(record_contested(tmp_path, has_words=True, hears=(HOSTILE,)))))
    assert outline(text).names.count("script") == 1
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_long_call_wraps_and_a_short_one_fills_a_row(tmp_path: Path) -> None:
    story = story_of(load(record_contested(tmp_path)))
    assert timeline(story, []).count("<svg") == 1
    story.length_s = 95.0
    assert timeline(story, rows(story.told)).count("<svg") == 4
    story.length_s = 1e6
    assert timeline(story, []).count("<svg") == MAX_ROWS


def test_bursts_and_quiet_are_drawn_apart(tmp_path: Path) -> None:
    story = story_of(load(record_contested(tmp_path)))
    story.scored = [Scored(0.1 * i, p) for i, p in enumerate([0.0, 0.5, 0.9, 0.0, 0.0, 0.7])]
    assert timeline(story, []).count('class="vad"') == 2


def test_every_kind_has_a_sign_and_a_colour(tmp_path: Path) -> None:
    text = shown(story_of(load(record_contested(tmp_path))))
    assert set(SIGNS) == set(FIRST) == set(Kind)
    for kind in Kind:
        assert len(re.findall(rf"--{kind.value}: #", text)) == 2


@pytest.mark.parametrize("width", [50.0, 300.0])
def test_labels_never_stand_on_one_another(width: float) -> None:
    labels = Labels(0.0, right=1000.0)
    placed = [(x, *labels.place(float(x), width)) for x in range(100, 400, 20)]
    taken: dict[float, float] = {}
    for x, y, is_labelled in placed:
        if is_labelled:
            assert x > taken.get(y, 0.0)
            taken[y] = x + width
    assert any(is_labelled for *_, is_labelled in placed)
    assert labels.place(980.0, width)[1] is False
