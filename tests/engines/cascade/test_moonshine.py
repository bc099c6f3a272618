import asyncio
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade import moonshine
from antiphon.engines.cascade.moonshine import Moonshine
from antiphon.engines.cascade.moonshine_network import AHEAD, BEGIN, END, Halt, Network, Reading, _Decoding
from antiphon.engines.stages import Hints, Transcript
from antiphon.errors import BusyError, EngineError, ModelError
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


def test_pieces_stay_as_audio_grows() -> None:
    audio = np.random.default_rng(0).normal(0, 1, 100 * INPUT_RATE).astype(np.float32)
    audio[22 * INPUT_RATE : 22 * INPUT_RATE + 4000] = 0
    short, long = moonshine._cut(audio[: 70 * INPUT_RATE]), moonshine._cut(audio)
    assert np.concatenate(long).tobytes() == audio.tobytes()
    assert abs(len(short[0]) - 22 * INPUT_RATE - 2000) < INPUT_RATE // 10
    assert all(len(piece) <= 30 * INPUT_RATE for piece in long)
    for early, late in zip(short[:-1], long, strict=False):
        assert early.tobytes() == late.tobytes()


INTERIM = Hints(is_interim=True)
CLEAR = (
    "The weather is nice and warm this morning.",
    "Sunday is the best part of the week.",
    "Please turn on the kitchen lights.",
)


def floats(pcm: bytes) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(32768)


