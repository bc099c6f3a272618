from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.session.usage import Context, audio_tokens, text_tokens, usage
from antiphon.talk import Role, Said
from antiphon.wire.types import ModalityTokens, TokenModality

COUNTS = st.integers(0, 10**9)
CONTEXTS = st.builds(Context, COUNTS, COUNTS, COUNTS)


@given(CONTEXTS, CONTEXTS)
def test_every_total_is_the_sum_of_its_details(prompt: Context, answer: Context) -> None:
    counts = usage(prompt, answer)
    assert counts.prompt_token_count == sum(each.token_count for each in counts.prompt_tokens_details)
    assert counts.response_token_count == sum(each.token_count for each in counts.response_tokens_details)
    assert counts.total_token_count == counts.prompt_token_count + (counts.response_token_count or 0)


def test_a_modality_that_was_not_used_is_not_listed() -> None:
    counts = usage(Context(text=3), Context(audio=5))
    assert counts.prompt_tokens_details == (ModalityTokens(modality=TokenModality.TEXT, token_count=3),)
    assert counts.response_tokens_details == (ModalityTokens(modality=TokenModality.AUDIO, token_count=5),)


def test_thoughts_are_in_no_total() -> None:
    counts = usage(Context(text=3), Context(audio=5), 7)
    assert (counts.thoughts_token_count, counts.total_token_count) == (7, 8)
    assert usage(Context(), Context()).thoughts_token_count is None


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("a", 1), ("abcd", 1), ("abcde", 2)])
def test_text_costs_a_token_for_four_characters(text: str, tokens: int) -> None:
    assert text_tokens(text) == tokens


@pytest.mark.parametrize(
    ("samples", "rate", "tokens"), [(0, 16_000, 0), (1, 16_000, 1), (24_000, 24_000, 25)]
)
def test_audio_costs_25_tokens_a_second(samples: int, rate: int, tokens: int) -> None:
    assert audio_tokens(samples, rate) == tokens


def test_a_prompt_weighs_each_turn_by_how_it_came() -> None:
    turns = [
        Said(Role.USER, "spoken", 16_000),
        Said(Role.MODEL, "spoken", 24_000),
        Said(Role.USER, "typed in"),
    ]
    assert Context.of("Be brief", turns) == Context(text=4, audio=50)
