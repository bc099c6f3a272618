from __future__ import annotations

import numpy as np
import pytest

from antiphon.bench.duplex import caller
from antiphon.bench.duplex.caller import Caller
from antiphon.bench.duplex.outcomes import judge
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.studio import Sound
from antiphon.bench.duplex.timeline import Timeline
from antiphon.talk import INPUT_RATE
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair

ROOM = np.ones(1)
STORY = Script(says=("word " * 60,), hears=("tell me a story",))
ASKED = Event(Kind.PROMPT, silence=0.4, say="Tell me a story.")


def sound(seconds: float, level: float = 0.1) -> Sound:
    return Sound(np.random.default_rng(4).normal(0, level, int(seconds * INPUT_RATE)))


def call(scenario: Scenario, sounds: list[Sound], script: Script = STORY) -> Timeline:
    async def run() -> Timeline:
        pair = LivePair(ScriptedEngine(script))
        async with pair.running(caller.setup(scenario)):
            return await Caller(scenario, sounds, sound(0.5), ROOM).call(pair.client)

    return run_virtually(run())


def scenario(*events: Event, echo_db: float | None = None) -> Scenario:
    return Scenario("one", "report", "Kore", events, echo_db=echo_db)


def test_a_caller_asks_listens_and_interrupts() -> None:
    stop = Event(Kind.INTERRUPTION, answer=1.5, say="No, please tell me something about the city.")
    timeline = call(scenario(ASKED, stop), [sound(1.0), sound(1.2)])
    asked, stopped = timeline.takes
    assert asked.onset == pytest.approx(0.4, abs=0.03)
    first = timeline.answers[0]
    assert first.audible is not None
    assert stopped.onset == pytest.approx(first.audible + 1.5, abs=0.04)
    assert first.is_stopped
    assert stopped.onset < timeline.stops[0] == first.until < stopped.end + 0.5
    assert len(timeline.answers) == 2
    assert timeline.heard[0].text == "tell me a story"
    assert len(timeline.ends) == 2
    assert timeline.failure == ""
    assert [each.verdict for each in judge(timeline)] == ["right", "right"]


def test_what_is_too_faint_to_hear_changes_nothing() -> None:
    noises = [Event(Kind.NOISE, answer=1.5, sound="cough"), Event(Kind.NOISE, answer=2.0, sound="door")]
    timeline = call(scenario(ASKED, *noises), [sound(1.0), sound(0.4, 0.0005), sound(0.4, 0.0005)])
    _, first, second = timeline.takes
    assert second.onset == pytest.approx(first.end + 2.0, abs=0.04)
    assert not timeline.stops
    assert [each.verdict for each in judge(timeline)] == ["right"] * 3
    assert [each.gap_ms for each in judge(timeline)] == [0.0] * 3


def test_turns_wait_for_their_answers_to_be_over() -> None:
    turns = [Event(Kind.COMPLETE, silence=0.5, say="Hello."), Event(Kind.COMPLETE, silence=0.5, say="Bye.")]
    timeline = call(scenario(*turns), [sound(0.8)] * 2, Script(says=("one two three four five six",)))
    _, second = timeline.takes
    assert second.onset == pytest.approx(timeline.answers[0].until + 0.5, abs=0.04)
    assert [each.verdict for each in judge(timeline)] == ["right", "right"]


def test_who_hears_nothing_asks_again_and_gives_up() -> None:
    noise = Event(Kind.NOISE, answer=1.5, sound="cough")
    deaf = call(scenario(Event(Kind.NOISE, silence=0.4, sound="cough"), noise), [sound(0.4, 0.0005)] * 2)
    asked = [take for take in deaf.takes if take.event.kind is Kind.PROMPT]
    assert len(asked) == 1  # which is answered with a story, into which somebody coughs
    assert deaf.takes[-1].event is noise
    mute = call(scenario(ASKED, noise), [sound(1.0), sound(0.4)], Script(hears=("",)))
    assert len([take for take in mute.takes if take.event.kind is Kind.PROMPT]) == 1 + caller.ASKS
    assert mute.missed == [noise]


def test_an_echo_is_in_the_microphone_while_it_lasts() -> None:
    echo = Event(Kind.ECHO, answer=0.5, lasts=2.0, db=0.0)
    loud = call(scenario(ASKED, echo), [sound(1.0), Sound(np.zeros(2 * INPUT_RATE))])
    faint = Event(Kind.ECHO, answer=0.5, lasts=2.0, db=-60.0)
    quiet = call(scenario(ASKED, faint), [sound(1.0), Sound(np.zeros(2 * INPUT_RATE))])
    assert len(loud.starts) > len(quiet.starts) == 1


def test_an_echo_throughout() -> None:
    assert len(call(scenario(ASKED, echo_db=0.0), [sound(1.0)]).starts) > 1


def test_a_server_that_hangs_up_is_noted() -> None:
    async def run() -> Timeline:
        pair = LivePair(ScriptedEngine(STORY))
        story = scenario(ASKED)
        async with pair.running(caller.setup(story)):
            await pair.channel.close(1011, "gone")
            return await Caller(story, [sound(1.0)], sound(0.5), ROOM).call(pair.client)

    assert "gone" in run_virtually(run()).failure
