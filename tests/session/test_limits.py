from __future__ import annotations

from antiphon.session.limits import PATIENCE_S, Limits, Policy
from antiphon.session.states import State


def test_patience_has_a_length_of_its_own_before_setup() -> None:
    limits = Limits(Policy(setup_timeout_s=5.0))
    limits.wait(100.0)
    assert limits.impatient_at(State.AWAITING_SETUP) == 105.0
    assert limits.impatient_at(State.RESPONDING) == 100.0 + PATIENCE_S


def test_a_sign_of_life_begins_the_wait_anew() -> None:
    limits = Limits(Policy(setup_timeout_s=5.0))
    limits.wait(1.0)
    limits.wait(9.0)
    assert limits.impatient_at(State.TRANSCRIBING) == 9.0 + PATIENCE_S


def test_nobody_is_waited_for_at_first_nor_after_relaxing() -> None:
    limits = Limits(Policy(setup_timeout_s=5.0))
    assert limits.impatient_at(State.RESPONDING) is None
    limits.wait(1.0)
    limits.relax()
    assert limits.impatient_at(State.RESPONDING) is None
