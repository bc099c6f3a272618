from __future__ import annotations

from antiphon.runtime.lobby import KEEP_S, MAX_PARKED, Lobby
from antiphon.session.snapshot import Snapshot

PAST = Snapshot(turns=3)


class Connection:
    def __init__(self, snapshot: Snapshot | None = PAST) -> None:
        self.snapshot = snapshot
        self.is_ended = False

    def hand_over(self) -> Snapshot | None:
        self.is_ended = True
        return self.snapshot


class Case:
    def __init__(self) -> None:
        self.now = 0.0
        self.lobby = Lobby(lambda: self.now)


def test_a_session_waits_for_its_caller_and_goes_with_the_first_who_comes() -> None:
    case, connection = Case(), Connection()
    case.lobby.enter("h", connection)
    case.lobby.leave("h", connection, PAST)
    case.now = KEEP_S - 1
    assert case.lobby.claim("h") is PAST
    assert case.lobby.claim("h") is None
    assert not connection.is_ended


def test_it_does_not_wait_for_ever() -> None:
    case, connection = Case(), Connection()
    case.lobby.enter("h", connection)
    case.lobby.leave("h", connection, PAST)
    case.now = KEEP_S
    assert case.lobby.claim("h") is None


def test_a_new_connection_takes_over_from_one_that_is_still_there() -> None:
    case, old, new = Case(), Connection(), Connection(None)
    case.lobby.enter("h", old)
    assert case.lobby.claim("h") is PAST
    assert old.is_ended
    case.lobby.enter("h", new)
    case.lobby.leave("h", old, PAST)  # its end comes late, and takes nothing from the new one
    assert case.lobby.claim("h") is None
    assert new.is_ended


def test_nothing_is_kept_of_a_session_that_cannot_be_resumed() -> None:
    case, connection = Case(), Connection()
    case.lobby.enter("h", connection)
    case.lobby.leave("h", connection, None)
    assert case.lobby.claim("h") is None


def test_who_has_waited_longest_goes_when_there_are_too_many() -> None:
    case = Case()
    for index in range(MAX_PARKED + 1):
        connection = Connection()
        case.lobby.enter(str(index), connection)
        case.lobby.leave(str(index), connection, Snapshot(turns=index))
    assert case.lobby.claim("0") is None
    assert case.lobby.claim("1") == Snapshot(turns=1)
    assert case.lobby.claim(str(MAX_PARKED)) == Snapshot(turns=MAX_PARKED)
