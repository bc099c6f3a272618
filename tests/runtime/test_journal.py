from __future__ import annotations

import asyncio
import json
import resource
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from antiphon.client.session import LiveSession
from antiphon.config import load as load_settings
from antiphon.errors import OperatorError, WireError
from antiphon.runtime import journal
from antiphon.runtime.channel import Peer
from antiphon.runtime.host import Host
from antiphon.runtime.journal import JournaledSession, Recorder
from antiphon.runtime.journal_lines import load
from antiphon.runtime.replay import replay
from antiphon.runtime.replay_module import module_for
from antiphon.session.floor import Floor
from antiphon.session.generation import Finished, Voiced
from antiphon.session.limits import Policy
from antiphon.session.machine import Session
from antiphon.session.profiles import Caller
from antiphon.session.retold import brief
from antiphon.session.snapshot import Snapshot
from antiphon.talk import Call, Calls, Heard, Mark, Picture, Role, Said, Text
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import ScriptedFactory
from antiphon.testing.pair import ClientEnd, LivePair, MemoryChannel
from antiphon.wire.messages import ClientContent, RealtimeInput, ToolResponse
from antiphon.wire.setup import (
    FunctionDeclaration,
    GenerationConfig,
    ResponseModality,
    Schema,
    SchemaType,
    SessionResumption,
    Setup,
    Tool,
)
from antiphon.wire.types import Blob, Content, FunctionResponse, Part
from journals import CALLER, STORY, WORDS, record
from kit import NEWER, course, setup

SETUP = Setup(model="models/any")


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("has_words", [False, True])
def test_a_recorded_call_has_the_same_effects_again(tmp_path: Path, *, has_words: bool) -> None:
    recorded = load(record(tmp_path, has_words=has_words))
    steps = list(replay(recorded))
    assert [step for step in steps if step.differs] == []
    assert (recorded.session_id, recorded.caller, recorded.policy) == ("test", CALLER, Policy())
    assert (recorded.has_words, recorded.end) == (has_words, "closed")
    names = {entry.name for entry in recorded.entries}
    assert names == {"begin", "receive", "arrive", "see", "hear", "heard", "measured", "engine", "tick"}
    told = " ".join(" ".join(step.told) for step in steps)
    for word in (
        "interrupted",
        "draft",
        "commit",
        "turn complete: GENERATED_OTHER",
        "close 1007",
        "start",
        "end",
    ):
        assert word in told


def test_words_are_kept_only_where_they_are_wanted(tmp_path: Path) -> None:
    without, kept = (record(tmp_path / str(has), has_words=has).read_bytes() for has in (False, True))
    assert [word for word in (*WORDS, *STORY.split()) if len(word) > 3 and word.encode() in without] == []
    assert [word for word in (*WORDS, *STORY.split()) if word.encode() not in kept] == []


def test_pictures_and_sound_are_counted_not_kept(tmp_path: Path) -> None:
    for has_words in (False, True):
        path = record(tmp_path / str(has_words), has_words=has_words)
        blobs = [each[2][0] for each in lines(path) if isinstance(each, list) and each[1] == "receive"]
        assert '"data": 400' in json.dumps(blobs)
        assert "iVBOR" not in path.read_text()
        seen = [each[2] for each in lines(path) if isinstance(each, list) and each[1] == "see"]
        assert seen == [[{"is": "Picture", "mime_type": "image/jpeg", "data": 200}]]


def test_a_call_goes_the_same_with_and_without_a_journal(tmp_path: Path) -> None:
    async def talk(pair: LivePair) -> None:
        async with pair.running(setup()):
            await pair.client.send_text("hello")
            await pair.turn()
        messages.append(course(pair.messages))

    messages: list[list[str]] = []
    record(tmp_path, talk)

    async def without() -> None:
        await talk(LivePair())

    run_virtually(without())
    assert messages[0][-2:] == messages[1][-2:] == ["generated", "turn complete"]


@contextmanager
def recording(*, has_words: bool = False, max_bytes: int = 2**26) -> Iterator[tuple[JournaledSession, Path]]:
    """A session that nobody drives but the test, and the directory of its journal."""
    with tempfile.TemporaryDirectory() as directory:
        recorder = Recorder(Path(directory), has_words=has_words, max_bytes=max_bytes)
        recorder.start()
        session = recorder.session("s", Policy(), Caller())
        session.begin(0.0)
        session.drain()
        yield session, Path(directory)
        recorder.close()


