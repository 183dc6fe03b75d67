"""Network architectures, one file each, by the name that a configuration uses."""

from __future__ import annotations

from collections.abc import Callable

from bulbar_training.networks import log_mel_cnn, mfcc_dense, modulation_cnn
from bulbar_training.networks.trunk_and_head import TrunkAndHead

NETWORKS: dict[str, Callable[..., TrunkAndHead]] = {
    "log-mel-cnn": log_mel_cnn.build,
    "mfcc-dense": mfcc_dense.build,
    "modulation-cnn": modulation_cnn.build,
}

__all__ = ["NETWORKS", "TrunkAndHead"]
