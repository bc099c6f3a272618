"""Where each row of PROTOCOL 7 is shown not to happen here; ``-`` is what is not there to be shown yet.

Rows with a scenario are tests named after their row, in the neighbouring ``test_known_defects_*`` and where cited.

| row | symptom | where shown |
|---|---|---|
| 1 | a turn ends in the middle of a sentence | scenarios/test_known_defects_turns.py |
| 2 | the model goes silent | scenarios/test_known_defects_turns.py |
| 3 | phantom interruption of a greeting | scenarios/test_known_defects_turns.py |
| 4 | phantom interruption at activityStart | scenarios/test_known_defects_turns.py |
| 5 | silenceDurationMs ignored | scenarios/test_known_defects_hearing.py |
| 6 | interrupted by echo and noise | scenarios/test_known_defects_hearing.py |
| 7 | transcripts missing or invented | scenarios/test_known_defects_hearing.py |
| 8 | transcript without its beginning | scenarios/test_known_defects_hearing.py |
| 9 | transcripts cannot be switched off | scenarios/test_known_defects_hearing.py |
| 10 | interruptions wait for a transcript | scenarios/test_known_defects_turns.py |
| 11 | two answers to one input | scenarios/test_known_defects_turns.py |
| 12 | the same call made twice | scenarios/test_known_defects_tools.py |
| 13 | toolCallCancellation never sent | scenarios/test_known_defects_tools.py |
| 14 | a call delivered twice | scenarios/test_known_defects_tools.py |
| 15 | input during a call closes | scenarios/test_known_defects_tools.py |
| 16 | a result lost, a session deadlocked | scenarios/test_known_defects_tools.py |
| 17 | speech cut by a call | scenarios/test_known_defects_tools.py |
| 18 | no reply within 5 s | scenarios/test_known_defects_sessions.py |
| 19 | pings unanswered under load | server/test_websocket.py::test_chopping_changes_nothing, \
runtime/test_ear.py::test_a_heavy_detector_works_in_a_thread_and_keeps_each_state, \
scenarios/test_endings.py::test_a_frame_too_big_to_read_at_once_keeps_its_place |
| 20 | internal errors at random | scenarios/test_known_defects_sessions.py |
| 21 | closed at 58 minutes | scenarios/test_known_defects_sessions.py |
| 22 | resuming refused, half-open socket | scenarios/test_resumption.py |
| 23 | resuming at once fails | scenarios/test_resumption.py |
| 24 | the handle comes too late | scenarios/test_resumption.py |
| 25 | resuming ignores a changed setup | scenarios/test_resumption.py |
| 26 | compression without effect | scenarios/test_known_defects_sessions.py |
| 27 | bills that do not add up | scenarios/test_known_defects_sessions.py |
| 28 | errors that name no cause | scenarios/test_known_defects_sessions.py |
| 29 | connecting hangs on errors | scenarios/test_known_defects_sessions.py |
| 30 | bursts, gaps, a late end | scenarios/test_known_defects_turns.py |
| 31 | silence or a tone for speech | scenarios/test_known_defects_turns.py |
| 32 | a sentence repeated before a call | scenarios/test_known_defects_tools.py |
| 33 | no TEXT | scenarios/test_known_defects_turns.py |
| 34 | no way to stop it | scenarios/test_known_defects_turns.py |
| 35 | tokens refused on other paths | - ephemeral tokens |
| 36 | no change of language or voice | - voice in contextUpdate |
| 37 | history of unheard words | scenarios/test_known_defects_turns.py |
| 38 | a seed ignored by speech | scenarios/test_known_defects_hearing.py |
| 39 | telephones sound poor | runtime/test_intake_quality.py |
| 40 | TLS on localhost | server/test_accept.py::test_four_protocols_on_one_port |
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
ROWS = [
    (int(row), [place.strip() for place in where.split(",")])
    for row, where in re.findall(r"^\| (\d+) \| [^|]+ \| (.+) \|$", __doc__, re.MULTILINE)
]


def test_every_row_has_its_place() -> None:
    assert [row for row, _ in ROWS] == list(range(1, 41))


@pytest.mark.parametrize(
    ("row", "places"), ROWS, ids=lambda value: str(value) if isinstance(value, int) else ""
)
def test_what_is_cited_is_there(row: int, places: list[str]) -> None:
    for place in places:
        path, _, name = place.partition("::")
        if not path.startswith("-"):
            assert f"def {name or f'test_row_{row:02}_'}" in (TESTS / path).read_text()
