import json

import pytest
import structlog.testing

from antiphon.server.proofreading import MAX_COMPLAINTS, Proofreader

READY = '{"setupComplete":{}}'


def complaints(*frames: str) -> list[dict[str, object]]:
    with structlog.testing.capture_logs() as logs:
        proofreader = Proofreader(7)
        for frame in frames:
            proofreader.read(frame)
    return [dict(entry) for entry in logs]


def test_what_keeps_the_grammar_is_not_mentioned() -> None:
    assert complaints(READY, '{"serverContent":{"outputTranscription":{"text":"Hi"}}}') == []


def test_a_broken_frame_is_told_with_its_place_and_without_its_words() -> None:
    broken = json.dumps({"serverContent": {"modelTurn": {"role": "user", "parts": [{"text": "secret"}]}}})
    (entry,) = complaints(READY, broken)
    assert entry["log_level"] == "error"
    assert (entry["connection"], entry["frame"], entry["members"]) == (7, 1, ["serverContent"])
    assert entry["rule"] == "one part of the model's, neither more nor less"
    assert "secret" not in str(entry)


@pytest.mark.parametrize("frame", ["", "[]", "1", '"text"', '{"serverContent":{"modelTurn":{}}}'])
def test_no_frame_can_disturb(frame: str) -> None:
    (entry,) = complaints(READY, frame)
    assert entry["event"] == "! grammar broken"


def test_it_does_not_complain_for_ever() -> None:
    assert len(complaints(*["[]"] * (MAX_COMPLAINTS + 5))) == MAX_COMPLAINTS
