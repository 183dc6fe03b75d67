"""Vision transformer (Dosovitskiy et al. 2021) with timm's parameter names, on three-channel spectrograms.

The patch tokens of the last block are averaged (timm's ``global_pool="avg"``), so that Grad-CAM sees a grid of them.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import torch
from torch import Tensor, nn

from bulbar_training.gradcam import MeanPool
from bulbar_training.networks.convnext import Mlp
from bulbar_training.networks.drop_path import DropPath
from bulbar_training.networks.pretrained import load_pretrained
from bulbar_training.networks.trunk_and_head import TrunkAndHead


class Attention(nn.Module):
    """Multi-head self-attention; :meth:`forward` also returns the weights averaged over heads."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Output ``[n, tokens, width]`` and mean attention ``[n, tokens, tokens]``, rows sum to 1."""
        count, tokens, width = x.shape
        parts = self.qkv(x).reshape(count, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        weights = torch.softmax(query @ key.transpose(-2, -1) * (width // self.heads) ** -0.5, dim=-1)
        mixed = (weights @ value).transpose(1, 2).reshape(count, tokens, width)
        return self.proj(mixed), weights.mean(dim=1)


class Block(nn.Module):
    """Attention and MLP, each behind a normalisation, with residuals."""

    def __init__(self, width: int, heads: int, drop: float = 0.0) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.attn = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.mlp = Mlp(width, 4 * width)
        self.drop_path = DropPath(drop)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Output and mean attention."""
        mixed, weights = self.attn(self.norm1(x))
        x = x + self.drop_path(mixed)
        return x + self.drop_path(self.mlp(self.norm2(x))), weights


class PatchEmbed(nn.Module):
    """Patches of a picture as tokens, one convolution."""

    def __init__(self, channels: int, width: int, patch: int, stride: int) -> None:
        super().__init__()
        self.proj = nn.Conv2d(channels, width, patch, stride)

    def forward(self, x: Tensor) -> Tensor:
        """Tokens ``[n, rows * columns, width]``, row by row."""
        return self.proj(x).flatten(2).transpose(1, 2)


class Trunk(nn.Module):
    """Pictures of one fixed size to a grid of tokens ``[n, width, rows, columns]``."""

    def __init__(self, stem: nn.Module, width: int, heads: int, drops: list[float], grid: tuple[int, int]) -> None:
        super().__init__()
        self.channels = stem
        self.grid = grid
        self.patch_embed = PatchEmbed(3, width, 16, 16)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.pos_embed = nn.Parameter(0.02 * torch.randn(1, 1 + grid[0] * grid[1], width))
        self.blocks = nn.ModuleList(Block(width, heads, drop) for drop in drops)

    def forward(self, x: Tensor) -> Tensor:
        """Grid of the last block's tokens."""
        tokens = self.patch_embed(self.channels(x)[:, :, : 16 * self.grid[0], : 16 * self.grid[1]])
        tokens = torch.cat([self.cls_token.expand(tokens.shape[0], -1, -1), tokens], dim=1) + self.pos_embed
        for block in self.blocks:
            tokens, _ = block(tokens)
        return tokens[:, 1:].transpose(1, 2).reshape(tokens.shape[0], -1, *self.grid)


def resize_position(position: Tensor, grid: tuple[int, int]) -> Tensor:
    """Position embedding ``[1, 1 + n, width]`` of a square grid, resized (bicubic) to another grid."""
    side = round((position.shape[1] - 1) ** 0.5)
    square = position[:, 1:].reshape(1, side, side, -1).permute(0, 3, 1, 2)
    resized = nn.functional.interpolate(square, grid, mode="bicubic", antialias=True)
    return torch.cat([position[:, :1], resized.flatten(2).transpose(1, 2)], dim=1)


def build(
    classes: int,
    stem: nn.Module,
    grid: tuple[int, int],
    width: int = 768,
    depth: int = 12,
    heads: int = 12,
    drop_path: float = 0.0,
    weights: Path | None = None,
) -> TrunkAndHead:
    """ViT-Base by default. ``grid``: patches of 16 x 16 over (frames, bands); input must be at least that large."""
    drops = torch.linspace(0, drop_path, depth, device="cpu").tolist()
    trunk = Trunk(stem, width, heads, drops, tuple(grid))
    norm, last = nn.LayerNorm(width, eps=1e-6), nn.Linear(width, classes)
    network = TrunkAndHead(
        trunk, nn.Sequential(OrderedDict(pool=MeanPool(), norm=norm, fc=last)), f"blocks.{depth - 1}"
    )
    if weights is not None:
        names = ("cls_token", "pos_embed", "patch_embed.", "blocks.")
        prefixes = {name: f"trunk.{name}" for name in names} | {"norm.": "head.norm.", "head.": "head.fc."}
        load_pretrained(network, weights, prefixes, {"pos_embed": lambda value: resize_position(value, trunk.grid)})
    return network
