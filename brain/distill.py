"""``python -m brain.distill MODEL.gguf``: what the untuned model says by itself, kept as an example against forgetting.

Greedy, one question at a time, so that the same file makes the same answers.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from antiphon.engines.brain.plain import PERSONA
from brain.questions import REFUSED, asked, topic

KEPT: Final = Path(__file__).parent / "data" / "distilled.json"
ABOUT: Final = (
    "First sentences of the answers that SmolLM2-135M-Instruct (Apache-2.0, Hugging Face) gives untuned, greedily, to "
    "the questions of brain/questions.py. Made by `python -m brain.distill`."
)
WORDS: Final = (4, 20)
TOKENS: Final = 48
UNWANTED: Final = re.compile(
    r"\bAI\b|language model|assistant|[*#:;\"\[\]{}<>|()\n]|https?|I'm sorry|\bI\b|[^\x00-\x7f]|^(here|sure|great)\b",
    re.IGNORECASE,
)
IDLE: Final = re.compile(
    r"answer to this|classic example|fundamental (?:concept|aspect)|marvel|the reason|testament|vibrant|captivat|all about|"
    r"debated|breathtaking|unique blend|fascinating|majestic|remarkable|significant|wide range|various|multifaceted|delicate|"
    r"incredibl|magnificent|legendary|mystery|mysterious|relentless",
    re.IGNORECASE,
)
"""Fine words that say nothing."""


def kept(text: str) -> str | None:
    """The first sentence, if it can be said aloud and is no slip."""
    found = re.match(r"\s*(.+?[a-z]{2}[.!])(?:\s|$)", text, re.DOTALL)
    if found is None:
        return None
    sentence = found[1]
    words = re.findall(r"[a-z']+", sentence.lower())
    pairs = list(pairwise(words))
    long = [word for word in words if len(word) > 4]
    is_clean = (
        not UNWANTED.search(sentence)
        and not IDLE.search(sentence)
        and len(set(pairs)) == len(pairs)
        and len(long) - len(set(long)) <= 1
    )
    return sentence if is_clean and WORDS[0] <= len(words) <= WORDS[1] else None


def answered(server: Any, question: str) -> str:
    """The model's answer, as far as its first sentence."""
    # Asked how to do something it begins a list.
    words = f"{question} Tell me in one sentence." if question.startswith("How") else question
    messages = [{"role": "system", "content": PERSONA}, {"role": "user", "content": words}]
    request = {"messages": messages, "max_tokens": TOKENS, "temperature": 0.0, "stop": [". ", "! ", "\n"]}
    choice = server.handle_chat_completions(request)["choices"][0]
    text = str(choice["message"]["content"])
    return text if text.endswith((".", "!")) or choice["finish_reason"] != "stop" else f"{text}."


def served(path: Path) -> Any:
    """llama.cpp in this process."""
    import xllamacpp  # noqa: PLC0415  # the rest of the room does without

    chosen = xllamacpp.CommonParams()
    chosen.model.path = str(path)
    chosen.n_ctx = 512
    chosen.n_parallel = 1
    chosen.cpuparams.n_threads = 2
    chosen.cpuparams_batch.n_threads = 2
    chosen.verbosity = -1
    chosen.fit_params = False
    chosen.offline = True
    return xllamacpp.Server(chosen)


def main(arguments: Sequence[str]) -> None:
    """Asks everything and writes what is kept."""
    server = served(Path(arguments[0]))
    questions = list(asked())
    pairs: list[tuple[str, str]] = []
    for at, question in enumerate(questions, 1):
        sentence = kept(answered(server, question))
        if sentence is not None and topic(question) not in REFUSED:
            pairs.append((question, sentence))
        print(f"\r{at} of {len(questions)}, {len(pairs)} kept", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    KEPT.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(pair) for pair in sorted(pairs))
    KEPT.write_text(f'{{"about": {json.dumps(ABOUT)},\n"pairs": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(sys.argv[1:])