@pytest.mark.parametrize("sentence", CLEAR)
def test_a_draft_changes_the_time_and_not_the_words(model_files: dict[str, Path], sentence: str) -> None:
    network = Network(model_files["moonshine-tiny-en"])
    audio = floats(spoken(sentence) + bytes(8000))
    passes: list[int] = []

    class Counting:
        def __init__(self, decoder: Any) -> None:
            self.decoder = decoder

        def run(self, outputs: None, inputs: dict[str, Any], options: Any) -> Any:
            passes[-1] += 1
            return self.decoder.run(outputs, inputs, options)

    network._decoder = Counting(network._decoder)

    def tokens(draft: Sequence[int]) -> list[int]:
        passes.append(0)
        return network.read(audio, draft, Halt()).tokens

    alone = tokens(())
    half = network.read(audio[: len(audio) // 2], (), Halt()).tokens
    foreign = network.read(floats(spoken(CLEAR[0])), (), Halt()).tokens
    passes.clear()
    wrong = [*alone[:3], 777, *alone[4:]]
    missing = [*alone[:3], *alone[4:]]
    for draft in ((), alone, half, foreign, wrong, missing, [*alone, *alone]):
        assert tokens(draft) == alone
    assert passes[0] == len(alone) + 1
    assert passes[1] == 1
    assert passes[2] < passes[0]
    assert passes[4] <= 3
    assert passes[5] <= 3


def test_a_transcript_says_how_surely_a_sentence_ends_also_when_it_is_remembered(
    transcriber: Moonshine, runner: asyncio.Runner
) -> None:
    pcm = spoken(CLEAR[0])
    whole = runner.run(transcriber.transcribe(pcm, Hints()))
    later = runner.run(transcriber.transcribe(pcm + bytes(9600), Hints()))
    nothing = runner.run(transcriber.transcribe(bytes(32_000), Hints()))
    assert isinstance(whole, Transcript)
    assert isinstance(later, Transcript)
    assert whole.closed is not None
    assert later.closed is not None
    assert 0.0 < whole.closed <= 1.0
    assert 0.0 < later.closed <= 1.0
    assert getattr(nothing, "closed", None) is None


def greedy(answer: Sequence[int], limit: int) -> list[int]:
    decoding = _Decoding((), limit)
    while not decoding.is_over:
        at = len(decoding.tokens)
        decoding.take([answer[at] if at < len(answer) else END], np.zeros((1, 1), np.float32))
    return decoding.tokens


@given(
    st.lists(st.integers(3, 6), max_size=30),
    st.lists(st.integers(3, 6), max_size=40),
    st.integers(0, 25),
)
def test_any_draft_gives_what_greedy_decoding_gives(answer: list[int], draft: list[int], limit: int) -> None:
    """The decoder's choice depends on what came before; here it knows the answer as long as that was right."""
    decoding = _Decoding(draft, limit)
    cache: list[int] = []
    while not decoding.is_over:
        asked = decoding.asked
        cache = [*cache[: decoding.seen], *asked]
        assert cache[0] == BEGIN
        chosen = []
        for end in range(len(cache) - len(asked) + 1, len(cache) + 1):
            is_right = cache[1:end] == answer[: end - 1]
            chosen.append(7 if not is_right else answer[end - 1] if end <= len(answer) else END)
        decoding.take(chosen, np.zeros((len(chosen), 1), np.float32))
        assert len(decoding.asked) <= max(len(draft), AHEAD[1]) + 1
        assert cache[1 : decoding.seen] == answer[: decoding.seen - 1]
    assert decoding.tokens == greedy(answer, limit)


def test_a_growing_turn_is_read_with_what_was_understood_before(
    transcriber: Moonshine, runner: asyncio.Runner
) -> None:
    pcm = bytes(6400) + spoken(CLEAR[0])
    whole = runner.run(transcriber.transcribe(pcm, Hints()))
    drafts: list[int] = []
    network = transcriber._network

    class Watching:
        def __getattr__(self, name: str) -> Any:
            return getattr(network, name)

        def read(self, audio: Any, draft: Sequence[int], halt: Halt) -> Reading:
            drafts.append(len(draft))
            assert network is not None
            return network.read(audio, draft, halt)

    transcriber._network = Watching()  # type: ignore[assignment]
    transcriber._memory = moonshine._Memory()
    try:
        for end in (30_000, 50_000, len(pcm)):
            text = runner.run(transcriber.transcribe(pcm[:end], Hints()))
        assert text == whole
        assert drafts[0] == 0 < drafts[1] <= drafts[2]
        # Silence adds no words: once the end of speech has been read, a longer pause is not read again.
        runner.run(transcriber.transcribe(pcm + bytes(12_800), Hints()))
        count = len(drafts)
        assert runner.run(transcriber.transcribe(pcm + bytes(19_200), Hints())) == whole
        assert len(drafts) == count
        # What begins alike is not the same: another turn's words are neither taken nor tried.
        other = bytes(20_000) + spoken(CLEAR[1])
        assert "Sunday" in runner.run(transcriber.transcribe(other, Hints()))
        assert "kitchen" in runner.run(
            transcriber.transcribe(bytes(20_000) + spoken(CLEAR[2]) + bytes(64_000), Hints())
        )
        assert drafts[-2:] == [0, 0]
    finally:
        transcriber._network = network


def test_interim_words_give_way(transcriber: Moonshine, runner: asyncio.Runner) -> None:
    pcm = spoken(CLEAR[0]) * 8

    async def scenario() -> None:
        transcriber._threads, threads = 1, transcriber._threads
        try:
            transcriber._rests_until = 0.0
            first = asyncio.create_task(transcriber.transcribe(pcm, INTERIM))
            await asyncio.sleep(0)
            with pytest.raises(BusyError, match="no time"):
                await transcriber.transcribe(pcm, INTERIM)
            assert "kitchen" in await transcriber.transcribe(spoken(CLEAR[2]), Hints())
            with pytest.raises(BusyError, match="given up"):
                await first
            assert transcriber._busy == 0
            assert transcriber._interim is None
            # As long as one took, there is no other.
            transcriber._rests_until = 0.0
            assert await transcriber.transcribe(spoken(CLEAR[2]), INTERIM)
            assert transcriber._busy == 0
            with pytest.raises(BusyError):
                await transcriber.transcribe(spoken(CLEAR[2]), INTERIM)
        finally:
            transcriber._threads = threads

    runner.run(scenario())


def test_noise_has_no_words(transcriber: Moonshine, runner: asyncio.Runner) -> None:
    rng = np.random.default_rng(4)
    at = np.arange(16_000) / INPUT_RATE
    sounds = [rng.normal(0, level, length) for level in (0.01, 0.1) for length in (9_600, 16_000, 24_000)]
    sounds.append(rng.normal(0, 0.3, 16_000) * np.exp(-(at % 0.35) * 60))  # somebody types
    sounds.append(rng.normal(0, 0.4, 16_000) * np.exp(-np.abs(at - 0.3) * 25))  # and claps
    for sound in sounds:
        pcm = (np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes()
        assert runner.run(transcriber.transcribe(pcm, Hints())) == ""
    for words in ("You.", "Thank you."):
        said = runner.run(transcriber.transcribe(bytes(9600) + spoken(words) + bytes(3200), Hints()))
        assert "you" in said.lower()
