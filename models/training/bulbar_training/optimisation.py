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


def _save(path: Path, content: dict[str, object]) -> None:
    """Whole file or none: written beside and renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(content, partial)
    os.replace(partial, path)


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
    generator = np.random.default_rng(seed)
    optimiser = torch.optim.AdamW(network.parameters(), settings.learning_rate, weight_decay=settings.weight_decay)
    steps = settings.epochs * -(-rows.size // settings.batch_size)
    if settings.schedule == "cosine":
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    else:
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.learning_rate, total_steps=steps)
    history: list[dict[str, float]] = []
    if checkpoint is not None and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        generator.bit_generator.state = state["generator"]
        torch.set_rng_state(state["torch"])
        history = state["history"]
    network.train()
    for epoch in range(len(history), settings.epochs):
        losses = []
        for batch in _batches(rows, settings.batch_size, generator):
            value = loss(network, batch, generator)
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            schedule.step()
            losses.append(value.item())
        history.append({"epoch": epoch + 1, "loss": float(np.mean(losses))})
        progress(
            f"epoch {epoch + 1}/{settings.epochs} loss {history[-1]['loss']:.3f}",
            (epoch + 1) / settings.epochs,
        )
        if checkpoint is not None:
            _save(
                checkpoint,
                {
                    "network": network.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "schedule": schedule.state_dict(),
                    "generator": generator.bit_generator.state,
                    "torch": torch.get_rng_state(),
                    "history": history,
                },
            )
    if checkpoint is not None:
        lines = ["epoch,loss", *(f"{row['epoch']},{row['loss']:.6f}" for row in history)]
        checkpoint.with_suffix(".csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return history