def closed(session: JournaledSession, directory: Path) -> Path:
    """The finished file."""
    session.close_journal()
    session._journal._recorder.close()
    (path,) = directory.glob("*.jsonl")
    return path


def converse(session: Session, system: str, typed: str, heard: tuple[str, str], said: list[str]) -> None:
    """Two revisions of one spoken turn, a typed one, and answers to both."""

    def then(step: Callable[[], None]) -> None:
        step()
        session.drain()

    given = setup(is_text=len(said) % 2 == 0)
    members = {name: getattr(given, name) for name in given.__struct_fields__}
    content = Content(parts=(Part(text=system),))
    then(lambda: session.receive(Setup(**{**members, "system_instruction": content}), 0.0))
    for index in range(80):
        then(lambda index=index: session.hear(0.99 if index % 40 < 20 else 0.0, 512, 0.1 + index / 30))  # type: ignore[misc]
        if index in {25, 26, 65}:
            then(lambda index=index: session.heard(Heard(1, index // 60, heard[index % 2]), 0.1 + index / 30))  # type: ignore[misc]
    for generation in range(1, 5):
        start = 0
        for text in said:
            then(lambda text=text, generation=generation: session.engine(generation, Text(text), 4.0))  # type: ignore[misc]
            voiced = Voiced(4800, (Mark(start, start + len(text), 0),))
            then(lambda voiced=voiced, generation=generation: session.engine(generation, voiced, 4.0))  # type: ignore[misc]
            start += len(text)
    then(lambda: session.tick(4.5))
    response = FunctionResponse(name="f", response={typed: [typed]})
    then(lambda: session.receive(ToolResponse(function_responses=(response,)), 5.0))
    then(lambda: session.receive(RealtimeInput(text=typed), 5.0))
    then(lambda: session.receive(ClientContent(turns=(content,), turn_complete=True), 5.1))
    then(lambda: session.engine(5, Finished(), 5.2))
    then(lambda: session.tick(9.0))


WORDY = st.text("жщфыЪЭ .,\n9漢", max_size=20)


@settings(max_examples=40, deadline=None)
@given(WORDY, WORDY, st.tuples(WORDY, WORDY), st.lists(WORDY, max_size=4))
def test_placeholders_take_the_same_course_and_hold_no_words(
    system: str, typed: str, heard: tuple[str, str], said: list[str]
) -> None:
    with recording() as (session, directory):
        converse(session, system, typed, heard, said)
        path = closed(session, directory)
        assert [step for step in replay(load(path)) if step.differs] == []
        assert not set("жщфыЪЭ漢") & set(path.read_text())


@settings(max_examples=10, deadline=None)
@given(WORDY, WORDY, st.tuples(WORDY, WORDY), st.lists(WORDY, max_size=4))
def test_words_take_the_same_course(system: str, typed: str, heard: tuple[str, str], said: list[str]) -> None:
    with recording(has_words=True) as (session, directory):
        converse(session, system, typed, heard, said)
        assert [step for step in replay(load(closed(session, directory))) if step.differs] == []


TOOLED = Setup(
    model=NEWER,
    system_instruction=Content(parts=(Part(text="Be Zaphod."),)),
    generation_config=GenerationConfig(response_modalities=(ResponseModality.TEXT,)),
    session_resumption=SessionResumption(handle="sesame-open-7"),
    tools=(
        Tool(
            function_declarations=(
                FunctionDeclaration(
                    name="find_user",
                    description="Finds Zaphod, né Beeblebrox",
                    parameters=Schema(
                        type=SchemaType.OBJECT,
                        properties={"who": Schema(type=SchemaType.STRING, description="of Zaphod, né")},
                    ),
                ),
                FunctionDeclaration(
                    name="other", parameters_json_schema={"properties": {"planet": {"minimum": 42}}}
                ),
            )
        ),
    ),
)


@pytest.mark.parametrize("has_words", [False, True])
def test_tools_and_resumption_are_replayed_and_handles_are_never_kept(*, has_words: bool) -> None:
    past = Snapshot(
        (Said(Role.USER, "I am Zaphod."), Call("find_user", {"who": "Zaphod 😀"}, "c1")),
        turns=1,
        generations=3,
    )
    reply = {
        "found": "Zaphod, née “Ж”",
        "phone": 4917,
        "height": 1.83,
        "scheduling": "SILENT",
        "heads": [2, None],
    }
    with tempfile.TemporaryDirectory() as name:
        recorder = Recorder(Path(name), has_words=has_words, max_bytes=2**20)
        recorder.start()
        session = recorder.session("s", Policy(), Caller(), "sesame-open-7")
        session.begin(0.0)
        session.restore(past, "sesame-open-8")
        session.receive(TOOLED, 0.1)
        session.drain()
        session.receive(RealtimeInput(text="Where is Zaphod?"), 0.2)
        session.drain()
        session.engine(4, Calls((Call("find_user", {"who": "Zaphod"}),)), 0.3)
        session.drain()
        session.engine(4, Finished(), 0.4)
        called = [brief(effect) for effect in session.drain()]
        response = FunctionResponse(name="find_user", id="call-1", response=reply)
        session.receive(ToolResponse(function_responses=(response,)), 0.6)
        session.drain()
        for generation in (5, 6):
            session.engine(generation, Text("There."), 0.8)
            session.engine(generation, Finished(), 0.9)
            session.drain()
        session.tick(2.0)
        session.drain()
        assert session.snapshot(3.0) is not None
        path = closed(session, Path(name))
        text, recorded = path.read_text(), load(path)
    assert "calls find_user" in called
    assert "sesame" not in text
    assert [
        word
        for word in ("Zaphod", "Beeblebrox", "planet", "4917", "1.83", "Ж")
        if (word in text) != has_words
    ] == []
    assert {"restore", "snapshot"} <= {entry.name for entry in recorded.entries}
    steps = list(replay(recorded))
    assert [step for step in steps if step.differs] == []
    made, names = module_for(recorded, steps), dict[str, Any]()
    assert "sesame" not in made
    exec(compile(made, "test_call.py", "exec"), names)
    names["test_the_call_goes_as_it_went"]()


def test_inputs_that_nobody_drained_are_told_with_the_next() -> None:
    with recording() as (session, directory):
        session.receive(SETUP, 0.0)
        session.arrive(samples=320, now=1.0)
        session.drain()
        session.leave(5.0, 2.0)
        recorded = load(closed(session, directory))
    assert [entry.effects is None for entry in recorded.entries] == [False, True, False, True]
    steps = list(replay(recorded))
    assert [len(step.expected) for step in steps] == [0, 0, 2, 0]
    assert not any(step.differs for step in steps)


def test_a_failure_within_an_input_is_no_input() -> None:
    with recording() as (session, directory):
        session.receive(RealtimeInput(text="too early"), 0.0)
        session.drain()
        session.fail(WireError("not JSON"), 1.0)
        session.drain()
        entries = load(closed(session, directory)).entries
    assert [entry.name for entry in entries] == ["begin", "receive", "fail"]
    assert str(entries[2].arguments[0]) == "not JSON"


def test_what_led_to_a_defect_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def defective(*_: object) -> None:
        raise LookupError("of ours")

    with recording() as (session, directory):
        session.receive(SETUP, 0.0)
        session.drain()
        monkeypatch.setattr(Floor, "heard", defective)
        with pytest.raises(LookupError):
            session.heard(Heard(1, 0, "words"), 1.0)
        recorded = load(closed(session, directory))
        (*_, last) = replay(recorded)
        assert (last.told, last.raised, last.differs) == (("raised LookupError",), "LookupError", False)
        monkeypatch.undo()
        (*_, last) = replay(recorded)
        assert last.differs


def warnings(logs: list[Any]) -> list[str]:
    return [each["cause"] for each in logs if each["event"] == "! journal stopped"]


def test_a_journal_is_no_longer_than_it_may_be(tmp_path: Path) -> None:
    with capture_logs() as logs:
        path = record(tmp_path, max_bytes=5000)
    assert warnings(logs) == ["it is as long as it may be"]
    assert 4000 < path.stat().st_size < 5100
    recorded = load(path)
    assert recorded.end == "too long"
    assert [step for step in replay(recorded) if step.differs] == []


def test_a_directory_that_is_gone_harms_no_call() -> None:
    with capture_logs() as logs, recording() as (session, directory):
        shutil.rmtree(directory)
        session.receive(SETUP, 0.0)
        assert len(session.drain()) == 2
        session.close_journal()
        session._journal._recorder.close()
        directory.mkdir()
    assert warnings(logs) == ["No such file or directory"]


def test_a_full_disk_harms_no_call_and_leaves_whole_lines(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6000, hard))
    try:
        with capture_logs() as logs:
            path = record(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert warnings(logs) == ["File too large"]
    assert [step for step in replay(load(path)) if step.differs] == []
    assert load(path).end == ""


def test_a_disk_that_does_not_keep_up_ends_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MAX_WAITING", 10_000)
    recorder = Recorder(tmp_path, has_words=False, max_bytes=2**20)  # whose thread has not started
    session = recorder.session("s", Policy(), Caller())
    with capture_logs() as logs:
        session.begin(0.0)
        session.receive(SETUP, 0.0)
        for _ in range(3):
            session.receive(RealtimeInput(text="a" * 4000, video=Blob(data=bytes(1000))), 1.0)
            session.drain()
        session.arrive(320, 2.0)
        session.drain()
    assert warnings(logs) == ["the disk does not keep up"]
    assert len(recorder._queue) < 6


def test_pictures_count_while_they_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAX_WAITING", 10_000)
    session = Recorder(tmp_path, has_words=False, max_bytes=2**20).session("s", Policy(), Caller())
    with capture_logs() as logs:
        for _ in range(3):
            session.see(Picture("image/png", bytes(5000)), 1.0)
            session.drain()
    assert warnings(logs) == ["the disk does not keep up"]


def test_what_cannot_be_written_ends_the_journal() -> None:
    with capture_logs() as logs, recording() as (session, directory):
        session.stalled(object(), 0.0)  # type: ignore[arg-type]  # an engine's values may be anything
        session.drain()
        session.arrive(320, 1.0)
        session.drain()
        session.close_journal()
        session._journal._recorder.close()
        assert list(directory.glob("*.jsonl")) == []
    assert [each["log_level"] for each in logs] == ["error"]


def test_a_message_that_is_none_of_the_wires_harms_no_call() -> None:
    strange = ToolResponse(
        function_responses=(FunctionResponse(name="f", response={"a": {1, 2}, "b": "\ud800"}),)
    )
    with capture_logs(), recording() as (session, directory):
        session.receive(SETUP, 0.0)
        session.receive(strange, 0.0)
        assert session.drain()
        closed_or_stopped = session._journal
        session.close_journal()
        closed_or_stopped._recorder.close()
        assert not closed_or_stopped.is_on
        assert len(list(directory.iterdir())) < 2


def test_every_conversation_has_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    async def scenario() -> str:
        server = Host(load_settings(engine="echo", journal_dir=tmp_path / "j"), ScriptedFactory())
        await server.start({})
        ids = []
        for _ in range(2):
            channel = MemoryChannel()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(server.converse(channel, Peer(caller=CALLER)))
                client = LiveSession(ClientEnd(channel))
                await client.set_up(Setup(model=NEWER))
                await client.close()
            ids.append(client.session_id)
        await server.aclose()
        return " ".join(filter(None, ids))

    ids = run_virtually(scenario()).split()
    files = list((tmp_path / "j").iterdir())
    assert sorted(load(file).session_id for file in files) == sorted(ids)
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.name.endswith(f"Z-{load(file).session_id}.jsonl")
        assert load(file).caller == CALLER
        assert load(file).end == "closed"


def test_an_id_leads_nowhere_else(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "j", has_words=False, max_bytes=2**20)
    recorder.start()
    session = recorder.session("../../etc/x", Policy(), Caller())
    session.begin(0.0)
    path = closed(session, tmp_path / "j")
    assert path.name.endswith("Z-______etc_x.jsonl")
    assert load(path).session_id == "../../etc/x"


def test_without_a_directory_nothing_is_journalled() -> None:
    assert journal.recorder_for(load_settings(engine="echo")) is None


@pytest.mark.parametrize("blocks", ["file", "parent"])
def test_a_directory_that_cannot_be_is_told_at_the_start(tmp_path: Path, blocks: str) -> None:
    (tmp_path / "file").write_text("")
    directory = tmp_path / "file" if blocks == "file" else tmp_path / "file" / "j"
    with pytest.raises(OperatorError, match="no journals can be kept"):
        Recorder(directory, has_words=False, max_bytes=2**20).start()
