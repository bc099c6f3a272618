"""One line per event, to standard error; no transcript, prompt or key. Knows nothing of what is logged."""

from __future__ import annotations

import logging
import re
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PRIVATE = frozenset(
    {
        "text",
        "transcript",
        "prompt",
        "system_instruction",
        "key",
        "api_key",
        "token",
        "credential",
        "authorization",
    }
)
"""Fields that are never written, whoever adds them."""

# uvicorn would write whole request lines, and a browser's key is part of one.
_IN_QUERY = re.compile(r"(?i)\b(key|access_token|api_key)=[^&\s\"']+")
_TOKEN = re.compile(r"auth_tokens/[\w.~-]+")
_QUIET = (
    "uvicorn",
    "uvicorn.error",
    "uvicorn.access",
    "uvicorn.asgi",
    "websockets",
    "httpx",
    "httpcore",
    "asyncio",
)


def scrub(text: str) -> str:
    """The text without anything that looks like a credential."""
    return _TOKEN.sub("auth_tokens/…", _IN_QUERY.sub(r"\1=…", text))


def _withhold(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        name: scrub(value) if isinstance(value, str) else value
        for name, value in event.items()
        if name not in PRIVATE
    }


def set_up(level: str, *, as_json: bool | None = None, stream: TextIO | None = None) -> None:
    """Configures structlog and the standard library's loggers alike; may be called again.

    ``as_json`` unset means: words for a terminal, JSON for anything else.
    """
    stream = sys.stderr if stream is None else stream
    if as_json is None:
        as_json = not stream.isatty()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # Tracebacks become text here, so that what follows sees their words too.
        structlog.processors.format_exc_info,
        _withhold,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        quiet = logging.getLogger(name)
        quiet.handlers.clear()
        quiet.propagate = True
        quiet.setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(root.level),
        cache_logger_on_first_use=False,
    )
