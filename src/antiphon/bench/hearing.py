"""``antiphon bench hearing``: what the embedded recogniser understands, how soon, and at what cost."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from antiphon.bench.report import Row
from antiphon.client.wav import Recording, read_wav
from antiphon.engines.cascade.moonshine import Moonshine
from antiphon.engines.cascade.recognition import Recognition
from antiphon.engines.stages import Hints, Synthesizer
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE, OUTPUT_RATE, Heard, Listening

CHUNK: Final = INPUT_RATE // 50
LEAD_IN_S: Final = 0.3
"""Before the speech, as a session's preroll."""
PAUSE_S: Final = 0.1
"""After it, when a session first asks for the transcript."""
LENGTHS_S: Final = (2, 4, 8)
"""Where utterances are told apart by length."""
LOUD: Final = 0.03
"""Speech begins at the first sample above this share of the peak."""
VOICES: Final = ("Aoede", "Puck", "Kore")
SENTENCES: Final = (
    "What is the capital of France?",
    "Can you tell me a short story about a dog?",
    "How many days are there in a week?",
    "My name is Anna and I live in London.",
    "Please tell me something about the ocean.",
    "The train to the city leaves at half past seven in the morning and arrives before noon.",
    "Turn off the lights in the kitchen and close the window, please.",
    "He walked along the river for an hour and then he sat down under an old tree.",
)
DEFINITIONS: Final = (
    "Real time, 20 ms chunks, through the recogniser that conversations use. Transcript: from the request, 100 ms after "
    "the end of the speech. Alone: the same without anything read ahead. Taken back: words that had been told as "
    "stable and are not in the transcript."
)

_ABBREVIATIONS: Final = {"mr": "mister", "mrs": "missus", "dr": "doctor"}


