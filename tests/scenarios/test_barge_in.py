"""Speech that meets an answer: held, released, interrupted, ignored, taken up again (DESIGN: candidate)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import pytest

from antiphon.session.effects import Cancel, Commit, Decide, Effect, Respond, Shelve
from antiphon.session.limits import Policy
from antiphon.session.states import State
from antiphon.talk import Call
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import LOUD, Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.turns.decisions import Decision, Kind
from antiphon.wire.messages import ClientContent, RealtimeInput
from antiphon.wire.setup import Setup
from antiphon.wire.types import Empty
from inputs import TOOLS
from kit import at, brief, gist, setup, spoken, with_members
from timeline import heard, silences

STORY = " ".join(f"word{n}" for n in range(30)) + "."
WORD_MS = 300
ASKED = voice.speech(600) + voice.silence(1800)
"""A question, and 1.3 s of its answer."""
BEGAN_S = 1.1
MET_S = 2.4


E = TypeVar("E")


class Blind(ScriptedEngine):
    """One that was written before anybody wanted words before the end."""

    def __getattribute__(self, name: str) -> object:
        if name == "glance":
            raise AttributeError(name)
        return super().__getattribute__(name)


class Talk:
    """A conversation, and what was decided in it."""

    def __init__(
        self, engine: ScriptedEngine | None = None, policy: Policy = Policy(), **script: Any
    ) -> None:
        defaults = {"says": (STORY, "Second."), "word_ms": WORD_MS}
        self.engine = engine or ScriptedEngine(Script(**{**defaults, **script}))
        self.pair = LivePair(self.engine, policy=policy)
        self.effects: list[tuple[float, Effect]] = []
        drain = self.pair.session.drain

        def told() -> list[Effect]:
            effects = drain()
            self.effects += [(asyncio.get_running_loop().time(), each) for each in effects]
            return effects

        self.pair.session.drain = told  # type: ignore[method-assign]  # looks on, changes nothing

    @asynccontextmanager
    async def running(self, terms: Setup | None = None) -> AsyncIterator[LivePair]:
        async with self.pair.running(terms or setup()):
            yield self.pair

    async def over(self) -> None:
        while self.pair.session.state is not State.LISTENING:  # noqa: ASYNC110  # virtual time
            await asyncio.sleep(0.01)

    @property
    def frames(self) -> list[tuple[float, dict[str, Any]]]:
        return self.pair.channel.frames

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(each.role.value, each.text) for each in self.pair.session.history]

    def decisions(self, turn: int = 2) -> list[str]:
        """But for pauses that were none of its end."""
        return [each.kind.value for each in self.decided(turn) if each.kind is not Kind.PAUSED]

    def decided(self, turn: int = 2) -> list[Decision]:
        found = [each.decision for _, each in self.effects if isinstance(each, Decide)]
        return [each for each in found if each.turn == turn]

    def when(self, kind: Kind, turn: int = 2) -> float:
        return next(
            instant
            for instant, each in self.effects
            if isinstance(each, Decide) and (each.decision.kind, each.decision.turn) == (kind, turn)
        )

    def done(self, *kinds: type[E]) -> list[E]:
        return [each for _, each in self.effects if isinstance(each, kinds)]


def met(
    sound: bytes, terms: Setup | None = None, *, engine: ScriptedEngine | None = None, **script: Any
) -> Talk:
    """A conversation in which ``sound`` meets the answer, played to its end."""

    async def scenario() -> Talk:
        talk = Talk(engine, **script)
        async with talk.running(terms) as pair:
            await pair.speak(ASKED + sound + voice.silence(12_000))
            await talk.over()
        return talk

    return run_virtually(scenario())


def blind(hears: tuple[Any, ...], **script: Any) -> Blind:
    return Blind(Script(**{"hears": hears, "says": (STORY, "Second."), "word_ms": WORD_MS, **script}))


# Held and released


@pytest.mark.parametrize("words", ["yeah", "mm-hm", "right", "oh okay", "I see"])
def test_a_backchannel_causes_no_silence_at_all(words: str) -> None:
    talk = met(voice.speech(350), hears=("count", words))
    assert talk.decisions() == ["started", "held", "released", "ended", "ignored"]
    assert silences(talk.frames) == []
    assert gist(talk.pair.messages)[1:] == [
        "start",
        "hears count",
        "end",
        "start",
        "end",
        "generated",
        "turn complete",
    ]
    assert talk.said == [("user", "count"), ("model", STORY)]


def test_while_it_is_held_nothing_leaves() -> None:
    talk = met(voice.speech(350), hears=("count", "yeah"))
    held, released = talk.when(Kind.HELD), talk.when(Kind.RELEASED)
    assert held == pytest.approx(MET_S + 0.06, abs=0.04)
    sent = [
        instant
        for instant, frame in talk.frames
        if brief(frame) == "audio" or brief(frame).startswith("says")
    ]
    assert not [instant for instant in sent if held < instant < released]
    assert any(instant == released for instant in sent), "what was held leaves at once"


def test_noise_without_words_is_ignored() -> None:
    talk = met(voice.speech(900), hears=("count", ""))
    assert talk.decisions() == ["started", "held", "released", "ended", "ignored"]
    assert silences(talk.frames) == []
    assert "Second." not in spoken(talk.pair.messages)


def test_two_backchannels_in_a_row_are_ignored_as_one() -> None:
    burst = voice.speech(300) + voice.silence(300) + voice.speech(300)
    talk = met(burst, hears=("count", ("yeah", "yeah right")))
    assert talk.decisions() == ["started", "held", "released", "ended", "ignored"]
    assert silences(talk.frames) == []


def test_two_backchannels_far_apart_are_two() -> None:
    burst = voice.speech(300) + voice.silence(1000) + voice.speech(300)
    talk = met(burst, hears=("count", "yeah"))
    assert talk.decisions(2) == talk.decisions(3) == ["started", "held", "released", "ended", "ignored"]
    assert silences(talk.frames) == []


# Interrupted


def test_words_interrupt_within_the_lead() -> None:
    talk = met(voice.speech(1200), hears=("count", "what do you mean"))
    assert talk.decisions() == ["started", "held", "interrupted", "ended"]
    assert talk.when(Kind.INTERRUPTED) - MET_S < 0.35
    assert silences(talk.frames) == []
    cut = round((talk.when(Kind.INTERRUPTED) - BEGAN_S) * 1000 / WORD_MS + 0.1)  # half a word is one
    assert talk.said == [
        ("user", "count"),
        ("model", " ".join(STORY.split()[:cut])),
        ("user", "what do you mean"),
        ("model", "Second."),
    ]


def test_words_after_a_backchannel_interrupt_all_the_same() -> None:
    burst = voice.speech(300) + voice.silence(200) + voice.speech(1000)

    def glances(ms: float) -> str:
        return "yeah" if ms < 1000 else "yeah but wait a second"

    talk = met(burst, hears=("count", ("yeah", "yeah but wait a second")), glances=glances)
    assert talk.decisions() == ["started", "held", "released", "interrupted", "ended"]
    assert talk.said[2:] == [("user", "yeah but wait a second"), ("model", "Second.")]


def test_nothing_of_what_is_interrupted_comes_after_it() -> None:
    talk = met(voice.speech(1200), hears=("count", "what do you mean"))
    words = [brief(frame) for frame in talk.pair.messages]
    after = words[words.index("interrupted") + 1 :]
    assert after[:5] == ["turn complete", "hears what do you mean", "end", "says Second.", "audio"]


def test_sure_words_free_the_engine_at_once() -> None:
    talk = met(voice.speech(1200), hears=("count", "what do you mean"))
    assert talk.done(Shelve) == []
    cancelled = next(instant for instant, each in talk.effects if each == Cancel(1))
    assert cancelled == talk.when(Kind.INTERRUPTED)


@pytest.mark.parametrize("is_content", [True, False])
def test_what_is_typed_interrupts_at_once_also_while_speech_is_held(*, is_content: bool) -> None:
    async def scenario() -> Talk:
        talk = Talk(hears=("count", "yeah"), glances="")
        async with talk.running() as pair:
            await pair.speak(ASKED + voice.speech(100))
            assert talk.decisions()[-1] == "held"
            send = pair.client.send_text if is_content else pair.client.send_realtime_text
            before = asyncio.get_running_loop().time()
            await send("typed")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await pair.speak(voice.speech(200) + voice.silence(3000))
            assert at(talk.frames, "interrupted") == pytest.approx(before)
        return talk

    talk = run_virtually(scenario())
    assert [text for _, text in talk.said][-2:] == ["typed", "Second."]
    assert talk.decisions(2)[-1] == "ignored", "nobody is asked anything by a backchannel"


def test_a_plain_stop_stops_also_while_speech_is_held() -> None:
    async def scenario() -> Talk:
        talk = Talk(hears=("count", "yeah"), glances="")
        async with talk.running() as pair:
            await pair.speak(ASKED + voice.speech(100))
            await pair.client.send(ClientContent(turn_complete=False))
            await pair.speak(voice.speech(200) + voice.silence(3000))
            await talk.over()
        return talk

    talk = run_virtually(scenario())
    assert gist(talk.pair.messages)[4:] == ["start", "interrupted", "turn complete", "end"]
    assert talk.done(Shelve) == []


def test_declared_speech_interrupts_at_once() -> None:
    async def scenario() -> Talk:
        talk = Talk(hears=("stop",))
        async with talk.running(setup(disabled=True)) as pair:
            await pair.client.send_text("count")
            await asyncio.sleep(1)
            await pair.client.send(RealtimeInput(activity_start=Empty()))
            await pair.speak(voice.speech(300))
            await pair.client.send(RealtimeInput(activity_end=Empty()))
            await pair.turn()
            await pair.turn()
            assert at(talk.frames, "interrupted") == pytest.approx(1.0)
            assert talk.done(Shelve) == [], "who declares an interruption means it"
            await asyncio.sleep(3)
            await pair.client.send(RealtimeInput(activity_start=Empty()))
            await pair.client.send(RealtimeInput(activity_end=Empty()))
            await asyncio.sleep(3)
        return talk

    talk = run_virtually(scenario())
    assert gist(talk.pair.messages).count("interrupted") == 1, "nothing was left to interrupt (PROTOCOL 4.8)"


# Where it cannot interrupt


def test_a_backchannel_is_not_answered_either_where_nothing_interrupts() -> None:
    talk = met(voice.speech(350), setup(interrupts=False), hears=("count", "yeah"))
    assert "interrupted" not in gist(talk.pair.messages)
    assert talk.decisions() == ["started", "ended", "ignored"]
    assert talk.said == [("user", "count"), ("model", STORY)]
    assert silences(talk.frames) == []


def test_one_word_that_may_want_an_answer_gets_it_where_nothing_interrupts() -> None:
    talk = met(voice.speech(350), setup(interrupts=False), hears=("count", "Paris"))
    assert talk.said == [("user", "count"), ("model", STORY), ("user", "Paris"), ("model", "Second.")]


def test_speech_that_outlasts_its_answer_is_answered() -> None:
    talk = met(
        voice.speech(400),
        hears=("count", "yeah tell me more"),
        says=("One two three four.", "Second."),
        glances="yeah",
        word_ms=400,
    )
    assert talk.said[2:] == [("user", "yeah tell me more"), ("model", "Second.")]
    assert "interrupted" not in gist(talk.pair.messages)


def test_a_backchannel_at_the_end_of_an_answer_is_ignored_and_leaves_no_draft() -> None:
    says = ("One two three four.", "Second.")
    talk = met(voice.speech(200), hears=("count", "yeah"), says=says, word_ms=400)
    assert talk.said == [("user", "count"), ("model", says[0])]
    assert [each.prompt.tentative for each in talk.done(Respond)] == [True]


# Whoever is late


@pytest.mark.parametrize("end", ["end of stream", "silence", "starvation"])
def test_however_the_speech_ends_the_answer_goes_on(end: str) -> None:
    class Mute(ScriptedEngine):
        """Whose second transcript never comes."""

        def settle(self, turn: int, revision: int) -> None:
            if turn == 1:
                super().settle(turn, revision)

    async def scenario() -> Talk:
        script = Script(hears=("count", "yeah"), says=(STORY, "Second."), word_ms=WORD_MS, glances="")
        talk = Talk(Mute(script))
        async with talk.running() as pair:
            await pair.speak(ASKED + voice.speech(300))
            if end == "end of stream":
                await pair.client.send_audio_stream_end()
            elif end == "silence":
                await pair.speak(voice.silence(1000))
            await asyncio.sleep(60)
            assert pair.session.state is State.LISTENING
        return talk

    talk = run_virtually(scenario())
    assert talk.said == [("user", "count"), ("model", STORY)]
    assert gist(talk.pair.messages)[-1] == "turn complete: GENERATED_OTHER", (
        "every turn is answered (PROTOCOL 7, row 2)"
    )
    assert sum(length for _, length in silences(talk.frames)) <= 0.4 + 0.01


def test_an_answer_that_is_dry_already_waits_a_moment_for_the_speech() -> None:
    """A slow engine: what comes while somebody may be speaking is not spoken over them at once."""

    class Slow(ScriptedEngine):
        async def respond(self, generation: int, prompt: Any) -> Any:
            async for event in super().respond(generation, prompt):
                yield event
                await asyncio.sleep(0.8)

    script = Script(hears=("count", "stop that now"), says=(STORY, "Second."), word_ms=WORD_MS)
    talk = met(voice.speech(800), engine=Slow(script))
    assert talk.decisions() == ["started", "held", "interrupted", "ended"]


# Taken up again


def test_noise_that_nobody_could_read_interrupts_and_the_rest_of_the_answer_comes() -> None:
    talk = met(voice.speech(900), engine=blind(("count", "")))
    assert talk.decisions() == ["started", "held", "interrupted", "ended", "ignored", "resumed"]
    assert gist(talk.pair.messages)[4:] == [
        "start",
        "interrupted",
        "turn complete",
        "end",
        "generated",
        "turn complete",
    ]
    assert talk.said == [("user", "count"), ("model", STORY)]
    words = [brief(frame) for frame in talk.pair.messages]
    rest = "".join(
        word.removeprefix("says ") for word in words[words.index("interrupted") :] if word.startswith("says")
    )
    assert STORY.endswith(rest)
    assert rest.startswith("word")
    heard_ms = (talk.when(Kind.INTERRUPTED) - BEGAN_S) * 1000
    assert rest.split()[0] == f"word{int(heard_ms // WORD_MS)}", "the word that was broken off is the first"


def test_what_is_taken_up_sounds_from_the_beginning_of_its_first_word() -> None:
    talk = met(voice.speech(900), engine=blind(("count", "")))
    sound, broken = heard(talk.frames), int((talk.when(Kind.INTERRUPTED) - BEGAN_S) * 1000 // WORD_MS)
    words = [(LOUD + index).to_bytes(2, "little") * (24 * WORD_MS) for index in range(30)]
    rest = b"".join(words[broken:])
    assert sound.endswith(rest)
    before = sound.removesuffix(rest)
    assert b"".join(words[: broken + 1]).startswith(before)
    assert len(before) > len(b"".join(words[:broken])), "it was broken off in the middle"


@pytest.mark.parametrize("words", ["yeah", "okay"])
def test_a_backchannel_that_was_misread_is_made_good(words: str) -> None:
    def glances(ms: float) -> str:
        return "hey" if ms < 560 else ""

    talk = met(voice.speech(700), hears=("count", words), glances=glances)
    assert talk.decisions() == ["started", "held", "interrupted", "ended", "ignored", "resumed"]
    assert talk.done(Cancel) == []
    assert talk.said == [("user", "count"), ("model", STORY)]


def test_an_answer_is_taken_up_once() -> None:
    talk = met((voice.speech(900) + voice.silence(2000)) * 2, engine=blind(("count", "")))
    assert talk.decisions(2)[-1] == "resumed"
    assert talk.decisions(3) == ["started", "held", "interrupted", "ended", "ignored"]
    assert gist(talk.pair.messages).count("interrupted") == 2
    story = talk.said[1][1]
    assert STORY.startswith(story)
    assert story != STORY


def test_words_that_come_late_uphold_the_interruption_before_anything_is_drafted() -> None:
    talk = met(voice.speech(900), engine=blind(("count", "tell me something else")))
    assert talk.decisions() == ["started", "held", "interrupted", "ended"]
    assert talk.done(Respond, Cancel, Shelve, Commit)[2:] == [
        Shelve(1),
        Cancel(1),
        talk.done(Respond)[1],
        Commit(2),
    ]
    assert talk.said[2:] == [("user", "tell me something else"), ("model", "Second.")]


def test_words_while_it_goes_on_uphold_it_sooner() -> None:
    def glances(ms: float) -> str:
        return "hey" if ms < 700 else "hey can we talk about this"

    talk = met(voice.speech(1500), hears=("count", "hey can we talk about this"), glances=glances)
    shelved = next(instant for instant, each in talk.effects if each == Shelve(1))
    cancelled = next(instant for instant, each in talk.effects if each == Cancel(1))
    assert MET_S < shelved < cancelled < MET_S + 0.7


def test_what_nobody_can_tell_for_long_is_not_taken_up() -> None:
    talk = met(voice.speech(6500), engine=blind(("count", "")))
    assert talk.decisions() == ["started", "held", "interrupted", "ended", "ignored"]
    cancelled = next(instant for instant, each in talk.effects if each == Cancel(1))
    assert cancelled - talk.when(Kind.INTERRUPTED) == pytest.approx(5.0)
    assert talk.pair.session.state is State.LISTENING


def test_a_cough_before_the_first_word_costs_nobody_an_answer() -> None:
    async def scenario() -> Talk:
        talk = Talk(hears=("count", ""), thinks_s=2.0, glances="")
        async with talk.running() as pair:
            await pair.speak(voice.speech(600) + voice.silence(800) + voice.speech(200) + voice.silence(800))
            await asyncio.sleep(15)
        return talk

    talk = run_virtually(scenario())
    assert talk.said == [("user", "count"), ("model", STORY)]
    assert gist(talk.pair.messages)[4:] == [
        "start",
        "interrupted",
        "turn complete",
        "end",
        "generated",
        "turn complete",
    ]


@pytest.mark.parametrize("typed", ["content", "text", "stop"])
def test_what_begins_meanwhile_takes_its_place(typed: str) -> None:
    async def scenario() -> Talk:
        talk = Talk(blind(("count", "")))
        async with talk.running() as pair:
            await pair.speak(ASKED + voice.speech(800))
            assert talk.done(Shelve)
            match typed:
                case "content":
                    await pair.client.send_text("typed")
                case "text":
                    await pair.client.send_realtime_text("typed")
                case _:
                    await pair.client.send(ClientContent(turn_complete=False))
            await pair.speak(voice.silence(3000))
            await talk.over()
        return talk

    talk = run_virtually(scenario())
    assert Cancel(1) in talk.done(Cancel)
    assert "resumed" not in talk.decisions()
    assert [text for _, text in talk.said[2:]] == ([] if typed == "stop" else ["typed", "Second."])


def test_the_end_of_a_session_leaves_nothing_on_the_shelf() -> None:
    async def scenario() -> Talk:
        talk = Talk(blind(("count", ""), word_ms=WORD_MS))
        async with talk.running(with_members(setup(), session_resumption=None)) as pair:
            await pair.speak(ASKED + voice.speech(800))
            pair.driver.leave(0.0)
            await asyncio.sleep(1)
        return talk

    talk = run_virtually(scenario())
    assert Cancel(1) in talk.done(Cancel)


def test_an_answer_that_waits_for_a_function_is_not_taken_up() -> None:
    async def scenario() -> Talk:
        engine = blind(
            ("count", ""),
            says=("One moment please while I look.", "Second."),
            calls={0: (Call("waits", {}),)},
        )
        talk = Talk(engine)
        async with talk.running(with_members(setup(), tools=TOOLS)) as pair:
            await pair.speak(ASKED + voice.silence(1000) + voice.speech(900) + voice.silence(3000))
            await talk.over()
        return talk

    talk = run_virtually(scenario())
    words = gist(talk.pair.messages)
    assert "cancels call_1" in words
    assert talk.done(Shelve) == []
    assert "resumed" not in talk.decisions()


def test_hardly_anything_left_is_not_worth_a_turn() -> None:
    says = ("One two three four five six.", "Second.")
    talk = met(voice.speech(900), engine=blind(("count", ""), says=says, word_ms=310))
    assert gist(talk.pair.messages).count("turn complete") == 1
    assert talk.done(Shelve) == []


def test_the_usage_of_the_rest_is_that_of_the_rest() -> None:
    talk = met(voice.speech(900), engine=blind(("count", "")))
    counts = [
        frame["usageMetadata"]["responseTokenCount"]
        for frame in talk.pair.messages
        if "usageMetadata" in frame
    ]
    whole = met(voice.silence(900), hears=("count", ""))
    (total,) = [
        frame["usageMetadata"]["responseTokenCount"]
        for frame in whole.pair.messages
        if "usageMetadata" in frame
    ]
    assert total < sum(counts) <= total + 40, "what had been sent and was not heard is sent twice"


def test_an_engine_that_has_failed_ends_the_rest_as_one_that_failed() -> None:
    talk = met(voice.speech(900), engine=blind(("count", ""), thinks_s=0.6, fails_after_words=25))
    assert gist(talk.pair.messages)[-1] == "turn complete: GENERATED_OTHER"
    assert talk.said[1] == ("model", " ".join(STORY.split()[:25]))
