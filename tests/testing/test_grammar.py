from __future__ import annotations

import pytest

from antiphon.testing.grammar import BrokenGrammar, check_grammar

READY: dict[str, object] = {"setupComplete": {}}
AUDIO = {
    "serverContent": {
        "modelTurn": {
            "role": "model",
            "parts": [{"inlineData": {"mimeType": "audio/pcm;rate=24000", "data": "A" * 1280}}],
        }
    }
}
GENERATED = {"serverContent": {"generationComplete": True}}
INTERRUPTED = {"serverContent": {"interrupted": True}}
OVER = {
    "serverContent": {"turnComplete": True},
    "usageMetadata": {"promptTokenCount": 1, "responseTokenCount": 2, "totalTokenCount": 3},
}


def test_whole_and_interrupted_turns_are_well_formed() -> None:
    check_grammar([READY, AUDIO, GENERATED, OVER, AUDIO, INTERRUPTED, OVER])


@pytest.mark.parametrize(
    "messages",
    [
        [AUDIO],
        [READY, READY],
        [READY, GENERATED, AUDIO, OVER],
        [READY, INTERRUPTED, AUDIO, OVER],
        [READY, INTERRUPTED, GENERATED, OVER],
        [READY, AUDIO, GENERATED, {"serverContent": {"turnComplete": True}}],
    ],
)
def test_what_breaks_a_rule_is_found(messages: list[dict[str, object]]) -> None:
    with pytest.raises(BrokenGrammar):
        check_grammar(messages)
