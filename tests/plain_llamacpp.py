"""llama.cpp's server, as it is: what the model is served by, to compare with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

SERVE = """
import os, sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.use_jinja = sys.argv[1], False
params.n_parallel, params.n_ctx, params.port, params.verbosity = 1, 512, 0, -1
params.cpuparams.n_threads = 1
params.fit_params, params.offline, params.ui, params.warmup = False, True, False, False
if len(sys.argv) > 2:
    adapter = xllamacpp.CommonAdapterLoraInfo()
    adapter.path, adapter.scale = sys.argv[2], 1.0
    params.lora_adapters = [adapter]
server = xllamacpp.Server(params)
print("serving", server.listening_address, flush=True)
sys.stdin.read()
os._exit(0)
"""


@contextmanager
def serving(model: Path, *adapter: Path) -> Iterator[httpx.Client]:
    """A model, with an adapter if there is one."""
    command = [sys.executable, "-c", SERVE, str(model), *map(str, adapter)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if line.startswith("serving "))
        with httpx.Client(base_url=line.split()[1], timeout=50) as client:
            yield client
        process.communicate()


def tokenized(client: httpx.Client, text: str) -> list[int]:
    body = {"content": text, "add_special": True, "parse_special": True}
    tokens: list[int] = client.post("/tokenize", json=body).json()["tokens"]
    return tokens


def continued(client: httpx.Client, ids: list[int], count: int) -> list[dict[int, float]]:
    """Greedily, so many tokens: of each, the likeliest ones and their logarithms, the chosen one first."""
    body = {
        "prompt": ids, "n_predict": count, "temperature": 0.0, "n_probs": 5, "cache_prompt": False, "ignore_eos": True
    }  # fmt: skip
    found: dict[str, Any] = client.post("/completion", json=body).json()
    return [
        {each["id"]: each["logprob"] for each in place["top_logprobs"]}
        for place in found["completion_probabilities"]
    ]
