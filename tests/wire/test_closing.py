from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.errors import AccessError, EngineError, PeerError, WireError
from antiphon.wire.closing import MAX_REASON_BYTES, clip, closing_for


@given(st.text(max_size=200))
def test_a_reason_fits_a_close_frame_and_is_cut_between_characters(reason: str) -> None:
    clipped = clip(reason)
    assert len(clipped.encode()) <= MAX_REASON_BYTES
    assert reason.startswith(clipped)
    assert clipped == reason or len(clipped.encode()) > MAX_REASON_BYTES - 4


@pytest.mark.parametrize(
    ("error", "code"), [(PeerError("why"), 1007), (WireError("why"), 1007), (AccessError("why"), 1008)]
)
def test_callers_read_the_reason_of_their_own_mistakes(error: Exception, code: int) -> None:
    assert closing_for(error) == (code, "why")


@pytest.mark.parametrize("error", [EngineError("secret path"), ValueError("secret path")])
def test_our_own_mistakes_stay_ours(error: Exception) -> None:
    closing = closing_for(error)
    assert closing.code == 1011
    assert "secret" not in closing.reason
