"""History given at the start, triggers without words, and instructions that change on the way (PROTOCOL 4.9, 8.5)."""

from __future__ import annotations

import asyncio

import pytest

from antiphon.session.profiles import Caller
from antiphon.talk import Prompt, Role, Said
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent, ContextUpdate, RealtimeInput
from antiphon.wire.setup import HistoryConfig
from antiphon.wire.types import Blob, Content, Part
from kit import NEWER, OLDER, gist, setup, spoken, with_members

LIVEKIT = Caller(client="google-genai-sdk/3.4.0 gl-python/3.11 livekit-agents/1.8.9")
SEEDING = HistoryConfig(initial_history_in_client_content=True)
NATIVE = "models/gemini-2.5-flash-native-audio-preview-12-2025"


def turn(text: str, role: str | None = "user") -> Content:
    return Content(role=role, parts=(Part(text=text),))


def prompts(pair: LivePair) -> list[Prompt]:
    assert isinstance(pair.engine, ScriptedEngine)
    return pair.engine.prompts


def test_10_6_a_seed_is_no_question_and_the_next_input_asks() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("Hello!",))))
        async with pair.running(with_members(setup(model=NEWER), history_config=SEEDING)):
            await pair.client.send(ClientContent(turns=(turn("Say hello."),), turn_complete=True))
            await asyncio.sleep(20)
            assert gist(pair.messages) == ["ready"]
            await pair.client.send_realtime_text(" ")
            await pair.turn()
            assert spoken(pair.messages) == "Hello!"
            await pair.client.send_text("more")  # seeded: from now on content asks
            await pair.turn()
        first, second = prompts(pair)
        assert (first.history, first.user) == ((Said(Role.USER, "Say hello."),), None)
        assert second.user is not None

    run_virtually(scenario())


@pytest.mark.parametrize("trigger", [" ", ".", "", "\n"])
def test_a_trigger_after_a_seed_is_not_what_the_user_said(trigger: str) -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(with_members(setup(), history_config=SEEDING)):
            seed = (turn("I am Ann."), turn("Hello Ann.", "model"))
            await pair.client.send(ClientContent(turns=seed))  # the last word is the model's: not complete
            await pair.client.send_realtime_text(trigger)
            await pair.turn()
        assert prompts(pair)[0].user is None
        assert [said.text for said in pair.session.history] == [
            "I am Ann.",
            "Hello Ann.",
            "Nice to meet you.",
        ]

    run_virtually(scenario())


def test_a_full_stop_is_a_word_where_nothing_was_seeded() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.client.send_realtime_text(".")
            await pair.turn()
        user = prompts(pair)[0].user
        assert user is not None
        assert user.text == "."

    run_virtually(scenario())


def test_a_seed_without_the_flag_asks_when_it_is_complete() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(model=NATIVE)):
            await pair.client.send(ClientContent(turns=(turn("I am Ann."),)))
            await pair.client.send(ClientContent(turns=(turn("Who am I?", None),), turn_complete=True))
            await pair.turn()
        first = prompts(pair)[0]
        assert first.history == (Said(Role.USER, "I am Ann."),)
        assert first.user is not None
        assert first.user.text == "Who am I?"

    run_virtually(scenario())


def test_a_flag_without_a_seed_swallows_no_question() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(hears=("hi",))))
        async with pair.running(with_members(setup(), history_config=SEEDING)):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
            await pair.client.send_text("typed")
            await pair.turn()
        assert gist(pair.messages).count("turn complete") == 2

    run_virtually(scenario())


def test_row_38_seeded_history_is_known_to_spoken_turns_too() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(model=NATIVE)):
            await pair.client.send(ClientContent(turns=(turn("My name is Ann."), turn("Hi Ann.", "model"))))
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
        assert [said.text for said in prompts(pair)[-1].history if isinstance(said, Said)] == [
            "My name is Ann.",
            "Hi Ann.",
        ]

    run_virtually(scenario())


