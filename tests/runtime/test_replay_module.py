from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.runtime.journal_lines import Entry, Recorded, load
from antiphon.runtime.replay import replay
from antiphon.runtime.replay_module import Code, module_for, quoted
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.wire.types import Content, FunctionResponse, Part
from journals import record


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return load(record(tmp_path_factory.mktemp("journal")))


def made(recorded: Recorded) -> str:
    return module_for(recorded, list(replay(recorded)))


def passes(text: str) -> bool:
    """Whether the module's test passes, as it would under pytest."""
    names: dict[str, Any] = {}
    exec(compile(text, "test_call.py", "exec"), names)
    try:
        names["test_the_call_goes_as_it_went"]()
    except AssertionError:
        return False
    return True


def jittered(recorded: Recorded, seed: int) -> Recorded:
    """The same call on a real clock: every instant a bit late, timers at least a millisecond."""
    state, last, entries = seed, 0.0, []
    for entry in recorded.entries:
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        late = state % 500 / 1e6 + (0.001 if entry.name == "tick" else 0.0)
        last = max(last, entry.at + 5000.123 + late)
        entries.append(replace(entry, at=last))
    return replace(recorded, entries=tuple(entries))


def test_it_passes_under_pytest_and_any_formatter_agrees(call: Recorded, tmp_path: Path) -> None:
    path = tmp_path / "test_call.py"
    path.write_text(made(call))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent))
    assert ruff is not None
    for width in ("88", "110"):
        command = [ruff, "format", "--isolated", "--line-length", width, "--check", str(path)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    command = [ruff, "check", "--isolated", "--select", "E,F,I", "--ignore", "E501", str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_it_is_short(call: Recorded) -> None:
    text = made(call)
    assert text.count('"listen"') > 10
    assert text.count('"arrive"') + text.count('"hear"') < 5
    assert "is_exact" not in text
    assert len(text.splitlines()) < 1.2 * len(call.entries)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Policy()", "Policy(lead_s=0.5)"),
        ("0.99*18", "0.99*16 0*2"),
        ('"respond 3', '"respond 4'),
        ("Finished()", "Failed()"),
    ],
)
def test_it_fails_when_the_call_would_go_otherwise(call: Recorded, was: str, now: str) -> None:
    text = made(call)
    assert was in text
    changed = text.replace(was, now, 1).replace("import Finished", "import Failed, Finished")
    assert not passes(changed)


@pytest.mark.parametrize("seed", range(5))
def test_calls_on_a_real_clock_become_tests_too(call: Recorded, seed: int) -> None:
    text = made(jittered(call, seed))
    assert "is_exact" not in text
    assert passes(text)


def test_what_hangs_on_exact_instants_is_written_exactly() -> None:
    # No timer rang in the 30 s in which one was due: time that passes by itself would have let it.
    entries = [Entry(1 / 3, "begin", (), ()), Entry(40.0, "begin", (), ()), Entry(50.0, "tick", (), ())]
    recorded = Recorded("0", "s", "2026-01-01T00:00:00Z", False, Policy(), Caller(), "", tuple(entries), "")
    text = made(recorded)
    assert "is_exact=True" in text
    assert passes(text)


def test_an_empty_journal_becomes_a_test(call: Recorded) -> None:
    assert passes(made(replace(call, entries=())))


def test_a_defect_is_named(call: Recorded) -> None:
    entries = (*call.entries[:2], Entry(0.0, "leave", ("soon",), ()))
    text = made(replace(call, entries=entries))
    assert "it raised TypeError" in text
    assert passes(text)


@given(st.text("ab'\"\\\n\té\x00"))
def test_strings_read_as_they_were(text: str) -> None:
    assert eval(quoted(text)) == text


def test_strings_have_the_quotes_that_need_fewer_escapes() -> None:
    assert quoted("it's") == '"it\'s"'
    assert quoted('say "a"') == "'say \"a\"'"
    assert quoted("'\"") == '"\'\\""'


def test_values_of_every_kind_are_expressions() -> None:
    code = Code()
    value = FunctionResponse(name="f", response={"a": [1, None], "b": {}}, parts=())
    assert code.text(value, 0) == 'FunctionResponse(name="f", response={"a": [1, None], "b": {}})'
    assert code.text((1,), 0) == "(1,)"
    long = Content(parts=(Part(text="x" * 100),))
    assert (
        code.text(long, 0)
        == f'Content(\n    parts=(\n        Part(\n            text="{"x" * 100}",\n        ),\n    ),\n)'
    )
    assert code.imports() == "from antiphon.wire.types import Content, FunctionResponse, Part\n"
