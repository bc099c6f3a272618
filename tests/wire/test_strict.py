"""What a strict server says, on frames as they come and on frames of the recorded SDKs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.errors import WireError
from antiphon.wire.closing import MAX_REASON_BYTES
from antiphon.wire.codec import decode
from antiphon.wire.reading import Stranger
from antiphon.wire.strict import refuse_unknown

FIELD = "Invalid JSON payload received. Unknown name "


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        ('{"setup":{"model":"x","bogusField":1}}', f"{FIELD}\"bogusField\" at 'setup': Cannot find field."),
        ('{"bogusField":null}', f'{FIELD}"bogusField": Cannot find field.'),
        (
            '{"setup":{"model":"x","generationConfig":{"speechConfig":{"pitch":1}},"later":1}}',
            f"{FIELD}\"pitch\" at 'setup.generation_config.speech_config': Cannot find field.",
        ),
        (
            '{"setup":{"model":"x","tools":[{},{"functionDeclarations":[{"name":"f","x":1}]}]}}',
            f"{FIELD}\"x\" at 'setup.tools[1].function_declarations[0]': Cannot find field.",
        ),
        (
            '{"setup":{"model":"x","generationConfig":{"responseModalities":["AUDIO","SMELL"]}}}',
            "Invalid value at 'setup.generation_config.response_modalities[1]' (enum), \"SMELL\"",
        ),
    ],
)
def test_it_names_what_it_does_not_know(frame: str, reason: str) -> None:
    with pytest.raises(WireError) as error:
        refuse_unknown(decode(frame).unknown)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        '{"setup":null}',
        '{"setup":{"model":"x","tools":null,"generation_config":{"seed":null},"labels":{"any_name":"y"}}}',
        '{"tool_response":{"function_responses":[{"response":{"will_continue":{"a_b":null}}}]}}',
    ],
)
def test_what_is_unset_or_free_form_is_fine(frame: str) -> None:
    refuse_unknown(decode(frame).unknown)


@given(st.text(), st.text(), st.booleans())
def test_a_reason_fits_a_close_frame(
    place: str, name: str, is_value: bool
) -> None:  # hypothesis draws positionally
    with pytest.raises(WireError) as error:
        refuse_unknown([Stranger(place, name, is_value)])
    assert len(str(error.value).encode()) <= MAX_REASON_BYTES


def frames() -> list[str]:
    folder = Path(__file__).parents[1] / "golden"
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]
    return [json.loads(line)["frame"] for line in lines]


def test_no_sdk_sends_what_a_strict_server_refuses() -> None:
    for frame in frames():
        refuse_unknown(decode(frame).unknown)
