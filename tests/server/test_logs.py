import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from antiphon.server import logs


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs._QUIET}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def written(level: str = "info", *, as_json: bool | None = True) -> io.StringIO:
    stream = io.StringIO()
    logs.set_up(level, as_json=as_json, stream=stream)
    return stream


def test_json_lines_without_private_fields() -> None:
    stream = written()
    log = structlog.get_logger()
    log.info("turn", turn=4, transcript="a private sentence", key="verysecret")
    log.debug("unseen")
    (line,) = stream.getvalue().splitlines()
    entry = json.loads(line)
    assert (entry["event"], entry["turn"], entry["level"]) == ("turn", 4, "info")
    assert not {"transcript", "key"} & set(entry)


def test_words_for_people() -> None:
    stream = written(as_json=False)
    structlog.get_logger().warning("cannot accept connections", reason="no more")
    (line,) = stream.getvalue().splitlines()
    assert "cannot accept connections" in line
    assert "reason" in line


def test_a_traceback_for_people() -> None:
    stream = written(as_json=False)
    structlog.get_logger().error("failed", exc_info=RuntimeError("at ?key=verysecret"))
    assert "RuntimeError" in stream.getvalue()
    assert "verysecret" not in stream.getvalue()


def test_a_traceback_stays_one_json_line() -> None:
    stream = written(as_json=None)
    structlog.get_logger().error("failed", exc_info=RuntimeError("at ?key=verysecret"))
    (line,) = stream.getvalue().splitlines()
    assert "RuntimeError" in json.loads(line)["exception"]
    assert "verysecret" not in line


def test_libraries_are_quiet_and_scrubbed() -> None:
    stream = written("debug")
    for name in ("uvicorn.error", "uvicorn.access", "websockets"):
        logging.getLogger(name).info("GET /ws?key=verysecret")
    logging.getLogger("uvicorn.error").warning(
        "odd: %s", "GET /ws?key=verysecret&access_token=auth_tokens/verysecret"
    )
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["event"] == "odd: GET /ws?key=…&access_token=…"


def test_scrub() -> None:
    assert logs.scrub("Token auth_tokens/verysecret!") == "Token auth_tokens/…!"
    assert logs.scrub("monkey=banana") == "monkey=banana"
