"""The language model that comes with the default set: our child process, asked like any other server."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from antiphon.engines.cascade.chat import ChatModel, Dialect
from antiphon.engines.cascade.children import Child
from antiphon.engines.cascade.prompting import Budget
from antiphon.engines.cascade.stages import spare_cores
from antiphon.errors import EngineError, ModelError, OperatorError

MODEL_NAME: Final = "smollm2-135m-instruct"
MODEL_FILE: Final = "SmolLM2-135M-Instruct.Q4_1.gguf"
SLOTS: Final = 4
CONTEXT: Final = 1024
"""Tokens per slot; a prompt may take half of it."""
DIALECT: Final = Dialect(
    # Measured: greedy is best for so small a model, but loops without the penalty on repeated sequences.
    defaults={
        "temperature": 0.0,
        "dry_multiplier": 0.8,
        "max_tokens": 120,
        "cache_prompt": True,
        "stream_options": {"include_usage": True},
    },
    # Measured on a dozen spoken questions: a longer persona, or one that speaks of a voice, makes the model
    # talk about itself or fall into French.
    persona="You are a friendly assistant. Keep every answer short.",
    budget=Budget(prompt_tokens=512, answer_tokens=400),
    can_warm=True,
)


class EmbeddedServer:
    """llama.cpp's server in a child process; it has another port after each restart."""

    def __init__(self, model: Path, key: str) -> None:
        self._model = model
        self._child = Child(
            "antiphon.workers.llm",
            [
                *("--model", str(model)),
                *("--threads", str(spare_cores())),
                *("--slots", str(SLOTS)),
                *("--context", str(CONTEXT)),
            ],
            environment={"ANTIPHON_WORKER_KEY": key},
        )

    async def start(self) -> None:
        """Loads the model: half a second to some seconds, on a slow disk."""
        if not self._model.is_file():
            raise ModelError(f"{self._model} is missing")
        try:
            await self._child.running()
        except EngineError as error:
            raise OperatorError(f"the built-in language model cannot be started: {error}") from error

    async def base_url(self) -> str:
        await self._child.running()
        return f"http://127.0.0.1:{self._child.detail}/v1"

    async def aclose(self) -> None:
        await self._child.stop()


def embedded_model(directory: Path) -> ChatModel:
    """The model whose file lies in ``directory``."""
    key = secrets.token_urlsafe(24)
    return ChatModel(EmbeddedServer(directory / MODEL_FILE, key), MODEL_NAME, key=key, dialect=DIALECT)
