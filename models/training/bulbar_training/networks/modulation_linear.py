"""One linear layer on the modulation energy of a log-mel spectrogram: see ``modulation_cnn`` for the energy.

Few weights for few speakers: nothing but the last layer is learned, by logistic regression (recipe
``modulation-linear``).
"""

from __future__ import annotations

from torch import nn

from bulbar_training.gradcam import TimeMeanPool
from bulbar_training.networks.modulation_cnn import ModulationEnergy
from bulbar_training.networks.trunk_and_head import TrunkAndHead


def build(
    classes: int,
    frame_seconds: float,
    bands: int,
    frequencies_hz: tuple[float, ...] = (2, 4, 7, 11, 16, 24),
    length: int = 31,
    floor: float = 0.01,
    energy_pool: tuple[int, int] = (4, 4),
    edge: int = 0,
) -> TrunkAndHead:
    """``bands`` of the spectrogram; ``edge`` frames of the pooled map at either end do not count."""
    size = len(frequencies_hz) * (bands // energy_pool[1])
    trunk = nn.Sequential(ModulationEnergy(frequencies_hz, frame_seconds, length, floor, energy_pool))
    head = nn.Sequential(TimeMeanPool(edge), nn.Flatten(), nn.Linear(size, classes))
    return TrunkAndHead(trunk, head, "trunk.0")
