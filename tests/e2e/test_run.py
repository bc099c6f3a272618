"""Programs that know nothing of us, run as they are: ``antiphon run`` and the stock SDKs, the echo engine behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

NODE = Path(sys.executable).with_name("node")
NODE_MODULES = Path(__file__).parent / "node/node_modules"

pytestmark = pytest.mark.timeout(120)

TALK = """
import asyncio
import os

from google import genai

CONFIG = {"response_modalities": ["AUDIO"], "output_audio_transcription": {}}


async def turn(session):
    said, audio = "", b""
    async for message in session.receive():
        content = message.server_content
        if content and content.output_transcription:
            said += content.output_transcription.text
        audio += message.data or b""
    return said, audio


async def main():
    client = genai.Client(%s)
    async with client.aio.live.connect(model="gemini-3.8-live", config=CONFIG) as session:
        await session.send_client_content(turns={"role": "user", "parts": [{"text": "Good morning"}]})
        said, audio = await turn(session)
        print("typed:", said, len(audio) > 0)
    print("models:", [model.name.rpartition("/")[2] for model in client.models.list()][0])


asyncio.run(main())
"""

SPEAK = """
import asyncio

from google import genai

CONFIG = {
    "response_modalities": ["AUDIO"],
    "realtime_input_config": {"automatic_activity_detection": {"disabled": True}},
}


async def main():
    async with genai.Client().aio.live.connect(model="gemini-3.8-live", config=CONFIG) as session:
        await session.send_realtime_input(activity_start={})
        for _ in range(50):
            await session.send_realtime_input(audio={"data": bytes(640), "mime_type": "audio/pcm;rate=16000"})
        await session.send_realtime_input(activity_end={})
        audio = b""
        async for message in session.receive():
            audio += message.data or b""
        print("answered:", len(audio) / 48000 >= 0.9)


asyncio.run(main())
"""

WRITE = """
import { GoogleGenAI } from "PACKAGE";

const ai = new GoogleGenAI({});
let said = "";
let bytes = 0;
const session = await ai.live.connect({
  model: "gemini-3.8-live",
  config: { responseModalities: ["AUDIO"], outputAudioTranscription: {} },
  callbacks: {
    onmessage({ serverContent }) {
      said += serverContent?.outputTranscription?.text ?? "";
      for (const part of serverContent?.modelTurn?.parts ?? []) bytes += part.inlineData?.data.length ?? 0;
      if (serverContent?.turnComplete) {
        console.log("typed:", said, bytes > 0);
        session.close();
      }
    },
    onclose() {},
    onerror: (error) => console.error(error.message),
  },
});
session.sendClientContent({ turns: [{ role: "user", parts: [{ text: "Good morning" }] }] });
"""

ANSWER = "typed: Good morning True\nmodels: gemini-3.8-live\n"


@pytest.fixture
def clean(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing about Google is set, and no home directory holds anything."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOOGLE_", "GEMINI_"))}
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "CLOUDSDK_CONFIG"):
        kept.pop(name, None)
    return {**kept, "HOME": str(tmp_path)}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data directory of a server that runs already, on a port of its own."""
    data_dir = tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "antiphon", "serve", "--port", "0", "--engine", "echo"]
    with (data_dir / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--log-level", "debug", "--data-dir", str(data_dir)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("ANTIPHON READY ")
    yield data_dir
    process.terminate()
    assert process.wait(20) == 0
    process.stdout.close()
    assert "grammar broken" not in (data_dir / "log").read_text()


def run(
    data_dir: Path, words: list[str], environment: dict[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "antiphon", "run", "--engine", "echo", "--data-dir", str(data_dir)]
    return subprocess.run(
        [*command, *options, "--", *words],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env=environment,
    )


def program(tmp_path: Path, source: str) -> list[str]:
    path = tmp_path / "app.py"
    path.write_text(source)
    return [sys.executable, str(path)]


def test_a_program_as_it_is_and_no_server(tmp_path: Path, clean: dict[str, str]) -> None:
    done = run(tmp_path / "data", program(tmp_path, TALK % ""), clean)
    assert (done.returncode, done.stdout) == (0, ANSWER), done.stderr
    assert "antiphon: ready at https://127.0.0.1:" in done.stderr


def test_a_program_as_it_is_and_a_server(served: Path, tmp_path: Path, clean: dict[str, str]) -> None:
    done = run(served, program(tmp_path, TALK % ""), clean)
    assert (done.returncode, done.stdout) == (0, ANSWER), done.stderr
    assert "antiphon: using the server at https://127.0.0.1:" in done.stderr


def test_a_program_that_speaks(served: Path, tmp_path: Path, clean: dict[str, str]) -> None:
    done = run(served, program(tmp_path, SPEAK), clean)
    assert (done.returncode, done.stdout) == (0, "answered: True\n"), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        'vertexai=True, project="my-project", location="us-central1"',
        "vertexai=True",
        'vertexai=True, api_key="mine"',
    ],
)
def test_vertex_mode_without_google_credentials(
    served: Path, tmp_path: Path, clean: dict[str, str], arguments: str
) -> None:
    done = run(served, program(tmp_path, TALK % arguments), clean)
    assert (done.returncode, done.stdout) == (0, ANSWER), done.stderr


@pytest.mark.parametrize(
    "arguments",
    ["", 'project="my-project", location="us-central1"', 'project=os.environ["GOOGLE_CLOUD_PROJECT"]'],
)
def test_vertex_mode_by_environment(
    served: Path, tmp_path: Path, clean: dict[str, str], arguments: str
) -> None:
    given = {
        "GOOGLE_GENAI_USE_VERTEXAI": "true",
        "GOOGLE_CLOUD_PROJECT": "my-project",
        "GOOGLE_CLOUD_LOCATION": "us-central1",
    }
    done = run(served, program(tmp_path, TALK % arguments), clean | given)
    assert (done.returncode, done.stdout) == (0, ANSWER), done.stderr


def test_a_server_that_asks_for_keys(tmp_path: Path, clean: dict[str, str]) -> None:
    keys = {"ANTIPHON_API_KEYS": json.dumps(["secret"])}
    vertex = 'vertexai=True, project="my-project", location="us-central1"'
    for arguments in ("", vertex):
        done = run(tmp_path / "data", program(tmp_path, TALK % arguments), clean | keys)
        assert (done.returncode, done.stdout) == (0, ANSWER), done.stderr


def test_a_proxy_of_the_environment_does_not_come_between(
    served: Path, tmp_path: Path, clean: dict[str, str]
) -> None:
    proxy = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    done = run(served, program(tmp_path, TALK % ""), clean | proxy)
    assert (done.returncode, done.stdout) == (0, ANSWER), done.stderr


@pytest.mark.parametrize("package", ["@google/genai", "@google/genai-2"])
def test_a_program_for_node(served: Path, tmp_path: Path, clean: dict[str, str], package: str) -> None:
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    script = tmp_path / "app.mjs"
    script.write_text(WRITE.replace("PACKAGE", package))
    done = run(served, [str(NODE), str(script)], clean)
    assert (done.returncode, done.stdout) == (0, "typed: Good morning true\n"), done.stderr
