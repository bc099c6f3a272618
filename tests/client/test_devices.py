from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from antiphon.client import devices
from antiphon.client.devices import SystemHeadset, Tape
from antiphon.errors import OperatorError
from antiphon.testing.clock import run_virtually


class PortAudioError(Exception):
    """As ``sounddevice`` has it."""


class Stream:
    """What ``sounddevice`` makes of a device; a test calls it back as PortAudio would."""

    def __init__(self, rate: int, block: int, *, callback: Callable[..., None], **more: Any) -> None:
        self.rate = rate
        self.block = block
        self.more = more
        self.callback = callback
        self.course: list[str] = []

    def start(self) -> None:
        self.course.append("start")

    def close(self) -> None:
        self.course.append("close")

    def give(self, pcm: bytes) -> None:
        self.callback(memoryview(pcm), len(pcm) // 2, None, None)

    def want(self, samples: int) -> bytes:
        data = bytearray(samples * 2)
        self.callback(memoryview(data), samples, None, None)
        return bytes(data)


class Sound:
    """The library ``sounddevice``, on a machine whose devices run at ``rates``."""

    PortAudioError = PortAudioError

    def __init__(self, *rates: int, own: int = 48_000) -> None:
        self.rates = rates
        self.own = own
        self.streams: list[Stream] = []

    def _check(self, *, samplerate: int, **_: Any) -> None:
        if samplerate not in self.rates:
            raise PortAudioError("Invalid sample rate")

    check_input_settings = check_output_settings = _check

    def query_devices(self, device: Any = None, kind: str | None = None) -> Any:
        del device
        if kind is None:
            return "" if not self.rates else "0 Headset, ALSA (1 in, 1 out)"
        if not self.rates:
            raise PortAudioError("Error querying device -1")
        return {"default_samplerate": float(self.own)}

    def _stream(self, *given: Any, **named: Any) -> Stream:
        self.streams.append(Stream(*given, **named))
        return self.streams[-1]

    RawInputStream = RawOutputStream = _stream


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sound], Sound]:
    def plug(sound: Sound) -> Sound:
        monkeypatch.setitem(sys.modules, "sounddevice", sound)
        return sound

    return plug


Plugged = Callable[[Sound], Sound]


def test_a_tape_gives_back_in_order_and_pads_with_silence() -> None:
    tape = Tape(10)
    tape.append(b"abc")
    tape.append(b"defg")
    assert (tape.take(2), tape.take(3), len(tape)) == (b"ab", b"cde", 2)
    assert (tape.take(4), tape.take(2), len(tape)) == (b"fg\0\0", b"\0\0", 0)


def test_a_tape_that_is_full_takes_no_more_and_one_that_is_cleared_does() -> None:
    tape = Tape(4)
    tape.append(b"abc")
    tape.append(b"de")
    assert len(tape) == 3
    tape.clear()
    tape.append(b"de")
    assert tape.take(2) == b"de"


def test_sound_goes_both_ways(plugged: Plugged) -> None:
    sound = plugged(Sound(16_000, 24_000))

    async def scenario() -> None:
        async with SystemHeadset("3", "USB") as headset:
            microphone, loudspeaker = sound.streams
            assert (microphone.rate, microphone.block, loudspeaker.rate) == (16_000, 320, 24_000)
            assert (microphone.more["device"], loudspeaker.more["device"]) == (3, "USB")
            microphone.give(b"\1\2" * 320)
            assert await headset.record() == b"\1\2" * 320
            course = [headset.is_playing]
            headset.play(b"\3\4" * 100)
            course.append(headset.is_playing)
            assert loudspeaker.want(60) == b"\3\4" * 60
            headset.flush()
            course.append(headset.is_playing)
            assert loudspeaker.want(60) == bytes(120)
            assert course == [False, True, False]
        assert microphone.course == loudspeaker.course == ["start", "close"]

    run_virtually(scenario())


def test_nobody_who_records_waits_for_ever(plugged: Plugged) -> None:
    sound = plugged(Sound(16_000, 24_000))

    async def scenario() -> None:
        async with SystemHeadset() as headset:
            for number in range(150):
                sound.streams[0].give(bytes([number, 0]))
            await asyncio.sleep(0)
            assert await headset.record() == bytes([50, 0])  # two seconds are kept, the newest

    run_virtually(scenario())


def test_a_device_of_one_rate_is_taken_as_it_is(plugged: Plugged) -> None:
    sound = plugged(Sound(48_000))

    async def scenario() -> None:
        async with SystemHeadset() as headset:
            assert headset.rate == 48_000  # which the wire carries
            tone = (8000 * np.sin(np.arange(24_000) * 2 * np.pi * 440 / 24_000)).astype(np.int16)
            for start in range(0, 24_000, 480):
                headset.play(tone[start : start + 480].tobytes())
            heard = np.frombuffer(sound.streams[1].want(48_000), np.int16)
            assert np.abs(np.fft.rfft(heard[:47_000])).argmax() == pytest.approx(440 * 47 / 48, abs=1)

    run_virtually(scenario())


@pytest.mark.parametrize("own", [44_100, 192_000])
def test_no_device_is_said_in_a_line(plugged: Plugged, own: int) -> None:
    plugged(Sound(own=own))

    async def scenario() -> None:
        async with SystemHeadset():
            pass

    with pytest.raises(OperatorError, match=r"no sound: .*--list-devices.*antiphon say"):
        run_virtually(scenario())
    with pytest.raises(OperatorError, match="no sound device"):
        devices.device_list()


def test_devices_are_listed(plugged: Plugged) -> None:
    plugged(Sound(48_000))
    assert devices.device_list() == "0 Headset, ALSA (1 in, 1 out)"


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(OperatorError, match="pip install sounddevice"):
        devices.library()

    def load(_: str) -> SimpleNamespace:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr("importlib.import_module", load)
    with pytest.raises(OperatorError, match=r"PortAudio library not found; .*libportaudio2"):
        devices.library()
