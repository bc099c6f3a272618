import pytest

from antiphon.engines.brain.brief import Brief


def streamed(text: str, size: int, sentences: int = 2) -> list[str]:
    shape = Brief(sentences)
    pieces = [shape.feed(text[at : at + size]) for at in range(0, len(text), size)]
    return [piece for piece in [*pieces, shape.flush()] if piece]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Paris is in France. It is nice. And big.", "Paris is in France. It is nice."),
        ("One sentence. And a half", "One sentence."),
        ("Only half a sentence", "Only half a sentence."),
        ("Dr. Smith is **here**. He waits.", "Dr. Smith is here. He waits."),
        ("Here are some:\n1. One\n2. Two", "Here are some:"),
        ("First.\n\nSecond paragraph.", "First."),
        ("As an AI language model, I don't have feelings. But I help.", "I don't have feelings. But I help."),
        ("It is 3.5 degrees. Yes!", "It is 3.5 degrees. Yes!"),
        ("", ""),
    ],
)
def test_kept_short(written: str, kept: str) -> None:
    shape = Brief(2)
    assert (shape.feed(written) + shape.flush()).strip() == kept
    for size in (1, 3, 7):
        assert "".join(streamed(written, size)).strip() == kept


def test_the_first_sentence_streams() -> None:
    assert len(streamed("The sky is blue because of the way the air scatters light.", 4)) > 5


def test_it_says_when_it_is_done() -> None:
    shape = Brief(1)
    assert shape.feed("Yes. No. ") == "Yes."
    assert shape.is_done
    assert not shape.feed("More.") + shape.flush()
