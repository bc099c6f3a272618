"""Makes the embedded language model faster to read with: its Q4_1 weights, once, as Q8_0.

Each prompt token costs less time then, and the file is half as large again. It lies beside the file it was
made from, with a record of what it was made from and how.
"""

from __future__ import annotations

import errno
import mmap
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import numpy as np

from antiphon.errors import ModelError
from antiphon.models import records
from antiphon.models.gguf_file import Layout, Tensor, head, layout, padded
from antiphon.models.lock import SCRATCH_PREFIX, alone
from antiphon.models.progress import Progress, Quiet

RECIPE: Final = 1
"""Another number makes every installation encode again."""
SOURCE: Final = ".Q4_1.gguf"
TARGET: Final = ".Q8_0.gguf"
MOSTLY_Q8_0: Final = 7
"""What llama.cpp calls such a file."""
PIECE_WEIGHTS: Final = 1 << 20
"""Decoded at a time: 4 MB of floats, and as much again on the way."""


class Plan(NamedTuple):
    """What becomes of one tensor."""

    tensor: Tensor
    """As it will stand in the new table."""
    type: int
    """As it is encoded now."""
    at: int
    """Where it begins in the old file."""
    old_bytes: int
    new_bytes: int


def best_weights(directory: Path, progress: Progress | None = None) -> Path:
    """The file to load from a language model's directory: re-encoded, made now if it is not there yet.

    Blocks for some seconds the first time. Where the new file cannot be made, says why and returns the old one.
    """
    progress = progress or Quiet()
    source = next(directory.glob(f"*{SOURCE}"), None)
    if source is None:
        raise ModelError(f"{directory} holds no file *{SOURCE}: run `antiphon models pull`")
    target = source.with_name(source.name.removesuffix(SOURCE) + TARGET)
    if is_made(target):
        return target
    try:
        with alone(directory.parent.parent):
            if not is_made(target):  # somebody else may have made it while we waited
                progress.noted(f"encoding {source.name} as Q8_0, this once")
                _make(source, target)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        reason = "the disk is full" if full else error.strerror or str(error)
        progress.noted(f"{target.name} cannot be made ({reason}): prompts will be read more slowly")
        return source
    except (ValueError, NotImplementedError) as error:
        progress.noted(f"{source.name}: {error}; run `antiphon models verify`")
        return source
    return target


def is_made(target: Path) -> bool:
    """Whether the file is there, whole, and by today's recipe."""
    record = records.read(target.parent).get(target.name)
    if record is None or record.recipe != RECIPE:
        return False
    try:
        return target.stat().st_size == record.size_bytes
    except OSError:
        return False


def _make(source: Path, target: Path) -> None:
    with (
        source.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX, dir=target.parent.parent.parent) as scratch,
    ):
        old = layout(data)
        plans = list(_plan(old))
        new_head = head(old, (plan.tensor for plan in plans), MOSTLY_Q8_0)
        size_bytes = len(new_head) + sum(padded(plan.new_bytes, old.alignment) for plan in plans)
        if shutil.disk_usage(target.parent).free < size_bytes:
            raise OSError(errno.ENOSPC, "the disk is full")
        made = Path(scratch) / target.name
        with made.open("xb") as sink:
            sink.write(new_head)
            for plan in plans:
                _write(plan, data, sink)
                sink.write(bytes(padded(sink.tell(), old.alignment) - sink.tell()))
            records.settle(sink.fileno(), sink.flush)
        record = records.Record(records.hash_of(made), size_bytes, RECIPE, records.hash_of(source))
        made.replace(target)  # before its record: a file that nothing is known of is made again
        records.add(target.parent, {target.name: record})


def _plan(old: Layout) -> Iterator[Plan]:
    """Every quantised tensor becomes Q8_0; norms and the like stay as they are."""
    from gguf import GGML_QUANT_SIZES, GGMLQuantizationType  # noqa: PLC0415  # half a second, once

    offset = 0
    for tensor in old.tensors:
        weights = int(np.prod(tensor.shape))
        per_block, block_bytes = GGML_QUANT_SIZES[GGMLQuantizationType(tensor.type)]
        q8_weights, q8_bytes = GGML_QUANT_SIZES[GGMLQuantizationType.Q8_0]
        is_kept = per_block == 1 or tensor.type == GGMLQuantizationType.Q8_0
        old_bytes = weights // per_block * block_bytes
        new_bytes = old_bytes if is_kept else weights // q8_weights * q8_bytes
        kind = tensor.type if is_kept else int(GGMLQuantizationType.Q8_0)
        yield Plan(
            tensor._replace(type=kind, offset=offset),
            tensor.type,
            old.data_at + tensor.offset,
            old_bytes,
            new_bytes,
        )
        offset = padded(offset + new_bytes, old.alignment)


def _write(plan: Plan, data: mmap.mmap, sink: BinaryIO) -> None:
    """Copy a tensor, or decode and encode it, some rows at a time."""
    if plan.at + plan.old_bytes > len(data):
        raise ValueError("the file ends in the middle")
    if plan.tensor.type == plan.type:
        sink.write(data[plan.at : plan.at + plan.old_bytes])
        return
    from gguf import GGMLQuantizationType, quants  # noqa: PLC0415  # as above

    row = plan.tensor.shape[0]
    rows = int(np.prod(plan.tensor.shape[1:]))
    raw: Any = np.frombuffer(data[plan.at : plan.at + plan.old_bytes], np.uint8).reshape(rows, -1)
    step = max(1, PIECE_WEIGHTS // row)
    for first in range(0, rows, step):
        weights = quants.dequantize(raw[first : first + step], GGMLQuantizationType(plan.type))
        sink.write(quants.quantize(weights, GGMLQuantizationType.Q8_0).tobytes())
