from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from antiphon.errors import OperatorError
from antiphon.runtime.journal_lines import Entry, Teller, Writer, load
from antiphon.session.effects import Play, Send, Warm
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.session.translate import output_transcription
from antiphon.talk import Prompt

HEADER = Writer("s", Policy(lead_s=0.5), Caller(client="c"), "", has_words=False).header()


def written(path: Path, *lines: Any, header: bytes = HEADER) -> Path:
    path.write_bytes(header + b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    return path


def test_lines_are_cut_short_where_their_rest_is_empty() -> None:
    writer = Writer("s", Policy(), Caller(), "", has_words=False)
    assert writer.line((0.5, "tick", (), [], "")) == b'[0.5,"tick"]\n'
    assert writer.line((0.5, "arrive", (320,), [], "")) == b'[0.5,"arrive",[320]]\n'
    assert writer.line((0.5, "arrive", (320,), None, "")) == b'[0.5,"arrive",[320],null]\n'
    assert writer.line((0.5, "tick", (), [Play(1, 0, 5)], "")) == b'[0.5,"tick",[],["play 1 0:5"]]\n'


def test_effects_are_told_with_a_digest_where_there_is_more_to_them() -> None:
    plain, worded = Teller(has_words=False), Teller(has_words=True)
    assert plain.tell([Play(1, 0, 5)], "KeyError") == ["play 1 0:5", "raised KeyError"]
    one, other, longer = (Send(output_transcription(text)) for text in ("abc", "xyz", "abcd"))
    assert plain.tell([one]) == plain.tell([other]) != plain.tell([longer])
    assert worded.tell([one]) != worded.tell([other])
    assert plain.tell([Warm(Prompt())]) != plain.tell([Warm(Prompt(language="de"))])


def test_a_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    recorded = load(written(tmp_path / "j", [0, "begin"], [1.5, "arrive", [320], None], {"end": "closed"}))
    assert recorded.entries == (Entry(0.0, "begin", (), ()), Entry(1.5, "arrive", (320,), None))
    assert (recorded.policy, recorded.caller) == (Policy(lead_s=0.5), Caller(client="c"))
    assert recorded.end == "closed"


def test_policies_of_other_versions_are_read(tmp_path: Path) -> None:
    header = json.loads(HEADER)
    header["policy"] = {"lead_s": 0.3, "of_tomorrow": 7}
    header["caller"] = {}
    recorded = load(written(tmp_path / "j", header=json.dumps(header).encode() + b"\n"))
    assert (recorded.policy, recorded.caller) == (Policy(lead_s=0.3), Caller())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b"", "is no journal of a call"),
        (b"\x89PNG\r\n", "is no journal of a call"),
        (b"[1]\n", "is no journal of a call"),
        (b"[" * 5000, "is no journal of a call"),
        (b'{"journal": 9, "antiphon": "7.0"}\n', "is a journal of format 9, written by Antiphon 7.0"),
        (b'{"journal": 1}\n', "line 1 is damaged"),
        (HEADER.replace(b"0.5", b'"x"'), "line 1 is damaged"),
        (HEADER.replace(b'"at":"2', b'"at":"never 2'), "line 1 is damaged"),
        (HEADER + b'[0,"begin"]\n[0.5,"arr', "line 3 is cut off"),
        (HEADER + b'[0,"begin"]\n?\n[1,"tick"]\n', "line 3 is damaged"),
        (HEADER + b"7\n", "line 2 is damaged"),
        (HEADER + b"{}\n", "line 2 is damaged"),
        (HEADER + b'[0,"dance"]\n', "nobody knows the input 'dance'"),
        (HEADER + b'[0,"arrive",["x"]]\n', "line 2 is damaged"),
        (HEADER + b'[0,"arrive",[1,2]]\n', "line 2 is damaged"),
        (HEADER + b'[0,"tick",[],7]\n', "line 2 is damaged"),
        (HEADER + b'["x","tick"]\n', "line 2 is damaged"),
    ],
)
def test_what_is_no_journal_is_said_in_a_line(tmp_path: Path, text: bytes, complaint: str) -> None:
    path = tmp_path / "call.jsonl"
    path.write_bytes(text)
    with pytest.raises(OperatorError) as caught:
        load(path)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be read: No such file"):
        load(tmp_path / "none")
