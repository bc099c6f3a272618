"""Options that several commands have, and those that `antiphon tune` speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_MODEL = "The model to ask for there."
_KEY = "The key to show there."

Llm = Annotated[str | None, typer.Option(help="Base URL of an OpenAI-compatible server, to answer.")]
LlmModel = Annotated[str | None, typer.Option(help=_MODEL)]
LlmKey = Annotated[str | None, typer.Option(help=_KEY)]
Gguf = Annotated[str | None, typer.Option(help="GGUF file, or one of the catalogue's names, to answer.")]
Adapter = Annotated[
    Path | None, typer.Option(help="LoRA adapter, a GGUF file, for the built-in language model.")
]
Asr = Annotated[str | None, typer.Option(help="Base URL of one with audio/transcriptions, to hear.")]
AsrModel = Annotated[str | None, typer.Option(help=_MODEL)]
AsrKey = Annotated[str | None, typer.Option(help=_KEY)]
Tts = Annotated[str | None, typer.Option(help="Base URL of one with audio/speech, to speak.")]
TtsModel = Annotated[str | None, typer.Option(help=_MODEL)]
TtsVoice = Annotated[str | None, typer.Option(help="The voice to ask for there; by name: alloy, Puck=onyx.")]
TtsKey = Annotated[str | None, typer.Option(help=_KEY)]
AnswerTimeout = Annotated[
    float | None, typer.Option(help="How long a turn waits for a model that says nothing.")
]
TurnEarliest = Annotated[int | None, typer.Option(help="Silence that ends a turn which is surely over.")]
TurnLatest = Annotated[int | None, typer.Option(help="Silence that ends a turn which surely is not.")]
TurnThreshold = Annotated[float | None, typer.Option(help="The score from which on a turn is surely over.")]
BargeInThreshold = Annotated[
    float | None, typer.Option(help="How likely speech must be an interruption to stop an answer.")
]
Reprompt = Annotated[
    float | None, typer.Option(help="Silence after an answer that makes the model speak up.")
]
