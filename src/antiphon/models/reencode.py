"""Makes of the embedded language model's Q4_1 weights, once, what is loaded: Q8_0, with an adapter merged into it.

Each prompt token costs less time then, and the file is half as large again. As Q4_1 it would be rounded so coarsely
that nothing of the adapter were left. It lies beside the file it was made from, with a record of what it was made
from and how.
"""

from __future__ import annotations

import contextlib
import errno
import mmap
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import numpy as np

from antiphon.errors import ModelError
from antiphon.models import records
from antiphon.models.adapter import Adapter
from antiphon.models.gguf_file import Layout, Tensor, head, layout, mapped, padded
from antiphon.models.lock import SCRATCH_PREFIX, alone, unused
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
    is_kept: bool
    """It is copied as it is."""


class Weights(NamedTuple):
    """What the embedded language model is loaded from."""

    file: Path
    adapter: Path | None = None
    """To be applied while it runs: it could not be merged."""


def best_weights(directory: Path, progress: Progress | None = None) -> Path:
    """The untuned file to load from a language model's directory: re-encoded, made now if it is not there yet.

    Blocks for some seconds the first time. Where the new file cannot be made, says why and returns the old one.
    """
    progress = progress or Quiet()
    source = source_of(directory)
    target = _untuned(source)
    try:
        _ensure(source, target, None, progress)
    except OSError as error:
        progress.noted(f"{target.name} cannot be made ({_reason(error)}): prompts will be read more slowly")
        return source
    except (ValueError, NotImplementedError) as error:
        progress.noted(f"{source.name}: {error}; run `antiphon models verify`")
        return source
    return target


def tuned_weights(directory: Path, adapter: Adapter, progress: Progress | None = None) -> Weights:
    """The file to load that ``adapter`` was merged into, made now if it is not there yet.

    Blocks for some seconds the first time. Raises `ModelError` if the adapter does not fit or is damaged. Where
    the file cannot be made, says why: the adapter then tunes the model while it runs.
    """
    progress = progress or Quiet()
    source = source_of(directory)
    stem = source.name.removesuffix(SOURCE)
    target = source.with_name(f"{stem}.tuned-{adapter.sha256[:12]}-{adapter.strength:g}{TARGET}")
    try:
        _ensure(source, target, adapter, progress)
    except OSError as error:
        untuned = _untuned(source)
        progress.noted(
            f"{source.name} cannot be tuned once for all ({_reason(error)}): it is tuned while it runs, more slowly"
        )
        return Weights(untuned if is_made(untuned) else source, adapter.path)
    except (ValueError, NotImplementedError) as error:
        progress.noted(f"{source.name}: {error}; run `antiphon models verify`")
        return Weights(source)
    return Weights(target)


def is_made(target: Path, adapter: Adapter | None = None) -> bool:
    """Whether the file is there, whole, by today's recipe, and with just this adapter in it."""
    record = records.read(target.parent).get(target.name)
    if record is None or record.recipe != RECIPE:
        return False
    merged = (adapter.sha256, adapter.strength) if adapter else (None, None)
    if (record.adapter, record.strength) != merged:
        return False
    try:
        return target.stat().st_size == record.size_bytes
    except OSError:
        return False


def source_of(directory: Path) -> Path:
    """The file as it was published."""
    source = next(directory.glob(f"*{SOURCE}"), None)
    if source is None:
        raise ModelError(f"{directory} holds no file *{SOURCE}: run `antiphon models pull`")
    return source


def _untuned(source: Path) -> Path:
    return source.with_name(source.name.removesuffix(SOURCE) + TARGET)


def _reason(error: OSError) -> str:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return "the disk is full" if full else error.strerror or str(error)


def _ensure(source: Path, target: Path, adapter: Adapter | None, progress: Progress) -> None:
    """Make ``target`` if it is not there: once, however many processes want it."""
    if is_made(target, adapter):
        return
    if adapter is not None:
        with mapped(source) as data:
            adapter.check(layout(data))
    with alone(target.parent.parent.parent):
        if is_made(target, adapter):  # somebody else may have made it while we waited
            return
        doing = f"encoding {source.name} as Q8_0" if adapter is None else f"tuning {source.name}"
        progress.noted(f"{doing}, this once")
        _make(source, target, adapter)
        for path in _needless(source, target, adapter):
            _delete(path)


def _needless(source: Path, target: Path, adapter: Adapter | None) -> list[Path]:
    """What was made before, and is not needed now that ``target`` is: each is as large as the model.

    The untuned weights are wanted beside the tuned ones, if at all, for comparison: they take nothing's place.
    """
    known = records.read(target.parent)
    others = set(source.parent.glob(f"{source.name.removesuffix(SOURCE)}*{TARGET}")) - {target}
    return sorted(
        path
        for path in others
        if adapter is not None or path.name not in known or known[path.name].recipe != RECIPE
    )


