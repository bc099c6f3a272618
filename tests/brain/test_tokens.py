from __future__ import annotations

import random
from pathlib import Path

import pytest

import tinyllama
from antiphon.engines.cascade.embedded import MODEL_FILE, MODEL_NAME
from brain.dialogue import Dialogue, Segment
from brain.tokens import Tokens, batch
from plain_llamacpp import serving, tokenized

TEXTS = (
    "Hello, world! 1234567890 12 3.14 7pm 10:30",
    '{"tool": "set_timer", "args": {"minutes": 10, "name": "tea \\"x\\""}}',
    "naïve café Zoë Müller ß 北京 日本語 🙂👍🏽 e\u0301 ﷺ क्षि ไทย 한국어",
    "  two  spaces   three\n\n\nlines\t\ttabs \n x\r\n",
    "don't I'll we've it's THEY'RE he'd 's 't'''",
    "<|im_start|>user\n[told] Your sister is called Petra.\n[seen] a man\n[mood] sad\nhello<|im_end|>\n",
    'a<|im_start|>b<|im_end|>c<|endoftext|>d <|im_start <|im_start|>assistant\n[tool result] {"temp": -3.5}',
    "٣٤٥ Ⅻ ½ x² ① \u200b\u00a0nbsp\u3000wide",
    " ",
    "\n",
    "trailing ",
)
SEAMS = ("<|im_end|>", "<|im_start|>")
PIECES = (
    *SEAMS,
    *[
        "the",
        " quick",
        "\n",
        " ",
        "  ",
        "12",
        " 3",
        "é",
        "🙂",
        "日本",
        "'ll",
        '{"a":',
        "}",
        "Zoë",
        "_",
        "٣",
        "\t",
        "½",
        "A",
        ".",
        "..",
    ],
    ",",
)


def texts() -> list[str]:
    chance = random.Random(3)
    return [*TEXTS, *("".join(chance.choices(PIECES, k=chance.randint(1, 15))) for _ in range(100))]


def talked() -> Dialogue:
    made = Dialogue("talked", system="You are Zoë.")
    made.user("Set a timer for 10 minutes ☕")
    made.call("set_timer", {"minutes": 10})
    made.result({"ok": True})
    made.model("Your timer is", is_cut=True)
    made.user("Thanks!")
    made.model("Any time, café or not.")
    return made


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Tokens:
    path = tmp_path_factory.mktemp("tiny") / "tiny.gguf"
    tinyllama.write(path)
    return Tokens(path)


def test_reads_as_the_server_does(model_files: dict[str, Path]) -> None:
    path = model_files[MODEL_NAME] / MODEL_FILE
    tokens = Tokens(path)
    with serving(path) as client:
        for text in texts():
            assert tokens.encode(text) == tokenized(client, text), text


def test_writes_what_it_read(tokens: Tokens) -> None:
    for text in texts():
        assert tokens.decode(tokens.encode(text)) == text


def test_exactly_the_words_of_the_model_are_learned(tokens: Tokens) -> None:
    segments = talked().segments()
    example = tokens.example(segments)
    assert example is not None
    whole = tokens.encode("".join(piece.text for piece in segments))
    assert list(example.ids) == whole[: len(example.ids)]
    assert [whole[at + 1] for at in example.wanted] == list(example.targets)
    assert tokens.decode(example.targets) == "".join(piece.text for piece in segments if piece.is_ours)
    assert tokens.decode(example.targets) == (
        '{"tool": "set_timer", "args": {"minutes": 10}}<|im_end|>Any time, café or not.<|im_end|>'
    )
    assert example.wanted[-1] == len(example.ids) - 1


def test_nothing_to_learn_is_no_example(tokens: Tokens) -> None:
    assert tokens.example([Segment("<|im_start|>user\nHi<|im_end|>\n", is_ours=False)]) is None


def test_seams_that_do_not_hold_are_refused(tokens: Tokens) -> None:
    with pytest.raises(ValueError, match="seams"):
        tokens.example([Segment("Your d", is_ours=False), Segment("og is called Rex.", is_ours=True)])


def test_batch_lays_one_behind_the_other(tokens: Tokens) -> None:
    one = tokens.example(talked().segments())
    assert one is not None
    both = batch([one, one])
    assert both.ids == one.ids * 2
    assert both.lengths == (len(one.ids),) * 2
    assert both.wanted == one.wanted + tuple(len(one.ids) + at for at in one.wanted)
    assert both.targets == one.targets * 2


def test_model_that_cannot_chat_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tinyllama, "CONTROL", ("<|endoftext|>", "<|im_start|>"))
    tinyllama.write(tmp_path / "mute.gguf")
    with pytest.raises(ValueError, match=r"knows no <\|im_end\|>"):
        Tokens(tmp_path / "mute.gguf")
