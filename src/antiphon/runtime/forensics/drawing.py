"""The timeline: rows of half a minute, both voices, what the detector heard, what was decided. SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from antiphon.runtime.forensics.marks import FIRST, Labels, glyph
from antiphon.runtime.forensics.markup import Markup, element, joined, number
from antiphon.runtime.forensics.playback import Span, Voice
from antiphon.runtime.forensics.rows import Row
from antiphon.runtime.forensics.story import WINDOW_S, Answered, Caption, Story

ROW_S: Final = 30.0
LEAST_S: Final = 10.0
"""A row's length at most, and at least: a short call fills one."""
MAX_ROWS: Final = 240
"""Two hours: no page shows more."""
LEFT: Final = 92.0
WIDTH: Final = 1500.0
LETTER: Final = 5.8
"""Pixels of a character of a caption, about."""
WIDEST: Final = 180.0
"""Pixels of a line of words that sounded for less."""

AXIS, HEARD, VAD, SPEECH, MARKS, DELAY, VOICE, BUFFER, SAID, HEIGHT = (
    14.0,
    32.0,
    58.0,
    106.0,
    122.0,
    196.0,
    212.0,
    236.0,
    268.0,
    300.0,
)
"""Where each lane begins, from the top of a row."""
VAD_HEIGHT: Final = 46.0
VOICE_HEIGHT: Final = 18.0
BUFFER_HEIGHT: Final = 22.0
SPANS: Final = (
    ("endpoint", "deciding that it was over"),
    ("recognition", "its words"),
    ("model", "the first words of an answer"),
    ("synthesis", "their sound"),
    ("release", "sending it"),
)


def timeline(story: Story, rows: Sequence[Row]) -> Markup:
    """All of the call."""
    row_s = min(max(math.ceil(story.length_s), LEAST_S), ROW_S)
    count = min(int(story.length_s / row_s) + 1, MAX_ROWS)
    return joined([_Row(story, rows, Span(i * row_s, (i + 1) * row_s)).draw() for i in range(count)])


