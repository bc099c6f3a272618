"""The network that is trained: llama's, read from the GGUF file that is served, with low-rank changes to every projection.

Only the changes learn. Before every step they are added into the weights, as they are when they are served: the
network then runs at the speed of a plain one, and what the changes cost is four thin products on the way back.
Heads are rotated in the order in which GGUF files keep them, so nothing has to be permuted on the way in or out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import torch
from gguf import GGUFReader
from gguf.quants import dequantize
from torch import Tensor
from torch.nn.functional import rms_norm, scaled_dot_product_attention

from brain.adapter import Pair

FUSED: Final = (("attn_q", "attn_k", "attn_v"), ("attn_output",), ("ffn_gate", "ffn_up"), ("ffn_down",))
"""Projections of the same input are one product."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a network of this kind is described by."""

    layers: int
    width: int
    heads: int
    value_heads: int
    rope_base: float
    epsilon: float

    @property
    def head(self) -> int:
        """Numbers per head."""
        return self.width // self.heads


class Part(NamedTuple):
    """One projection of a fused one, and what it learns."""

    name: str
    rows: slice
    a: Tensor
    b: Tensor
    a_grad: Tensor
    b_grad: Tensor


class Projection:
    """A product with frozen weights, to which the learned ones are added."""

    def __init__(self, frozen: Tensor, parts: Sequence[Part], scale: float) -> None:
        self.frozen = frozen
        self.merged = frozen.clone()
        self.parts = parts
        self.scale = scale

    def merge(self) -> None:
        """Take up what was learned."""
        for part in self.parts:
            rows = part.rows
            torch.addmm(self.frozen[rows], part.b, part.a, alpha=self.scale, out=self.merged[rows])

    def learn(self, x: Tensor, above: Tensor) -> None:
        """Add up the gradients of what is learned."""
        for part in self.parts:
            over = above[:, part.rows]
            part.b_grad.addmm_(over.t(), x @ part.a.t(), alpha=self.scale)
            part.a_grad.addmm_((over @ part.b).t(), x, alpha=self.scale)


class _Project(torch.autograd.Function):
    """The product, and the thin ones on the way back."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, _learned: Tensor, projection: Projection) -> Tensor:
        ctx.save_for_backward(x)
        ctx.projection = projection
        return x @ projection.merged.t()

    @staticmethod
    def backward(ctx: Any, above: Tensor) -> tuple[Tensor | None, None, None]:
        (x,) = ctx.saved_tensors
        ctx.projection.learn(x, above)
        return (above @ ctx.projection.merged if ctx.needs_input_grad[0] else None), None, None


class _Gate(torch.autograd.Function):
    """``silu(gate) * up``, both in one array."""

    @staticmethod
    def forward(ctx: Any, both: Tensor) -> Tensor:
        ctx.save_for_backward(both)
        gate, up = both.chunk(2, -1)
        return torch.nn.functional.silu(gate).mul_(up)

    @staticmethod
    def backward(ctx: Any, above: Tensor) -> Tensor:
        (both,) = ctx.saved_tensors
        gate, up = both.chunk(2, -1)
        below = torch.empty_like(both)
        gate_below, up_below = below.chunk(2, -1)
        torch.mul(above, torch.nn.functional.silu(gate), out=up_below)
        torch.ops.aten.silu_backward.grad_input(above * up, gate, grad_input=gate_below)
        return below


class _Loss(torch.autograd.Function):
    """The cross entropy of the next words: the mean, and of each."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, embedding: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        scores = x @ embedding.t()
        scores -= scores.amax(-1, keepdim=True)
        right = scores.gather(1, targets[:, None]).squeeze(1)
        total = scores.exp_().sum(-1)
        losses = total.log() - right
        if ctx.needs_input_grad[0]:
            scores /= total[:, None]
            scores.scatter_add_(1, targets[:, None], torch.full_like(right, -1)[:, None])
            ctx.save_for_backward((scores @ embedding).div_(len(targets)))
        ctx.mark_non_differentiable(losses)
        return losses.mean(), losses

    @staticmethod
    def backward(ctx: Any, above: Tensor, _losses: Tensor) -> tuple[Tensor, None, None]:
        (below,) = ctx.saved_tensors
        return below * above, None, None


class Layer(NamedTuple):
    """One block."""

    attention_norm: Tensor
    attention: Projection
    output: Projection
    feed_norm: Tensor
    gate: Projection
    down: Projection


