from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from pathlib import Path

import pytest

from antiphon.errors import WireError
from antiphon.runtime.journal_lines import Entry, Recorded, load
from antiphon.runtime.replay import replay
from antiphon.runtime.replay_lines import Line, Timeline, differences
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.talk import Heard
from antiphon.testing.pair import LivePair
from antiphon.testing.umpire import ScriptedUmpire
from antiphon.wire.messages import RealtimeInput
from antiphon.wire.types import Empty
from journals import STORY, TYPED, record
from kit import setup


def shown(recorded: Recorded) -> list[str]:
    """The timeline without its instants."""
    lines = Timeline(has_words=recorded.has_words).lines(replay(recorded))
    return [f"{line.sigil} {line.text}" for line in lines]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return load(record(tmp_path_factory.mktemp("journal")))


def test_a_changed_machine_is_noticed(call: Recorded) -> None:
    steps = list(replay(replace(call, policy=Policy(lead_s=0.5))))
    first = next(iter(differences(steps)))
    assert any(step.differs for step in steps)
    assert first.text.startswith("hear gave feed 1 22528:23040, decide ended #")
    now_given = first.text.partition("; now it gives ")[2]
    assert "play 1 9600:12000, report 1 #" in now_given


def test_the_timeline_tells_the_call(call: Recorded) -> None:
    lines = shown(call)
    assert lines[:5] == [
        "< begin",
        "< receive setup models/gemini-3.8-live",
        "> ready",
        "> warm",
        "= listening",
    ]
    told = [line for line in lines if line.startswith("< arrive")]
    assert told[0] == "< arrive 18 pieces, 0.36 s"
    assert "< hear 11 windows, p 0.00..1.00, 0.35 s" in lines
    assert "< heard 1.0: 12 characters" in lines
    assert "< engine 1 57 characters, 1.62 s of audio" in lines
    assert "< engine 3 failed" in lines
    assert "> respond 3" in lines
    assert "> turn complete: GENERATED_OTHER" in lines
    assert "% tick" in lines
    assert lines[-2:] == ["! close 1007 setup may be sent only once.", "= closed"]
    assert len(lines) < 140


def test_a_timeline_counts_from_the_first_input(call: Recorded) -> None:
    later = replace(call, entries=tuple(replace(each, at=each.at + 1000) for each in call.entries))
    lines = list(Timeline(has_words=False).lines(replay(later)))
    assert lines[0] == Line(0.0, "<", "begin")
    assert lines[-1].at == pytest.approx(call.entries[-1].at)


def test_words_are_shown_where_they_were_kept(tmp_path: Path) -> None:
    recorded = load(record(tmp_path, has_words=True))
    lines = shown(recorded)
    assert "> hears: to Magrathea" in lines
    assert f"< receive client content, 1 turn, complete: {TYPED}" in lines
    assert f"> respond 3 to {TYPED} after Yes, I did." in lines
    said = "".join(line.removeprefix("> says ") for line in lines if line.startswith("> says "))
    assert said.startswith(STORY)


def test_inputs_of_every_kind_have_a_line() -> None:
    given = setup(disabled=True)
    entries = [
        Entry(0.0, "begin", (), ()),
        Entry(0.0, "receive", (given,), ()),
        Entry(0.1, "receive", (RealtimeInput(activity_start=Empty(), text="hi"),), ()),
        Entry(0.2, "stalled", (0.3,), ()),
        Entry(0.3, "leave", (8.0,), ()),
        Entry(0.4, "heard", (Heard(1, 0, "x"),), ()),
        Entry(0.5, "fail", (WireError("not JSON"),), ()),
    ]
    recorded = Recorded("0", "s", "", True, Policy(), Caller(), "", tuple(entries), "")
    lines = shown(recorded)
    for line in (
        "< receive activity start, text: hi",
        "< stalled 0.3",
        "< leave 8",
        "< heard 1.0: x",
        "! fail WireError not JSON",
        "! close 1007 not JSON",
    ):
        assert line in lines


def test_a_call_whose_pauses_were_judged_is_played_with_their_verdicts(tmp_path: Path) -> None:
    recorded = load(record(tmp_path, umpire=ScriptedUmpire(0.9, 0.2)))
    steps = list(replay(recorded))
    assert not list(differences(steps))
    lines = shown(recorded)
    assert "< turn_score 1 0 0.9" in lines
    assert "< turn_score 2 0 0.2" in lines
    assert any(line.startswith("> score 1 0 2176 ") for line in lines)
    unjudged = replay(replace(recorded, policy=Policy()))
    assert next(iter(differences(list(unjudged)))).text.startswith("hear gave feed")


@pytest.mark.parametrize("has_words", [True, False])
def test_what_a_client_has_really_played_is_played_again(tmp_path: Path, *, has_words: bool) -> None:
    async def interrupted(pair: LivePair) -> None:
        async with pair.running(setup()):
            await pair.client.send_text(TYPED)
            await asyncio.sleep(0.6)
            await pair.client.send_played(300, 1)
            await asyncio.sleep(0.3)
            await pair.client.send_text("Stop.")
            await pair.turn()
            await pair.client.send_played(math.nan)
            await pair.client.send_played(333.3, 1)
            await pair.turn()
            await pair.client.send_text("Go on.")
            await pair.turn()

    recorded = load(record(tmp_path, interrupted, has_words=has_words))
    steps = list(replay(recorded))
    assert list(differences(steps)) == []
    assert "< receive client extension" in shown(recorded)
    assert "> interrupted" in shown(recorded)


def test_what_a_machine_raises_is_part_of_the_story() -> None:
    entry = Entry(0.0, "leave", ("soon",), ())
    recorded = Recorded("0", "s", "", False, Policy(), Caller(), "", (entry,), "")
    (step,) = replay(recorded)
    assert (step.raised, step.told, step.differs) == ("TypeError", ("raised TypeError",), True)
    assert shown(recorded) == ["< leave str", "! raised TypeError"]
