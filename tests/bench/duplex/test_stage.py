from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from antiphon.bench.duplex import stage, stories
from antiphon.bench.duplex.outcomes import judge
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.stage import Ready
from antiphon.bench.duplex.stories import STORIES, Storyteller
from antiphon.bench.duplex.studio import Sound
from antiphon.bench.duplex.timeline import Timeline
from antiphon.client.wav import write_wav
from antiphon.config import load
from antiphon.engines import registry
from antiphon.engines.stages import Ticket
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import INPUT_RATE, Prompt, Role, Said

CALL = Scenario(
    "one",
    "report",
    "espeak:Kore",
    (
        Event(Kind.PROMPT, silence=0.4, say="Tell me about the lighthouse, please."),
        Event(Kind.NOISE, answer=1.0, sound="paper", db=-30.0),
        Event(Kind.INTERRUPTION, answer=1.0, say="Could you please tell me about something else?"),
    ),
)


def test_a_story_for_each_turn_the_same_for_a_draft() -> None:
    async def told(turns: int) -> str:
        history = tuple(Said(role, "words") for role in (Role.USER, Role.MODEL) * turns)
        return "".join([str(each) async for each in Storyteller().reply(Prompt(history=history), Ticket(1))])

    answers = [asyncio.run(told(turns)) for turns in (0, 0, 1, len(STORIES))]
    assert answers[0] == answers[1] == answers[3] != answers[2]
    assert answers[0].strip() == STORIES[0]


def test_the_engine_of_stories_needs_the_recogniser_only() -> None:
    factory = registry.create(load(engine=stories.ENGINE))
    assert [each.partition("-")[0] for each in factory.models] == ["moonshine"]
    with pytest.raises(EngineError):
        factory.open()
    asyncio.run(factory.aclose())


def test_a_room_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "room.wav"
    samples = np.zeros(INPUT_RATE, np.int16)
    samples[1000], samples[1800] = 20000, 8000
    write_wav(path, samples.tobytes(), INPUT_RATE)
    room = stage.room_of(path)
    assert np.argmax(room) == 0
    assert room[800] / room[0] == pytest.approx(0.4)
    assert np.sum(np.square(room)) == pytest.approx(1)
    assert np.sum(np.square(stage.room_of(None))) == pytest.approx(1)


def test_calls_are_written_and_read(tmp_path: Path) -> None:
    timeline = Timeline.of(CALL)
    timeline.stops.append(1.5)
    timeline.missed.append(CALL.events[1])
    for _ in range(2):
        stage.write(tmp_path / "calls.jsonl", timeline)
    assert stage.read(tmp_path / "calls.jsonl") == [timeline, timeline]


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be written"):
        stage.write(tmp_path / "none" / "calls.jsonl", Timeline.of(CALL))


def test_a_call_that_nobody_takes_is_noted() -> None:
    class Nobody:
        base_url = "http://127.0.0.1:9"
        ca = None

    timelines: list[Timeline] = []
    waiting = [Ready(CALL, [Sound(np.zeros(1))] * 3, Sound(np.zeros(1)))]
    asyncio.run(stage.converse(Nobody(), waiting, np.ones(1), timelines.append))  # type: ignore[arg-type]  # it is not reached
    assert "OSError" in timelines[0].failure or "Connect" in timelines[0].failure


@pytest.mark.usefixtures("model_files")
def test_a_call_through_a_real_server(tmp_path: Path) -> None:
    async def run() -> stage.Played:
        ready = await stage.prepare([CALL])
        settings: dict[str, object] = {"journal_dir": str(tmp_path), "journal_words": True}
        return await stage.play(ready, stage.room_of(None), 1, settings, lambda _: None)

    played = asyncio.run(run())
    (timeline,) = played.timelines
    assert played.late_ms
    assert timeline.failure == ""
    scored = [each for each in judge(timeline) if each.kind is not Kind.PROMPT]  # it may have to ask again
    assert [each.kind for each in scored] == [Kind.NOISE, Kind.INTERRUPTION]
    assert scored[-1].was_speaking
    assert timeline.answers[0].text.startswith("The old lighthouse")
    assert all(told.text for told in timeline.heard)
    assert any(timeline.session in path.name for path in tmp_path.iterdir())
