from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from antiphon.config import load
from antiphon.engines.cascade import flite
from antiphon.server.app import create_app
from antiphon.server.pages import read_sheets
from server.conftest import Echo

ROOT = Path(__file__).parents[2]


def client(**given: object) -> TestClient:
    return TestClient(create_app(load(**given), Echo()), base_url="http://localhost:8765")


def test_the_page_is_at_the_root() -> None:
    answer = client().get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<title>Antiphon</title>" in answer.text


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("app.js", "text/javascript; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_its_parts_have_their_types(name: str, media_type: str) -> None:
    answer = client().get(f"/page/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def test_everything_that_it_names_is_there() -> None:
    sheets = read_sheets()
    index = sheets["index.html"].content.decode()
    named = set(re.findall(r'(?:src|href)="page/([^"]+)"', index))
    for sheet in sheets.values():
        named |= set(re.findall(r'(?:from "\./|new URL\(")([\w.]+)"', sheet.content.decode()))
    assert named == sheets.keys() - {"index.html"}


def test_nothing_comes_from_elsewhere_and_nothing_is_inline() -> None:
    for name, sheet in read_sheets().items():
        source = sheet.content.decode().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?://[a-z]", source), name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source), name
    index = read_sheets()["index.html"].content.decode()
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)", index)


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/page/about", "/page/none.js"])
def test_the_policy_is_strict(path: str) -> None:
    headers = client().get(path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_what_is_known_is_not_sent_again() -> None:
    http = client()
    first = http.get("/page/app.js")
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = http.get("/page/app.js", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert http.get("/page/app.js", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/page/style.css"])
def test_the_head_alone(path: str) -> None:
    whole, head = client().get(path), client().head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize(
    "path", ["/page/none.js", "/page/__init__.py", "/page/..%2Fapp.py", "/page/%2e%2e/app.py", "/page/"]
)
def test_only_what_belongs_to_it_is_served(path: str) -> None:
    assert client().get(path).status_code == 404


def test_other_methods_are_not_served() -> None:
    assert client().post("/").status_code in {404, 405}


def test_the_page_is_open_and_says_whether_a_key_is_needed() -> None:
    guarded = client(api_keys=("secret",))
    assert guarded.get("/").status_code == 200
    assert guarded.get("/page/about").json() == {"key": "missing"}
    assert guarded.get("/page/about", headers={"x-goog-api-key": "other"}).json() == {"key": "wrong"}
    assert guarded.get("/page/about", headers={"x-goog-api-key": "secret"}).json()["key"] == "good"


def test_it_says_what_answers() -> None:
    assert client().get("/page/about").json()["isTiny"] is True
    other = client(llm="http://localhost:1/v1", llm_model="llama").get("/page/about").json()
    assert (other["isTiny"], other["stages"]["thinks with"]) == (False, "llama")
    remote = {"asr": "http://localhost:1/v1", "asr_model": "whisper", "tts": "http://localhost:1/v1"}
    stages = client(**remote, tts_model="kokoro").get("/page/about").json()["stages"]
    assert (stages["hears with"], stages["speaks with"]) == ("whisper", "kokoro")


@pytest.mark.parametrize(
    ("gguf", "name"),
    [("/home/ada/secret/Big.Q4_K_M.gguf", "Big.Q4_K_M"), ("qwen2.5-0.5b-instruct", "qwen2.5-0.5b-instruct")],
)
def test_a_model_file_is_named_without_its_place(gguf: str, name: str) -> None:
    about = client(gguf=gguf).get("/page/about")
    assert about.json()["stages"]["thinks with"] == f"{name} and a brain"
    assert about.json()["isTiny"] is False
    assert "ada" not in about.text
    plain = client(gguf=gguf, brain="plain").get("/page/about").json()
    assert plain["stages"]["thinks with"] == name


def test_it_names_who_speaks_english_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for library, speaks in (("libc.so.6", "Flite and espeak-ng"), ("libnone.so.1", "espeak-ng")):
        monkeypatch.setattr(flite, "LIBRARY", library)
        assert client().get("/page/about").json()["stages"]["speaks with"] == speaks


def test_an_engine_of_ones_own_is_named() -> None:
    assert client(engine="echo").get("/page/about").json()["stages"] == {"engine:": "echo"}


def test_pages_of_strangers_are_kept_out() -> None:
    http = client()
    assert http.get("/", headers={"Host": "evil.example"}).status_code == 403
    assert http.get("/page/about", headers={"Origin": "https://evil.example"}).status_code == 403
    assert http.get("/page/about", headers={"Origin": "http://localhost:8765"}).status_code == 200


def test_a_wheel_holds_it(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if name.startswith("antiphon/server/page/")} == {
        f"antiphon/server/page/{name}" for name in read_sheets()
    }