class Llama:
    """The network. `learned` and `gradient` are one long array each, of which every layer has its pieces."""

    def __init__(self, path: Path, rank: int, scale: float, *, seed: int = 0, device: str = "cpu") -> None:
        reader = GGUFReader(path)
        weights = {
            each.name: torch.from_numpy(dequantize(each.data, each.tensor_type)).to(device)
            for each in reader.tensors
        }
        self.shape = _shape(reader)
        self.embedding = weights["token_embd.weight"]
        self.last_norm = weights["output_norm.weight"]
        count = sum(rank * sum(weights[name].shape) for name in _names(self.shape.layers))
        self.learned = torch.zeros(count, device=device, requires_grad=True)
        self.gradient = torch.zeros(count, device=device)
        self.learned.grad = self.gradient
        self.rank, self.scale = rank, scale
        self._at = 0
        self.layers = [self._layer(weights, number) for number in range(self.shape.layers)]
        self._draw(seed)

    def _layer(self, weights: dict[str, Tensor], number: int) -> Layer:
        made = []
        for fused in FUSED:
            names = [f"blk.{number}.{name}.weight" for name in fused]
            frozen = torch.cat([weights[name] for name in names])
            parts, row = [], 0
            for name in names:
                rows, width = weights[name].shape
                (a, a_grad), (b, b_grad) = self._piece(self.rank, width), self._piece(rows, self.rank)
                parts.append(Part(name, slice(row, row + rows), a, b, a_grad, b_grad))
                row += rows
            made.append(Projection(frozen, parts, self.scale))
        norms = [weights[f"blk.{number}.{name}.weight"] for name in ("attn_norm", "ffn_norm")]
        return Layer(norms[0], made[0], made[1], norms[1], made[2], made[3])

    def _piece(self, rows: int, columns: int) -> tuple[Tensor, Tensor]:
        begin, self._at = self._at, self._at + rows * columns
        learned, gradient = self.learned.detach(), self.gradient
        return learned[begin : self._at].view(rows, columns), gradient[begin : self._at].view(rows, columns)

    def _draw(self, seed: int) -> None:
        """What every change begins with: chance on the way in, nothing on the way out."""
        chance = torch.Generator().manual_seed(seed)
        for part in self.parts():
            bound = 1 / math.sqrt(part.a.shape[1])
            part.a.copy_(torch.rand(part.a.shape, generator=chance).mul_(2 * bound).sub_(bound))
        self.merge()

    def projections(self) -> Iterator[Projection]:
        for layer in self.layers:
            yield from (layer.attention, layer.output, layer.gate, layer.down)

    def parts(self) -> Iterator[Part]:
        for projection in self.projections():
            yield from projection.parts

    def merge(self) -> None:
        """Take up what was learned: after every change of it."""
        for projection in self.projections():
            projection.merge()

    def pairs(self) -> dict[str, Pair]:
        """What was learned, by the name of the tensor that it changes."""
        return {part.name: Pair(part.a.cpu().numpy(), part.b.cpu().numpy()) for part in self.parts()}

    def take(self, pairs: dict[str, Pair]) -> None:
        """Begin from what was learned before, with the same rank and scale."""
        for part in self.parts():
            pair = pairs[part.name]
            part.a.copy_(torch.from_numpy(pair.a))
            part.b.copy_(torch.from_numpy(pair.b))
        self.merge()

    def read(self, ids: Tensor, lengths: Sequence[int], wanted: Tensor) -> Tensor:
        """What the network makes of conversations that lie one behind the other, where it is wanted."""
        turns = _turns(self.shape, lengths, ids.device)
        x = self.embedding[ids]
        last = len(self.layers) - 1
        for number, layer in enumerate(self.layers):
            seen = self._attend(layer, x, turns, lengths)
            if number == last:  # nobody looks at the other words from here on
                seen, x = seen[wanted], x[wanted]
            x = x + self._project(seen, layer.output)
            inner = rms_norm(x, (self.shape.width,), layer.feed_norm, self.shape.epsilon)
            x = x + self._project(_Gate.apply(self._project(inner, layer.gate)), layer.down)
        return rms_norm(x, (self.shape.width,), self.last_norm, self.shape.epsilon)

    def loss(self, ids: Tensor, lengths: Sequence[int], wanted: Tensor, targets: Tensor) -> Any:
        """The mean over the words that are wanted, to learn from, and that of each."""
        return _Loss.apply(self.read(ids, lengths, wanted), self.embedding, targets)

    def _project(self, x: Tensor, projection: Projection) -> Tensor:
        return _Project.apply(x, self.learned, projection)

    def _attend(self, layer: Layer, x: Tensor, turns: Tensor, lengths: Sequence[int]) -> Tensor:
        shape = self.shape
        inner = rms_norm(x, (shape.width,), layer.attention_norm, shape.epsilon)
        heads = self._project(inner, layer.attention).view(len(x), -1, shape.head)
        both, values = heads.split((shape.heads + shape.value_heads, shape.value_heads), 1)
        both = torch.view_as_real(
            torch.view_as_complex(both.reshape(*both.shape[:2], -1, 2)) * turns
        ).flatten(2)
        queries, keys = both.split((shape.heads, shape.value_heads), 1)
        group = shape.heads // shape.value_heads
        found = [
            scaled_dot_product_attention(*(each.transpose(0, 1)[None] for each in three), is_causal=True)
            for three in zip(
                queries.split(lengths),
                keys.repeat_interleave(group, 1).split(lengths),
                values.repeat_interleave(group, 1).split(lengths),
                strict=True,
            )
        ]
        return torch.cat([each[0].transpose(0, 1) for each in found]).flatten(1)


def _shape(reader: Any) -> Shape:
    def value(key: str) -> Any:
        return reader.fields[f"llama.{key}"].contents()

    return Shape(
        layers=value("block_count"),
        width=value("embedding_length"),
        heads=value("attention.head_count"),
        value_heads=value("attention.head_count_kv"),
        rope_base=value("rope.freq_base"),
        epsilon=value("attention.layer_norm_rms_epsilon"),
    )


def _names(layers: int) -> Iterator[str]:
    for number in range(layers):
        for fused in FUSED:
            yield from (f"blk.{number}.{name}.weight" for name in fused)


def _turns(shape: Shape, lengths: Sequence[int], device: Any) -> Tensor:
    """By how much each pair of a head's numbers is turned, at each position: complex numbers."""
    places = torch.cat([torch.arange(length, device=device) for length in lengths])
    speeds = shape.rope_base ** (-torch.arange(0, shape.head, 2, device=device) / shape.head)
    angles = places[:, None] * speeds
    return torch.polar(torch.ones_like(angles), angles)[:, None]
