"""``antiphon bench brain``: questions whose right answers are known, asked through the whole server in writing."""

from __future__ import annotations

import asyncio
import json
import math
import re
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from antiphon.bench.report import conditions
from antiphon.bench.server import Subject
from antiphon.client.connect import connect
from antiphon.client.session import LiveSession
from antiphon.engines.brain.dates import MONTHS, WEEKDAYS
from antiphon.wire.setup import FunctionDeclaration, GenerationConfig, ResponseModality, Setup, Tool
from antiphon.wire.types import Content, FunctionCall, FunctionResponse, Part

PATIENCE_S: Final = 60.0
CLAUSE: Final = re.compile(r"[.,!?;:](?:\s|$)")
SPLITS: Final = ("tuning", "reported")


@dataclass(frozen=True, slots=True)
class Question:
    """A conversation whose last answer is judged. The fields are described in ``questions.toml``."""

    kind: str
    split: str
    say: tuple[str, ...]
    system: str = ""
    tools: tuple[Mapping[str, Any], ...] = ()
    want: str = ""
    without: str = ""
    calls: tuple[Mapping[str, Any], ...] | None = None
    result: Mapping[str, Any] = field(default_factory=lambda: {"status": "ok"})


@dataclass(slots=True)
class Answer:
    """What came back on the last turn."""

    text: str = ""
    called: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    first_s: float = float("nan")
    """Question sent to the first words of the answer, or to the first call."""
    clause_s: float = float("nan")
    """To the end of its first clause, where the voice can begin."""

    def add(self, text: str, after_s: float) -> None:
        self.text += text
        if math.isnan(self.first_s):
            self.first_s = after_s
        if math.isnan(self.clause_s) and CLAUSE.search(self.text):
            self.clause_s = after_s


@dataclass(frozen=True, slots=True)
class Mark:
    """A question, the answer, and whether it was right."""

    question: Question
    answer: Answer
    is_right: bool


