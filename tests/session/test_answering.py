from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from antiphon.session.answering import Answering, Manner
from antiphon.session.effects import Cancel, Commit, Effect, Play, Report, Respond, Send
from antiphon.session.generation import Failed, Finished, Voiced
from antiphon.session.history import History
from antiphon.talk import Mark, Modality, Prompt, Role, Said, Text, Used, Utterance
from antiphon.wire.codec import encode
from kit import brief

PROMPT = Prompt(system="12345678")
WRITTEN = Prompt(modality=Modality.TEXT)


class Case:
    """Answering with its effects at hand."""

    def __init__(self, *, is_captioned: bool = True) -> None:
        self.effects: list[Effect] = []
        self.answer = Answering(
            self.effects, 0.6, Manner(is_captioned=is_captioned, has_status=False, opens_within_s=None)
        )
        self.history = History()

    def begin(self, prompt: Prompt = PROMPT, revision: int = 0) -> None:
        self.answer.begin(prompt, revision, self.history, 0.0)

    def say(self, number: int, text: str, samples: int = 0) -> bool:
        is_due = self.answer.take(number, Text(text), 0.0)
        if samples:
            self.answer.take(number, Voiced(samples, (Mark(0, len(text.strip()), 0),)), 0.0)
        return is_due

    def drain(self) -> list[Any]:
        drained = [
            brief(json.loads(encode(effect.message))) if isinstance(effect, Send) else effect
            for effect in self.effects
            if not isinstance(effect, Report)
        ]
        self.effects.clear()
        return drained


def test_a_draft_of_the_right_revision_is_committed() -> None:
    case = Case()
    case.answer.draft(PROMPT, 2)
    assert not case.say(1, "early")
    case.begin(revision=2)
    respond, commit = case.drain()
    assert isinstance(respond, Respond)
    assert respond.prompt.tentative
    assert commit == Commit(1)
    assert case.say(1, " bird")


def test_a_draft_of_another_revision_is_cancelled_and_answered_anew() -> None:
    case = Case()
    case.answer.draft(PROMPT, 1)
    case.begin(revision=2)
    _, cancel, respond = case.drain()
    assert cancel == Cancel(1)
    assert respond == Respond(2, PROMPT)


def test_a_new_draft_replaces_the_old() -> None:
    case = Case()
    case.answer.draft(PROMPT, 0)
    case.answer.draft(PROMPT, 1)
    assert [type(effect) for effect in case.drain()] == [Respond, Cancel, Respond]


def test_a_draft_that_failed_is_let_go_and_another_may_come() -> None:
    case = Case()
    case.answer.draft(PROMPT, 0)
    assert not case.answer.take(1, Failed(), 0.0)
    case.begin()
    assert case.drain()[1:] == [Cancel(1), Respond(2, PROMPT)]


def test_what_is_for_nobody_is_dropped() -> None:
    case = Case()
    case.begin()
    assert not case.say(7, "who?")
    assert case.say(1, "me")
    assert case.answer.take(1, Finished(), 0.0)
    assert not case.say(1, "more")


@pytest.mark.parametrize(("is_captioned", "words"), [(True, ["says one"]), (False, [])])
def test_spoken_words_are_captions_for_who_asked(words: list[str], *, is_captioned: bool) -> None:
    case = Case(is_captioned=is_captioned)
    case.begin()
    case.say(1, "one", 2400)
    case.drain()
    assert case.answer.release(0.0)
    assert case.drain() == [*words, Play(1, 0, 2400)]
    assert not case.answer.release(0.0)


def test_written_words_are_the_answer() -> None:
    case = Case(is_captioned=False)
    case.begin(WRITTEN)
    case.say(1, "one")
    case.drain()
    case.answer.release(0.0)
    case.answer.take(1, Finished(), 0.0)
    assert case.answer.is_out
    assert case.answer.is_over(0.0)
    case.answer.complete()
    case.answer.finish(case.history, 0.0)
    assert case.drain() == ["writes one", "generated", "turn complete"]
    assert case.history.said == (Said(Role.MODEL, "one"),)


