from __future__ import annotations

import numpy as np
import pytest

from antiphon.bench.duplex.loudspeaker import Loudspeaker
from antiphon.bench.duplex.microphone import CHUNK, Microphone
from antiphon.bench.noises import F64
from antiphon.talk import INPUT_RATE, OUTPUT_RATE

DIRECT = np.concatenate([[1.0], np.zeros(159)])


def recorded(microphone: Microphone, chunks: int) -> F64:
    pcm = b"".join(microphone.chunk() for _ in range(chunks))
    return np.frombuffer(pcm, np.int16) / 32768


def test_sounds_begin_with_the_next_chunk_and_add_up() -> None:
    microphone = Microphone(Loudspeaker(), DIRECT, 80)
    quiet = recorded(microphone, 5)
    microphone.place(np.full(500, 0.25))
    microphone.place(np.full(CHUNK, 0.25))
    loud = recorded(microphone, 5)
    assert 0 < np.abs(quiet).max() < 0.002
    assert loud[:CHUNK] == pytest.approx(0.5, abs=0.002)
    assert loud[CHUNK:500] == pytest.approx(0.25, abs=0.002)
    assert np.abs(loud[500:]).max() < 0.002
    assert microphone.position == 10 * CHUNK


def test_the_loudspeaker_is_heard_late_and_faint() -> None:
    loudspeaker = Loudspeaker()
    at = np.arange(OUTPUT_RATE) / OUTPUT_RATE
    loudspeaker.play((16000 * np.sin(2 * np.pi * 500 * at)).astype(np.int16).tobytes(), 0.2)
    microphone = Microphone(loudspeaker, DIRECT, 100)
    microphone.echo_db = -20.0
    heard = recorded(microphone, 50)
    loud = np.flatnonzero(np.abs(heard) > 0.01)
    assert loud[0] / INPUT_RATE == pytest.approx(0.3, abs=0.003)
    assert np.abs(heard[INPUT_RATE // 2 :]).max() == pytest.approx(0.1 * 16000 / 32768, rel=0.05)


def test_a_room_smears_the_echo() -> None:
    loudspeaker = Loudspeaker()
    click = np.zeros(2400, np.int16)
    click[:24] = 30000
    loudspeaker.play(click.tobytes(), 0.1)
    room = np.zeros(1600)
    room[0] = room[800] = 0.7
    microphone = Microphone(loudspeaker, room, 60)
    microphone.echo_db = 0.0
    heard = np.abs(recorded(microphone, 20))
    for at in (0.16, 0.21):
        around = heard[int((at - 0.005) * INPUT_RATE) : int((at + 0.005) * INPUT_RATE)]
        assert around.max() > 0.4
    assert heard[int(0.18 * INPUT_RATE) : int(0.2 * INPUT_RATE)].max() < 0.02


def test_what_is_too_loud_is_clipped() -> None:
    microphone = Microphone(Loudspeaker(), DIRECT, 80)
    microphone.place(np.full(CHUNK, 3.0))
    assert recorded(microphone, 1).max() == pytest.approx(1.0, abs=0.001)
