"""A neighbour nobody wants, in a process of its own: ``python -m antiphon.bench.hostile KIND ADDRESS``, until stopped.

It does nothing that a server could refuse at the door: it is a caller like any other, and as fast as the socket.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

from antiphon.bench.script import CYCLE, FRAME_S, masked, setup_frame, write
from antiphon.client.connect import PATH

PICTURE_BYTES: Final = 7_000_000
HURRY: Final = 100


def tiny() -> Iterator[bytes]:
    """``{}``, as often as possible: the message that costs its sender least."""
    block = masked("{}") * 4096
    while True:
        yield block


def pictures() -> Iterator[bytes]:
    """Images of 7 MB, one after another."""
    data = base64.b64encode(os.urandom(PICTURE_BYTES)).decode()
    frame = masked(json.dumps({"realtimeInput": {"video": {"mimeType": "image/jpeg", "data": data}}}))
    while True:
        yield frame


def hurried() -> Iterator[bytes]:
    """Speech and pauses at 100 times the speed of life, 20 ms a frame."""
    frames, started_at, sent = write().frames, time.perf_counter(), 0
    while True:
        yield b"".join(frames[(sent + each) % CYCLE] for each in range(10))
        sent += 10
        time.sleep(max(started_at + sent * FRAME_S / HURRY - time.perf_counter(), 0.0))


def values() -> Iterator[bytes]:
    """Messages of as many values as are read at all."""
    members = ",".join(f'"k{n}":0' for n in range(60_000))
    frame = masked(f'{{"toolResponse":{{"functionResponses":[{{"response":{{{members}}}}}]}}}}')
    while True:
        yield frame


def deaf() -> Iterator[bytes]:
    """Asks for long answers and reads none of them."""
    question = masked(json.dumps({"realtimeInput": {"text": "word " * 500}}))
    while True:
        yield question
        time.sleep(0.05)


KINDS: Final[dict[str, Callable[[], Iterator[bytes]]]] = {
    "tiny": tiny,
    "pictures": pictures,
    "hurried": hurried,
    "values": values,
    "deaf": deaf,
}


def annoy(kind: str, base_url: str) -> None:
    """One connection after another: whoever is thrown out comes back."""
    address = urlsplit(base_url)
    head = (
        f"GET {PATH}?key=x HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    while True:
        try:
            with socket.create_connection((address.hostname or "", address.port or 0)) as connection:
                connection.sendall(head.encode())
                connection.recv(4096)
                connection.sendall(setup_frame())
                connection.recv(4096)
                for block in KINDS[kind]():
                    connection.sendall(block)
                    if kind != "deaf":
                        _listen(connection)
        except OSError:
            time.sleep(0.05)


def _listen(connection: socket.socket) -> None:
    """Takes what has come, so that only what is sent can hurt."""
    try:
        while connection.recv(1 << 20, socket.MSG_DONTWAIT):
            pass
    except BlockingIOError:
        pass


if __name__ == "__main__":
    annoy(sys.argv[1], sys.argv[2])
