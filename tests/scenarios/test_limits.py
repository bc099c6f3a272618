"""How long sessions last, and how they are told that they will not (PROTOCOL 4.12, 4.14; DESIGN 3)."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from antiphon.session.limits import GOOGLE, Policy
from antiphon.session.states import State
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import Closed, LivePair
from antiphon.wire.messages import RealtimeInput
from antiphon.wire.setup import ContextWindowCompression, SessionResumption, Setup, SlidingWindow
from antiphon.wire.types import Blob
from kit import at, brief, gist, setup, with_members

FOREVER = replace(Policy(), session_s=None)
PICTURE = RealtimeInput(video=Blob(data=b"\xff\xd8", mime_type="image/jpeg"))
RAMBLING = ("word " * 400).strip()
SENTENCES = ("one two three four five. " * 80).strip()


def now() -> float:
    return asyncio.get_running_loop().time()


async def overstay(pair: LivePair, terms: Setup | None = None) -> Closed:
    """Says nothing until the server has enough of it."""
    async with pair.running(terms or setup()):
        return await closed(pair)


async def closed(pair: LivePair) -> Closed:
    """The end, whatever is said before it."""
    try:
        while True:
            await pair.client.receive()
    except Closed as end:
        return end


def warning(pair: LivePair) -> tuple[float, float]:
    """When goAway came and how long it left."""
    ((instant, frame),) = [(instant, frame) for instant, frame in pair.channel.frames if "goAway" in frame]
    left = frame["goAway"]["timeLeft"]
    assert isinstance(left, str)
    assert left.endswith("s")
    return instant, float(left[:-1])


def test_10_8_a_connection_that_overstays_is_told_so_and_then_closed() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(FOREVER, connection_s=600.0, notice_s=50.0))
        end = await overstay(pair)
        assert now() == pytest.approx(600.0)
        assert warning(pair) == pytest.approx((550.0, 50.0))
        assert gist(pair.messages) == ["ready", "go away 50s"]
        assert end.code == 1008
        assert "goAway" in end.reason

    run_virtually(scenario())


def test_10_8_a_client_that_goes_when_told_is_not_closed_upon() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(FOREVER, connection_s=60.0, notice_s=20.0))
        async with pair.running(setup()):
            while (await pair.client.receive()).go_away is None:
                pass
            await pair.client.close()
        assert now() == pytest.approx(40.0)
        assert pair.channel.closing == (1000, "")

    run_virtually(scenario())


def test_a_connection_that_is_shorter_than_its_notice_is_told_at_once() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(FOREVER, connection_s=30.0))
        await overstay(pair)
        assert now() == pytest.approx(30.0)
        assert warning(pair) == (0.0, 30.0)

    run_virtually(scenario())


@pytest.mark.parametrize(
    "lasting",
    [
        {"session_resumption": SessionResumption()},
        {"context_window_compression": ContextWindowCompression()},
        {"context_window_compression": ContextWindowCompression(sliding_window=SlidingWindow())},
    ],
)
def test_a_session_has_a_length_unless_it_compresses_or_can_be_resumed(lasting: dict[str, object]) -> None:
    async def scenario() -> None:
        pair = LivePair()
        end = await overstay(pair)
        assert now() == pytest.approx(600.0)
        assert warning(pair) == pytest.approx((540.0, 60.0))
        assert end.code == 1008
        assert "contextWindowCompression" in end.reason
        other = LivePair()
        async with other.running(with_members(setup(), **lasting)):
            await asyncio.sleep(10_000)
        assert gist(other.messages)[0] == "ready"
        assert "go away 60s" not in gist(other.messages)

    run_virtually(scenario())


def test_neither_lifts_the_length_of_a_connection() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(Policy(), connection_s=900.0))
        end = await overstay(pair, with_members(setup(), session_resumption=SessionResumption()))
        assert now() == pytest.approx(900.0)
        assert "connection" in end.reason

    run_virtually(scenario())


def test_a_session_that_shows_pictures_is_shorter() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(Policy(), video_session_s=120.0))
        async with pair.running(setup()):
            await asyncio.sleep(10)
            await pair.client.send(PICTURE)
            await closed(pair)
        assert now() == pytest.approx(120.0)
        assert warning(pair) == pytest.approx((60.0, 60.0))

    run_virtually(scenario())


@pytest.mark.parametrize(
    ("shows", "terms", "ends_at", "reason"),
    [
        (False, setup(), 600.0, "connection"),
        (True, setup(), 120.0, "Session limit"),
        (
            True,
            with_members(setup(), context_window_compression=ContextWindowCompression()),
            600.0,
            "connection",
        ),
    ],
)
def test_the_services_own_limits(*, shows: bool, terms: Setup, ends_at: float, reason: str) -> None:
    async def scenario() -> None:
        pair = LivePair(policy=GOOGLE)
        async with pair.running(terms):
            if shows:
                await pair.client.send(PICTURE)
            end = await closed(pair)
        assert now() == pytest.approx(ends_at)
        assert warning(pair) == pytest.approx((ends_at - 60, 60.0))
        assert reason in end.reason

    run_virtually(scenario())


def test_setup_is_waited_for_as_long_as_the_operator_says() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(Policy(), setup_timeout_s=5.0))
        async with pair.running():
            with pytest.raises(Closed) as ending:
                await pair.client.receive()
        assert now() == pytest.approx(5.0)
        assert (ending.value.code, ending.value.reason) == (1007, "No setup came in time.")

    run_virtually(scenario())


def test_who_sends_nothing_at_all_is_let_go() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(FOREVER, idle_timeout_s=30.0))
        async with pair.running(setup()):
            await asyncio.sleep(20)
            await pair.client.send_text("hi")
            await pair.turn()
            await pair.speak(voice.silence(40_000), chunk_ms=1000)  # a quiet room is somebody
            spoke_at = now() - 1
            with pytest.raises(Closed) as ending:
                await pair.client.receive()
        assert now() == pytest.approx(spoke_at + 30.0)
        assert ending.value.code == 1008

    run_virtually(scenario())


def test_nobody_is_let_go_in_the_middle_of_an_answer() -> None:
    async def scenario() -> None:
        pair = LivePair(
            ScriptedEngine(Script(says=(RAMBLING,))), policy=replace(FOREVER, idle_timeout_s=30.0)
        )
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await pair.turn()
            assert now() == pytest.approx(0.05 + 80.0)
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]

    run_virtually(scenario())


@pytest.mark.parametrize("is_speaking", [False, True])
def test_go_away_waits_until_nobody_is_cut_short(*, is_speaking: bool) -> None:
    async def scenario() -> None:
        pair = LivePair(
            ScriptedEngine(Script(says=(("word " * 40).strip(),))),
            policy=replace(FOREVER, connection_s=60.0, notice_s=30.0),
        )
        async with pair.running(setup()):
            await asyncio.sleep(27)
            if is_speaking:
                await pair.speak(voice.speech(5000) + voice.silence(700))
            else:
                await pair.client.send_text("tell")
            await pair.turn()
            over_at = now()
            await asyncio.sleep(1)
        instant, left = warning(pair)
        assert 30 < over_at < 45
        assert instant == pytest.approx(over_at)
        assert left == pytest.approx(60.0 - instant, abs=0.001)

    run_virtually(scenario())


@pytest.mark.parametrize(
    ("answer", "told_at"),
    [
        (
            SENTENCES,
            pytest.approx(37.5, abs=1.01),
        ),  # half of the way to the latest, and then a sentence's end
        (RAMBLING, pytest.approx(45.0)),  # the latest: half of the notice
    ],
)
def test_go_away_takes_the_end_of_a_sentence_and_at_last_any_moment(answer: str, told_at: object) -> None:
    async def scenario() -> None:
        pair = LivePair(
            ScriptedEngine(Script(says=(answer,))), policy=replace(FOREVER, connection_s=60.0, notice_s=30.0)
        )
        async with pair.running(setup()):
            await asyncio.sleep(5)
            await pair.client.send_text("tell")
            await closed(pair)
        instant, left = warning(pair)
        assert instant == told_at
        assert left == pytest.approx(60.0 - instant, abs=0.001)
        assert now() == pytest.approx(60.0)

    run_virtually(scenario())


def test_a_caller_who_never_stops_speaking_is_told_all_the_same() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(FOREVER, connection_s=60.0, notice_s=30.0))
        async with pair.running(setup()):
            await pair.speak(voice.speech(59_000), chunk_ms=100)
            await closed(pair)
        assert warning(pair)[0] == pytest.approx(45.0)

    run_virtually(scenario())


def test_a_drain_lets_an_answer_finish_and_then_says_so() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(("word " * 20).strip(),))))  # 4 s
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await asyncio.sleep(1)
            pair.driver.leave(10.0)
            await pair.turn()
            assert now() == pytest.approx(0.05 + 4.0)
            assert pair.session.state is State.LISTENING
            assert (await pair.client.receive()).go_away is not None
            with pytest.raises(Closed) as ending:
                await pair.client.receive()
        words = [brief(frame) for frame in pair.messages]
        assert words[-2:] == ["turn complete", "go away 6.95s"]
        assert now() == pytest.approx(11.0)
        assert ending.value.code == 1001

    run_virtually(scenario())


def test_a_drain_during_an_answer_that_is_too_long_says_so_within_it() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(RAMBLING,))))
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await asyncio.sleep(1)
            pair.driver.leave(10.0)
            end = await closed(pair)
        assert warning(pair) == pytest.approx((6.0, 5.0))  # half of what was left
        assert now() == pytest.approx(11.0)
        assert end.code == 1001
        assert at(pair.channel.frames, "audio") < 1

    run_virtually(scenario())


def test_a_drain_that_comes_after_the_sessions_own_end_moves_nothing() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=replace(FOREVER, connection_s=20.0, notice_s=10.0))
        async with pair.running(setup()):
            await asyncio.sleep(15)
            pair.driver.leave(60.0)
            end = await closed(pair)
        assert now() == pytest.approx(20.0)
        assert end.code == 1008
        assert warning(pair) == pytest.approx((10.0, 10.0))

    run_virtually(scenario())


def test_who_listens_to_a_long_answer_is_not_idle() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=(("word " * 200).strip(),)))  # 40 s
        pair = LivePair(engine, policy=replace(FOREVER, idle_timeout_s=30.0))
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await pair.turn()
            await asyncio.sleep(29)
            assert pair.channel.closing is None
            end = await closed(pair)
            assert end.code == 1008
            assert now() == pytest.approx(0.05 + 40 + 30)

    run_virtually(scenario())


def test_a_first_picture_that_comes_late_does_not_end_a_session_without_notice() -> None:
    async def scenario() -> None:
        pair = LivePair(policy=GOOGLE)
        async with pair.running(setup()):
            await asyncio.sleep(200)
            picture = Blob(data=b"\xff\xd8", mime_type="image/jpeg")
            await pair.client.send(RealtimeInput(video=picture))
            await closed(pair)
        assert warning(pair) == pytest.approx((200.0, 60.0))
        assert now() == pytest.approx(260.0)

    run_virtually(scenario())
