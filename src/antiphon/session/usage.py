"""Token counts that add up exactly (PROTOCOL 3.9, 4.15; 7, row 27). Estimates, said so in the docs.

Audio costs 25 tokens a second, text one token for four characters, a picture 258. A turn's prompt is the whole retained
context, as on the service.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from antiphon.talk import INPUT_RATE, OUTPUT_RATE, Call, Entry, Result, Role, Said
from antiphon.wire.types import ModalityTokens, TokenModality, UsageMetadata

AUDIO_TOKENS_PER_S: Final = 25
CHARACTERS_PER_TOKEN: Final = 4
PICTURE_TOKENS: Final = 258


def tokens(length: int) -> int:
    """About one for four characters, rounded up."""
    return -(-length // CHARACTERS_PER_TOKEN)


def text_tokens(text: str) -> int:
    """Tokens of a text."""
    return tokens(len(text))


def audio_tokens(samples: int, rate: int) -> int:
    """25 a second, rounded up."""
    return -(-samples * AUDIO_TOKENS_PER_S // rate)


def characters(entry: Entry) -> int:
    """Length of an entry as text."""
    match entry:
        case Said():
            return len(entry.text)
        case Call():
            return len(entry.name) + len(json.dumps(entry.arguments))
        case Result():
            return len(entry.call.name) + len(json.dumps(entry.response))


@dataclass(frozen=True, slots=True)
class Context:
    """The weight of a prompt, by modality."""

    text: int = 0
    audio: int = 0
    image: int = 0

    @property
    def total(self) -> int:
        """Tokens of every kind."""
        return self.text + self.audio + self.image

    def __add__(self, other: Context) -> Context:
        return Context(self.text + other.text, self.audio + other.audio, self.image + other.image)

    @classmethod
    def of(cls, system: str, entries: Iterable[Entry]) -> Context:
        """Spoken turns count as audio, typed ones and the system instruction as text."""
        text, audio = text_tokens(system), 0
        for entry in entries:
            if isinstance(entry, Said) and entry.samples:
                audio += audio_tokens(entry.samples, INPUT_RATE if entry.role is Role.USER else OUTPUT_RATE)
            else:
                text += tokens(characters(entry))
        return cls(text, audio)


@dataclass(frozen=True, slots=True)
class Window:
    """How much of a conversation an engine is given: beyond ``trigger_tokens`` it is cut to ``target_tokens``."""

    trigger_tokens: int = 104_857
    """80 % of the 131,072 that the service's models read."""
    target_tokens: int = 52_428


def usage(prompt: Context, answer: Context, thoughts: int = 0) -> UsageMetadata:
    """One turn's counts; every total is the sum of its details. Thoughts are in none (PROTOCOL 3.9)."""
    return UsageMetadata(
        prompt_token_count=prompt.total,
        response_token_count=answer.total,
        thoughts_token_count=thoughts or None,
        total_token_count=prompt.total + answer.total,
        prompt_tokens_details=_details(prompt),
        response_tokens_details=_details(answer),
    )


def _details(context: Context) -> tuple[ModalityTokens, ...]:
    counts = (
        (TokenModality.TEXT, context.text),
        (TokenModality.AUDIO, context.audio),
        (TokenModality.IMAGE, context.image),
    )
    return tuple(ModalityTokens(modality=modality, token_count=count) for modality, count in counts if count)
