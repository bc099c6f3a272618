from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from antiphon.bench import hearing
from antiphon.bench.hearing import Clip, Result
from antiphon.client.wav import write_wav
from antiphon.engines.cascade.moonshine import Moonshine
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE
from spoken import spoken


def result(said: str | None, heard: str, group: str = "g", seconds: int = 1) -> Result:
    clip = Clip(group, "c", bytes(seconds * 2 * INPUT_RATE), said)
    return Result(
        clip=clip,
        text=heard,
        transcript_ms=50,
        transcript_cpu_s=0.02,
        alone_ms=90,
        alone_cpu_s=0.04,
        first_ms=None,
        cpu_share=7,
        stable=4,
        taken_back=1,
    )


def test_words_are_counted_without_case_signs_and_abbreviations() -> None:
    rates = list(
        hearing.word_error_rates(
            [
                result("mister smith is ill disposed", "Mr. Smith is ill-disposed."),
                result("two words", "two birds", "h"),
                result(None, "anything", "h"),
            ]
        )
    )
    assert rates == [("g", 0.0, 5, 1), ("h", 50.0, 2, 1), ("all", pytest.approx(100 / 7), 7, 2)]


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jiwer", None)
    with pytest.raises(OperatorError, match="pip install jiwer"):
        list(hearing.word_error_rates([result("a", "a")]))


def test_utterances_are_told_apart_by_length() -> None:
    rows = hearing.rows(
        [result("a", "a", seconds=1), result("a", "a", seconds=3), result("a", "a", seconds=9)]
    )
    assert [row.name for row in rows if row.name.startswith("transcript")] == [
        "transcript, 0 to 2 s",
        "transcript, 2 to 4 s",
        "transcript, 8 s and more",
    ]
    assert hearing.steadiness([result("a", "a")] * 2) == "stable words taken back: 2 of 8"


def test_references_beside_the_files_or_in_one(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    for name, rate in (("a", 16_000), ("b", 8_000), ("c", 16_000)):
        write_wav(folder / f"{name}.wav", bytes(2 * rate), rate)
    (folder / "a.txt").write_text("beside it")
    listed = tmp_path / "words.tsv"
    listed.write_text("set/b.wav\tin the list\n\n")
    found = hearing.clips([folder], listed)
    assert [(each.group, each.name, each.words) for each in found] == [
        ("set", "a.wav", "beside it"),
        ("set", "b.wav", "in the list"),
        ("set", "c.wav", None),
    ]
    assert {each.seconds for each in found} == {1.0}
    with pytest.raises(OperatorError, match="no WAV files"):
        hearing.clips([], None)
    listed.write_text("no tab")
    with pytest.raises(OperatorError, match="a tab"):
        hearing.clips([folder], listed)
    with pytest.raises(OperatorError, match="cannot be read"):
        hearing.clips([folder], tmp_path / "missing.tsv")


def test_one_clip_is_measured(model_files: dict[str, Path]) -> None:
    words = "The weather is nice and warm this morning."
    clip = Clip("ours", "one", spoken(words), words)

    async def scenario() -> list[Result]:
        transcriber = Moonshine(model_files["moonshine-tiny-en"])
        await transcriber.start()
        try:
            return await hearing.measure(transcriber, [clip], interims=True)
        finally:
            await transcriber.aclose()

    (found,) = asyncio.run(scenario())
    assert "warm this morning" in found.text
    assert found.transcript_ms > 0
    assert found.alone_cpu_s > 0
    assert 0 <= found.taken_back <= found.stable
