from figures import table

from antiphon.bench.duplex.outcomes import Outcome, Verdict
from antiphon.bench.duplex.scenario import Kind


def outcome(
    kind: Kind,
    *,
    verdict: Verdict = "right",
    recorded: bool = False,
    speaking: bool = True,
    stop_ms: float | None = None,
    response_ms: float | None = None,
) -> Outcome:
    return Outcome(
        scenario="one",
        kind=kind,
        what="",
        length="",
        voice="Kore",
        is_recorded=recorded,
        is_scripted=True,
        onset=1.0,
        seconds=1.0,
        was_speaking=speaking,
        verdict=verdict,
        stop_ms=stop_ms,
        response_ms=response_ms,
    )


def test_the_second_is_measured_by_the_first() -> None:
    ours = [outcome(Kind.INTERRUPTION, stop_ms=each) for each in (200.0, 300.0, 400.0)]
    theirs = [outcome(Kind.INTERRUPTION, stop_ms=each) for each in (500.0, 600.0, 1000.0)]
    rows = {row[0]: row[1:] for row in table(ours, theirs)}
    assert rows["interruptions: onset -> stop, p50"] == ("300 ms (3)", "600 ms (3)", "2.00")
    assert rows["interruptions: onset -> stop, p95"] == ("400 ms (3)", "1,000 ms (3)", "2.50")
    assert rows["interruptions that stop it within 2 s"] == ("1.00 (3)", "1.00 (3)", "1.00")


def test_nothing_has_no_ratio() -> None:
    ours = [outcome(Kind.BACKCHANNEL)] * 2
    theirs = [outcome(Kind.BACKCHANNEL), outcome(Kind.BACKCHANNEL, verdict="wrong", stop_ms=400.0)]
    rows = {row[0]: row[1:] for row in table(ours, theirs)}
    assert rows["false stops: backchannels"] == ("0.00 (2)", "0.50 (2)", "")
    assert rows["false stops: silence until it goes on, p50"] == ("-", "0 ms (1)", "")
    assert "false stops: noise" not in rows


def test_what_is_moot_or_was_said_to_nobody_is_told_apart() -> None:
    moot = outcome(Kind.INTERRUPTION, verdict="moot", stop_ms=100.0)
    silent = outcome(Kind.NOISE, speaking=False)
    rows = {row[0]: row[1:] for row in table([moot, silent], [moot, silent])}
    assert list(rows) == ["[bold]synthesised speech[/]", "false answers: noise and talk in silence"]


def test_recorded_speech_has_figures_of_its_own() -> None:
    turns = [outcome(Kind.COMPLETE, recorded=True, speaking=False, response_ms=400.0)]
    rows = list(table(turns, turns))
    assert rows[0][0] == "[bold]recorded speech[/]"
    assert ("whole turns: end -> first audible, p50", "400 ms (1)", "400 ms (1)", "1.00") in rows
