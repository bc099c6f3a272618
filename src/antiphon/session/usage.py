"""Token counts that add up exactly (PROTOCOL 3.9, 4.15; 7, row 27). Estimates, said so in the docs.

Audio costs 25 tokens a second, text one token for four characters. A turn's prompt is the whole retained
context, as on the service.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from antiphon.talk import INPUT_RATE, OUTPUT_RATE, Role, Said
from antiphon.wire.types import ModalityTokens, TokenModality, UsageMetadata

AUDIO_TOKENS_PER_S: Final = 25
CHARACTERS_PER_TOKEN: Final = 4


def text_tokens(text: str) -> int:
    """About one for four characters, rounded up."""
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def audio_tokens(samples: int, rate: int) -> int:
    """25 a second, rounded up."""
    return -(-samples * AUDIO_TOKENS_PER_S // rate)


@dataclass(frozen=True, slots=True)
class Context:
    """The weight of a prompt, by modality."""

    text: int = 0
    audio: int = 0

    @classmethod
    def of(cls, system: str, turns: Iterable[Said]) -> Context:
        """Spoken turns count as audio, typed ones and the system instruction as text."""
        text, audio = text_tokens(system), 0
        for turn in turns:
            if turn.samples:
                audio += audio_tokens(turn.samples, INPUT_RATE if turn.role is Role.USER else OUTPUT_RATE)
            else:
                text += text_tokens(turn.text)
        return cls(text, audio)


def usage(prompt: Context, answer: Context) -> UsageMetadata:
    """One turn's counts; every total is the sum of its details."""
    prompt_count, response_count = prompt.text + prompt.audio, answer.text + answer.audio
    return UsageMetadata(
        prompt_token_count=prompt_count,
        response_token_count=response_count,
        total_token_count=prompt_count + response_count,
        prompt_tokens_details=_details(prompt),
        response_tokens_details=_details(answer),
    )


def _details(context: Context) -> tuple[ModalityTokens, ...]:
    counts = ((TokenModality.TEXT, context.text), (TokenModality.AUDIO, context.audio))
    return tuple(ModalityTokens(modality=modality, token_count=count) for modality, count in counts if count)
