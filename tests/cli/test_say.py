from __future__ import annotations

import io
import json
import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection
from websockets.sync.server import serve as server_of

from antiphon.cli.calling import Screen, latency_line
from antiphon.cli.main import app
from antiphon.cli.say import Conversation, Question, Turn, _json
from antiphon.client.wav import Recording, write_wav
from antiphon.config import DEFAULT_PORT
from antiphon.errors import OperatorError
from antiphon.server.presence import announced
from antiphon.talk import INPUT_RATE
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ServerContent
from antiphon.wire.setup import Extension
from antiphon.wire.types import Blob, Content, Part, Transcription
from kit import OLDER, setup, with_members

SPOKEN = Recording(voice.silence(100) + voice.speech(800) + voice.silence(200), INPUT_RATE)
SCRIPT = Script(
    hears=("What is the time?", "And the date?"),
    settles_after_s=0.04,
    says=("It is noon.", "It is Monday.", "You are welcome."),
    word_ms=100,
)
DONE = json.dumps(
    {
        "serverContent": {
            "outputTranscription": {"text": "Hi."},
            "modelTurn": {
                "parts": [{"inlineData": {"mimeType": "audio/pcm;rate=24000", "data": "AEAAQA=="}}]
            },
            "turnComplete": True,
        }
    }
)


def said(tmp_path: Path, *arguments: str) -> str:
    """What goes wrong where nobody answers."""
    outcome = CliRunner().invoke(app, ["say", "hello", "--data-dir", str(tmp_path), *arguments])
    assert isinstance(outcome.exception, OperatorError)
    return str(outcome.exception)


def held(
    *questions: Question,
    script: Script = SCRIPT,
    is_text: bool = False,
    silence_ms: int = 400,
    asks_latency: bool = False,
) -> tuple[list[Turn], str, LivePair]:
    """The turns of a conversation, and the screen."""
    output = io.StringIO()
    pairs: list[LivePair] = []

    async def scenario() -> list[Turn]:
        pair = LivePair(ScriptedEngine(script))
        pairs.append(pair)
        terms = setup(model=OLDER, is_text=is_text, silence_duration_ms=silence_ms)
        if asks_latency:
            terms = with_members(terms, antiphon=Extension(latency=True))
        async with pair.running(terms):
            talk = Conversation(pair.client, Screen(Console(file=output, width=200)))
            return [turn async for turn in talk.hold([(f"q{n}", each) for n, each in enumerate(questions)])]

    return run_virtually(scenario()), output.getvalue(), pairs[0]