def test_nothing_at_all_is_a_greeting_to_make() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.client.send(ClientContent(turn_complete=True))
            await pair.turn()
        assert (prompts(pair)[0].history, prompts(pair)[0].user) == ((), None)
        assert spoken(pair.messages) == "Nice to meet you."

    run_virtually(scenario())


def test_answer_now_while_speaking_ends_the_speech() -> None:
    """Pipecat sends this when its own detection hears the first seeded user stop (PROTOCOL 6.4)."""

    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(hears=("how are you",), says=("Fine.",))))
        async with pair.running(setup(model=NATIVE)):
            await pair.client.send(ClientContent(turns=(turn("Hello."), turn("Hi.", "model"))))
            await pair.speak(voice.speech(600) + voice.silence(200))
            await pair.client.send(ClientContent(turn_complete=True))
            await pair.speak(voice.silence(1500))
            await pair.turn()
            await asyncio.sleep(5)
        assert gist(pair.messages) == ["ready", "hears how are you", "generated", "turn complete"]

    run_virtually(scenario())


def test_a_system_turn_replaces_the_instruction_and_asks_for_nothing() -> None:
    async def scenario() -> None:
        pair = LivePair(caller=Caller(is_vertex=True))
        async with pair.running(with_members(setup(), system_instruction=turn("Be brief."))):
            await pair.client.send(ClientContent(turns=(turn("Be long.", "system"),)))
            await asyncio.sleep(5)
            assert gist(pair.messages) == ["ready"]
            await pair.client.send_text("hi")
            await pair.turn()
        assert prompts(pair)[0].system == "Be long."
        assert prompts(pair)[0].history == ()

    run_virtually(scenario())


def test_a_context_update_replaces_what_it_names_and_asks_for_nothing() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(with_members(setup(), system_instruction=turn("Be brief."))):
            await pair.client.send_text("hi")
            await asyncio.sleep(0.3)
            await pair.client.send(ContextUpdate(system_instruction=turn("Be a pirate.")))
            await pair.turn()
            await pair.client.send_text("hi")
            await pair.turn()
        assert [prompt.system for prompt in prompts(pair)] == ["Be brief.", "Be a pirate."]
        assert "interrupted" not in gist(pair.messages)

    run_virtually(scenario())


def test_a_draft_made_under_another_instruction_is_not_spoken() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.speak(voice.speech(500) + voice.silence(300))  # a pause: the answer is drafted
            await pair.client.send(ContextUpdate(system_instruction=turn("Be a pirate.")))
            await pair.speak(voice.silence(500))
            await pair.turn()
        assert [(prompt.tentative, prompt.system) for prompt in prompts(pair)] == [
            (True, ""),
            (False, "Be a pirate."),
        ]

    run_virtually(scenario())


def test_livekit_instructions_come_in_the_models_role() -> None:
    async def scenario() -> None:
        pair = LivePair(caller=LIVEKIT)
        async with pair.running(setup(model=NATIVE)):
            await pair.client.send(ClientContent(turns=(turn("Speak like a pirate.", "model"),)))
            await asyncio.sleep(5)
            assert gist(pair.messages) == ["ready"]
            await pair.client.send_text("hi")
            await pair.turn()
        assert prompts(pair)[0].history == (Said(Role.SYSTEM, "Speak like a pirate."),)

    run_virtually(scenario())


def test_livekit_asks_for_a_reply_with_instructions_for_this_one_only() -> None:
    async def scenario() -> None:
        pair = LivePair(caller=LIVEKIT)
        async with pair.running(setup(model=NATIVE)):
            turns = (turn("Greet the user.", "model"), turn("."))
            await pair.client.send(ClientContent(turns=turns, turn_complete=True))
            await pair.turn()
            await pair.client.send_text("hi")
            await pair.turn()
        first, second = prompts(pair)
        assert (first.history, first.user) == ((Said(Role.SYSTEM, "Greet the user."),), None)
        assert second.history == (Said(Role.MODEL, "Nice to meet you.", 19_200),)

    run_virtually(scenario())


