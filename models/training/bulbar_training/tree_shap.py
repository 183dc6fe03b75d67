"""Forests as plain tensors: probabilities by ``TreeEnsembleRegressor`` and exact TreeSHAP inside an ONNX graph.

Path-dependent TreeSHAP (Lundberg et al. 2020) of a leaf with value v and d distinct features on its path is, for
feature i, v (o_i - z_i) sum_S |S|! (d-1-|S|)! / d! prod_{j in S} o_j prod_{j not in S} z_j, where o_j says whether
the input meets the path's conditions on j and z_j is the share of training weight that does. The sum equals the
integral over t in 0 .. 1 of prod_{j != i} (t o_j + (1 - t) z_j), a polynomial of degree d - 1, so Gauss-Legendre
quadrature with ceil(d / 2) points is exact, and everything is a handful of tensor operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import RandomForestClassifier
from torch import Tensor, nn


def round_down(values: np.ndarray) -> np.ndarray:
    """Largest float32 that is not above each float64: for float32 x, x <= value stays the same decision."""
    single = values.astype(np.float32)
    return np.where(single.astype(np.float64) > values, np.nextafter(single, np.float32(-np.inf)), single)


@dataclass(frozen=True)
class Leaf:
    """One leaf: class values ``[classes]`` and, per distinct feature of its path, an interval (low, high]."""

    value: np.ndarray
    features: list[int]
    low: list[float]
    high: list[float]
    share: list[float]
    """Product over the path's splits on the feature of the share of training weight that goes this way."""


Conditions = dict[int, tuple[float, float, float]]


def _narrow(conditions: Conditions, feature: int, low: float, high: float, share: float) -> Conditions:
    """Conditions with one more split on ``feature``."""
    before = conditions.get(feature, (-np.inf, np.inf, 1.0))
    return conditions | {feature: (max(before[0], low), min(before[1], high), before[2] * share)}


def leaves_of(forest: RandomForestClassifier) -> list[Leaf]:
    """Every leaf of every tree; values are class shares divided by the number of trees."""
    leaves: list[Leaf] = []
    for estimator in forest.estimators_:
        tree = estimator.tree_
        weight = tree.weighted_n_node_samples
        threshold = round_down(tree.threshold)
        stack: list[tuple[int, Conditions]] = [(0, {})]
        while stack:
            node, conditions = stack.pop()
            left, right, feature = tree.children_left[node], tree.children_right[node], int(tree.feature[node])
            if left < 0:
                value = tree.value[node][0] / tree.value[node][0].sum() / len(forest.estimators_)
                columns = list(zip(*conditions.values(), strict=True)) or [(), (), ()]
                leaves.append(Leaf(value, list(conditions), *map(list, columns)))
                continue
            cut = float(threshold[node])
            stack.append((right, _narrow(conditions, feature, cut, np.inf, weight[right] / weight[node])))
            stack.append((left, _narrow(conditions, feature, -np.inf, cut, weight[left] / weight[node])))
    return leaves


