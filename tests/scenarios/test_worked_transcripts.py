"""The worked transcripts of PROTOCOL 10, message by message."""

from __future__ import annotations

from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from kit import NEWER, OLDER, brief, course, setup, spoken

CAPITAL = Script(hears=("What is the capital of France?",), says=("It is Paris.",))


def test_10_1_a_spoken_turn_with_both_transcriptions() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(CAPITAL))
        async with pair.running(setup()):
            await pair.speak(voice.speech(896) + voice.silence(700))
            await pair.turn()
        assert course(pair.messages) == [
            "ready",
            "start",
            "hears What is the capital of France?",
            "end",
            "says It ",
            "audio",
            "says is ",
            "audio",
            "says Paris.",
            "audio",
            "generated",
            "turn complete",
        ]
        edges = [frame for frame in pair.messages if "voiceActivity" in frame]
        assert [edge["serverContent"] for edge in edges] == [{}, {}]
        assert [edge["voiceActivity"]["audioOffset"] for edge in edges] == ["0.000s", "0.896s"]

    run_virtually(scenario())


def test_10_1_for_a_model_that_never_reported_activity() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(CAPITAL))
        async with pair.running(setup(model=OLDER, is_quiet=True)):
            await pair.speak(voice.speech(900) + voice.silence(700))
            await pair.turn()
        assert course(pair.messages) == ["ready", "audio", "generated", "turn complete"]

    run_virtually(scenario())


def test_10_2_barge_in() -> None:
    async def scenario() -> None:
        long_story = "Once upon a time there was a mill beside a river and it stood still"
        pair = LivePair(ScriptedEngine(Script(hears=("a story", "stop"), says=(long_story, "All right."))))
        async with pair.running(setup()):
            await pair.speak(voice.speech(600) + voice.silence(1500))
            before = len(pair.messages)
            await pair.speak(voice.speech(600) + voice.silence(700))
            await pair.turn()
            await pair.turn()
        since = course(pair.messages[before:])
        first = since.index("start")
        assert set(since[:first]) - {"audio"} <= {f"says {word} " for word in long_story.split()}
        assert since[first:] == [
            "start",
            "interrupted",
            "turn complete",
            "hears stop",
            "end",
            "says All ",
            "audio",
            "says right.",
            "audio",
            "generated",
            "turn complete",
        ]
        instants = [at for at, frame in pair.channel.frames if brief(frame) in {"interrupted", "start"}]
        assert instants[1] < 2.1 + 0.15  # within 150 ms of the first sound (PROTOCOL 8.6)
        assert instants[2] < 2.1 + 0.3  # and within 300 of it, once it is clear that it was no "mm-hm"

    run_virtually(scenario())


def test_10_5_text_in_text_out() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("Hi there!",))))
        async with pair.running(setup(model="models/gemini-2.0-flash-live-001", is_text=True, is_quiet=True)):
            await pair.client.send_text("Hello")
            await pair.turn()
        assert course(pair.messages) == ["ready", "writes Hi ", "writes there!", "generated", "turn complete"]

    run_virtually(scenario())


def test_10_7_manual_activity() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=("Yes.",)))
        pair = LivePair(engine)
        speech = voice.speech(1300)
        async with pair.running(setup(disabled=True)):
            await pair.speak(voice.speech(300, seed=7))  # outside the window: discarded (PROTOCOL 4.5)
            await pair.client.send_activity_start()
            await pair.speak(speech)
            await pair.client.send_activity_end()
            await pair.turn()
        assert course(pair.messages) == [
            "ready",
            "start",
            "hears hello there",
            "end",
            "says Yes.",
            "audio",
            "generated",
            "turn complete",
        ]
        assert engine.heard_pcm == {1: speech}

    run_virtually(scenario())


def test_setup_complete_comes_at_once_and_carries_the_session_id() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(model=NEWER)):
            assert pair.client.session_id == "test"
        assert pair.channel.frames == [(0.0, {"setupComplete": {"sessionId": "test"}})]

    run_virtually(scenario())


def test_pieces_of_the_output_transcription_concatenate_to_what_was_said() -> None:
    async def scenario() -> None:
        answer = "Well,  that's »it« … isn't it?  Yes: 3.5 km."
        pair = LivePair(ScriptedEngine(Script(says=(answer,))))
        async with pair.running(setup()):
            await pair.client.send_text("Tell me")
            await pair.turn()
        assert spoken(pair.messages) == answer

    run_virtually(scenario())