@pytest.fixture
def port() -> int:
    """One where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    assert isinstance(number, int)
    return number


def test_the_server_that_runs_here_is_asked(tmp_path: Path, port: int) -> None:
    with announced(tmp_path, "127.0.0.1", port, "key"):
        assert f"https://127.0.0.1:{port}" in said(tmp_path)


def test_who_names_a_server_means_it(tmp_path: Path, port: int) -> None:
    with announced(tmp_path, "127.0.0.1", DEFAULT_PORT, "key"):
        assert f"http://127.0.0.1:{port}" in said(tmp_path, "--url", f"http://127.0.0.1:{port}")


def test_mistakes_are_told_before_anybody_is_called(tmp_path: Path) -> None:
    assert "begins with https://" in said(tmp_path, "--url", "localhost:8765")
    assert "nothing to put in --out" in said(tmp_path, "--text", "--out", "a.wav")
    assert "none.wav: No such file" in said(tmp_path, "none.wav")


def test_typed_questions_make_a_conversation() -> None:
    turns, shown, pair = held("What time is it?", "And the date?")
    assert [turn.answer for turn in turns] == ["It is noon.", "It is Monday."]
    assert shown == "antiphon  It is noon.\nantiphon  It is Monday.\n"
    assert isinstance(pair.engine, ScriptedEngine)
    assert not pair.engine.heard_pcm  # nobody opened a microphone
    assert turns[0].budget().startswith("question → first audio ")


def test_recordings_and_text_make_a_conversation() -> None:
    turns, shown, _ = held(SPOKEN, "Thank you.", SPOKEN)
    assert [turn.heard for turn in turns] == ["What is the time?", "", "And the date?"]
    assert shown.splitlines() == [
        "you       What is the time?",
        "antiphon  It is noon.",
        "antiphon  It is Monday.",
        "you       And the date?",
        "antiphon  You are welcome.",
    ]


def test_the_wait_is_what_a_talker_feels() -> None:
    # A stream that ended with the recording would hide how long the end of the turn takes to be believed.
    figures = [held(SPOKEN, silence_ms=silence_ms)[0][0].figures() for silence_ms in (400, 800)]
    waits = [figure["transcript_ms"] for figure in figures]
    assert all(isinstance(wait, float) for wait in waits)
    assert waits[0] == pytest.approx(400, abs=60)
    assert waits[1] == pytest.approx(800, abs=60)


def test_an_answer_in_writing() -> None:
    (turn,), shown, _ = held("What time is it?", is_text=True)
    assert (turn.answer, shown) == ("It is noon.", "antiphon  It is noon.\n")
    assert turn.budget().startswith("question → first words ")
    assert (turn.figures()["audio_s"], turn.figures()["audible_ms"]) == (0, None)


def test_a_pause_in_a_recording_does_not_end_the_question() -> None:
    pause = voice.silence(1500)
    recording = Recording(SPOKEN.pcm + pause + SPOKEN.pcm, INPUT_RATE)
    turns, _, _ = held(recording)
    assert len(turns) == 1
    assert turns[0].heard == "What is the time? And the date?"
    assert turns[0].answer == "It is noon. It is Monday."


def test_the_whole_wait_in_a_line() -> None:
    turn = Turn("a.wav", is_spoken=True, ended_at=10)
    turn.take(ServerContent(input_transcription=Transcription(text="Hello?")), 10.31)
    pcm = bytes(384) + b"\x00\x40" * 100
    audio = Part(inline_data=Blob(data=pcm, mime_type="audio/pcm;rate=24000"))
    turn.take(ServerContent(model_turn=Content(parts=(audio,))), 10.322)
    line = "speech end → transcript 310 ms → first audio 12 ms → audible 8 ms = 330 ms"
    assert turn.budget() == line
    assert turn.figures() == {
        "asked": "a.wav",
        "heard": "Hello?",
        "answer": "",
        "audio_s": 0.012,
        "transcript_ms": 310,
        "first_ms": 322,
        "audible_ms": 330,
        "latency": None,
    }


def test_a_recording_without_speech_is_told() -> None:
    with pytest.raises(BaseExceptionGroup) as raised:
        held(Recording(voice.silence(1000), INPUT_RATE))
    assert "'q0' came in time; was there speech in it?" in str(raised.value.exceptions[0])


def test_what_a_model_writes_moves_no_cursor() -> None:
    output = io.StringIO()
    screen = Screen(Console(file=output))
    screen.says("[bold]a\x1b[2Jb\rc\n")
    assert output.getvalue() == "antiphon  [bold]a[2Jbc\n"


def test_json_and_a_recording_from_a_real_server(tmp_path: Path) -> None:
    from cli.test_serve import READY, started  # noqa: PLC0415  # a server of another test's

    write_wav(tmp_path / "q.wav", SPOKEN.pcm, SPOKEN.rate)
    with started("--engine", "echo", "--data-dir", str(tmp_path / "data")) as (_, lines):
        ready = json.loads(lines[-1].removeprefix(READY))
        options = ["--url", ready["http_base_url"], "--out", str(tmp_path / "a.wav"), "--json"]
        outcome = CliRunner().invoke(app, ["say", "hello", str(tmp_path / "q.wav"), *options])
    assert outcome.exit_code == 0, outcome.exception
    typed, spoken = map(json.loads, outcome.stdout.splitlines())
    assert (typed["asked"], typed["answer"], typed["heard"]) == ("hello", "hello", None)
    assert spoken["asked"].endswith("q.wav")
    assert spoken["audio_s"] > 0.5
    assert (tmp_path / "a.wav").stat().st_size > 24_000


def test_what_the_server_says_of_its_own_time() -> None:
    turns, shown, _ = held(SPOKEN, asks_latency=True)
    latency = turns[0].latency
    assert latency is not None
    assert latency.endpoint_ms == pytest.approx(400, abs=60)
    assert latency_line(1, latency).startswith(f"turn 1: endpoint {latency.endpoint_ms} | asr 0 (draft) | ")
    assert turns[0].figures()["latency"] == {
        "endpoint_ms": latency.endpoint_ms,
        "recognition_ms": 0,
        "model_ms": 0,
        "synthesis_ms": 0,
        "release_ms": 0,
        "total_ms": latency.endpoint_ms,
        "draft_hit": True,
        "wasted_drafts": 0,
    }
    assert "turn 1" not in shown
    (other,), _, _ = held(SPOKEN)
    assert (other.latency, other.figures()["latency"]) == (None, None)


@pytest.mark.parametrize(
    "url", ["http://localhost:87a5", "http://localhost:99999", "http://", "https://:1", "http://[::1"]
)
def test_an_address_that_is_none(url: str, tmp_path: Path) -> None:
    assert "is no address such as http://127.0.0.1" in said(tmp_path, "--url", url)


def serving(
    tmp_path: Path, *answers: str | bytes | tuple[int, str]
) -> tuple[Result, list[dict[str, object]]]:
    """What becomes of ``say`` before a server that sends these after a setup; a pair closes. Also the setups."""
    setups: list[dict[str, object]] = []

    def serve(link: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            setups.append(json.loads(link.recv())["setup"])
            for answer in answers if len(setups) == 1 else ('{"setupComplete": {}}', DONE):
                if isinstance(answer, tuple):
                    link.close(*answer)
                else:
                    link.send(answer)
            link.recv(timeout=5)
            link.recv(timeout=5)

    with server_of(serve, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        port = server.socket.getsockname()[1]
        options = ["--url", f"http://127.0.0.1:{port}", "--data-dir", str(tmp_path)]
        outcome = CliRunner().invoke(app, ["say", "hello", *options])
        server.shutdown()
        thread.join()
    return outcome, setups


def test_a_server_that_knows_nothing_of_latency_is_asked_again_without(tmp_path: Path) -> None:
    reason = "Invalid JSON payload received. Unknown name \"antiphon\" at 'setup': Cannot find field."
    outcome, setups = serving(tmp_path, (1007, reason))
    assert outcome.exit_code == 0, outcome.exception
    assert ["antiphon" in each for each in setups] == [True, False]
    assert "antiphon  Hi.\nquestion → first audio " in outcome.stdout
    assert "turn 1" not in outcome.stdout


def test_a_refusal_for_another_reason_is_told(tmp_path: Path) -> None:
    outcome, setups = serving(tmp_path, (1007, "API key not valid."))
    assert len(setups) == 1
    assert str(outcome.exception).endswith(" ended the call: API key not valid.")


@pytest.mark.parametrize("frame", ["no json", b"\xff\xfe", '{"serverContent": 3}', "[]"])
def test_a_server_that_speaks_something_else(tmp_path: Path, frame: str | bytes) -> None:
    outcome, _ = serving(tmp_path, frame)
    assert isinstance(outcome.exception, OperatorError)
    assert "does not speak the Live API" in str(outcome.exception)


def test_a_half_sample_and_absurd_figures_are_survived(tmp_path: Path) -> None:
    huge = json.loads(DONE) | {"antiphon": {"latency": {"endpointMs": 10**400, "modelMs": -1}}}
    half = json.dumps(
        {
            "serverContent": {
                "modelTurn": {"parts": [{"inlineData": {"mimeType": "audio/pcm", "data": "AAAA"}}]}
            }
        }
    )
    outcome, _ = serving(tmp_path, '{"setupComplete": {}}', half, json.dumps(huge))
    assert outcome.exit_code == 0, outcome.exception
    assert "turn 1: endpoint 86400000 | asr 0 | llm 0 |" in outcome.stdout


def test_no_line_of_json_steers_a_terminal() -> None:
    line = _json({"answer": "caf\u00e9 \x1b[2J \u009b2J \u202e"})
    assert line == '{"answer": "caf\u00e9 \\u001b[2J \\u009b2J \\u202e"}'
    assert json.loads(line) == {"answer": "caf\u00e9 \x1b[2J \u009b2J \u202e"}


def test_a_note_moves_no_cursor() -> None:
    output = io.StringIO()
    Screen(Console(file=output)).notes("ends in \x1b[2J")
    assert output.getvalue() == "ends in \\u001b[2J\n"
