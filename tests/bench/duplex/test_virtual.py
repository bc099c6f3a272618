from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antiphon.bench.duplex import stage
from antiphon.bench.duplex.outcomes import judge
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.timeline import Answer, Take, Timeline
from antiphon.bench.duplex.virtual import pairs, rehearse
from antiphon.cli.main import app
from antiphon.errors import OperatorError
from antiphon.runtime.journal_lines import load
from antiphon.testing import voice
from antiphon.testing.pair import LivePair
from journals import record
from kit import setup

TURN = Event(Kind.COMPLETE, silence=0.0, say="What is that?")
STOP = Event(Kind.INTERRUPTION, answer=0.5, say="Stop that.")


async def conversation(pair: LivePair) -> None:
    async with pair.running(setup()):
        await pair.speak(
            voice.speech(640) + voice.silence(1000) + voice.speech(640, seed=3) + voice.silence(2500)
        )


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    directory = tmp_path / "journals"
    directory.mkdir()
    return record(directory, conversation, has_words=True)


@pytest.fixture
def call() -> Timeline:
    made = Timeline.of(Scenario("one", "report", "Kore", (TURN, STOP)))
    made.takes = [Take(TURN, 0.0, 0.64), Take(STOP, 1.64, 2.28)]
    made.answers = [Answer(1.2, 1.25, 2.0)]
    made.session = "test"
    return made


def test_a_call_is_scored_as_if_it_had_been_played(call: Timeline, journal: Path) -> None:
    found = rehearse(call, journal)
    assert (found.questions > 5, found.unknown) == (True, 0)
    assert found.timeline.takes == call.takes
    assert found.timeline.answers[0].audible == pytest.approx(found.timeline.answers[0].began + 0.05)
    assert found.timeline.heard[0].text == "to Magrathea"
    turn, stop = judge(found.timeline)
    assert (turn.verdict, stop.verdict) == ("right", "right")
    assert turn.ended_ms == pytest.approx(500, abs=40)
    assert stop.stop_ms == pytest.approx(200, abs=150)
    assert found.timeline.answers[0].is_stopped


def test_other_parameters_have_other_figures(call: Timeline, journal: Path) -> None:
    turns = replace(load(journal).policy.turns, interrupts=1.0, in_doubt=1.0)
    _, stop = judge(rehearse(call, journal, turns).timeline)
    assert stop.stop_ms is None


def test_calls_are_found_by_their_session(call: Timeline, journal: Path) -> None:
    other = Timeline.of(Scenario("two", "report", "Kore", ()))
    assert list(pairs([other, call], journal.parent)) == [(call, journal)]
    with pytest.raises(OperatorError, match="holds no journal of these calls"):
        list(pairs([other], journal.parent))


def test_the_command_shows_the_table(call: Timeline, journal: Path, tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    stage.write(path, call)
    arguments = ["bench", "duplex", "--virtual", "--json", str(path), "--journals", str(journal.parent)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "stop latency" in result.stdout
    assert "1 calls rehearsed" in result.stdout
    assert path.exists()
    for missing in (["--json", str(path)], ["--journals", str(journal.parent)]):
        refused = CliRunner().invoke(app, ["bench", "duplex", "--virtual", *missing])
        assert isinstance(refused.exception, OperatorError)
