"""What is remembered of an answer is what was heard of it, to the word, and the next prompt says where it ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antiphon.engines.prompting import TRAILING, messages
from antiphon.session.limits import Policy
from antiphon.session.states import State
from antiphon.talk import OUTPUT_RATE, Audio, EngineEvent, Mark, Prompt, Role, Said, Text
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from kit import setup, spoken

STORY = "one two three four five six seven eight nine ten"
WORD_S = 0.2
BEGINS = 0.05
"""Thinking; the first word sounds from then on."""


@dataclass
class Clauses(ScriptedEngine):
    """Speaks one clause after another: text, silence before its words, then the words."""

    clauses: tuple[tuple[str, float], ...] = ()
    has_marks: bool = True

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        del generation
        self.prompts.append(prompt)
        if len(self.prompts) > 1:
            yield Text("Well.")
            return
        characters = samples = 0
        for text, silence_s in self.clauses:
            yield Text(text)
            samples += self._begin(silence_s)
            yield Audio(bytes(2 * self._begin(silence_s)))
            at = 0
            for word in text.split():
                at = text.index(word, at)
                if any(map(str.isalnum, word)):  # the others are shown, and not spoken
                    mark = Mark(characters + at, characters + at + len(word), samples)
                    length = int(WORD_S * OUTPUT_RATE)
                    yield Audio(bytes(2 * length), (mark,) if self.has_marks else ())
                    samples += length
                at += len(word)
            characters += len(text)

    @staticmethod
    def _begin(silence_s: float) -> int:
        return int(silence_s * OUTPUT_RATE)


def heard(engine: ScriptedEngine, after_s: float, policy: Policy = Policy()) -> Said | None:
    """What is remembered of the answer that is interrupted in writing after so long."""

    async def scenario() -> Said | None:
        pair = LivePair(engine, policy=policy)
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(after_s)
            await pair.client.send_text("stop")
            await pair.turn()
            found = [said for said in pair.session.history if said.role is Role.MODEL]
            assert spoken(pair.messages).startswith(found[0].text if found else "")
        return found[0] if found else None

    return run_virtually(scenario())


@pytest.mark.parametrize(
    ("heard_s", "words"), [(0.11, 0), (0.13, 1), (0.31, 1), (0.33, 2), (0.4, 2), (1.1, 5), (1.13, 6)]
)
def test_a_word_counts_once_enough_of_it_has_sounded(heard_s: float, words: int) -> None:
    said = heard(ScriptedEngine(Script(says=(STORY,))), BEGINS + heard_s)
    expected = " ".join(STORY.split()[:words])
    assert (said.text if said else "") == expected
    assert said is None or said.is_cut


def test_leading_silence_moves_every_word() -> None:
    engine = Clauses(clauses=((STORY, 0.5),))
    assert heard(engine, 0.6) is None
    said = heard(Clauses(clauses=((STORY, 0.5),)), 0.75)
    assert said is not None
    assert said.text == "one"


def test_what_is_shown_and_not_spoken_is_remembered_with_the_word_that_follows_it() -> None:
    clauses = (("**Hello** there! \U0001f600 ", 0.0), ("- one\n- two\n", 0.1), ("\U0001f44b", 0.0))
    assert _text(heard(Clauses(clauses=clauses), 0.35)) == "**Hello** there!"
    assert _text(heard(Clauses(clauses=clauses), 0.63)) == "**Hello** there! \U0001f600 - one"
    assert (
        _text(heard(Clauses(clauses=clauses), 0.95)) == "**Hello** there! \U0001f600 - one\n- two\n\U0001f44b"
    )


def _text(said: Said | None) -> str:
    return said.text if said is not None else ""


def test_an_engine_without_marks_is_remembered_in_proportion() -> None:
    said = heard(Clauses(clauses=((STORY, 0.0),), has_marks=False), 1.0, Policy(lead_s=5.0))
    assert said is not None
    assert said.is_cut
    assert said.text in {"one two three four five", "one two three four"}


def test_a_written_answer_is_remembered_as_far_as_it_was_written() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY, "Yes."), hangs_after_words=3)))
        async with pair.running(setup(is_text=True)):
            await pair.client.send_text("count")
            await asyncio.sleep(1)
            await pair.client.send_text("stop")
            await asyncio.sleep(1)
        assert pair.session.history[1] == Said(Role.MODEL, "one two three", is_cut=True)

    run_virtually(scenario())


def test_a_stalled_socket_stops_the_clock() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY, "Yes."))))
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(BEGINS + 0.3)
            pair.channel.is_stuck = True
            await asyncio.sleep(3.0)
            pair.channel.unstick()
            await pair.client.send_text("stop")
            await pair.turn()
        # 0.3 s before it; a stall is noticed with the next message, and told of four times a second.
        words = pair.session.history[1].text.split()
        assert words == STORY.split()[: len(words)]
        assert 1 <= len(words) <= 3

    run_virtually(scenario())


def test_an_answer_that_is_held_stands_still_once_the_buffer_is_dry() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY, "Yes."))))
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(BEGINS + 0.3)
            floor = pair.session._floor
            assert floor is not None
            floor.answer.is_held = True  # somebody speaks, and nobody knows yet what it is
            await asyncio.sleep(5.0)
            sent = len(spoken(pair.messages).split())
            await pair.client.send_text("stop")
            await pair.turn()
        words = pair.session.history[1].text.split()
        assert words == STORY.split()[: len(words)]
        assert len(words) in {sent - 1, sent}, "all that was sent, and no more"
        assert len(words) < 10

    run_virtually(scenario())


def test_the_next_prompt_says_where_it_was_cut() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("stop",), says=(STORY, "Yes.")))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(0.5)
            await pair.speak(voice.speech(600) + voice.silence(900))
            while pair.session.state is not State.LISTENING:  # noqa: ASYNC110  # virtual time
                await asyncio.sleep(0.01)
        asked = messages(engine.prompts[-1])
        assert asked[-2]["content"] == f"{pair.session.history[1].text} {TRAILING}"
        assert asked[-1]["content"] == "stop"
        assert not pair.session.history[-1].is_cut, "the last one was heard to its end"

    run_virtually(scenario())


@settings(max_examples=40)
@given(
    after_s=st.floats(0.0, 3.0),
    lead_s=st.sampled_from([0.1, 0.6, 5.0]),
    word_ms=st.sampled_from([40, 130, 200, 700]),
    has_marks=st.booleans(),
)
def test_whenever_it_is_interrupted_a_prefix_is_remembered(
    *, after_s: float, lead_s: float, word_ms: int, has_marks: bool
) -> None:
    plain = ScriptedEngine(Script(says=(STORY, "Yes."), word_ms=word_ms))
    engine = plain if has_marks else Clauses(clauses=((STORY, 0.0),), has_marks=False)
    said = heard(engine, after_s, Policy(lead_s=lead_s))
    if said is None:
        return
    words = said.text.split()
    assert words == STORY.split()[: len(words)]
    assert said.is_cut == (len(words) < 10) or (len(words) == 10 and said.is_cut)
    if has_marks:
        assert (len(words) - 1) * word_ms / 1000 < max(after_s - BEGINS, 0.001)
