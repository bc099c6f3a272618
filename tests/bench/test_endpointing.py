from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from antiphon.bench import endpointing, hesitations, pauses
from antiphon.bench.pauses import Pause
from antiphon.client.wav import Recording
from antiphon.detectors.energy import EnergyDetector
from antiphon.engines.stages import Hints, Transcript
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE
from antiphon.testing import voice
from antiphon.turns import weights


def pause(kind: str, verdict: float, text: str, closed: float, source: str = "recorded") -> Pause:
    return Pause(source, "report", "v", "n", kind, verdict, text, closed)


FOUND = [
    *[pause("end", 0.9, "I am here.", 0.9)] * 6,
    *[pause("end", 0.2, "It is late.", 0.8)] * 2,
    *[pause("break", 0.9, "I am at the.", 0.2)] * 6,
    *[pause("break", 0.1, "It is", 0.1)] * 2,
]


def test_every_sentence_has_places_of_its_own_and_no_half_knows_the_others() -> None:
    for half in (hesitations.TUNING, hesitations.REPORT):
        for sentence in half:
            whole = hesitations.plain(sentence)
            for text, at, kind in hesitations.broken(sentence):
                assert text.replace(",", "") == whole.replace(",", "")
                assert text[at - 1] == " "
                assert kind in {"break", "clause", "cut"}
    assert not set(hesitations.TUNING) & set(hesitations.REPORT)
    assert not set(hesitations.VOICES["tuning"]) & set(hesitations.VOICES["report"])


def test_a_break_is_said_with_a_comma_unless_nobody_would_stop_there() -> None:
    assert hesitations.broken("One | two, + three / four") == [
        ("One, two, three four", 5, "break"),
        ("One two, three four", 9, "clause"),
        ("One two, three four", 15, "cut"),
    ]


def test_rows_say_how_soon_and_how_many_are_cut() -> None:
    rows = list(endpointing.table(FOUND, {"before": endpointing.verdict_alone}))
    assert rows == [
        ("before, recorded: whole", "8", "192", "800", "344", "75 %", "75 %", "75 %", "75 %"),
        ("  break", "8", "", "", "", "75 %", "75 %", "75 %", "75 %"),
    ]


def test_pauses_of_their_own_count_by_their_own_length() -> None:
    own = Pause("recorded", "report", "v", "n", "natural", 0.9, "And so", None, 320)
    ((_, *_), row) = list(endpointing.table([own], {"before": endpointing.verdict_alone}))
    assert row == ("  natural", "1", "", "", "", "", "", "", "100 %")


def test_the_rule_in_force_is_that_of_conversations() -> None:
    by = endpointing.by(endpointing.current(), weights.SURELY_OVER, weights.SURELY_NOT)
    assert {endpointing.ours(each) for each in FOUND} == {by(each) for each in FOUND}
    assert endpointing.ours(FOUND[0]) < endpointing.ours(FOUND[8])


def test_a_fit_finds_what_tells_them_apart_and_believes_verdicts_of_people_only() -> None:
    fitted = endpointing.fit(FOUND)
    assert set(fitted) == {"bias", *endpointing.FITTED}
    assert fitted["trailing"] < 0 < fitted["closed"]
    misled = [
        pause("end", 0.01, "Yes it is.", 0.9, "synthesised"),
        pause("break", 0.99, "to", 0.1, "synthesised"),
    ]
    alone, believed = endpointing.fit(misled)["verdict"], endpointing.fit([*FOUND, *misled])["verdict"]
    assert alone < believed < fitted["verdict"]
    assert len(list(endpointing.sweep(FOUND, fitted))) == 2 * len(endpointing.LIMITS)


class Words:
    """Says how much it was given."""

    does_interims = False

    async def start(self) -> None: ...

    async def aclose(self) -> None: ...

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        del hints
        return Transcript(f"{len(pcm) // 3200} tenths", 0.5)


class Sure:
    def score(self, audio: object) -> list[float]:
        del audio
        return [0.75]


def test_pieces_are_heard_up_to_the_pause_that_ends_them() -> None:
    spoken = Recording(voice.speech(800) + voice.silence(320) + voice.speech(1200), INPUT_RATE)
    listener = pauses.Listener(EnergyDetector(), Sure(), Words())
    pieces = pauses.recorded([("me", "one", spoken)], "tuning")
    assert [each.kind for each in pieces] == ["end", "whole", "cut", "cut", "cut", "cut"]
    found = asyncio.run(pauses.collect(listener, pieces))
    end, natural, *cuts = found
    assert (end.kind, end.verdict, end.text, end.closed) == ("end", 0.75, "27 tenths", 0.5)
    assert (natural.kind, natural.text) == ("natural", "11 tenths")
    assert natural.natural_ms == pytest.approx(320, abs=32)
    assert all(each.kind == "cut" and each.half == "tuning" for each in cuts)


def test_what_was_noticed_is_read_again_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "noticed.jsonl"
    pauses.write(file, FOUND)
    assert pauses.read(file) == FOUND
    file.write_text('{"kind": 3}\n')
    with pytest.raises(OperatorError, match="holds no pauses"):
        pauses.read(file)
    with pytest.raises(OperatorError, match="holds no pauses"):
        pauses.read(tmp_path / "none")


def test_sound_that_is_broken_off_does_not_click() -> None:
    loud = np.full(1600, 8000, np.int16).tobytes()
    faded = np.frombuffer(pauses._faded(loud), np.int16)
    assert (faded[0], faded[-1]) == (8000, 0)
