"""One run of training: its steps, and how it is left and taken up again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, NamedTuple

import torch

from brain import adapter
from brain.course import Course, Seen
from brain.llama import Llama
from brain.settings import Settings
from brain.tokens import Batch, Example, Tokens, batch

LAST: Final = "last.pt"
STEADY: Final = "steady.pt"
"""Where the learning rate began to fall: a longer run goes on from here."""
ADAPTER: Final = "adapter.gguf"


class Changed(Exception):  # noqa: N818  # it says what happened
    """A run cannot go on, because what it was made of is no longer the same."""


class Step(NamedTuple):
    """What one step showed."""

    loss: float
    norm: float
    """Of the gradient, before it was clipped."""
    rate: float
    tokens: int
    seconds: float


class Run:
    """A network, what it learns from, and how far it is. Directory: ``last.pt``, ``steady.pt``, ``adapter.gguf``."""

    def __init__(self, directory: Path, base: Path, settings: Settings, base_sha256: str) -> None:
        self.directory = directory
        self.settings = settings
        self.base_sha256 = base_sha256
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.tokens = Tokens(base)
        self.llama = Llama(base, settings.rank, settings.scale, seed=settings.seed, device=self.device)
        self.course = Course(self.tokens, settings.seed, settings.batch)
        self.steps = 0
        self._optimiser = torch.optim.AdamW(
            [self.llama.learned], lr=0.0, betas=settings.betas, weight_decay=0.0, fused=True
        )

    @property
    def seen(self) -> Seen:
        return self.course.seen

    @property
    def is_done(self) -> bool:
        return self.seen.tokens >= self.settings.tokens

    def step(self) -> Step:
        """Learn from one more batch."""
        begun, before = time.perf_counter(), self.seen.tokens
        rate = self.settings.rate(before)
        mean, _ = self._loss(next(self.course))
        mean.backward()
        norm = torch.nn.utils.clip_grad_norm_([self.llama.learned], self.settings.clip)
        self._optimiser.param_groups[0]["lr"] = rate
        self._optimiser.step()
        self.llama.gradient.zero_()
        self.llama.merge()
        self.steps += 1
        if before < self.settings.decays_at <= self.seen.tokens:
            self._save(STEADY)
        seconds = time.perf_counter() - begun
        return Step(float(mean), float(norm), rate, self.seen.tokens - before, seconds)

    def measure(self, examples: Mapping[str, Sequence[Example]]) -> dict[str, float]:
        """The mean loss per word of the model's, by family."""
        found = {}
        with torch.no_grad():
            for family, some in examples.items():
                losses = [self._loss(batch([each]))[1] for each in some]
                found[family] = float(torch.cat(losses).mean())
        return found

    def _loss(self, some: Batch) -> Any:
        ids, wanted, targets = (
            torch.tensor(each, device=self.device) for each in (some.ids, some.wanted, some.targets)
        )
        return self.llama.loss(ids, some.lengths, wanted, targets)

    def export(self, name: str) -> adapter.Adapter:
        """What was learned so far, as it is shipped."""
        recipe = self.settings.digest(self.seen.digest, self.base_sha256)
        about = adapter.About(name, recipe, self.base_sha256)
        return adapter.Adapter(self.llama.pairs(), self.settings.scale, about)

    def save(self) -> None:
        """Everything to go on from, and the adapter as it is now."""
        self._save(LAST)
        adapter.write(self.directory / ADAPTER, self.export(self.directory.name))

    def _save(self, name: str) -> None:
        held = {
            "settings": asdict(self.settings),
            "base": self.base_sha256,
            "steps": self.steps,
            "seen": self.seen.plain(),
            "learned": self.llama.learned.detach().cpu(),
            "optimiser": self._optimiser.state_dict(),
        }
        partial = self.directory / f"{name}.partial"
        torch.save(held, partial)
        partial.replace(self.directory / name)

    def resume(self) -> bool:
        """Go on where the directory's run was left; ``False`` if it holds none.

        A run that is to become longer goes on from where its learning rate began to fall.
        """
        held = self._held(LAST)
        if held is None:
            return False
        was = _settings(held)
        if was != self.settings and held["seen"]["tokens"] > was.decays_at:
            held = self._held(STEADY)
            if held is None:
                raise Changed(f"{self.directory} has no {STEADY} to be prolonged from")
        if held["base"] != self.base_sha256 or not was.is_prolonged(self.settings):
            raise Changed(f"{self.directory} was begun with another model, or with {was}")
        if held["seen"]["tokens"] > self.settings.decays_at and was != self.settings:
            raise Changed(f"{self.directory} is too far to become a run of {self.settings.tokens} tokens")
        self._take(held)
        return True

    def _held(self, name: str) -> dict[str, Any] | None:
        path = self.directory / name
        if not path.exists():
            return None
        held: dict[str, Any] = torch.load(path, map_location=self.device, weights_only=True)
        return held

    def _take(self, held: Mapping[str, Any]) -> None:
        seen = Seen(**{**held["seen"], "families": Counter(held["seen"]["families"])})
        self.course.skip(seen.dialogues)
        if self.seen != seen:
            raise Changed(f"the recipe of the data is not the one that {self.directory} was begun with")
        self.steps = held["steps"]
        self.llama.learned.data.copy_(held["learned"])
        self.llama.merge()
        self._optimiser.load_state_dict(held["optimiser"])


def _settings(held: Mapping[str, Any]) -> Settings:
    return Settings(**{**held["settings"], "betas": tuple(held["settings"]["betas"])})