def questions(splits: Sequence[str] = SPLITS, *, path: Path | None = None) -> list[Question]:
    """The set that comes with Antiphon, or the one at ``path``."""
    source = path or files("antiphon.bench").joinpath("questions.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    tools = {tool["name"]: tool for tool in data["tool"]}
    found = []
    for split in splits:
        for kind, items in data[split].items():
            for item in items:
                named = data["sets"].get(item.get("tools", ""), ())
                more = {key: item[key] for key in ("want", "without", "result") if key in item}
                if "calls" in item:
                    more["calls"] = tuple(item["calls"])
                system = data["systems"].get(item.get("system", ""), "")
                declared = tuple(tools[name] for name in named)
                found.append(Question(kind, split, tuple(item["say"]), system, declared, **more))
    return found


def is_right(question: Question, answer: Answer, today: datetime) -> bool:
    """Whether the answer is what was wanted."""
    text = answer.text.replace("\u2019", "'").replace("\u202f", " ")
    tomorrow = today + timedelta(days=1)
    want = (
        question.want.replace("{weekday}", WEEKDAYS[today.weekday()])
        .replace("{tomorrow}", WEEKDAYS[tomorrow.weekday()])
        .replace("{year}", str(today.year))
        .replace("{month}", MONTHS[today.month - 1])
        .replace("{day}", str(today.day))
    )
    if want and not re.search(want, text, re.IGNORECASE):
        return False
    if question.without and re.search(question.without, text, re.IGNORECASE):
        return False
    if question.calls is None:
        return True
    return len(question.calls) == len(answer.called) and all(map(_is_call, question.calls, answer.called))


def _is_call(wanted: Mapping[str, Any], called: tuple[str, Mapping[str, Any]]) -> bool:
    name, arguments = called
    if name != wanted["name"]:
        return False
    for key, value in wanted.get("arguments", {}).items():
        given = arguments.get(key)
        if isinstance(value, str):
            if not isinstance(given, str) or not re.search(value, given, re.IGNORECASE):
                return False
        elif given != value:
            return False
    return True


def schema(tool: Mapping[str, Any]) -> dict[str, Any]:
    """A tool of the set as a JSON Schema."""
    return {"type": "object", "properties": tool["properties"], "required": tool["required"]}


async def ask(live: LiveSession, question: Question) -> Answer:
    """The whole conversation; the answer to its last turn."""
    answer = Answer()
    for said in question.say:
        answer = Answer()
        started_at = time.monotonic()
        await live.send_text(said)
        async for message in live.turn():
            after_s = time.monotonic() - started_at
            for call in message.tool_call.function_calls if message.tool_call else ():
                if math.isnan(answer.first_s):
                    answer.first_s = after_s
                answer.called.append((call.name, call.args))
                await live.send_tool_response(_response(call, question))
            content = message.server_content
            for part in content.model_turn.parts if content and content.model_turn else ():
                if part.text and not part.thought:
                    answer.add(part.text, after_s)
    return answer


def _response(call: FunctionCall, question: Question) -> FunctionResponse:
    return FunctionResponse(name=call.name, id=call.id, response=dict(question.result))


async def measure(subject: Subject, asked: Sequence[Question]) -> list[Mark]:
    """Every question in a conversation of its own, one after another."""
    marks = []
    for question in asked:
        declared = tuple(
            FunctionDeclaration(tool["name"], tool["description"], parameters_json_schema=schema(tool))
            for tool in question.tools
        )
        setup = Setup(
            model="models/bench",
            generation_config=GenerationConfig(response_modalities=(ResponseModality.TEXT,)),
            system_instruction=Content(parts=(Part(text=question.system),)) if question.system else None,
            tools=(Tool(function_declarations=declared),) if declared else (),
        )
        async with connect(subject.base_url, setup, ca=subject.ca) as live:
            try:
                async with asyncio.timeout(PATIENCE_S):
                    answer = await ask(live, question)
            except TimeoutError:
                answer = Answer()
        marks.append(Mark(question, answer, is_right(question, answer, datetime.now().astimezone())))
    return marks


def show(console: Console, runs: Mapping[str, Sequence[Mark]]) -> None:
    """A table of right answers by kind, a column for each brain, and what an answer is like."""
    table = Table(title="brain", title_justify="left", caption=conditions(), caption_justify="left")
    table.add_column("kind")
    for name in runs:
        table.add_column(name, justify="right")
    kinds = dict.fromkeys(mark.question.kind for marks in runs.values() for mark in marks)
    for kind in kinds:
        cells = [_score([mark for mark in marks if mark.question.kind == kind]) for marks in runs.values()]
        table.add_row(kind, *cells)
    table.add_section()
    table.add_row("all", *(_score(marks) for marks in runs.values()))
    texts = {name: [mark.answer for mark in marks if mark.answer.text] for name, marks in runs.items()}
    table.add_row(
        "words, median", *(_median([len(a.text.split()) for a in each], "") for each in texts.values())
    )
    table.add_row(
        "first words, median", *(_median([a.first_s * 1000 for a in each], " ms") for each in texts.values())
    )
    table.add_row(
        "first clause, median",
        *(_median([a.clause_s * 1000 for a in each], " ms") for each in texts.values()),
    )
    console.print(table)


def show_answers(console: Console, marks: Sequence[Mark], *, only_wrong: bool) -> None:
    """Question and answer, for those who want to read them."""
    for mark in marks:
        if mark.is_right and only_wrong:
            continue
        sign = "[green]right[/]" if mark.is_right else "[red]wrong[/]"
        console.print(f"{sign} [dim]{mark.question.kind}[/] {' / '.join(mark.question.say)}", highlight=False)
        for name, arguments in mark.answer.called:
            console.print(f"        {name} {json.dumps(dict(arguments))}", highlight=False, markup=False)
        console.print(f"        {mark.answer.text}", highlight=False, markup=False)


def write(path: Path, runs: Mapping[str, Sequence[Mark]]) -> None:
    """Every answer as a line of JSON: the words are the benchmark's own."""
    with path.open("w") as file:
        for name, marks in runs.items():
            for mark in marks:
                said = {
                    "brain": name,
                    "right": mark.is_right,
                    "kind": mark.question.kind,
                    "split": mark.question.split,
                }
                file.write(json.dumps({**said, "say": mark.question.say, **asdict(mark.answer)}) + "\n")


def _score(marks: Sequence[Mark]) -> str:
    return f"{sum(mark.is_right for mark in marks)}/{len(marks)}"


def _median(values: Sequence[float], unit: str) -> str:
    real = [value for value in values if not math.isnan(value)]
    return f"{median(real):,.0f}{unit}" if real else "—"
