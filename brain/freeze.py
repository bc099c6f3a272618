"""Draws the held-out questions of `antiphon bench brain` from what is never trained on, once, and writes them down.

``python -m brain.freeze --seed 6 > src/antiphon/bench/questions/heldout.toml``. Every question is a dialogue of the
held-out side, up to one of its probes. The history is told by the user's turns alone: what is answered on the way is
the model's own.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, Final, NamedTuple

from antiphon.talk import Call, Result, Role, Said, Tool
from brain import recipe
from brain.apart import NOTES, plainly, questions_of
from brain.dialogue import Dialogue, Probe
from brain.draw import Side

QUOTAS: Final = {
    "memory": 36,
    "absent": 24,
    "facts": 36,
    "persona": 20,
    "unknowable": 16,
    "arithmetic": 10,
    "tools": 40,
    "asking": 12,
    "asking, answered": 12,
    "restraint": 24,
    "results": 14,
    "talk": 8,
    "style": 10,
    "trivia": 10,
    "negation": 6,
}
"""Questions of each sort, which is a kind, or a part of one. Notes and interruptions are not among them: they are not asked over the wire in writing."""
COUNT: Final = sum(QUOTAS.values())
MOST_DRAWN: Final = 60_000
"""Dialogues that are drawn before a sort that is still short of questions is given up."""
TRAINED: Final = 20_000
"""Dialogues of the other side whose last questions none of ours repeats."""
UNKNOWING: Final = (
    "don't know|do not know|can't know|cannot know|can't say|can't tell|can't see|can't look|no way to|no idea"
    "|haven't told|have not told|wasn't told|was not told|not been told|not told|unable to"
)
"""Every fair way to say so: the generators look for their own."""
HEAD: Final = """\
# What `antiphon bench brain` asks of the held-out side: drawn once from the generators in brain/, of values and ways to
# say things that are never trained on, and not changed since. Written by
#
#     python -m brain.freeze --count {count} --seed {seed}
#
# The fields are described in rules.toml.
"""


class Item(NamedTuple):
    """A question."""

    kind: str
    say: tuple[str, ...]
    system: str
    tools: tuple[Tool, ...]
    probe: Probe
    calls: tuple[Call, ...] | None
    """``None``: whether there are any is not judged."""
    result: Mapping[str, Any] | None

    @property
    def sort(self) -> str:
        """What it counts as."""
        return f"{self.kind}, answered" if self.kind == "asking" and self.calls else self.kind


def askable(dialogue: Dialogue) -> Iterator[Item]:
    """A question for each probe that can be put in writing, over the wire."""
    for index, probe in sorted(dialogue.probes.items()):
        before = dialogue.entries[:index]
        said = [each for each in before if isinstance(each, Said)]
        asked = [each.text for each in said if each.role is Role.USER]
        is_plain = not any(each.is_cut for each in said) and not any(map(NOTES.search, asked))
        results = [each.response for each in dialogue.entries[: index + 2] if isinstance(each, Result)]
        # One function returns one thing: a second call may be the question, but has to return the same.
        is_single = all(each == results[0] for each in results)
        if not asked or not is_plain or not is_single or has_nothing(results):
            continue
        has_returned = isinstance(before[-1], Result)
        if not has_returned and (not isinstance(before[-1], Said) or before[-1].role is not Role.USER):
            continue
        calls = None
        if not has_returned and dialogue.tools:
            calls = (probe.call,) if probe.call is not None else ()
        yield Item(
            probe.kind,
            tuple(asked),
            dialogue.system,
            tuple(dialogue.tools),
            probe,
            calls,
            results[0] if results else None,
        )


def has_nothing(value: Any) -> bool:
    """Whether there is a null in it, which TOML does not know."""
    if isinstance(value, Mapping):
        return any(map(has_nothing, value.values()))
    if isinstance(value, list | tuple):
        return any(map(has_nothing, value))
    return value is None


def frozen(count: int, seed: int, *, most: int = MOST_DRAWN, trained: int = TRAINED) -> dict[str, list[Item]]:
    """So many questions, by sort: one of a dialogue at most, and none that was trained on in so many words."""
    wanted = quotas(count)
    seen = questions_of(recipe.dialogues(trained, seed + 1, Side.TRAINED))
    found: dict[str, list[Item]] = {sort: [] for sort in wanted}
    taken: set[tuple[str, ...]] = set()
    families: Counter[tuple[str, str]] = Counter()
    random = Random(f"freeze {seed}")  # noqa: S311  # data, not secrets
    for dialogue in recipe.dialogues(most, seed, Side.HELD_OUT):
        fitting = [
            item
            for item in askable(dialogue)
            if len(found.get(item.sort, ())) < wanted.get(item.sort, 0)
            and item.say not in taken
            and plainly(item.say[-1]) not in seen
        ]
        if not fitting:
            continue
        random.shuffle(fitting)  # an early question of a dialogue is as good as a late one
        item = min(fitting, key=lambda each: len(found[each.sort]) / wanted[each.sort])
        found[item.sort].append(item)
        taken.add(item.say)
        families[item.sort, dialogue.family] += 1
        if all(len(found[sort]) >= number for sort, number in wanted.items()):
            break
    for (sort, family), number in sorted(families.items()):
        print(f"{sort:16} {number:3} of {family}", file=sys.stderr)
    return found


def quotas(count: int) -> dict[str, int]:
    """The quotas for so many questions in all."""
    exact = {sort: number * count / COUNT for sort, number in QUOTAS.items()}
    rounded = {sort: int(share) for sort, share in exact.items()}
    left = sorted(QUOTAS, key=lambda sort: rounded[sort] - exact[sort])[: count - sum(rounded.values())]
    return {sort: number + (sort in left) for sort, number in rounded.items()}


# The file


def written(found: Mapping[str, Sequence[Item]], count: int, seed: int) -> Iterator[str]:
    """Its lines."""
    yield from HEAD.format(count=count, seed=seed).splitlines()
    items = [item for some in found.values() for item in some]
    systems = numbered([item.system for item in items if item.system], "system")
    tools = named(tool for item in items for tool in item.tools)
    ids = {key: name for name, (key, _) in tools.items()}
    sets = numbered([tuple(ids[_key(tool)] for tool in item.tools) for item in items if item.tools], "tools")
    yield "\n[systems]"
    yield from (f"{name} = {_toml(text)}" for text, name in systems.items())
    yield "\n[sets]"
    yield from (f"{name} = {_toml(list(names))}" for names, name in sets.items())
    for name, (_, tool) in tools.items():
        yield "\n[[tool]]"
        yield f"name = {_toml(tool.name)}"
        if name != tool.name:
            yield f"id = {_toml(name)}"
        yield f"description = {_toml(tool.description)}"
        yield f"required = {_toml(list(tool.parameters.get('required', [])))}"
        yield f"properties = {_toml(tool.parameters.get('properties', {}))}"
    yield "\n[heldout]"
    for kind in dict.fromkeys(item.kind for item in items):
        yield f"{kind} = ["
        for item in items:
            if item.kind != kind:
                continue
            names = tuple(ids[_key(tool)] for tool in item.tools)
            yield f"  {_toml(_fields(item, systems.get(item.system, ''), sets.get(names, '')))},"
        yield "]"


def _fields(item: Item, system: str, tools: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"system": system, "tools": tools, "say": list(item.say)}
    if item.calls is not None:
        fields["calls"] = [
            {"name": call.name, "arguments": {key: _exactly(value) for key, value in call.arguments.items()}}
            for call in item.calls
        ]
    want = item.probe.want
    if item.kind in {"absent", "unknowable"} and "don't know" in want:
        want = UNKNOWING
    fields |= {"want": want, "without": item.probe.without, "result": item.result}
    return {key: value for key, value in fields.items() if value not in (None, "")}


def _exactly(value: Any) -> Any:
    """A string as a pattern that only it fits, but for its case and the full stop of a sentence."""
    if not isinstance(value, str):
        return value
    return f"^{re.escape(value.rstrip('.')).replace(chr(92) + ' ', ' ')}[.!?]?$"


def numbered(values: Iterable[Any], word: str) -> dict[Any, str]:
    """A name for each."""
    return {value: f"{word}_{number}" for number, value in enumerate(dict.fromkeys(values), 1)}


def named(tools: Iterable[Tool]) -> dict[str, tuple[str, Tool]]:
    """Each that is different once, under its own name or one beside it."""
    found: dict[str, tuple[str, Tool]] = {}
    for key, tool in {_key(tool): tool for tool in tools}.items():
        name, number = tool.name, 1
        while name in found:
            number += 1
            name = f"{tool.name}#{number}"
        found[name] = key, tool
    return found


def _key(tool: Tool) -> str:
    return json.dumps([tool.name, tool.description, tool.parameters], sort_keys=True)


def _toml(value: Any) -> str:
    """A value on one line. Strings are written as JSON writes them, which TOML reads."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_bare(str(key))} = {_toml(each)}' for key, each in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _bare(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="questions, of all kinds")
    parser.add_argument("--seed", type=int, required=True)
    given = parser.parse_args()
    found = frozen(given.count, given.seed)
    wanted = quotas(given.count)
    short = {
        kind: f"{len(some)} of {wanted[kind]}" for kind, some in found.items() if len(some) < wanted[kind]
    }
    for kind, text in short.items():
        print(f"{kind}: only {text}", file=sys.stderr)
    print("\n".join(written(found, given.count, given.seed)))


if __name__ == "__main__":
    main()
