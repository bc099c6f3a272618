import asyncio
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade import moonshine
from antiphon.engines.cascade.moonshine import Moonshine
from antiphon.engines.cascade.wording import REPEATS, loop_start, modern
from antiphon.engines.stages import Hints
from antiphon.errors import EngineError, ModelError
from antiphon.talk import INPUT_RATE
from spoken import spoken


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(scope="module")
def transcriber(model_files: dict[str, Path], runner: asyncio.Runner) -> Iterator[Moonshine]:
    made = Moonshine(model_files["moonshine-tiny-en"])
    runner.run(made.start())
    yield made
    runner.run(made.aclose())


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The weather is nice and warm this morning.", {"weather", "is", "nice", "and", "warm", "this"}),
        ("Sunday is the best part of the week.", {"is", "the", "best", "part", "of"}),
        ("Please turn on the kitchen lights.", {"please", "turn", "on", "the", "kitchen"}),
    ],
)
def test_words_are_understood(
    transcriber: Moonshine, runner: asyncio.Runner, sentence: str, words: set[str]
) -> None:
    text = runner.run(transcriber.transcribe(spoken(sentence), Hints()))
    assert words <= set(text.lower().rstrip(".?!").split()), text


def test_silence_has_no_words(transcriber: Moonshine, runner: asyncio.Runner) -> None:
    for pcm in (b"", b"\0", bytes(2000), bytes(64_000)):
        assert runner.run(transcriber.transcribe(pcm, Hints())) == ""


def test_long_speech_is_cut_and_its_pieces_are_remembered(
    transcriber: Moonshine, runner: asyncio.Runner
) -> None:
    sentence = spoken("The weather is nice and warm this morning.") + bytes(INPUT_RATE)
    pcm = sentence * (40 * 2 * INPUT_RATE // len(sentence))
    text = runner.run(transcriber.transcribe(pcm, Hints()))
    assert text.lower().count("warm") >= len(pcm) // len(sentence) - 2
    begin = time.perf_counter()
    again = runner.run(transcriber.transcribe(pcm + sentence, Hints()))
    assert again.startswith(text[: len(text) // 2])
    sys.stdout.write(
        f"a turn of {len(pcm) / 32000:.0f} s, its first piece known: {time.perf_counter() - begin:.2f} s\n"
    )


def test_a_cancelled_transcription_frees_its_thread(transcriber: Moonshine, runner: asyncio.Runner) -> None:
    pcm = spoken("The weather is nice and warm this morning.") * 9

    async def scenario() -> str:
        for _ in range(8):
            task = asyncio.create_task(transcriber.transcribe(pcm, Hints()))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return await transcriber.transcribe(spoken("Please turn on the kitchen lights."), Hints())

    assert "kitchen" in runner.run(scenario())


def test_files_that_are_no_model(tmp_path: Path) -> None:
    for name in ("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin"):
        (tmp_path / name).write_bytes(b"nonsense")

    async def scenario() -> None:
        broken = Moonshine(tmp_path)
        with pytest.raises(ModelError, match=re.escape(str(tmp_path))):
            await broken.start()
        await broken.aclose()
        await broken.aclose()
        with pytest.raises(EngineError, match="moonshine"):
            await broken.transcribe(b"", Hints())

    asyncio.run(scenario())


@given(
    st.lists(st.integers(3, 9), max_size=20),
    st.lists(st.integers(10, 19), min_size=1, max_size=8, unique=True),
)
def test_a_loop_is_cut_to_one_run(before: list[int], run: list[int]) -> None:
    tokens = [*before, 99, *run * REPEATS]
    assert tokens[: loop_start(tokens)] == [*before, 99, *run]
    assert loop_start([*before, 99, *run * (REPEATS - 1)]) in {0, len(before) + 1 + len(run)}


def test_what_is_said_thrice_is_no_loop() -> None:
    assert loop_start([1, 5, 5, 5]) == 0
    assert loop_start([1]) == 0


def test_pieces_stay_as_audio_grows() -> None:
    audio = np.random.default_rng(0).normal(0, 1, 100 * INPUT_RATE).astype(np.float32)
    audio[22 * INPUT_RATE : 22 * INPUT_RATE + 4000] = 0
    short, long = moonshine._cut(audio[: 70 * INPUT_RATE]), moonshine._cut(audio)
    assert np.concatenate(long).tobytes() == audio.tobytes()
    assert abs(len(short[0]) - 22 * INPUT_RATE - 2000) < INPUT_RATE // 10
    assert all(len(piece) <= 30 * INPUT_RATE for piece in long)
    for early, late in zip(short[:-1], long, strict=False):
        assert early.tobytes() == late.tobytes()


def test_modern_spelling() -> None:
    assert modern("To-day and to-morrow, not into-day.") == "Today and tomorrow, not into-day."
