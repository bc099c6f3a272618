"""The page at ``/`` in a real browser, with speech of our own voice as its microphone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from antiphon.client.wav import write_wav
from antiphon.talk import INPUT_RATE
from e2e.browser import Page, browser
from e2e.conftest import serve
from e2e.subject import QUESTION, Server
from spoken import spoken

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ALLOWED = "--use-fake-ui-for-media-stream"
FAKE = "--use-fake-device-for-media-stream"
ROUND_S = 6
started = contextmanager(serve)


def state(*names: str) -> str:
    return f"{list(names)}.includes(document.querySelector('#page').dataset.state)"


def number(name: str) -> str:
    return f"Number(document.querySelector('#page').dataset.{name} ?? 0)"


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who asks, waits, and asks again."""
    path = tmp_path_factory.mktemp("microphone") / "question.wav"
    quiet = bytes(INPUT_RATE * 2)
    pcm = quiet + spoken(QUESTION)
    write_wav(path, pcm.ljust(ROUND_S * len(quiet), bytes(1)), INPUT_RATE)
    return path


@contextmanager
def visitor(url: str, microphone: Path) -> Iterator[Page]:
    """A browser on the page, at the end of whose visit nothing was complained of."""
    with browser(ALLOWED, FAKE, f"--use-file-for-fake-audio-capture={microphone}") as page:
        page.open(url)
        yield page
        assert page.complaints == []


def hang_up(page: Page) -> None:
    page.click("#end")
    page.until(state("idle"))
    assert page.value("document.querySelector('#note').hidden") is True
    assert page.value("document.querySelector('#end').disabled") is True


def test_a_spoken_question_is_answered_aloud(scripted_server: Server, microphone: Path) -> None:
    with visitor(scripted_server.http_base_url, microphone) as page:
        page.until("document.querySelector('#about').textContent.includes('e2e.scripted')")
        page.click("#talk")
        page.until(state("hearing"))
        page.until("document.querySelector('.user p').textContent === 'What was I told?'")
        page.until("document.querySelector('.model p').textContent.includes('REPORT')")
        page.until(f"{number('playedMs')} > 30 && {state('listening')}")
        assert page.value("document.querySelector('#welcome')") is None
        hang_up(page)


def test_speech_interrupts_and_empties_the_queue(scripted_server: Server, microphone: Path) -> None:
    with visitor(scripted_server.http_base_url, microphone) as page:
        page.click("#talk")
        page.until(state("listening"))
        page.click("#mute")
        page.until("document.querySelector('#mute').ariaPressed === 'true'")
        page.until(state("muted"))
        page.click("#words")
        page.type("Tell me a story")
        page.until(f"{state('speaking')} && {number('playedMs')} > 300")
        assert page.texts(".user p") == ["Tell me a story"]
        page.click("#mute")
        page.until("document.querySelector('.model.cut')")
        page.until(f"{number('clears')} === 1")
        # Of ten seconds of story only what was heard before was played.
        assert page.value(number("playedMs")) < 9000
        page.until("document.querySelectorAll('.user').length === 2")
        hang_up(page)


def test_who_is_muted_is_not_heard(scripted_server: Server, microphone: Path) -> None:
    with visitor(scripted_server.http_base_url, microphone) as page:
        page.click("#talk")
        page.until(state("listening"))
        page.click("#mute")
        page.until(state("muted"))
        page.until(f"{number('sentMs')} > {1000 * ROUND_S}")
        assert page.texts(".user p") == []
        page.click("#mute")
        page.until("document.querySelector('.user p')")
        hang_up(page)


def test_typing_needs_no_microphone_and_the_keyboard_is_enough(
    scripted_server: Server,
) -> None:
    with browser() as page:  # which asks somebody who is not there, and has no device
        page.open(scripted_server.http_base_url)
        order = []
        for _ in range(3):
            page.press("Tab")
            order.append(page.value("document.activeElement.id"))
        assert order == ["transcript", "talk", "words"]
        page.type("<b>Hello</b>")
        page.until("document.querySelector('.model p').textContent.includes('<b>Hello</b>')")
        page.until(f"{number('playedMs')} > 30")
        assert page.texts(".user p") == ["<b>Hello</b>"]
        assert page.value("document.querySelector('#transcript b')") is None
        hang_up(page)
        assert page.complaints == []


