"""Stochastic depth."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class DropPath(nn.Module):
    """Leaves a residual branch out for a random share of the items in training (Huang et al. 2016)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """The branch, scaled so that its expectation stays the same."""
        if not self.training or self.share == 0:
            return x
        kept = torch.rand(x.shape[0], *[1] * (x.ndim - 1), device=x.device) >= self.share
        return x * kept / (1 - self.share)