class _Row:
    """Half a minute, or less."""

    def __init__(self, story: Story, rows: Sequence[Row], span: Span) -> None:
        self._story = story
        self._rows = rows
        self._start, self._stop = span.start, span.stop
        self._scale = (WIDTH - LEFT - 12) / span.length  # pixels for a second

    def draw(self) -> Markup:
        """One picture."""
        story = self._story
        parts = [
            *self._axis(),
            *self._names(),
            *self._vad(),
            *(self._bar(each, SPEECH, 6.0, "speech") for each in self._cut(story.speech)),
            *self._captions(story.heard, HEARD, "caller"),
            *(self._hold(each) for each in self._cut(story.held)),
            *(part for voice in story.voices for part in self._voice(voice)),
            *self._captions(story.said, SAID, "ours"),
            *(part for each in story.answered for part in self._delay(each)),
            *self._decisions(),
        ]
        return element(
            "svg",
            *parts,
            viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
            role="img",
            aria_label=f"the call from {self._start:.0f} to {self._stop:.0f} seconds",
        )

    # Where things are

    def _x(self, at: float) -> float:
        return LEFT + (min(max(at, self._start), self._stop) - self._start) * self._scale

    def _cut(self, spans: Iterable[Span]) -> Iterator[Span]:
        """What of them lies in this row."""
        for each in spans:
            if each.stop > self._start and each.start < self._stop:
                yield Span(max(each.start, self._start), min(each.stop, self._stop))

    def _is_here(self, at: float) -> bool:
        return self._start <= at < self._stop

    def _bar(self, span: Span, y: float, height: float, class_: str, title: str = "") -> Markup:
        x = self._x(span.start)
        return element(
            "rect",
            *([element("title", title)] if title else []),
            x=x,
            y=y,
            width=max(self._x(span.stop) - x, 1.0),
            height=height,
            rx=2,
            class_=class_,
        )

    # The ground

    def _axis(self) -> Iterator[Markup]:
        end = self._x(min(self._stop, self._story.length_s))
        for lane, height in ((VAD, VAD_HEIGHT + 8), (VOICE, VOICE_HEIGHT + BUFFER_HEIGHT + 8)):
            yield element("rect", x=LEFT, y=lane - 2, width=end - LEFT, height=height, rx=4, class_="ground")
        for second in range(int(self._stop - self._start) + 1):
            x, is_long = LEFT + second * self._scale, second % 5 == 0
            yield element("line", x1=x, x2=x, y1=AXIS + 4, y2=HEIGHT - 4, class_="five" if is_long else "one")
            if is_long:
                at = int(self._start) + second
                told = f"{at // 60}:{at % 60:02}"
                yield element("text", told, x=x, y=AXIS, class_="axis", text_anchor="middle")

    @staticmethod
    def _names() -> Iterator[Markup]:
        for name, y in (
            ("caller", VAD + 18),
            ("decisions", MARKS + 34),
            ("until heard", DELAY + 8),
            ("Antiphon", VOICE + 13),
            ("its buffer", BUFFER + 15),
        ):
            is_voice = name in {"caller", "Antiphon"}
            yield element("text", name, x=0, y=y, class_="name voice" if is_voice else "name")
        yield element("text", "speech, as heard", x=0, y=VAD + 32, class_="hint")

    # The caller

    def _vad(self) -> Iterator[Markup]:
        """Probabilities as an area; what is next to nothing is left out."""
        base = VAD + VAD_HEIGHT
        points: list[tuple[float, float]] = []
        runs: list[list[tuple[float, float]]] = []
        before = -1.0
        for each in self._story.scored:
            if not self._is_here(each.at):
                continue
            if each.probability < 0.02 or each.at - before > 4 * WINDOW_S:
                if points:
                    runs.append(points)
                points = []
            if each.probability >= 0.02:
                points.append((self._x(each.at - WINDOW_S / 2), base - each.probability * VAD_HEIGHT))
            before = each.at
        for run in [*runs, *([points] if points else [])]:
            line = "L".join(f"{number(round(x, 1))} {number(round(y, 1))}" for x, y in run)
            path = (
                f"M{number(round(run[0][0] - 1, 1))} {base}L{line}L{number(round(run[-1][0] + 1, 1))} {base}Z"
            )
            yield element("path", d=path, class_="vad")

    def _captions(self, captions: Iterable[Caption], y: float, class_: str) -> Iterator[Markup]:
        """Up to two lines, as far as the next words; all of it where the pointer is."""
        here = [
            each
            for each in captions
            if each.span.start < self._stop and max(each.span.stop, each.span.start) >= self._start
        ]
        for each, after in zip_longest(here, here[1:]):
            end = self._x(after.span.start) - 6 if after else WIDTH
            x, is_whole = self._x(each.span.start), each.span.start >= self._start
            room = min(end - x, max(self._x(each.span.stop) - x, WIDEST))
            words = f"⌨ {each.text}" if each.is_typed else each.text if is_whole else f"… {each.text}"
            lines = _fit(words, max(int(room / LETTER), 2), 2)
            spans = [element("tspan", line, x=x, dy=0 if not i else 12) for i, line in enumerate(lines)]
            yield element("text", element("title", each.text), *spans, x=x, y=y + 9, class_=f"words {class_}")

    # Our voice

    def _hold(self, span: Span) -> Markup:
        title = f"held for {span.length * 1000:.0f} ms: nothing more left"
        return self._bar(span, VOICE - 5, VOICE_HEIGHT + BUFFER_HEIGHT + 14, "holding", title)

    def _voice(self, voice: Voice) -> Iterator[Markup]:
        for each in self._cut(voice.heard):
            yield self._bar(each, VOICE, VOICE_HEIGHT, "ours", f"heard for {each.length:.2f} s in this row")
        for each in self._cut([voice.unheard] if voice.unheard else []):
            yield self._bar(each, VOICE, VOICE_HEIGHT, "unheard", f"sent, never heard: {each.length:.2f} s")
        for each in self._cut(voice.gaps):
            yield self._bar(each, VOICE, VOICE_HEIGHT, "gap", self._gap(each))
        yield from self._buffer(voice)

    def _gap(self, gap: Span) -> str:
        held_ms = self._story.held_s(gap) * 1000
        return f"{gap.length * 1000:.0f} ms of silence, {held_ms:.0f} of them because the answer was held"

    def _buffer(self, voice: Voice) -> Iterator[Markup]:
        """How much the listener had and had not heard: it falls as time passes, and jumps as more comes."""
        base, per_s = (
            BUFFER + BUFFER_HEIGHT,
            BUFFER_HEIGHT / (max(self._story.recorded.policy.lead_s, 0.1) + 0.15),
        )
        points: list[tuple[float, float]] = []
        dry_at = 0.0
        for each in voice.sent:
            left = max(dry_at - each.start, 0.0)
            if dry_at and not left:
                points.append((dry_at, 0.0))
            points += [(each.start, left), (each.start, left + each.length)]
            dry_at = each.start + left + each.length
        cut_at = voice.unheard.start if voice.unheard else dry_at
        points += [(cut_at, max(dry_at - cut_at, 0.0)), (cut_at, 0.0)]
        here = [
            (self._x(at), base - min(left * per_s, BUFFER_HEIGHT))
            for at, left in points
            if self._start - 1 <= at <= self._stop + 1
        ]
        if here:
            line = "L".join(f"{number(round(x, 1))} {number(round(y, 1))}" for x, y in here)
            yield element("path", d=f"M{number(round(here[0][0], 1))} {base}L{line}V{base}Z", class_="buffer")

    # What was decided

    def _delay(self, answered: Answered) -> Iterator[Markup]:
        """From the last word to the first sound, by what took the time."""
        latency = answered.latency
        at = answered.at - latency.total
        if not self._is_here(answered.at):
            return
        for name, told in SPANS:
            length = getattr(latency, name) or 0.0
            for each in self._cut([Span(at, at + length)] if length > 0 else []):
                yield self._bar(each, DELAY + 2, 6.0, f"delay {name}", f"{length * 1000:.0f} ms: {told}")
            at += length
        total = f"{latency.total * 1000:.0f} ms"
        yield element(
            "text", element("title", str(latency)), total, x=self._x(at) + 5, y=DELAY + 8, class_="ms"
        )

    def _decisions(self) -> Iterator[Markup]:
        labels = Labels(MARKS, right=WIDTH)
        here = [(index, row) for index, row in enumerate(self._rows) if self._is_here(row.at)]
        here.sort(key=lambda each: FIRST.index(each[1].kind))
        lanes = VAD, VOICE + VOICE_HEIGHT
        drawn = [glyph(row, index, self._x(row.at), labels, lanes) for index, row in here]
        yield from reversed(drawn)  # what matters most lies on top


def _fit(text: str, room: int, lines: int) -> list[str]:
    """Words over so many lines of so many characters."""
    made: list[str] = [""]
    for word in text.split():
        if len(made[-1]) + len(word) + 1 <= room or not made[-1]:
            made[-1] = f"{made[-1]} {word}".strip()
        elif len(made) < lines:
            made.append(word)
        else:
            made[-1] += " …"
            break
    return [each if len(each) <= room + 1 else each[: max(room - 1, 1)] + "…" for each in made]