def test_livekit_wraps_instructions_for_the_newer_names() -> None:
    async def scenario() -> None:
        pair = LivePair(caller=LIVEKIT)
        async with pair.running(setup(model=NEWER)):
            asked = turn("<instructions>\nGreet the user.\n</instructions>")
            await pair.client.send(ClientContent(turns=(asked,), turn_complete=True))
            await pair.turn()
        (prompt,) = prompts(pair)
        assert (prompt.history, prompt.user) == ((Said(Role.SYSTEM, "Greet the user."),), None)
        assert [said.text for said in pair.session.history] == ["Nice to meet you."]

    run_virtually(scenario())


def test_the_flag_of_older_names_is_not_heeded() -> None:
    """Pipecat and ADK set it for every name, and send no trigger to names before 3 (PROTOCOL 6.4, 6.6)."""

    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(with_members(setup(model=NATIVE), history_config=SEEDING)):
            await pair.client.send(ClientContent(turns=(turn("Say hello."),), turn_complete=True))
            await pair.turn()
        assert spoken(pair.messages) == "Nice to meet you."

    run_virtually(scenario())


def test_a_blank_text_asks_for_no_second_answer() -> None:
    """Pipecat asks twice for the answer to what it appended in mid-call."""

    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.client.send(ClientContent(turns=(turn("And now?"),)))
            await pair.client.send(ClientContent(turn_complete=True))
            await pair.client.send_realtime_text(" ")
            await pair.turn()
            await asyncio.sleep(10)
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]

    run_virtually(scenario())


def test_pipecat_asks_in_writing_for_the_answer_to_speech_and_gets_one() -> None:
    async def scenario() -> None:
        caller = Caller(client="google-genai-sdk/2.9 gl-python/3.11 pipecat/1.14.0")
        pair = LivePair(ScriptedEngine(Script(says=("It is a long answer.",))), caller=caller)
        async with pair.running(setup(model=NATIVE)):
            await pair.speak(voice.speech(600) + voice.silence(800))
            await pair.client.send(ClientContent(turn_complete=True))  # the answer has begun
            await pair.turn()
            await asyncio.sleep(10)
        assert gist(pair.messages) == ["ready", "hears hello there", "generated", "turn complete"]

    run_virtually(scenario())


def test_the_models_words_of_any_other_client_are_its_words() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(model=NATIVE)):
            await pair.client.send(ClientContent(turns=(turn("I am Bob.", "model"),)))
            await pair.client.send_text("who are you?")
            await pair.turn()
        assert prompts(pair)[0].history == (Said(Role.MODEL, "I am Bob."),)

    run_virtually(scenario())


@pytest.mark.parametrize("model", [NEWER, OLDER])
def test_row_18_livekit_gets_a_first_message_within_five_seconds_of_a_slow_engine(model: str) -> None:
    async def scenario() -> None:
        slow = Script(thinks_s=9.0, says=("At last.",))
        pair = LivePair(ScriptedEngine(slow), caller=LIVEKIT)
        async with pair.running(setup(model=model)):
            asked_at = asyncio.get_running_loop().time()
            await pair.client.send(ClientContent(turn_complete=True))
            await pair.turn()
        first_at = next(
            at for at, frame in pair.channel.frames if "modelTurn" in frame.get("serverContent", {})
        )
        assert 3 <= first_at - asked_at < 5
        assert spoken(pair.messages) == "At last."
        assert [said.text for said in pair.session.history] == ["At last."]

    run_virtually(scenario())


def test_everybody_else_hears_silence_as_silence() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(thinks_s=9.0)))
        async with pair.running(setup()):
            await pair.client.send(ClientContent(turn_complete=True))
            await asyncio.sleep(8.9)
            assert gist(pair.messages) == ["ready"]
            assert len(pair.messages) == 1

    run_virtually(scenario())


def test_pictures_and_text_in_one_message_are_all_taken() -> None:
    async def scenario() -> None:
        pair = LivePair()
        picture = Blob(data=b"\xff\xd8", mime_type="image/jpeg")
        async with pair.running(setup()):
            await pair.client.send(
                RealtimeInput(video=picture, media_chunks=(picture,), text="what is this?")
            )
            await pair.turn()
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]

    run_virtually(scenario())
