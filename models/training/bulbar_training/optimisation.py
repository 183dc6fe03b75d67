"""The training loop of networks: AdamW, one-cycle or cosine schedule, checkpoints that resume bit for bit."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor, nn

from bulbar_training.waveforms import Progress

Loss = Callable[[nn.Module, np.ndarray, np.random.Generator], Tensor]


class OptimisationSettings(BaseModel):
    """``optimisation:`` of a recipe."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    epochs: int
    batch_size: int
    learning_rate: float
    """Peak of the one-cycle schedule, start of the cosine."""
    weight_decay: float
    label_smoothing: float = 0.0
    schedule: Literal["one-cycle", "cosine"] = "one-cycle"


def _batches(rows: np.ndarray, size: int, generator: np.random.Generator) -> list[np.ndarray]:
    """Shuffled batches of nearly equal size, none larger than ``size``."""
    return np.array_split(generator.permutation(rows), -(-rows.size // size))


class _Training:
    """What changes while a network is trained: written whole or not at all, and read back."""

    def __init__(self, network: nn.Module, steps: int, seed: int, settings: OptimisationSettings) -> None:
        self.network = network
        self.generator = np.random.default_rng(seed)
        self.optimiser = torch.optim.AdamW(
            network.parameters(), settings.learning_rate, weight_decay=settings.weight_decay
        )
        self.schedule = _schedule(self.optimiser, steps, settings)
        self.history: list[dict[str, float]] = []

    def step(self, loss: Tensor) -> float:
        """One step down the gradient of a batch's loss, which it returns."""
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        self.schedule.step()
        return loss.item()

    def save(self, path: Path) -> None:
        """Whole file or none: written beside and renamed."""
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "generator": self.generator.bit_generator.state,
            "torch": torch.get_rng_state(),
            "history": self.history,
        }
        partial = path.with_suffix(".partial")
        torch.save(content, partial)
        os.replace(partial, path)

    def restore(self, path: Path) -> None:
        """Goes on where :meth:`save` was."""
        content = torch.load(path, weights_only=False)
        self.network.load_state_dict(content["network"])
        self.optimiser.load_state_dict(content["optimiser"])
        self.schedule.load_state_dict(content["schedule"])
        self.generator.bit_generator.state = content["generator"]
        torch.set_rng_state(content["torch"])
        self.history = content["history"]


def _schedule(
    optimiser: torch.optim.Optimizer, steps: int, settings: OptimisationSettings
) -> torch.optim.lr_scheduler.LRScheduler:
    if settings.schedule == "cosine":
        return torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    return torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.learning_rate, total_steps=steps)


def optimise(
    network: nn.Module,
    loss: Loss,
    rows: np.ndarray,
    seed: int,
    settings: OptimisationSettings,
    checkpoint: Path | None,
    progress: Progress,
) -> list[dict[str, float]]:
    """Trains in place and returns the mean loss of every epoch.

    With ``checkpoint`` the state is written after every epoch and read back when the file is there; the resumed
    run ends in the same weights as an uninterrupted one. The learning curve is written beside it as CSV.
    """
    steps = settings.epochs * -(-rows.size // settings.batch_size)
    training = _Training(network, steps, seed, settings)
    if checkpoint is not None and checkpoint.exists():
        training.restore(checkpoint)
    network.train()
    for epoch in range(len(training.history) + 1, settings.epochs + 1):
        batches = _batches(rows, settings.batch_size, training.generator)
        losses = [training.step(loss(network, batch, training.generator)) for batch in batches]
        training.history.append({"epoch": epoch, "loss": float(np.mean(losses))})
        told = f"epoch {epoch}/{settings.epochs} loss {training.history[-1]['loss']:.3f}"
        progress(told, epoch / settings.epochs)
        if checkpoint is not None:
            training.save(checkpoint)
    if checkpoint is not None:
        lines = ["epoch,loss", *(f"{row['epoch']},{row['loss']:.6f}" for row in training.history)]
        checkpoint.with_suffix(".csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return training.history
