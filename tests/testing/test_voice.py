from __future__ import annotations

import base64

import numpy as np

from antiphon.detectors.energy import EnergyDetector
from antiphon.testing import voice as sounds


def probability(pcm: bytes) -> float:
    window = np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(32768)
    return float(EnergyDetector().score(window.reshape(1, -1), np.zeros((1, 0), np.float32))[0])


def test_speech_is_taken_for_speech_and_silence_is_not() -> None:
    assert probability(sounds.speech(32)) > 0.99
    assert probability(sounds.silence(32)) < 0.01


def test_sounds_are_the_same_every_time_and_need_every_letter_of_base64() -> None:
    speech = sounds.speech(20)
    assert speech == sounds.speech(20) != sounds.speech(20, seed=9)
    assert {"+", "/"} <= set(base64.b64encode(sounds.speech(500)).decode())


def test_pieces_join_to_the_whole() -> None:
    pcm = sounds.speech(70, rate=8_000)
    pieces = sounds.chunks(pcm, 20, rate=8_000)
    assert b"".join(pieces) == pcm
    assert [len(piece) for piece in pieces] == [320, 320, 320, 160]
