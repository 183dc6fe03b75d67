"""Form of every network that explains itself: trunk, then a head of layers that ``gradcam`` can walk back."""

from __future__ import annotations

from torch import Tensor, nn


class TrunkAndHead(nn.Module):
    """``head(trunk(x))``; the trunk ends in the target layer of the Grad-CAM."""

    def __init__(self, trunk: nn.Module, head: nn.Sequential, target_layer: str) -> None:
        super().__init__()
        self.trunk = trunk
        self.head = head
        self.target_layer = target_layer

    def forward(self, x: Tensor) -> Tensor:
        """Logits ``[n, classes]`` of normalised spectrograms ``[n, 1, frames, bands]``."""
        return self.head(self.trunk(x))
