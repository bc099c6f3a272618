from __future__ import annotations

import pytest

import brain.recipe
import tinyllama
from brain.course import LONGEST, Course, held_out
from brain.dialogue import Dialogue, Family
from brain.draw import Draw, Side
from brain.settings import Settings
from brain.tokens import Tokens


def short(draw: Draw) -> Dialogue:
    made = Dialogue("short", system=f"Be {draw.word()}.")
    made.user(" ".join(draw.word() for _ in range(draw.number(1, 30))))
    made.model(f"{draw.side.value} {draw.word()}.")
    return made


def long(draw: Draw) -> Dialogue:
    made = Dialogue("long")
    made.user(draw.word() * LONGEST)
    made.model("Yes.")
    return made


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Tokens:
    path = tmp_path_factory.mktemp("tiny") / "tiny.gguf"
    tinyllama.write(path)
    return Tokens(path)


@pytest.fixture(autouse=True)
def families(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brain.recipe, "FAMILIES", {"short": Family(0.8, short), "long": Family(0.2, long)})


def test_batches_are_full_and_no_conversation_is_lost(tokens: Tokens) -> None:
    course = Course(tokens, seed=1, size=600)
    batches = [next(course) for _ in range(20)]
    assert all(300 < len(each.ids) <= 600 for each in batches)
    assert course.seen.families == {"short": sum(len(each.lengths) for each in batches)}
    assert course.seen.skipped == course.seen.dialogues - course.seen.families["short"] > 0
    assert course.seen.tokens == sum(len(each.ids) for each in batches)
    assert course.seen.wanted == sum(len(each.targets) for each in batches)


def test_same_seed_same_course_and_it_is_found_again(tokens: Tokens) -> None:
    whole, other, later = (Course(tokens, seed=1, size=600) for _ in range(3))
    batches = [next(whole) for _ in range(10)]
    assert [next(other) for _ in range(4)] == batches[:4]
    later.skip(other.seen.dialogues)
    assert later.seen == other.seen
    assert [next(later) for _ in range(6)] == batches[4:]
    assert later.seen == whole.seen
    assert next(Course(tokens, seed=2, size=600)) != batches[0]


def test_changed_recipe_shows(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Course(tokens, seed=1, size=600)
    next(one)
    monkeypatch.setattr(brain.recipe, "FAMILIES", {"short": Family(1, short)})
    other = Course(tokens, seed=1, size=600)
    other.skip(one.seen.dialogues)
    assert other.seen.digest != one.seen.digest


def test_held_out_is_of_the_other_side(tokens: Tokens) -> None:
    found = held_out(tokens, seed=9, count=30)
    assert list(found) == ["short"]
    assert 15 < len(found["short"]) < 30
    assert all(Side.HELD_OUT.value in tokens.decode(each.targets) for each in found["short"])


def test_recipe_that_is_mostly_too_long_is_refused(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brain.recipe, "FAMILIES", {"long": Family(1, long)})
    monkeypatch.setattr("brain.course.PATIENCE", 5)
    with pytest.raises(ValueError, match="too long"):
        next(Course(tokens, seed=1, size=600))


def test_rate_rises_stays_and_falls() -> None:
    settings = Settings(tokens=1000, batch=10, warmup=100, decay=0.3, peak=1.0)
    assert settings.rate(0) == pytest.approx(0.1)
    assert settings.rate(90) == settings.rate(700) == 1.0
    assert settings.rate(850) == pytest.approx(0.5)
    assert settings.rate(1000) == 0


def test_longer_run_begins_as_the_shorter_one() -> None:
    short_run, long_run = Settings(tokens=1000), Settings(tokens=2000)
    assert short_run.is_prolonged(long_run)
    assert not short_run.is_prolonged(Settings(tokens=2000, rank=8))
    assert short_run.digest("data", "base") != long_run.digest("data", "base")
