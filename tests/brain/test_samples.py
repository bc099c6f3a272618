from antiphon.bench.brain.marking import Answer
from antiphon.bench.brain.questions import questions
from brain.samples import ASKED, written


def test_twenty_conversations_are_written_with_what_was_wrong() -> None:
    asked = questions(path=ASKED)
    assert len(asked) == 20
    answers = [[Answer() for _ in question.say] for question in asked]
    right = next(at for at, question in enumerate(asked) if question.kind == "trivia")
    answers[right][-1].add("It has two moons.", 0.1)
    called = next(at for at, question in enumerate(asked) if question.calls)
    answers[called][-1].call("switch_lamp", {"room": "hall", "state": "on"}, 0.1)
    page = written(asked, answers)
    assert page.count("(wrong)") == 17  # nothing was to be called in one that says nothing
    assert f"## {right + 1}. Trivia\n" in page
    assert "* **User:** How many moons does Mars have?\n  * **Antiphon:** It has two moons." in page
    assert 'calls `{"tool": "switch_lamp", "args": {"room": "hall", "state": "on"}}`' in page
