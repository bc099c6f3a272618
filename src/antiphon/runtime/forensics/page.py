"""One file to look at and to pass on: the timeline, what other rules would have done, every decision."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

from antiphon.runtime.forensics import drawing
from antiphon.runtime.forensics.hindsight import Compared, compare, waits
from antiphon.runtime.forensics.marks import SIGNS
from antiphon.runtime.forensics.markup import Markup, element, joined, text
from antiphon.runtime.forensics.rows import Row
from antiphon.runtime.forensics.story import Story
from antiphon.runtime.forensics.style import SCRIPT, STYLE
from antiphon.turns.decisions import Kind

MAX_ROWS: Final = 5_000
"""Of the table; hours of talk."""
_HATCH: Final = Markup(
    '<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs><pattern id="hatch" width="6" '
    'height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" '
    'stroke="var(--interrupted)" stroke-width="2.2" opacity=".55"/></pattern></defs></svg>'
)


def page(story: Story, rows: Sequence[Row]) -> str:
    """The whole file."""
    shown = rows[:MAX_ROWS]
    compared = compare(story.told)
    kinds = "\n".join(f".{kind.value} {{ color: var(--{kind.value}); }}" for kind in Kind)
    body = element(
        "main",
        *_head(story),
        _cards(story, compared),
        _legend(),
        element("div", drawing.timeline(story, shown), class_="timeline"),
        *_comparison(compared),
        element("h2", "Every decision"),
        element("div", _table(shown), class_="scroll"),
    )
    script = SCRIPT.strip()
    head = (
        Markup('<meta charset="utf-8">'),
        # Whatever a caller says: nothing is fetched, and no script runs but ours.
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", f"Turns of {story.recorded.session_id}"),
        element("style", Markup(STYLE.replace("KINDS", kinds))),
    )
    tip = element("div", id="tip")
    whole = element("body", _HATCH, body, tip, element("script", Markup(script)))
    return f'<!doctype html>\n<html lang="en">{joined(head)}{whole}</html>\n'


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def _head(story: Story) -> Iterable[Markup]:
    recorded = story.recorded
    client = recorded.caller.client or "a client that gives no name"
    yield element("h1", "Who had the floor, and why")
    yield element(
        "p", f"{recorded.at} · {client} · Antiphon {recorded.version} · {recorded.session_id}", class_="soft"
    )
    for warning in warnings(story):
        yield element("p", warning, class_="warn")
    if not recorded.has_words:
        yield element("p", "This journal was kept without words: none are shown.", class_="soft")


def warnings(story: Story) -> list[str]:
    """What to keep in mind about this call."""
    told = []
    if story.differing:
        told.append(
            f"{story.differing} of {story.inputs} inputs now have other effects than when the call was recorded: "
            "what is shown is what this version would have decided."
        )
    if story.recorded.end != "closed":
        told.append(f"The journal ends before the call: {story.recorded.end or 'nobody closed it'}.")
    if story.is_hurried:
        told.append(
            f"{story.audio_s:.0f} s of audio came within {story.length_s:.0f} s: lengths of speech do not match "
            "the clock."
        )
    if not story.scored and not story.voices:
        told.append("Nobody was listened to, and nothing was said aloud.")
    elif not story.scored:
        told.append("No audio of the caller's was listened to: it typed, or declared when it spoke.")
    return told


def _cards(story: Story, compared: Compared) -> Markup:
    kinds = [each.decision.kind for each in story.told]
    delays = [each.latency.total * 1000 for each in story.answered]
    facts = [
        (f"{story.length_s // 60:.0f}:{story.length_s % 60:04.1f}", "length"),
        (str(kinds.count(Kind.ENDED)), "turns ended"),
        (str(compared.pauses), "pauses waited out"),
        (str(kinds.count(Kind.INTERRUPTED)), "interruptions"),
        (str(compared.spared), "sounds talked through"),
        (f"{median(delays):.0f} ms" if delays else "none", "last word to first sound, median"),
    ]
    cards = [
        element("div", element("b", value), element("span", name), class_="card") for value, name in facts
    ]
    return element("div", *cards, class_="cards")


def _legend() -> Markup:
    signs = [
        element(
            "span",
            element(
                "svg", element("path", d=SIGNS[kind], fill="currentColor", fill_rule="evenodd"),
                viewBox="-7 -7 14 14", class_=kind.value,
            ),
            kind.value,
        )
        for kind in Kind
    ]  # fmt: skip
    spans = [
        element(
            "span",
            element(
                "svg", element("rect", x=-7, y=-4, width=14, height=8, class_=class_), viewBox="-7 -7 14 14"
            ),
            name,
        )
        for class_, name in (
            ("speech", "caller speaks"),
            ("ours", "answer, as it can be heard"),
            ("unheard", "sent, never heard"),
            ("holding", "nothing more leaves"),
            ("delay", "last word to first sound"),
        )
    ]
    return element("div", *signs, *spans, class_="legend")


def _comparison(compared: Compared) -> Iterable[Markup]:
    if not compared.pauses and not compared.ends and not compared.spared:
        return
    yield element("h2", "What other rules would have done")
    if compared.pauses or compared.ends:
        header = ("silence that ends a turn", "caller cut off", "silence waited at each end")
        body = [(f"always {each.silence_ms} ms", f"{each.cut_off} of {compared.pauses} pauses",
                 f"{each.waited_ms:.0f} ms") for each in compared.fixed]  # fmt: skip
        ours = (
            "by sense, as it was",
            "not in these pauses",
            f"{compared.waited_ms:.0f} ms" if compared.ends else "none",
        )
        yield _plain_table(header, [*body, ours])
    if compared.spared:
        times = "once" if compared.spared == 1 else f"{compared.spared} times"
        yield element("p", f"Stopping at any voice would have broken off the answer {times} for nothing.")


def _plain_table(header: Sequence[str], body: Iterable[Sequence[str]]) -> Markup:
    lines = [element("tr", *(element("th", each) for each in header))]
    lines += [element("tr", *(element("td", each) for each in line)) for line in body]
    return element("div", element("table", *lines, class_="plain"), class_="scroll")


def _table(rows: Sequence[Row]) -> Markup:
    header = element(
        "tr",
        element("th", "time", class_="n"),
        *(
            element("th", name)
            for name in ("who", "decision", "because", "score", "silence", "evidence", "note")
        ),
    )
    return element("table", header, *(_line(row, index) for index, row in enumerate(rows)))


def _line(row: Row, index: int) -> Markup:
    note = [element("div", row.note)] * bool(row.note)
    if row.kind is Kind.ENDED and row.note:
        note = [element("div", row.note, title=waits(row.told.decision.silence_ms))]
    quote = [element("div", f"“{row.words}”", class_="quote")] * bool(row.words)
    return element(
        "tr",
        element("td", f"{row.at:.3f}", class_="n"),
        element("td", row.who),
        element("td", element("span", row.kind.value, class_=f"kind {row.kind.value}")),
        element("td", row.why),
        element("td", row.score, class_="n"),
        element("td", row.silence, class_="n"),
        element("td", _evidence(row.told.decision.evidence)),
        element("td", *quote, *note),
        id=f"d{index}",
    )


def _evidence(evidence: dict[str, float]) -> Markup:
    """Bars to the right speak for an interruption, or for an end; to the left against it."""
    if not evidence:
        return text("")
    most = max(4.0, *(abs(moved) for moved in evidence.values()))
    cells: list[Markup] = []
    for name, moved in sorted(evidence.items(), key=lambda item: -abs(item[1])):
        width = abs(moved) / most * 64
        bar = element(
            "rect", x=66.0 if moved >= 0 else 66 - width, y=2, width=max(width, 0.5), height=7, rx=1,
            class_="for" if moved >= 0 else "against",
        )  # fmt: skip
        middle = element("line", x1=66, x2=66, y1=0, y2=11, class_="middle")
        cells += [element("span", name), element("svg", bar, middle, viewBox="0 0 132 11"),
                  element("span", f"{moved:+.2f}")]  # fmt: skip
    return element("div", *cells, class_="evidence")
