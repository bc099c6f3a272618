from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from antiphon.runtime.journal_lines import Entry, Recorded, load
from antiphon.runtime.rehearsal import Rehearsal
from antiphon.runtime.replay import Step, replay
from antiphon.session.effects import Decide, Effect, Play, Respond
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.talk import Acoustics, Heard, Text
from antiphon.testing import voice
from antiphon.testing.pair import LivePair
from antiphon.testing.umpire import ScriptedUmpire
from antiphon.turns.decisions import Decision, Kind
from antiphon.turns.policy import TurnPolicy
from journals import record
from kit import setup


def effects(steps: Sequence[Step]) -> list[tuple[float, Effect]]:
    return [(step.entry.at, effect) for step in steps for effect in step.effects]


def decided(steps: Sequence[Step]) -> list[Decision]:
    return [effect.decision for _, effect in effects(steps) if isinstance(effect, Decide)]


def kinds(steps: Sequence[Step]) -> list[Kind]:
    return [each.kind for each in decided(steps)]


def ends(steps: Sequence[Step]) -> list[int]:
    return [each.position for each in decided(steps) if each.kind is Kind.ENDED]


def played(steps: Sequence[Step]) -> int:
    """Samples of the first answer."""
    plays = [effect for _, effect in effects(steps) if isinstance(effect, Play) and effect.generation == 1]
    return sum(each.stop - each.start for each in plays)


def rehearsed(recorded: Recorded, **changed: float) -> list[Step]:
    policy = replace(recorded.policy.turns, **changed)  # type: ignore[arg-type]  # as a grid does
    return list(Rehearsal(recorded, policy).steps())


async def hesitation(pair: LivePair) -> None:
    """Two pieces of speech with 1 s between them, each answered."""
    async with pair.running(setup()):
        await pair.speak(voice.speech(640) + voice.silence(1000) + voice.speech(640, seed=3))
        await pair.speak(voice.silence(2500))
        await asyncio.sleep(3)


async def beneath(pair: LivePair) -> None:
    """Speech, and more of it as the answer begins."""
    async with pair.running(setup()):
        await pair.speak(voice.speech(640) + voice.silence(800) + voice.speech(640, seed=3))
        await pair.speak(voice.silence(2500))


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return load(record(tmp_path_factory.mktemp("beneath"), beneath))


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return load(record(tmp_path_factory.mktemp("all"), umpire=ScriptedUmpire(0.9, 0.2)))


@pytest.fixture(scope="module")
def hesitant(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return load(
        record(tmp_path_factory.mktemp("one"), hesitation, umpire=ScriptedUmpire(0.97), has_words=True)
    )


@pytest.mark.parametrize("umpire", [None, ScriptedUmpire(0.9, 0.2), ScriptedUmpire(0.97, takes_s=0.5)])
def test_with_the_same_parameters_a_call_goes_exactly_as_it_went(
    tmp_path: Path, umpire: ScriptedUmpire | None
) -> None:
    recorded = load(record(tmp_path, umpire=umpire))
    rehearsal = Rehearsal(recorded)
    again = list(rehearsal.steps())
    assert effects(again) == effects(list(replay(recorded)))
    assert rehearsal.gaps.unknown.total() == 0
    assert rehearsal.gaps.questions.total() > 8
    assert rehearsal.gaps.share == 0.0


def test_a_rehearsal_is_the_same_each_time(call: Recorded) -> None:
    assert effects(rehearsed(call, latest_ms=1500)) == effects(rehearsed(call, latest_ms=1500))


def test_with_longer_patience_turns_end_later(hesitant: Recorded) -> None:
    was, patient = list(replay(hesitant)), rehearsed(hesitant, earliest_ms=900, latest_ms=900)
    assert len(ends(was)) == len(ends(patient)) == 2
    assert all(late > early for early, late in zip(ends(was), ends(patient), strict=True))
    assert [each.silence_ms for each in decided(patient) if each.kind is Kind.ENDED] == [928, 928]


def test_patience_that_outlasts_a_pause_makes_one_turn_of_two(hesitant: Recorded) -> None:
    assert len(ends(list(replay(hesitant)))) == 2
    steps = rehearsed(hesitant, earliest_ms=1300, latest_ms=1300)
    assert len(ends(steps)) == 1
    said = [effect.prompt.user for _, effect in effects(steps) if isinstance(effect, Respond)]
    assert said[-1] is not None
    assert said[-1].text == "to Magrathea stop that"


def test_a_higher_threshold_lets_an_answer_go_on(interrupted: Recorded) -> None:
    was, steps = list(replay(interrupted)), rehearsed(interrupted, interrupts=1.0, in_doubt=1.0)
    assert Kind.INTERRUPTED in kinds(was)
    assert Kind.INTERRUPTED not in kinds(steps)
    assert Kind.RELEASED in kinds(steps)
    assert Kind.IGNORED in kinds(steps)
    # What was never recorded of the answer is made up: it has its usual length.
    assert played(steps) > played(was)


def test_what_the_caller_writes_is_answered_as_it_was(call: Recorded) -> None:
    def written(steps: Sequence[Step]) -> list[str]:
        texts = (step.entry.arguments[1] for step in steps if step.entry.name == "engine")
        return [each.text for each in texts if isinstance(each, Text)]

    was, now = written(list(replay(call))), written(rehearsed(call, latest_ms=1280))
    assert now[-4:] == was[-4:]


def hand_made(effects_by_name: Sequence[tuple[float, str, tuple[object, ...], tuple[str, ...]]]) -> Recorded:
    entries = tuple(Entry(*each) for each in effects_by_name)
    return Recorded(
        "0", "s", "2026-03-01T00:00:00Z", True, Policy(judges_pauses=True), Caller(), "", entries, ""
    )


def test_without_any_answers_a_call_goes_on_all_the_same() -> None:
    sound = [(round(0.1 + 0.032 * n, 3), 0.99 if n < 20 else 0.0) for n in range(80)]
    heard = [
        each
        for at, probability in sound
        for each in ((at, "arrive", (512,), ()), (at, "hear", (probability, 512), ()))
    ]
    rehearsal = Rehearsal(hand_made([(0.0, "begin", (), ()), (0.0, "receive", (setup(),), ()), *heard]))
    steps = list(rehearsal.steps())
    assert kinds(steps)[:2] == [Kind.STARTED, Kind.ENDED]
    assert rehearsal.gaps.unknown == {"settle": 1, "score": 1, "measure": 1}
    assert rehearsal.gaps.share == 1.0


def test_a_journal_without_inputs_has_no_steps() -> None:
    assert list(Rehearsal(hand_made([])).steps()) == []


def test_what_a_machine_raises_is_part_of_the_story() -> None:
    (step,) = Rehearsal(hand_made([(0.0, "leave", ("soon",), ())])).steps()
    assert step.raised == "TypeError"


def test_parameters_are_kept_in_the_journal(tmp_path: Path) -> None:
    recorded = load(record(tmp_path))
    assert recorded.policy.turns == TurnPolicy()
    text = next(tmp_path.glob("*.jsonl")).read_text()
    assert '"turns":{"earliest_ms":192' in text


def test_sound_and_transcripts_answer_whoever_asks(call: Recorded) -> None:
    given = [step.entry.arguments for step in rehearsed(call, first_glance_ms=224)]
    assert any(isinstance(each, Acoustics) for arguments in given for each in arguments)
    heard = [each for arguments in given for each in arguments if isinstance(each, Heard)]
    assert [each.cues.words for each in heard] == [2, 2]
