"""Audio Spectrogram Transformer (Gong, Chung & Glass, Interspeech 2021) with the authors' parameter names.

16 kHz, exactly 10 s, 128 HTK mel bands of Kaldi's definition, patches of 16 x 16 every 10, class and distillation
token. Explained by attention rollout (Abnar & Zuidema, ACL 2020), which is part of the graph.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from bulbar_training.networks.vit import Block, PatchEmbed

SAMPLE_RATE_HZ = 16000
FRAME, HOP, FFT = 400, 160, 512
FRAMES, BANDS = 1024, 128
MINIMUM_HZ, MAXIMUM_HZ = 20.0, 8000.0
MEAN, DEVIATION = -4.2677393, 4.5689974
"""Of AudioSet's log-mel values, by the authors."""


def kaldi_mel_matrix() -> np.ndarray:
    """HTK mel triangles over the bins of a 512-point transform ``[257, 128]`` (Kaldi: straight in mel, peak 1)."""

    def mel(frequency_hz: np.ndarray) -> np.ndarray:
        return 1127.0 * np.log1p(frequency_hz / 700.0)

    corners = np.linspace(mel(np.float64(MINIMUM_HZ)), mel(np.float64(MAXIMUM_HZ)), BANDS + 2)
    bins = mel(np.arange(FFT // 2 + 1) * SAMPLE_RATE_HZ / FFT)[:, None]
    rising = (bins - corners[:-2]) / (corners[1:-1] - corners[:-2])
    falling = (corners[2:] - bins) / (corners[2:] - corners[1:-1])
    weights = np.maximum(0.0, np.minimum(rising, falling))
    weights[-1] = 0.0  # Kaldi leaves the Nyquist bin out
    return weights


def frame_transform() -> tuple[np.ndarray, np.ndarray]:
    """Mean removal, pre-emphasis 0.97, symmetric Hann window and Fourier transform of a frame as two matrices."""
    centre = np.eye(FRAME) - 1.0 / FRAME
    emphasis = np.eye(FRAME) - 0.97 * np.eye(FRAME, k=-1)
    emphasis[0, 0] -= 0.97  # the first sample precedes itself
    window = np.hanning(FRAME)[:, None]
    angle = 2 * np.pi * np.outer(np.arange(FRAME), np.arange(FFT // 2 + 1)) / FFT
    before = (window * (emphasis @ centre)).T
    return before @ np.cos(angle), before @ np.sin(angle)


class Fbank(nn.Module):
    """Kaldi's log-mel filter bank: waveform ``[1, samples]`` -> natural logarithm ``[1, frames, 128]``."""

    def __init__(self) -> None:
        super().__init__()
        for name, matrix in zip(("cosine", "sine"), frame_transform(), strict=True):
            self.register_buffer(name, torch.tensor(matrix, dtype=torch.float32), persistent=False)
        self.register_buffer("mel", torch.tensor(kaldi_mel_matrix(), dtype=torch.float32), persistent=False)

    def forward(self, waveform: Tensor) -> Tensor:
        """Frames lie wholly inside the sound: 1 + (samples - 400) // 160."""
        step = HOP // 2
        rows = waveform[:, : waveform.shape[1] // step * step].reshape(1, -1, step)
        count = (waveform.shape[1] - FRAME) // HOP + 1
        parts = [rows[:, k : k + 2 * (count - 1) + 1 : 2] for k in range(FRAME // step)]
        frames = torch.cat(parts, dim=2)
        power = (frames @ self.cosine) ** 2 + (frames @ self.sine) ** 2
        return torch.log(torch.clamp(power @ self.mel, min=torch.finfo(torch.float32).eps))


class Transformer(nn.Module):
    """The part that the authors call ``v``."""

    def __init__(self, width: int, depth: int, heads: int, tokens: int) -> None:
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.dist_token = nn.Parameter(torch.zeros(1, 1, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, tokens + 2, width))
        self.patch_embed = PatchEmbed(1, width, 16, 10)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width, eps=1e-6)


class Ast(nn.Module):
    """Normalised filter bank to logits and rollout. Small sizes are for tests."""

    def __init__(
        self, classes: int = 527, width: int = 768, depth: int = 12, heads: int = 12, frames: int = FRAMES
    ) -> None:
        super().__init__()
        self.grid = ((BANDS - 16) // 10 + 1, (frames - 16) // 10 + 1)
        self.frames = frames
        self.v = Transformer(width, depth, heads, self.grid[0] * self.grid[1])
        self.mlp_head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, classes))

    def forward(self, fbank: Tensor) -> tuple[Tensor, Tensor]:
        """Logits ``[n, classes]`` and rollout ``[n, columns, rows]`` (time, bands) of ``[n, frames, 128]``."""
        v = self.v
        patches = v.patch_embed(fbank[:, None].transpose(2, 3))
        count = patches.shape[0]
        tokens = torch.cat([v.cls_token.expand(count, -1, -1), v.dist_token.expand(count, -1, -1), patches], dim=1)
        tokens, attention = tokens + v.pos_embed, []
        for block in v.blocks:
            tokens, weights = block(tokens)
            attention.append(weights)
        tokens = v.norm(tokens)
        return self.mlp_head((tokens[:, 0] + tokens[:, 1]) / 2), self.rollout(attention)

    def rollout(self, attention: list[Tensor]) -> Tensor:
        """Share of every patch in the two classifying tokens, through all blocks, half of each residual."""
        size = attention[0].shape[-1]
        start = torch.zeros(1, 1, size, device=attention[0].device)
        start[..., :2] = 0.5
        row = start.expand(attention[0].shape[0], 1, size)
        for weights in reversed(attention):
            row = 0.5 * (row @ weights) + 0.5 * row
        return row[:, 0, 2:].reshape(-1, *self.grid).transpose(1, 2)


class AstGraph(nn.Module):
    """Waveform of 10 s and target to spectrogram, probabilities, class and rollout, as the contract names them."""

    def __init__(self, network: Ast) -> None:
        super().__init__()
        self.fbank = Fbank()
        self.network = network

    def forward(self, waveform: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The graph's four outputs. The rollout is the same for every class; padding frames are cut from it."""
        level = self.fbank(waveform)
        padded = torch.cat([level, torch.zeros(1, self.network.frames - level.shape[1], BANDS)], dim=1)
        logits, rollout = self.network((padded - MEAN) / (2 * DEVIATION))
        chosen = torch.where(target < 0, logits.argmax(dim=1), target)
        columns = (level.shape[1] - 8) // 10
        return level * (10 / np.log(10)), torch.sigmoid(logits), chosen, rollout[:, :columns]


def load(checkpoint: Path | None, **size: int) -> Ast:
    """Network with the authors' weights; the unused heads of the vision model are left out, all else must fit."""
    network = Ast(**size)
    if checkpoint is not None:
        weights = torch.load(checkpoint, map_location="cpu", weights_only=True)
        plain = {name.removeprefix("module."): value for name, value in weights.items()}
        network.load_state_dict({k: v for k, v in plain.items() if not k.startswith(("v.head.", "v.head_dist."))})
    return network.eval()
