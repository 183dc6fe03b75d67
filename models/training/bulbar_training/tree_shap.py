"""Ensembles of trees as plain tensors: sums by ``TreeEnsembleRegressor`` and exact TreeSHAP inside an ONNX graph.

Path-dependent TreeSHAP (Lundberg et al. 2020) of a leaf with value v and d distinct features on its path is, for
feature i, v (o_i - z_i) sum_S |S|! (d-1-|S|)! / d! prod_{j in S} o_j prod_{j not in S} z_j, where o_j says whether
the input meets the path's conditions on j and z_j is the share of training weight that does. The sum equals the
integral over t in 0 .. 1 of prod_{j != i} (t o_j + (1 - t) z_j), a polynomial of degree d - 1, so Gauss-Legendre
quadrature with ceil(d / 2) points is exact, and everything is a handful of tensor operations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from torch import Tensor, nn


def round_down(values: np.ndarray) -> np.ndarray:
    """Largest float32 that is not above each float64: for float32 x, x <= value stays the same decision."""
    single = values.astype(np.float32)
    return np.where(single.astype(np.float64) > values, np.nextafter(single, np.float32(-np.inf)), single)


@dataclass(frozen=True)
class Tree:
    """Arrays over nodes, the root first. A feature <= threshold goes left; ``left`` is -1 in a leaf."""

    feature: np.ndarray
    threshold: np.ndarray
    """float32."""
    missing_left: np.ndarray
    """Whether NaN goes left."""
    left: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    """Training weight that reached the node."""
    value: np.ndarray
    """What a leaf adds to the sums, ``[nodes, outputs]``."""


def forest_trees(forest: RandomForestClassifier) -> list[Tree]:
    """Trees whose sums are a forest's class probabilities."""
    trees = [estimator.tree_ for estimator in forest.estimators_]
    return [
        Tree(
            feature=tree.feature,
            threshold=round_down(tree.threshold),
            missing_left=np.zeros(tree.node_count, dtype=bool),
            left=tree.children_left,
            right=tree.children_right,
            weight=tree.weighted_n_node_samples,
            value=tree.value[:, 0] / tree.value[:, 0].sum(axis=1, keepdims=True) / len(trees),
        )
        for tree in trees
    ]


def boosted_trees(models: Sequence[HistGradientBoostingClassifier]) -> list[Tree]:
    """Trees whose k-th sum is the log-odds of model k (two classes each) above its :func:`base_log_odds`."""
    trees = []
    for output, model in enumerate(models):
        for (predictor,) in model._predictors:
            nodes = predictor.nodes
            is_leaf = nodes["is_leaf"].astype(bool)
            value = np.zeros((nodes.size, len(models)))
            value[:, output] = nodes["value"]
            trees.append(
                Tree(
                    feature=nodes["feature_idx"].astype(np.int64),
                    threshold=round_down(nodes["num_threshold"]),
                    missing_left=nodes["missing_go_to_left"].astype(bool),
                    left=np.where(is_leaf, -1, nodes["left"].astype(np.int64)),
                    right=np.where(is_leaf, -1, nodes["right"].astype(np.int64)),
                    weight=nodes["count"].astype(np.float64),
                    value=value,
                )
            )
    return trees


def base_log_odds(models: Sequence[HistGradientBoostingClassifier]) -> np.ndarray:
    """Log-odds of each model before its first tree."""
    return np.array([model._baseline_prediction.item() for model in models])


@dataclass(frozen=True)
class Leaf:
    """One leaf: values ``[outputs]`` and, per distinct feature of its path, an interval (low, high]."""

    value: np.ndarray
    features: list[int]
    low: list[float]
    high: list[float]
    share: list[float]
    """Product over the path's splits on the feature of the share of training weight that goes this way."""
    missing: list[float]
    """1 where NaN goes this way at each of the path's splits on the feature, else 0."""


Condition = tuple[float, float, float, float]


def _narrow(conditions: dict[int, Condition], feature: int, by: Condition) -> dict[int, Condition]:
    """Conditions with one more split on ``feature``."""
    low, high, share, missing = conditions.get(feature, (-np.inf, np.inf, 1.0, 1.0))
    return conditions | {feature: (max(low, by[0]), min(high, by[1]), share * by[2], missing * by[3])}


def leaves_of(trees: Sequence[Tree]) -> list[Leaf]:
    """Every leaf of every tree."""
    leaves: list[Leaf] = []
    for tree in trees:
        stack: list[tuple[int, dict[int, Condition]]] = [(0, {})]
        while stack:
            node, conditions = stack.pop()
            left, right, feature = int(tree.left[node]), int(tree.right[node]), int(tree.feature[node])
            if left < 0:
                columns = list(zip(*conditions.values(), strict=True)) or [()] * 4
                leaves.append(Leaf(tree.value[node], list(conditions), *map(list, columns)))
                continue
            cut, goes_left = float(tree.threshold[node]), float(tree.missing_left[node])
            to_left, to_right = (tree.weight[child] / tree.weight[node] for child in (left, right))
            stack.append((right, _narrow(conditions, feature, (cut, np.inf, to_right, 1 - goes_left))))
            stack.append((left, _narrow(conditions, feature, (-np.inf, cut, to_left, goes_left))))
    return leaves