def _delete(path: Path) -> None:
    """Delete a file that nobody has loaded; whoever wants it again makes it again."""
    with unused(path) as is_free, contextlib.suppress(OSError):
        if is_free:
            records.drop(path.parent, path.name)  # first: a record without its file would look like damage
            path.unlink()


def _make(source: Path, target: Path, adapter: Adapter | None) -> None:
    with (
        mapped(source) as data,
        tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX, dir=target.parent.parent.parent) as scratch,
    ):
        old = layout(data)
        plans = list(_plan(old, adapter))
        new_head = head(old, (plan.tensor for plan in plans), MOSTLY_Q8_0)
        size_bytes = len(new_head) + sum(padded(plan.new_bytes, old.alignment) for plan in plans)
        _make_room(size_bytes, target, _needless(source, target, adapter))
        made = Path(scratch) / target.name
        with made.open("xb") as sink:
            sink.write(new_head)
            for plan in plans:
                _write(plan, data, sink, adapter)
                sink.write(bytes(padded(sink.tell(), old.alignment) - sink.tell()))
            records.settle(sink.fileno(), sink.flush)
        merged = (adapter.sha256, adapter.strength) if adapter else (None, None)
        record = records.Record(records.hash_of(made), size_bytes, RECIPE, records.hash_of(source), *merged)
        made.replace(target)  # before its record: a file that nothing is known of is made again
        records.add(target.parent, {target.name: record})


def _make_room(size_bytes: int, target: Path, needless: Sequence[Path]) -> None:
    """See to it that so much fits on the disk; `OSError` if it cannot."""
    lacking = size_bytes - shutil.disk_usage(target.parent).free
    if lacking <= 0:
        return
    if sum(path.stat().st_size for path in needless) >= lacking:
        for path in needless:
            _delete(path)
    if shutil.disk_usage(target.parent).free < size_bytes:
        raise OSError(errno.ENOSPC, "the disk is full")


def _plan(old: Layout, adapter: Adapter | None) -> Iterator[Plan]:
    """Every quantised tensor becomes Q8_0, and every tuned one; norms and the like stay as they are."""
    from gguf import GGML_QUANT_SIZES, GGMLQuantizationType  # noqa: PLC0415  # half a second, once

    offset = 0
    for tensor in old.tensors:
        weights = int(np.prod(tensor.shape))
        per_block, block_bytes = GGML_QUANT_SIZES[GGMLQuantizationType(tensor.type)]
        q8_weights, q8_bytes = GGML_QUANT_SIZES[GGMLQuantizationType.Q8_0]
        is_tuned = adapter is not None and tensor.name in adapter.pairs
        is_kept = not is_tuned and (per_block == 1 or tensor.type == GGMLQuantizationType.Q8_0)
        old_bytes = weights // per_block * block_bytes
        new_bytes = old_bytes if is_kept else weights // q8_weights * q8_bytes
        kind = tensor.type if is_kept else int(GGMLQuantizationType.Q8_0)
        yield Plan(
            tensor._replace(type=kind, offset=offset),
            tensor.type,
            old.data_at + tensor.offset,
            old_bytes,
            new_bytes,
            is_kept,
        )
        offset = padded(offset + new_bytes, old.alignment)


def _write(plan: Plan, data: mmap.mmap, sink: BinaryIO, adapter: Adapter | None) -> None:
    """Copy a tensor, or decode, tune and encode it, some rows at a time."""
    if plan.at + plan.old_bytes > len(data):
        raise ValueError("the file ends in the middle")
    if plan.is_kept:
        sink.write(data[plan.at : plan.at + plan.old_bytes])
        return
    from gguf import GGMLQuantizationType, quants  # noqa: PLC0415  # as above

    row = plan.tensor.shape[0]
    rows = int(np.prod(plan.tensor.shape[1:]))
    raw: Any = np.frombuffer(data[plan.at : plan.at + plan.old_bytes], np.uint8).reshape(rows, -1)
    factors = adapter.factors(plan.tensor.name) if adapter else None
    step = max(1, PIECE_WEIGHTS // row)
    for first in range(0, rows, step):
        weights = quants.dequantize(raw[first : first + step], GGMLQuantizationType(plan.type))
        if factors is not None:
            up, down = factors
            # Not `@`: a product so small takes longer on two threads that wait for each other than on one.
            weights = weights + np.einsum("ir,rj->ij", up[first : first + step], down)
        sink.write(quants.quantize(weights, GGMLQuantizationType.Q8_0).tobytes())
