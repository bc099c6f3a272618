"""``python -m antiphon.workers.llm``: llama.cpp's server in a niced child process, on a port of its own.

Writes one line, ``ready PORT``, and then serves the OpenAI-compatible API on 127.0.0.1 to whoever shows the
key it was given in ``ANTIPHON_WORKER_KEY``. It ends when its stdin closes, which is how it notices that its
parent has died, and on SIGTERM.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import xllamacpp

KEY_VARIABLE: Final = "ANTIPHON_WORKER_KEY"
STRENGTH: Final = "antiphon.adapter.strength"
NICENESS: Final = 10
"""The sockets and the ear go first: a token that is 10 ms late is not heard, a late frame is."""


def parameters(arguments: argparse.Namespace, key: str) -> Any:
    """llama.cpp's settings for short prompts on few cores."""
    chosen = xllamacpp.CommonParams()
    chosen.model.path = str(arguments.model)
    if arguments.adapter is not None:
        adapter = xllamacpp.CommonAdapterLoraInfo()
        adapter.path = str(arguments.adapter)
        adapter.scale = own_strength(arguments.adapter) if arguments.strength is None else arguments.strength
        chosen.lora_adapters = [adapter]
    chosen.n_parallel = arguments.slots
    chosen.n_ctx = arguments.slots * arguments.context  # llama.cpp divides it among the slots
    # Small batches: a cancelled prefill stops after 64 tokens, and other slots' tokens come in between.
    chosen.n_batch = 64
    chosen.n_ubatch = 64
    chosen.cache_ram_mib = 64  # its own default is 8 GiB
    chosen.cache_type_k = xllamacpp.ggml_type.GGML_TYPE_Q8_0
    chosen.cache_type_v = xllamacpp.ggml_type.GGML_TYPE_Q8_0
    chosen.cpuparams.n_threads = arguments.threads
    chosen.cpuparams_batch.n_threads = arguments.threads
    chosen.verbosity = -1
    chosen.port = 0
    chosen.api_keys = [key]
    chosen.n_threads_http = arguments.slots + 4  # one per stream, and some for those that wait
    chosen.fit_params = False  # looks for a GPU's memory
    chosen.offline = True
    chosen.ui = False
    chosen.endpoint_slots = False  # would show one caller's prompt to another
    return chosen


def own_strength(adapter: Path) -> float:
    """How much of it is best, as its file says: llama.cpp does not read that."""
    from gguf import GGUFReader  # noqa: PLC0415  # half a second, where an adapter could not be merged

    field = GGUFReader(adapter).fields.get(STRENGTH)
    return 1.0 if field is None else float(field.contents())


def main() -> None:
    """Serves until stdin closes."""
    parser = argparse.ArgumentParser(prog="antiphon.workers.llm")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--slots", type=int, default=4)
    parser.add_argument("--context", type=int, default=1024, help="tokens per slot")
    parser.add_argument("--adapter", type=Path, help="tunes the model while it runs")
    parser.add_argument("--adapter-strength", dest="strength", type=float, help="in place of its own")
    arguments = parser.parse_args()
    # Ctrl-C reaches the whole process group: the parent decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    key = os.environ.pop(KEY_VARIABLE)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    # Whatever the library prints must not stand before the ready line: it goes to stderr.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server = xllamacpp.Server(parameters(arguments, key))
    out.write(f"ready {urlsplit(server.listening_address).port}\n")
    out.flush()
    sys.stdin.buffer.read()
    # Its threads may be in the middle of a prompt, and nobody waits for the answer.
    os._exit(0)


if __name__ == "__main__":
    main()
