"""A linear layer on modulation energy: what counts of a recording, and that its map is that of automatic derivation."""

from __future__ import annotations

import pytest
import torch

from bulbar_training.gradcam import TimeMeanPool, backward, head_forward, head_gradient
from bulbar_training.networks import NETWORKS


def network() -> torch.nn.Module:
    torch.manual_seed(0)
    return NETWORKS["modulation-linear"](2, frame_seconds=0.01, bands=8, edge=2).eval()


def test_edges_do_not_count():
    pool = TimeMeanPool(2)
    x = torch.randn(1, 3, 10, 4)
    changed = x.clone()
    changed[:, :, :2] = 9
    changed[:, :, -2:] = -9
    assert torch.equal(pool(x), pool(changed))
    assert pool(x) == pytest.approx(x[:, :, 2:8].mean(dim=2))


def test_the_gradient_is_that_of_automatic_derivation():
    x = torch.randn(1, 3, 10, 4, requires_grad=True)
    gradient = torch.randn(1, 3, 4)
    pool = TimeMeanPool(2)
    pool(x).backward(gradient)
    assert torch.allclose(backward(pool, x, gradient), x.grad)


def test_the_head_can_be_walked_back():
    model = network()
    activation = model.trunk(torch.randn(1, 1, 200, 8)).requires_grad_(True)
    logits, inputs = head_forward(model.head, activation)
    logits[0, 1].backward()
    with torch.no_grad():
        assert torch.allclose(head_gradient(model.head, inputs, torch.tensor([[0.0, 1.0]])), activation.grad)
