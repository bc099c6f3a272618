"""Engines that break off or fall silent, and callers who break the protocol or do not read (P7, P9)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from antiphon.errors import EngineError
from antiphon.runtime import inbox
from antiphon.runtime.outbox import LIMIT
from antiphon.runtime.reel import HIGH
from antiphon.session.limits import PATIENCE_S
from antiphon.session.profiles import Caller
from antiphon.session.states import State
from antiphon.talk import Heard, Interim
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import Closed, LivePair
from antiphon.wire.messages import ClientContent, ContextUpdate, RealtimeInput, ToolResponse
from antiphon.wire.setup import SessionResumption, Setup
from antiphon.wire.types import Blob, FunctionResponse
from kit import NEWER, at, brief, gist, setup, spoken

FAILED = "turn complete: GENERATED_OTHER"
ONE_TURN = ["start", "hears hello there", "end", "generated", "turn complete"]


class Recovering(ScriptedEngine):
    """Follows its script in the first answer only; the second is whole."""

    def recover(self) -> None:
        self.script = Script()


@pytest.mark.parametrize("words", [0, 2])
def test_an_engine_that_fails_ends_its_turn_and_nothing_else(words: int) -> None:
    async def scenario() -> None:
        engine = Recovering(Script(fails_after_words=words))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("hi")
            await pair.turn()
            assert gist(pair.messages) == ["ready", FAILED]
            assert spoken(pair.messages).split() == ["Nice", "to"][:words]
            engine.recover()
            await pair.client.send_text("and now?")
            await pair.turn()
        assert gist(pair.messages) == ["ready", FAILED, "generated", "turn complete"]

    run_virtually(scenario())


def test_what_a_failed_engine_already_said_is_heard_to_its_end() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("a b c d e f g h i",), fails_after_words=8)))
        async with pair.running(setup()):
            await pair.client.send_text("spell")
            await pair.turn()
            assert spoken(pair.messages).split() == list("abcdefgh")
            assert [said.text for said in pair.session.history] == ["spell", "a b c d e f g h"]
        began = at(pair.channel.frames, "audio")
        assert at(pair.channel.frames, FAILED) == pytest.approx(began + 8 * 0.2)

    run_virtually(scenario())


@pytest.mark.parametrize("word_ms", [200, 105])  # 105 leaves a piece too short for a message of its own
@pytest.mark.parametrize("words", [0, 1, 2])
def test_an_engine_that_hangs_ends_its_turn_when_patience_does(words: int, word_ms: float) -> None:
    async def scenario() -> None:
        engine = Recovering(Script(hangs_after_words=words, word_ms=word_ms))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("hi")
            await pair.turn()
            assert gist(pair.messages) == ["ready", FAILED]
            assert PATIENCE_S <= at(pair.channel.frames, FAILED) < PATIENCE_S + 1
            engine.recover()
            await pair.client.send_text("and now?")
            await pair.turn()
        assert gist(pair.messages)[-1] == "turn complete"
        assert engine.cancelled == [1]

    run_virtually(scenario())


def test_a_draft_that_fails_is_tried_again_when_the_answer_is_due() -> None:
    async def scenario() -> None:
        engine = Recovering(Script(fails_after_words=1))
        pair = LivePair(engine)
        async with pair.running(setup(silence_duration_ms=800)):
            await pair.speak(voice.speech(500) + voice.silence(600))
            assert [prompt.tentative for prompt in engine.prompts] == [True]
            engine.recover()
            await pair.speak(voice.silence(400))
            await pair.turn()
        assert gist(pair.messages)[-2:] == ["generated", "turn complete"]
        assert spoken(pair.messages) == "Nice to meet you."
        assert [prompt.tentative for prompt in engine.prompts] == [True, False]

    run_virtually(scenario())


def test_a_transcript_that_never_comes_ends_the_turn_when_patience_does() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(settles_after_s=10_000)))
        async with pair.running(setup()):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
            assert gist(pair.messages) == ["ready", "start", "end", FAILED]
            await pair.client.send_text("still there?")
            await pair.turn()
        assert gist(pair.messages)[-1] == "turn complete"

    run_virtually(scenario())


class Broken(ScriptedEngine):
    """Breaks its contract."""

    def settle(self, turn: int, revision: int) -> None:
        super().settle(turn // 0, revision)


class Deafened(ScriptedEngine):
    """Its recogniser fails once."""

    fails = True

    async def heard(self) -> AsyncIterator[Heard | Interim]:
        async for heard in super().heard():
            if self.fails:
                self.fails = False
                raise EngineError("the recogniser is gone")
            yield heard


def test_a_recogniser_that_fails_ends_its_turn_and_nothing_else() -> None:
    async def scenario() -> None:
        pair = LivePair(Deafened())
        async with pair.running(setup()):
            for _ in range(2):
                await pair.speak(voice.speech(500) + voice.silence(700))
                await pair.turn()
        assert gist(pair.messages) == ["ready", "start", "end", FAILED, *ONE_TURN]

    run_virtually(scenario())


def test_a_defect_of_ours_closes_with_1011_and_says_nothing_of_itself() -> None:
    async def scenario() -> None:
        pair = LivePair(Broken())
        async with pair.running(setup()):
            await pair.speak(voice.speech(500) + voice.silence(700))
            with pytest.raises(Closed) as ending:
                await pair.turn()
        assert (ending.value.code, ending.value.reason) == (1011, "Internal error encountered.")

    run_virtually(scenario())


async def refusal(pair: LivePair, *frames: str | bytes) -> Closed:
    """How the server ends a conversation that is opened with these frames."""
    async with pair.running():
        for frame in frames:
            pair.channel.push(frame)
        try:
            while True:
                await pair.client.receive()
        except Closed as ending:
            return ending


@pytest.mark.parametrize(
    ("frames", "code", "reason"),
    [
        (['{"clientContent":{}}'], 1007, "The first message must be setup."),
        (['{"realtime_input":{"audio":{"data":"AAAA"}}}'], 1007, "The first message must be setup."),
        (['{"setup":{"model":"x"}}'] * 2, 1007, "setup may be sent only once."),
        (['{"setup":'], 1007, "not JSON: Input data was truncated"),
        ([b"\xff\xff"], 1007, "not JSON: "),
        (['{"setup":{"model":"x"}}', "[1]"], 1007, "a message is a JSON object"),
        (
            ['{"setup":{"model":"x","sessionResumption":{"handle":"gone"}}}'],
            1008,
            "BidiGenerateContent session not found",
        ),
        (
            ['{"setup":{"model":"x","generationConfig":{"responseModalities":["TEXT","AUDIO"]}}}'],
            1007,
            "The requested combination of response modalities (AUDIO, TEXT) is not supported",
        ),
    ],
)
def test_mistakes_of_the_caller_are_told_with_code_and_reason(
    frames: list[str | bytes], code: int, reason: str
) -> None:
    async def scenario() -> None:
        ending = await refusal(LivePair(), *frames)
        assert ending.code == code
        assert ending.reason.startswith(reason)
        assert len(ending.reason.encode()) <= 123

    run_virtually(scenario())


def test_a_caller_who_never_sends_setup_is_told_so() -> None:
    async def scenario() -> None:
        ending = await refusal(LivePair(), "{}", '{"unknownMember":{}}')
        assert (ending.code, ending.reason) == (1007, "No setup came in time.")
        assert asyncio.get_running_loop().time() == pytest.approx(30.0)

    run_virtually(scenario())


@pytest.mark.parametrize(
    "message",
    [
        ToolResponse(function_responses=(FunctionResponse(id="nobody asked"),)),
        ContextUpdate(),
        ClientContent(),
        RealtimeInput(video=Blob(data=b"\xff\xd8", mime_type="image/jpeg")),
        RealtimeInput(audio=Blob(data=b"RIFF", mime_type="audio/wav")),
        RealtimeInput(media_chunks=(Blob(data=b"\x89PNG", mime_type="image/png"),)),
        RealtimeInput(audio_stream_end=True),
    ],
    ids=repr,
)
def test_what_can_be_ignored_never_ends_a_session(message: Any) -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.client.send(message)
            await pair.client.send_text("still there?")
            await pair.turn()
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]

    run_virtually(scenario())


def test_an_empty_handle_asks_for_a_new_session() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(Setup(model=NEWER, session_resumption=SessionResumption())):
            assert pair.session.state is State.LISTENING

    run_virtually(scenario())


def test_a_slow_socket_stops_the_playout_clock() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("a b c d e f g h i j",))))
        async with pair.running(setup()):
            await pair.client.send_text("spell")
            await asyncio.sleep(0.5)
            pair.channel.is_stuck = True
            await asyncio.sleep(10)
            sent = len(pair.messages)
            assert pair.session.state is State.RESPONDING
            pair.channel.unstick()
            await pair.turn()
        frames = pair.channel.frames
        burst_s = 0.1 * sum(brief(frame) == "audio" and instant == 10.5 for instant, frame in frames[sent:])
        assert burst_s < 1.5  # not the ten seconds that the socket stood still
        assert at(frames, "turn complete") > at(frames, "audio") + 2.0 + 9.5

    run_virtually(scenario())


def test_words_that_waited_in_a_slow_socket_count_as_unheard() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("a b c d e f g h i j",))))
        async with pair.running(setup()):
            await pair.client.send_text("spell")
            await asyncio.sleep(0.45)
            pair.channel.is_stuck = True
            await asyncio.sleep(30)
            await pair.client.send_text("stop")
            await asyncio.sleep(0.1)
            heard = pair.session.history[1].text.split()
            pair.channel.unstick()
            await pair.turn()
        assert 2 <= len(heard) <= 5  # 0.4 s, and what left before the stall was noticed

    run_virtually(scenario())


def test_a_caller_who_never_reads_is_let_go_with_bounded_memory() -> None:
    async def scenario() -> None:
        pair = LivePair()
        running = asyncio.create_task(pair.driver.run())
        await pair.client.set_up(setup())
        pair.channel.is_stuck = True
        sent = 0
        while not running.done():
            await pair.client.send_text("hello?")
            await asyncio.sleep(0.2)
            sent += 1
            assert sent < 2 * LIMIT
        await running
        assert pair.driver._outbox.peak <= LIMIT + 8

    run_virtually(scenario())


def test_an_engine_does_not_run_ahead_of_a_caller_without_bound() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=("word " * 600 + "end",)))  # two minutes of speech, made at once
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await asyncio.sleep(1)
            reel = pair.driver._speaking._reels[1]
            words_on_their_way = inbox.HIGH * 4_800
            assert 0 < reel._ring.stop - reel._ring.start <= HIGH + words_on_their_way
            await pair.turn()
        assert spoken(pair.messages) == "word " * 600 + "end"

    run_virtually(scenario())


def test_vertex_callers_read_candidates() -> None:
    async def scenario() -> None:
        pair = LivePair(caller=Caller(is_vertex=True))
        async with pair.running(setup()):
            await pair.client.send_text("hi")
            await pair.turn()
        usage = pair.messages[-1]["usageMetadata"]
        assert usage["candidatesTokenCount"] == 20  # 0.8 s of speech
        assert usage["candidatesTokensDetails"] == [{"modality": "AUDIO", "tokenCount": 20}]
        assert "responseTokenCount" not in usage

    run_virtually(scenario())