def test_words_that_may_still_change_are_replaced(scripted_server: Server) -> None:
    with browser() as page:
        page.open(scripted_server.http_base_url)
        course = "t.says('Once '); t.hearing('So'); t.says('upon'); t.hearing('Stop'); t.interrupted(); t.heard('Stop.')"
        page.value(
            "import('/page/transcript.js').then(({ Transcript }) => {"
            f"  const t = new Transcript(document.querySelector('#transcript')); {course};"
            "})"
        )
        page.until("document.querySelectorAll('.bubble').length === 2")
        assert page.texts(".bubble p") == ["Once upon", "Stop."]
        assert page.texts(".cut p") == ["Once upon"]
        assert page.texts(".interim") == []
        assert page.complaints == []


def test_a_microphone_that_is_refused_is_explained(scripted_server: Server) -> None:
    with browser("--deny-permission-prompts", FAKE) as page:
        page.open(scripted_server.http_base_url)
        page.click("#talk")
        page.until("document.querySelector('#note').textContent.includes('Allow it')")
        page.until(state("idle"))
        assert page.complaints == []


def test_plain_http_from_afar_is_sent_to_https(tmp_path: Path) -> None:
    name = "antiphon.example"
    with (
        started(tmp_path, "--engine", "e2e.scripted:create", "--hostname", name) as server,
        browser(ALLOWED, FAKE, f"--host-resolver-rules=MAP {name} 127.0.0.1") as page,
    ):
        port = server.http_base_url.rpartition(":")[2]
        page.open(f"http://{name}:{port}")
        page.until(f"document.querySelector('#note a').href === 'https://{name}:{port}/'")
        page.click("#talk")
        page.click("#words")
        page.type("Hello")
        assert page.value("document.querySelector('#words').value") == "Hello"  # nothing is lost
        page.click("#note a")
        page.until(
            "location.protocol === 'https:' && document.querySelector('#page').dataset.state === 'idle'"
        )
        page.until("document.querySelector('#about').textContent")
        page.click("#words")
        page.type("Hello")
        page.until("document.querySelector('.model p').textContent.includes('Hello')")
        assert page.complaints == []


def test_a_page_over_tls(scripted_server: Server, microphone: Path) -> None:
    with visitor(scripted_server.base_url, microphone) as page:
        page.click("#talk")
        page.until("document.querySelector('.model p').textContent.includes('REPORT')")
        hang_up(page)


def test_a_key_is_asked_for_and_kept_in_the_tab(
    tmp_path: Path, microphone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTIPHON_API_KEYS", '["secret"]')
    with (
        started(tmp_path, "--engine", "e2e.scripted:create") as server,
        visitor(server.http_base_url, microphone) as page,
    ):
        page.until("document.activeElement.id === 'key'")
        assert page.texts("#about") == [""]
        page.type("wrong")
        page.until("document.querySelector('#note').textContent.includes('does not know')")
        page.type("secret")
        page.until("document.querySelector('#unlock').hidden")
        page.click("#talk")
        page.until("document.querySelector('.model p').textContent.includes('REPORT')")
        hang_up(page)
        assert page.value("Object.values(sessionStorage)") == ["secret"]
        assert page.value("localStorage.length + document.cookie.length") == 0


def test_a_server_that_goes_is_missed(
    tmp_path: Path, microphone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTIPHON_DRAIN_S", "0.2")
    with (
        started(tmp_path, "--engine", "e2e.scripted:create") as server,
        visitor(server.http_base_url, microphone) as page,
    ):
        page.click("#talk")
        page.until(state("listening", "hearing"))
        os.kill(server.pid, signal.SIGTERM)
        page.until(state("idle"))
        page.until("document.querySelector('#note').textContent.includes('server')")


def test_a_real_conversation(server: Server, microphone: Path) -> None:
    with visitor(server.http_base_url, microphone) as page:
        page.until("document.querySelector('#about').textContent.includes('tiny')")
        page.click("#talk")
        page.until(
            "document.querySelector('.user p').textContent.toLowerCase().includes('capital of france')"
        )
        page.until(f"document.querySelector('.model p').textContent && {number('playedMs')} > 300")
        hang_up(page)
