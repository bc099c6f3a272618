import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.trimming import LEAD, QUIET, SOUND, TAIL, Samples, Trim


def trimmed(samples: Samples, cuts: list[int]) -> tuple[Samples, int]:
    trim = Trim()
    pieces = [
        trim.feed(piece) for piece in np.split(samples, sorted(cut % (len(samples) + 1) for cut in cuts))
    ]
    return np.concatenate([*pieces, trim.flush()]), trim.lead


def clause(before: int, sound: int, pause: int, after: int) -> Samples:
    loud = np.full(sound, 3000, np.int16)
    quiet = [np.full(count, QUIET - 1, np.int16) for count in (before, pause, after)]
    return np.concatenate((quiet[0], loud, quiet[1], -loud, quiet[2]))


def test_silence_goes_from_both_ends_only() -> None:
    kept, lead = trimmed(clause(5000, 100, 4000, 6000), [])
    assert lead == 5000 - LEAD
    assert len(kept) == LEAD + 100 + 4000 + 100 + TAIL


def test_short_silence_stays() -> None:
    kept, lead = trimmed(clause(10, 100, 0, 20), [])
    assert lead == 0
    assert len(kept) == 230


def test_a_noise_before_the_first_word_is_silence_and_one_after_it_is_not() -> None:
    noise = np.zeros(3000, np.int16)
    noise[[100, 500, 1500]] = SOUND - 1
    kept, lead = trimmed(np.concatenate((noise, clause(0, 100, 0, 0), noise)), [700, 1600])
    assert lead == 3000 - LEAD
    assert len(kept) == LEAD + 200 + 1501 + TAIL


def test_silence_alone_is_nothing() -> None:
    kept, lead = trimmed(np.zeros(5000, np.int16), [100, 2000])
    assert len(kept) == 0
    assert lead == 5000 - LEAD


@given(st.tuples(*[st.integers(0, 2000)] * 4), st.lists(st.integers(0, 8000), max_size=10))
def test_however_it_came(sizes: tuple[int, int, int, int], cuts: list[int]) -> None:
    samples = clause(*sizes)
    whole, lead = trimmed(samples, [])
    pieces, same_lead = trimmed(samples, cuts)
    assert np.array_equal(whole, pieces)
    assert lead == same_lead
