"""Everything that is talk: neither facts about somebody nor functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain import talk_knowledge, talk_notes, talk_small, talk_story, talk_style, talk_turns, talk_unknown
from brain.dialogue import Family

FAMILIES: Final[Mapping[str, Family]] = {
    **talk_knowledge.FAMILIES,
    **talk_small.FAMILIES,
    **talk_unknown.FAMILIES,
    **talk_style.FAMILIES,
    **talk_story.FAMILIES,
    **talk_turns.FAMILIES,
    **talk_notes.FAMILIES,
}
