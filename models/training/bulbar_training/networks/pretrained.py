"""Weights of a published network, from a file, into one of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn

Change = Callable[[Tensor], Tensor]


def load_pretrained(
    network: nn.Module, path: Path, prefixes: dict[str, str], changes: dict[str, Change] | None = None
) -> None:
    """Loads a state dictionary whose names begin with the keys of ``prefixes``, which become the values.

    ``changes``: what is done to the tensors of these names first.

    A classifier of another number of classes is left as it is; 1x1 convolutions fill linear layers. Anything else
    that does not fit, is missing or is left over raises ``ValueError`` with the names.
    """
    content = torch.load(path, map_location="cpu", weights_only=True)
    own = network.state_dict()
    weights = {}
    for name, value in content.get("model", content).items():
        prefix = next((p for p in prefixes if name.startswith(p)), None)
        if prefix is None:
            raise ValueError(f"{path.name}: {name} belongs to another network")
        change = (changes or {}).get(name)
        weights[prefixes[prefix] + name[len(prefix) :]] = change(value) if change else value
    classifier = [name for name in own if name.startswith("head.fc.")]
    wrong = [n for n, v in weights.items() if n not in classifier and (n not in own or own[n].numel() != v.numel())]
    missing = [n for n in own if n not in weights and n not in classifier and not n.startswith("trunk.channels.")]
    if wrong or missing:
        raise ValueError(f"{path.name} does not fit: wrong {wrong[:5]}, missing {missing[:5]}")
    fitting = {n: v.reshape(own[n].shape) for n, v in weights.items() if own[n].numel() == v.numel()}
    network.load_state_dict(fitting, strict=False)
