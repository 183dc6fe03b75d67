"""ImageNet weights of timm's networks, fetched once where there is a network (``weights: timm``)."""

from __future__ import annotations

from pathlib import Path

import torch

PINNED = {
    "convnext-base": "convnext_base.fb_in22k_ft_in1k",
    "vit-base": "vit_base_patch16_224.augreg_in21k_ft_in1k",
}
"""Weights that published figures used; of other networks timm's own choice."""


def timm_name(network: str) -> str:
    """timm's name of a network: ``convnext-atto`` is ``convnext_atto``."""
    return PINNED.get(network, network.replace("-", "_"))


def fetched(network: str, folder: Path) -> Path:
    """State dictionary of timm's pretrained network in ``folder``, downloaded on first use.

    ``FileNotFoundError`` without timm or without a network, with what to do.
    """
    name = timm_name(network)
    path = folder / f"{name}.pt"
    if path.exists():
        return path
    by_hand = f"save its state dictionary as {path} and name that file, or set `weights: null` to start at random"
    try:
        import timm  # noqa: PLC0415 an extra: only this needs it

        pretrained = timm.create_model(name, pretrained=True)
    except ImportError as error:
        raise FileNotFoundError(
            f"weights: timm needs timm (pip install 'bulbar-training[timm]'); or {by_hand}"
        ) from error
    except Exception as error:  # timm's hub raises its own kinds of them without a network
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise FileNotFoundError(f"timm's weights {name} could not be fetched ({reason}): {by_hand}") from error
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(pretrained.state_dict(), partial)
    partial.replace(path)
    return path