def test_an_engine_that_counts_its_tokens_is_believed() -> None:
    case = Case()
    case.begin(WRITTEN)
    case.say(1, "one")
    case.answer.take(1, Used(prompt_tokens=9, output_tokens=77), 0.0)
    case.answer.take(1, Finished(), 0.0)
    case.answer.release(0.0)
    case.answer.finish(case.history, 0.0)
    *_, send = case.effects
    assert isinstance(send, Send)
    assert send.message.usage_metadata is not None
    assert send.message.usage_metadata.response_token_count == 77


def test_a_failed_answer_is_never_called_complete() -> None:
    case = Case()
    case.begin()
    case.answer.take(1, Failed(), 0.0)
    case.drain()
    case.answer.release(0.0)
    case.answer.complete()
    case.answer.finish(case.history, 0.0)
    assert case.drain() == ["turn complete: GENERATED_OTHER"]


def test_an_interruption_cancels_and_remembers_what_was_heard() -> None:
    case = Case()
    case.begin()
    case.say(1, "one", 24_000)
    case.answer.release(0.0)
    case.drain()
    case.answer.interrupt(case.history, 0.5)
    assert case.drain() == [Cancel(1), "interrupted", "turn complete"]
    assert case.history.said == (Said(Role.MODEL, "one", 12_000, is_cut=True),)
    assert case.answer.due_at is None


def test_giving_up_keeps_what_is_out_and_wants_no_more() -> None:
    case = Case()
    case.begin()
    case.say(1, "one ", 2400 + 100)
    case.answer.release(0.0)
    assert case.answer.is_waiting  # a hundred samples make no message
    case.drain()
    case.answer.give_up()
    assert case.drain() == [Cancel(1)]
    assert not case.answer.release(9.0)
    assert case.answer.is_out


def test_it_says_when_it_is_next_due() -> None:
    case = Case()
    assert case.answer.due_at is None
    case.begin()
    assert case.answer.due_at is None
    case.say(1, "one", 24_000)
    case.answer.release(10.0)
    assert case.answer.due_at == pytest.approx(10.1)  # 0.7 s are out, 0.6 s may be
    case.answer.stall(0.25, 10.0)
    assert case.answer.due_at == pytest.approx(10.35)
    case.answer.take(1, Finished(), 0.0)
    case.answer.release(11.0)
    assert case.answer.due_at == pytest.approx(11.3)
    assert not case.answer.is_over(11.25)


def test_an_abandoned_conversation_wants_nothing_more() -> None:
    case = Case()
    case.begin()
    case.answer.draft(PROMPT, 1)
    case.drain()
    case.answer.abandon()
    assert case.drain() == [Cancel(2), Cancel(1)]
    assert not case.say(1, "still there?")
    for nothing in (case.answer.give_up, case.answer.abandon, case.answer.complete):
        nothing()
    case.answer.interrupt(case.history, 0.0)
    case.answer.finish(case.history, 0.0)
    case.answer.stall(1.0, 0.0)
    assert not case.answer.release(0.0)
    assert case.answer.is_over(0.0)
    assert case.drain() == []


def test_a_turn_in_which_nothing_was_said_has_a_bill_all_the_same() -> None:
    case = Case()
    case.answer.complete_empty("12345678", case.history)
    (send,) = case.effects
    assert isinstance(send, Send)
    assert send.message.usage_metadata is not None
    assert send.message.usage_metadata.total_token_count == 2


def test_drafts_of_a_turn_in_which_nothing_was_said_are_not_counted_in_the_next() -> None:
    case = Case()
    for turn in (1, 2, 2):
        case.answer.draft(replace(PROMPT, user=Utterance(turn, 0, "so", 9)), 0)
    case.answer.begin(replace(PROMPT, user=Utterance(2, 0, "so", 9)), 0, case.history, 0.0)
    case.say(3, "one", 2400)
    case.answer.release(0.0)
    (report,) = [each for each in case.effects if isinstance(each, Report)]
    assert (report.latency.drafts, report.latency.wasted) == (2, 1)