class TreeShap(nn.Module):
    """Exact TreeSHAP of a forest: features ``[1, n]`` to contributions ``[n, classes]`` in units of probability."""

    def __init__(self, forest: RandomForestClassifier) -> None:
        super().__init__()
        leaves = leaves_of(forest)
        slots = max(1, *(len(leaf.features) for leaf in leaves))

        def padded(lists: list[list[float]], filler: float) -> Tensor:
            return torch.tensor([[*row, *[filler] * (slots - len(row))] for row in lists], dtype=torch.float32)

        # A padded slot has o = z = 1: its factor is 1 and its contribution 0.
        self.register_buffer("feature", padded([leaf.features for leaf in leaves], 0).long())
        self.register_buffer("low", padded([leaf.low for leaf in leaves], -np.inf))
        self.register_buffer("high", padded([leaf.high for leaf in leaves], np.inf))
        self.register_buffer("share", padded([leaf.share for leaf in leaves], 1.0))
        self.register_buffer("value", torch.tensor(np.array([leaf.value for leaf in leaves]), dtype=torch.float32))
        points, weights = np.polynomial.legendre.leggauss(-(-slots // 2))
        self.register_buffer("points", torch.tensor((points + 1) / 2, dtype=torch.float32))
        self.register_buffer("weights", torch.tensor(weights / 2, dtype=torch.float32))
        one_hot = np.zeros((slots * len(leaves), forest.n_features_in_), dtype=np.float32)
        one_hot[np.arange(one_hot.shape[0]), self.feature.reshape(-1).numpy()] = 1
        self.register_buffer("one_hot", torch.from_numpy(one_hot))

    def forward(self, features: Tensor) -> Tensor:
        """Contributions ``[n, classes]``; their sum over features is probability minus the forest's base rate."""
        x = features[0][self.feature]
        met = ((x > self.low) & (x <= self.high)).to(features.dtype)
        factor = self.points * met[..., None] + (1 - self.points) * self.share[..., None]
        others = factor.prod(dim=1, keepdim=True) / factor
        weight = (met - self.share) * (others * self.weights).sum(dim=-1)
        return self.one_hot.T @ (weight[..., None] * self.value[:, None]).reshape(-1, self.value.shape[1])


def regressor_attributes(forest: RandomForestClassifier) -> dict[str, Any]:
    """Attributes of ``ai.onnx.ml.TreeEnsembleRegressor`` whose targets are the class probabilities.

    The regressor is used, not the classifier, which labels two-class forests wrongly.
    """
    names = ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")
    nodes: dict[str, list[Any]] = {name: [] for name in names}
    targets: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for number, estimator in enumerate(forest.estimators_):
        tree = estimator.tree_
        is_leaf = tree.children_left < 0
        for node in range(tree.node_count):
            leaf = bool(is_leaf[node])
            row = (
                number,
                node,
                0 if leaf else int(tree.feature[node]),
                0.0 if leaf else float(round_down(tree.threshold[node : node + 1])[0]),
                "LEAF" if leaf else "BRANCH_LEQ",
                0 if leaf else int(tree.children_left[node]),
                0 if leaf else int(tree.children_right[node]),
            )
            for name, item in zip(names, row, strict=True):
                nodes[name].append(item)
            if leaf:
                shares = tree.value[node][0] / tree.value[node][0].sum() / len(forest.estimators_)
                for target, share in enumerate(shares):
                    for name, item in zip(targets, (number, node, target, float(share)), strict=True):
                        targets[name].append(item)
    suffix = {int: "_i", float: "_f", str: "_s"}
    attributes = {f"nodes_{name}{suffix[type(items[0])]}": items for name, items in nodes.items()}
    attributes |= {f"target_{name}{suffix[type(items[0])]}": items for name, items in targets.items()}
    return attributes | {"n_targets_i": int(forest.n_classes_), "post_transform_s": "NONE"}


class ForestProbabilities(nn.Module):
    """``predict_proba`` of a forest; becomes one TreeEnsembleRegressor node when traced into ONNX."""

    def __init__(self, forest: RandomForestClassifier) -> None:
        super().__init__()
        attributes = regressor_attributes(forest)

        class Node(torch.autograd.Function):
            @staticmethod
            def forward(ctx: Any, features: Tensor) -> Tensor:  # noqa: ANN401
                return torch.from_numpy(forest.predict_proba(features.numpy())).float()

            @staticmethod
            def symbolic(g: Any, features: Any) -> Any:  # noqa: ANN401
                return g.op("ai.onnx.ml::TreeEnsembleRegressor", features, **attributes)

        self.node = Node

    def forward(self, features: Tensor) -> Tensor:
        """Probabilities ``[n, classes]`` of features ``[n, features]``."""
        return self.node.apply(features)
