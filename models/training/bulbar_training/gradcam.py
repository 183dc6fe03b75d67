"""Grad-CAM without automatic differentiation, so that it can be part of an inference graph.

A network is a trunk (up to and including the target layer) and a head, an ``nn.Sequential`` of layers whose
vector-Jacobian products are known. The head is walked backwards with one plain forward operation per layer.
Source: Selvaraju et al. 2017 (Grad-CAM); cam = ReLU(sum_k mean(gradient_k) * activation_k).
"""

from __future__ import annotations

from functools import singledispatch

import torch
from torch import Tensor, nn


class MeanPool(nn.Module):
    """Mean over time and frequency: ``[n, channels, time, bands]`` -> ``[n, channels]``."""

    def forward(self, x: Tensor) -> Tensor:
        """Pooled input."""
        return x.mean(dim=(2, 3))


class InnerMeanPool(nn.Module):
    """As :class:`MeanPool`, without ``edge`` frames at either end: a cut, or what a codec adds there, is no voice."""

    def __init__(self, edge: int) -> None:
        super().__init__()
        self.edge = edge

    def inner(self, x: Tensor) -> Tensor:
        """The frames that count."""
        return x[:, :, self.edge : -self.edge]

    def forward(self, x: Tensor) -> Tensor:
        """Pooled input."""
        return self.inner(x).mean(dim=(2, 3))


class TimeMeanPool(nn.Module):
    """Mean over time: ``[n, channels, time, bands]`` -> ``[n, channels, bands]``."""

    def forward(self, x: Tensor) -> Tensor:
        """Pooled input."""
        return x.mean(dim=2)


class MaxMeanPool(nn.Module):
    """PANNs' pooling: mean over bands, then max plus mean over time: ``[n, c, time, bands]`` -> ``[n, c]``."""

    def forward(self, x: Tensor) -> Tensor:
        """Pooled input."""
        by_time = x.mean(dim=3)
        return by_time.amax(dim=2) + by_time.mean(dim=2)


class LayerNorm2d(nn.LayerNorm):
    """Layer normalisation over the channels of ``[n, c, t, f]`` (torchvision's ConvNeXt)."""

    def forward(self, x: Tensor) -> Tensor:
        """Normalised input."""
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


@singledispatch
def backward(layer: nn.Module, x: Tensor, gradient: Tensor) -> Tensor:
    """Gradient at the layer's input ``x``, given the gradient at its output, in evaluation mode."""
    raise TypeError(f"no vector-Jacobian product is known for {type(layer).__name__}")


@backward.register(nn.Identity)
@backward.register(nn.Dropout)
@backward.register(nn.Dropout2d)
def _(layer: nn.Module, x: Tensor, gradient: Tensor) -> Tensor:
    return gradient


@backward.register
def _(layer: nn.Linear, x: Tensor, gradient: Tensor) -> Tensor:
    return gradient @ layer.weight


@backward.register
def _(layer: nn.ReLU, x: Tensor, gradient: Tensor) -> Tensor:
    return gradient * (x > 0).to(gradient.dtype)


@backward.register
def _(layer: nn.ReLU6, x: Tensor, gradient: Tensor) -> Tensor:
    return gradient * ((x > 0) & (x < 6)).to(gradient.dtype)


@backward.register
def _(layer: nn.Flatten, x: Tensor, gradient: Tensor) -> Tensor:
    return gradient.reshape(x.shape)


@backward.register
def _(layer: nn.BatchNorm2d, x: Tensor, gradient: Tensor) -> Tensor:
    scale = layer.weight / torch.sqrt(layer.running_var + layer.eps)
    return gradient * scale[None, :, None, None]


@backward.register
def _(layer: nn.AdaptiveAvgPool2d, x: Tensor, gradient: Tensor) -> Tensor:
    if layer.output_size not in (1, (1, 1)):
        raise TypeError("only global average pooling has a vector-Jacobian product here")
    return (gradient / (x.shape[2] * x.shape[3])).expand(x.shape)


@backward.register
def _(layer: MeanPool, x: Tensor, gradient: Tensor) -> Tensor:
    return (gradient[:, :, None, None] / (x.shape[2] * x.shape[3])).expand(x.shape)


@backward.register
def _(layer: InnerMeanPool, x: Tensor, gradient: Tensor) -> Tensor:
    inner = layer.inner(x)
    share = (gradient[:, :, None, None] / (inner.shape[2] * inner.shape[3])).expand(inner.shape)
    return nn.functional.pad(share, (0, 0, layer.edge, layer.edge))


@backward.register
def _(layer: TimeMeanPool, x: Tensor, gradient: Tensor) -> Tensor:
    return (gradient[:, :, None] / x.shape[2]).expand(x.shape)


@backward.register
def _(layer: MaxMeanPool, x: Tensor, gradient: Tensor) -> Tensor:
    by_time = x.mean(dim=3)
    peak = (by_time == by_time.amax(dim=2, keepdim=True)).to(x.dtype)
    peak = peak / peak.sum(dim=2, keepdim=True)  # autograd's amax shares the gradient among ties
    per_time = gradient[:, :, None] * (peak + 1.0 / x.shape[2])
    return (per_time[..., None] / x.shape[3]).expand(x.shape)


def _layer_norm(layer: nn.LayerNorm, x: Tensor, gradient: Tensor) -> Tensor:
    """Over the last axis: (g - mean(g) - y mean(g y)) / sigma with g the gradient times the weight."""
    centred = x - x.mean(dim=-1, keepdim=True)
    inverse = torch.rsqrt((centred * centred).mean(dim=-1, keepdim=True) + layer.eps)
    normal = centred * inverse
    weighted = gradient * layer.weight if layer.weight is not None else gradient
    projection = (weighted * normal).mean(dim=-1, keepdim=True)
    return inverse * (weighted - weighted.mean(dim=-1, keepdim=True) - normal * projection)


@backward.register
def _(layer: nn.LayerNorm, x: Tensor, gradient: Tensor) -> Tensor:
    return _layer_norm(layer, x, gradient)


@backward.register
def _(layer: LayerNorm2d, x: Tensor, gradient: Tensor) -> Tensor:
    moved = _layer_norm(layer, x.permute(0, 2, 3, 1), gradient.permute(0, 2, 3, 1))
    return moved.permute(0, 3, 1, 2)


def head_forward(head: nn.Sequential, activation: Tensor) -> tuple[Tensor, list[Tensor]]:
    """Logits and the input of every layer of the head."""
    inputs = []
    value = activation
    for layer in head:
        inputs.append(value)
        value = layer(value)
    return value, inputs


def head_gradient(head: nn.Sequential, inputs: list[Tensor], gradient: Tensor) -> Tensor:
    """Gradient at the head's input, given the one at its output."""
    for layer, x in zip(reversed(head), reversed(inputs), strict=True):
        gradient = backward(layer, x, gradient)
    return gradient


def grad_cam(activation: Tensor, gradient: Tensor) -> Tensor:
    """Class activation map ``[1, T', F']`` >= 0 from activation and gradient ``[1, channels, T', F']``."""
    weight = gradient.mean(dim=(2, 3), keepdim=True)
    return torch.relu((weight * activation).sum(dim=1))
