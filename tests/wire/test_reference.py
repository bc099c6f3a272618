"""docs/reference/wire.md names every field of every struct, whoever wrote the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from antiphon.wire.codec import decode_server
from antiphon.wire.messages import ServerMessage
from antiphon.wire.types import Wire

PAGE = (Path(__file__).parents[2] / "docs/reference/wire.md").read_text()
assert decode_server("{}") == ServerMessage()  # by now every module with structs is imported


def structs(kind: type[Wire] = Wire) -> Iterator[type[Wire]]:
    for each in kind.__subclasses__():
        yield from structs(each)
        if each.__module__.startswith("antiphon.wire.") and each.__name__ != "Medium":
            yield each


@pytest.mark.parametrize("kind", sorted(set(structs()), key=str))
def test_every_field_is_in_the_reference(kind: type[Wire]) -> None:
    section = PAGE.partition(f"\n#### `{kind.__name__}`\n")[2].partition("\n#")[0]
    rows = re.findall(r"^\| `([^`]+)` \| [^|]+ \| (?:served|sent|parsed|ignored) \|", section, re.MULTILINE)
    assert section
    assert rows == [each.encode_name for each in msgspec.structs.fields(kind)]