@dataclass(frozen=True, slots=True)
class Clip:
    """Speech whose words are known."""

    group: str
    name: str
    pcm: bytes = field(repr=False)
    words: str | None
    """``None``: nobody knows; it is only timed."""

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / 2 / INPUT_RATE


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one clip. Milliseconds."""

    clip: Clip
    text: str
    transcript_ms: float
    transcript_cpu_s: float
    alone_ms: float
    alone_cpu_s: float
    first_ms: float | None
    """From the first sound to the first interim words."""
    cpu_share: float
    """Of a core, while it was spoken, in percent."""
    stable: int
    """Words that were told as stable."""
    taken_back: int


def clips(paths: Sequence[Path], references: Path | None) -> list[Clip]:
    """WAV files, with their words from the references or a text beside each. Raises `OperatorError`."""
    files = [file for path in paths for file in (sorted(path.rglob("*.wav")) if path.is_dir() else [path])]
    if not files:
        raise OperatorError("no WAV files there")
    known = _references(references) if references else {}
    return [
        Clip(file.parent.name, file.name, _at_input_rate(read_wav(file)), _words_of(file, known))
        for file in files
    ]


def _references(path: Path) -> Mapping[str, str]:
    try:
        rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{path} cannot be read: {error}") from error
    if any(len(row) != 2 for row in rows):
        raise OperatorError(f"{path}: a line is a path, a tab and the words")
    return {Path(name).name: words for name, words in rows}


def _words_of(file: Path, known: Mapping[str, str]) -> str | None:
    beside = file.with_suffix(".txt")
    if file.name not in known and beside.is_file():
        return beside.read_text(encoding="utf-8")
    return known.get(file.name)


def _at_input_rate(recording: Recording) -> bytes:
    samples = np.frombuffer(recording.pcm, np.int16)
    if recording.rate != INPUT_RATE:
        samples = soxr.resample(samples, recording.rate, INPUT_RATE)
    made: bytes = samples.astype("<i2").tobytes()
    return made


async def synthesised(synthesizer: Synthesizer) -> list[Clip]:
    """`SENTENCES` in some of our own voices."""
    made = []
    for voice in VOICES:
        for sentence in SENTENCES:
            pieces = [piece.pcm async for piece in synthesizer.speak(sentence, voice, "en-US")]
            pcm = _at_input_rate(Recording(b"".join(pieces), OUTPUT_RATE))
            made.append(Clip(f"our own voice, {voice}", sentence, pcm, sentence))
    return made


async def measure(transcriber: Moonshine, spoken: Sequence[Clip], *, interims: bool) -> list[Result]:
    """Every clip in a conversation of its own, one after another."""
    return [await _listen(transcriber, clip, interims=interims) for clip in spoken]


async def _listen(transcriber: Moonshine, clip: Clip, *, interims: bool) -> Result:
    recognition, loop = Recognition(transcriber), asyncio.get_running_loop()
    recognition.listen(Listening(interims=interims))
    noise = np.random.default_rng(3).integers(-4, 4, int((LEAD_IN_S + PAUSE_S) * INPUT_RATE), np.int16)
    lead, pause = np.split(noise, [int(LEAD_IN_S * INPUT_RATE)])
    pcm = lead.tobytes() + clip.pcm + pause.tobytes()
    begun_at, begun_cpu = loop.time(), time.process_time()
    told: list[str] = []
    first_at: float | None = None

    async def read() -> Heard:
        nonlocal first_at
        async for heard in recognition.mailbox:
            if isinstance(heard, Heard):
                return heard
            first_at = first_at or loop.time()
            told.append(heard.text[: heard.stable])
        raise OperatorError("the recogniser gave up")

    reading = asyncio.create_task(read())
    for index in range(0, len(pcm), CHUNK * 2):
        await asyncio.sleep(begun_at + (index // 2 + CHUNK) / INPUT_RATE - loop.time())
        recognition.hear(1, pcm[index : index + CHUNK * 2])
    asked_at, spent = loop.time(), time.process_time() - begun_cpu
    recognition.settle(1, 0)
    heard = await reading
    transcript_cpu_s = time.process_time() - begun_cpu - spent
    transcript_ms = (loop.time() - asked_at) * 1000
    await recognition.aclose()
    # One sample is different: it knows nothing of this turn.
    alone_at, alone_cpu = loop.time(), time.process_time()
    await transcriber.transcribe(bytes([pcm[0] ^ 1]) + pcm[1:], Hints())
    stable = _plain(told[-1]) if told else []
    onset_at = begun_at + LEAD_IN_S + _onset_s(clip.pcm)
    return Result(
        clip=clip,
        text=heard.text,
        transcript_ms=transcript_ms,
        transcript_cpu_s=transcript_cpu_s,
        alone_ms=(loop.time() - alone_at) * 1000,
        alone_cpu_s=time.process_time() - alone_cpu,
        first_ms=None if first_at is None else (first_at - onset_at) * 1000,
        cpu_share=100 * spent / (asked_at - begun_at),
        stable=len(stable),
        taken_back=len(stable) - _kept(stable, _plain(heard.text)),
    )


def _onset_s(pcm: bytes) -> float:
    samples = np.abs(np.frombuffer(pcm, np.int16).astype(np.int32))
    loud = np.flatnonzero(samples > LOUD * samples.max(initial=1))
    return float(loud[0]) / INPUT_RATE if len(loud) else 0.0


def _kept(stable: Sequence[str], final: Sequence[str]) -> int:
    matches = SequenceMatcher(None, stable, final, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matches)


def _plain(text: str) -> list[str]:
    """Words as they are counted: no case, no punctuation, hyphened ones apart."""
    words = re.sub(r"[^\w' ]", " ", text.lower().replace("-", " ")).split()
    return [_ABBREVIATIONS.get(word, word) for word in words]


def word_error_rates(results: Sequence[Result]) -> Iterator[tuple[str, float, int, int]]:
    """Of each group and of all: its name, percent, words, clips. Raises `OperatorError` where jiwer is missing."""
    try:
        import jiwer  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise OperatorError("word error rates need jiwer: pip install jiwer (or --no-words)") from error
    known = [(each, _plain(each.clip.words)) for each in results if each.clip.words]
    groups = {
        each.clip.group: [pair for pair in known if pair[0].clip.group == each.clip.group]
        for each, _ in known
    }
    if len(groups) > 1:
        groups["all"] = known
    for name, pairs in groups.items():
        said = [" ".join(words) for _, words in pairs]
        heard = [" ".join(_plain(each.text)) for each, _ in pairs]
        rate = 100 * float(jiwer.wer(said, heard))
        yield name, rate, sum(len(words) for _, words in pairs), len(pairs)


def rows(results: Sequence[Result]) -> list[Row]:
    """How soon, at what cost, and how steady."""
    found = []
    edges = (0, *LENGTHS_S, float("inf"))
    for low, high in pairwise(edges):
        some = [each for each in results if low <= each.clip.seconds < high]
        if some:
            span = f"{low:g} to {high:g} s" if high < float("inf") else f"{low:g} s and more"
            found.append(Row(f"transcript, {span}", "ms", [each.transcript_ms for each in some]))
            found.append(Row("  alone", "ms", [each.alone_ms for each in some]))
    for name, costs in (
        (
            "processor time of a transcript, for a second of speech",
            [each.transcript_cpu_s for each in results],
        ),
        ("  alone", [each.alone_cpu_s for each in results]),
    ):
        values = [1000 * cost / each.clip.seconds for cost, each in zip(costs, results, strict=True)]
        found.append(Row(name, "ms", values))
    found.append(Row("core while somebody speaks", "%", [each.cpu_share for each in results], "≤ 15"))
    first = [each.first_ms for each in results if each.first_ms is not None]
    if first:
        found.append(Row("first sound → first interim words", "ms", first))
    return found


def steadiness(results: Sequence[Result]) -> str:
    """How often a word was taken back that had been told as stable."""
    stable, back = sum(each.stable for each in results), sum(each.taken_back for each in results)
    return f"stable words taken back: {back} of {stable}"
