"""Vector-Jacobian products against autograd, class activation maps against the grad-cam package."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import nn

from bulbar_training.gradcam import (
    InnerMeanPool,
    LayerNorm2d,
    MaxMeanPool,
    MeanPool,
    TimeMeanPool,
    backward,
    grad_cam,
    head_forward,
    head_gradient,
)
from bulbar_training.networks import NETWORKS


def trained_statistics(network: nn.Module) -> nn.Module:
    """Random weights and statistics in every normalisation, so that none is the identity."""
    generator = torch.Generator().manual_seed(0)
    for module in network.modules():
        for name in ("weight", "bias", "running_mean"):
            value = getattr(module, name, None)
            if isinstance(value, torch.Tensor) and not isinstance(module, nn.Conv2d | nn.Linear):
                value.data = torch.randn(value.shape, generator=generator)
        if getattr(module, "running_var", None) is not None:
            module.running_var.data = 0.5 + torch.rand(module.running_var.shape, generator=generator)
    return network.eval()


LAYERS = [
    (nn.Identity(), (1, 4, 5, 3)),
    (nn.Dropout(0.5), (1, 4)),
    (nn.Linear(6, 4), (1, 6)),
    (nn.ReLU(), (1, 4, 5, 3)),
    (nn.Flatten(), (1, 4, 5, 3)),
    (nn.BatchNorm2d(4), (1, 4, 5, 3)),
    (nn.AdaptiveAvgPool2d(1), (1, 4, 5, 3)),
    (MeanPool(), (1, 4, 5, 3)),
    (InnerMeanPool(1), (1, 4, 5, 3)),
    (MaxMeanPool(), (1, 4, 5, 3)),
    (TimeMeanPool(), (1, 4, 5, 3)),
    (nn.LayerNorm(6), (1, 6)),
    (LayerNorm2d(4), (1, 4, 5, 3)),
]


@pytest.mark.parametrize(("layer", "shape"), LAYERS, ids=lambda x: type(x).__name__)
def test_backward_is_autograds(layer: nn.Module, shape: tuple[int, ...]):
    layer = trained_statistics(layer)
    x = torch.randn(shape, generator=torch.Generator().manual_seed(1), requires_grad=True)
    y = layer(x)
    gradient = torch.randn(y.shape, generator=torch.Generator().manual_seed(2))
    (expected,) = torch.autograd.grad(y, x, gradient)
    got = backward(layer, x.detach(), gradient)
    assert got.shape == expected.shape
    assert (got - expected).abs().max() <= 1e-6 * max(1.0, expected.abs().max().item())


def test_max_mean_pool_shares_ties_as_autograd_does():
    x = torch.zeros(1, 2, 4, 3, requires_grad=True)
    (expected,) = torch.autograd.grad(MaxMeanPool()(x).sum(), x)
    assert torch.allclose(backward(MaxMeanPool(), x.detach(), torch.ones(1, 2)), expected)


def test_unknown_layer_is_refused():
    with pytest.raises(TypeError, match="GELU"):
        backward(nn.GELU(), torch.zeros(1), torch.zeros(1))
    with pytest.raises(TypeError, match="global"):
        backward(nn.AdaptiveAvgPool2d(2), torch.zeros(1, 1, 4, 4), torch.zeros(1, 1, 2, 2))


def package_map(network: nn.Module, x: torch.Tensor, target: int) -> np.ndarray:
    """Map ``[T', F']`` of the grad-cam package at its own resolution, before it resizes and normalises."""
    with GradCAM(network, [network.trunk[-1]]) as package:
        package(x, [ClassifierOutputTarget(target)])
        activations = package.activations_and_grads.activations[0].numpy()
        gradients = package.activations_and_grads.gradients[0].numpy()
        layer = network.trunk[-1]
        return np.maximum(package.get_cam_image(x, layer, None, activations, gradients, False)[0], 0)


@pytest.mark.parametrize("pool", ["mean", "max-mean"])
@pytest.mark.parametrize("target", [0, 1, 2])
def test_map_is_that_of_the_grad_cam_package(pool: str, target: int):
    torch.manual_seed(target)
    network = trained_statistics(NETWORKS["log-mel-cnn"](3, pool=pool))
    x = torch.randn(1, 1, 61, 24)
    with torch.no_grad():
        activation = network.trunk(x)
        logits, inputs = head_forward(network.head, activation)
        gradient = head_gradient(network.head, inputs, nn.functional.one_hot(torch.tensor([target]), 3).float())
        got = grad_cam(activation, gradient)[0].numpy()
    expected = package_map(network, x, target)
    assert np.allclose(logits, network(x).detach())
    assert got.shape == expected.shape
    assert expected.max() > 0
    assert np.corrcoef(got.ravel(), expected.ravel())[0, 1] > 0.99999
