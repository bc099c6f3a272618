"""Runs in the training room's own environment, where PyTorch is.

python room.py learn …            as `python -m brain.train`, on conversations of a few words
python room.py score BASE ADAPTER ids from stdin, and what the network says of each next one
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch

import brain.recipe
from brain import adapter, train
from brain.dialogue import Dialogue, Family
from brain.draw import Draw
from brain.llama import Llama


def named(draw: Draw) -> Dialogue:
    dog = draw.word().title()
    made = Dialogue("named", system="Be short.")
    made.user(f"My dog is called {dog}.")
    made.model("How nice.")
    made.user("What is my dog called?")
    made.model(f"Your dog is called {dog}.")
    return made


def greeted(draw: Draw) -> Dialogue:
    made = Dialogue("greeted", system="Be short.")
    made.user(f"I am {draw.word().title()}.")
    made.model("Hello.")
    return made


def learn() -> int:
    vars(brain.recipe)["FAMILIES"] = {"named": Family(0.7, named), "greeted": Family(0.3, greeted)}
    return train.main()


def score(base: str, learned: str) -> int:
    found = adapter.read(Path(learned))
    rank = next(iter(found.pairs.values())).a.shape[0]
    llama = Llama(Path(base), rank, found.scale)
    llama.take(found.pairs)
    ids = torch.tensor(json.load(sys.stdin))
    with torch.no_grad():
        seen = llama.read(ids, [len(ids)], torch.arange(len(ids)))
    json.dump(torch.log_softmax(seen @ llama.embedding.t(), -1).tolist(), sys.stdout)
    return 0


if __name__ == "__main__":
    verb, *sys.argv[1:] = sys.argv[1:]
    sys.exit(learn() if verb == "learn" else score(*sys.argv[1:]))
