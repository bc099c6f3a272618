from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from antiphon.audio.ring import Residue, Ring


@given(st.lists(st.binary(max_size=9)))
def test_an_odd_byte_waits_for_its_other_half(pieces: list[bytes]) -> None:
    residue = Residue()
    whole = [residue.whole(piece) for piece in pieces]
    assert all(len(each) % 2 == 0 for each in whole)
    everything = b"".join(pieces)
    assert b"".join(whole) == everything[: len(everything) // 2 * 2]


def test_whole_samples_pass_untouched() -> None:
    data = b"\x01\x02\x03\x04"
    assert Residue().whole(data) is data


@given(
    st.lists(
        st.tuples(st.binary(max_size=20).map(lambda data: data + data), st.integers(0, 60)), max_size=20
    ),
    st.integers(0, 250),
    st.integers(0, 250),
)
def test_positions_stay_what_they_are(steps: list[tuple[bytes, int]], start: int, stop: int) -> None:
    ring, everything, forgotten = Ring(), b"", 0
    for data, before in steps:
        ring.append(data)
        everything += data
        ring.forget(before)
        forgotten = max(forgotten, min(before, len(everything) // 2))
    assert ring.stop == len(everything) // 2
    assert ring.start == forgotten
    assert ring.slice(start, stop) == everything[max(start, forgotten) * 2 : max(stop, forgotten) * 2]


def test_a_forgotten_ring_goes_on_counting() -> None:
    ring = Ring()
    ring.append(b"abcd")
    ring.forget(99)
    assert (ring.start, ring.stop) == (2, 2)
    ring.append(b"ef")
    assert ring.slice(0, 9) == b"ef"