class TreeShap(nn.Module):
    """Exact TreeSHAP of trees: features ``[1, n]`` to contributions ``[n, outputs]`` in the unit of the sums."""

    def __init__(self, trees: Sequence[Tree], features: int) -> None:
        super().__init__()
        leaves = leaves_of(trees)
        slots = max(1, *(len(leaf.features) for leaf in leaves))

        def padded(lists: list[list[float]], filler: float) -> Tensor:
            return torch.tensor([[*row, *[filler] * (slots - len(row))] for row in lists], dtype=torch.float32)

        # A padded slot has o = z = 1: its factor is 1 and its contribution 0.
        self.feature = nn.Buffer(padded([leaf.features for leaf in leaves], 0).long())
        self.low = nn.Buffer(padded([leaf.low for leaf in leaves], -np.inf))
        self.high = nn.Buffer(padded([leaf.high for leaf in leaves], np.inf))
        self.share = nn.Buffer(padded([leaf.share for leaf in leaves], 1.0))
        self.missing = nn.Buffer(padded([leaf.missing for leaf in leaves], 1.0).bool())
        self.value = nn.Buffer(torch.tensor(np.array([leaf.value for leaf in leaves]), dtype=torch.float32))
        points, weights = np.polynomial.legendre.leggauss(-(-slots // 2))
        self.points = nn.Buffer(torch.tensor((points + 1) / 2, dtype=torch.float32))
        self.weights = nn.Buffer(torch.tensor(weights / 2, dtype=torch.float32))
        self.features = features

    def forward(self, features: Tensor) -> Tensor:
        """Contributions ``[n, outputs]``; their sum over features is the trees' sum minus its training average."""
        x = features[0][self.feature]
        met = (((x > self.low) & (x <= self.high)) | (torch.isnan(x) & self.missing)).to(features.dtype)
        factor = self.points * met[..., None] + (1 - self.points) * self.share[..., None]
        others = factor.prod(dim=1, keepdim=True) / factor
        weight = (met - self.share) * (others * self.weights).sum(dim=-1)
        outputs = self.value.shape[1]
        each = (weight[..., None] * self.value[:, None]).reshape(-1, outputs)
        place = self.feature.reshape(-1, 1).expand(-1, outputs)
        return torch.zeros(self.features, outputs).scatter_add(0, place, each)


def regressor_attributes(trees: Sequence[Tree], base: np.ndarray) -> dict[str, Any]:
    """Attributes of ``ai.onnx.ml.TreeEnsembleRegressor`` whose targets are the trees' sums plus ``base``.

    The regressor is used, not the classifier, which labels two-class forests wrongly.
    """
    names = ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")
    nodes: dict[str, list[Any]] = {name: [] for name in [*names, "missing_value_tracks_true"]}
    targets: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for number, tree in enumerate(trees):
        for node in range(tree.left.size):
            leaf = bool(tree.left[node] < 0)
            row = (
                number,
                node,
                0 if leaf else int(tree.feature[node]),
                0.0 if leaf else float(tree.threshold[node]),
                "LEAF" if leaf else "BRANCH_LEQ",
                0 if leaf else int(tree.left[node]),
                0 if leaf else int(tree.right[node]),
                0 if leaf else int(tree.missing_left[node]),
            )
            for name, item in zip(nodes, row, strict=True):
                nodes[name].append(item)
            if leaf:
                for target in np.flatnonzero(tree.value[node]):
                    item = (number, node, int(target), float(tree.value[node, target]))
                    for name, part in zip(targets, item, strict=True):
                        targets[name].append(part)
    suffix = {int: "_i", float: "_f", str: "_s"}
    attributes = {f"nodes_{name}{suffix[type(items[0])]}": items for name, items in nodes.items()}
    attributes |= {f"target_{name}{suffix[type(items[0])]}": items for name, items in targets.items()}
    attributes |= {"base_values_f": base.tolist()} if base.any() else {}
    return attributes | {"n_targets_i": base.size, "post_transform_s": "NONE"}


class TreeSums(nn.Module):
    """Sums over trees; becomes one TreeEnsembleRegressor node when traced into ONNX.

    ``compute`` is scikit-learn's own answer ``[n, outputs]``, for running in PyTorch.
    """

    def __init__(self, trees: Sequence[Tree], base: np.ndarray, compute: Callable[[np.ndarray], np.ndarray]) -> None:
        super().__init__()
        attributes = regressor_attributes(trees, base)

        class Node(torch.autograd.Function):
            @staticmethod
            def forward(ctx: Any, features: Tensor) -> Tensor:  # noqa: ANN401
                return torch.from_numpy(compute(features.numpy())).float()

            @staticmethod
            def symbolic(g: Any, features: Any) -> Any:  # noqa: ANN401
                return g.op("ai.onnx.ml::TreeEnsembleRegressor", features, **attributes)

        self.node = Node

    def forward(self, features: Tensor) -> Tensor:
        """Sums ``[n, outputs]`` of features ``[n, features]``."""
        return self.node.apply(features)
