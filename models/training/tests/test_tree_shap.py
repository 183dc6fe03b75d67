"""Forest nodes and TreeSHAP against scikit-learn and against the definition of Shapley values."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import onnxruntime
import pytest
import torch
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier

from bulbar_training.tree_shap import ForestProbabilities, TreeShap, round_down


def fitted(classes: int) -> tuple[RandomForestClassifier, np.ndarray]:
    x, y = make_classification(
        120, 5, n_informative=4, n_redundant=0, n_classes=classes, n_clusters_per_class=1, random_state=3
    )
    return RandomForestClassifier(7, class_weight="balanced", random_state=1).fit(x.astype(np.float32), y), x.astype(
        np.float32
    )


def conditional_value(tree, x: np.ndarray, known: tuple[int, ...], node: int = 0) -> np.ndarray:
    """Expected class shares when only the features ``known`` are given (Lundberg et al. 2020, algorithm 1)."""
    left, right = tree.children_left[node], tree.children_right[node]
    if left < 0:
        return tree.value[node][0] / tree.value[node][0].sum()
    feature = tree.feature[node]
    if feature in known:
        return conditional_value(tree, x, known, left if x[feature] <= tree.threshold[node] else right)
    weight = tree.weighted_n_node_samples
    return sum(weight[child] / weight[node] * conditional_value(tree, x, known, child) for child in (left, right))


def shapley(forest: RandomForestClassifier, x: np.ndarray, feature: int) -> np.ndarray:
    """Definition: weighted sum over all subsets of the other features."""
    others = [k for k in range(x.size) if k != feature]
    total = np.zeros(forest.n_classes_)
    for size in range(len(others) + 1):
        weight = factorial(size) * factorial(x.size - 1 - size) / factorial(x.size)
        for subset in combinations(others, size):
            for estimator in forest.estimators_:
                gain = conditional_value(estimator.tree_, x, (*subset, feature)) - conditional_value(
                    estimator.tree_, x, subset
                )
                total += weight * gain / len(forest.estimators_)
    return total


@pytest.mark.parametrize("classes", [2, 3])
def test_tree_shap_is_the_shapley_value(classes: int):
    forest, x = fitted(classes)
    module = TreeShap(forest)
    for row in x[[0, 17, 60]]:
        got = module(torch.from_numpy(row)[None]).numpy()
        expected = np.array([shapley(forest, row, k) for k in range(row.size)])
        assert np.abs(got - expected).max() < 1e-6
        assert np.abs(expected).max() > 0.05


def test_contributions_add_up_to_the_probability():
    forest, x = fitted(2)
    root = np.mean([e.tree_.value[0][0] / e.tree_.value[0][0].sum() for e in forest.estimators_], axis=0)
    for row in x[:20]:
        total = TreeShap(forest)(torch.from_numpy(row)[None]).sum(dim=0).numpy()
        assert np.abs(root + total - forest.predict_proba(row[None])[0]).max() < 1e-6


@pytest.mark.parametrize("classes", [2, 3])
def test_onnx_forest_equals_scikit_learn(classes: int, tmp_path):
    forest, x = fitted(classes)
    path = tmp_path / "forest.onnx"
    torch.onnx.export(
        ForestProbabilities(forest),
        (torch.from_numpy(x[:1]),),
        str(path),
        input_names=["x"],
        output_names=["p"],
        opset_version=17,
        custom_opsets={"ai.onnx.ml": 3},
        dynamo=False,
    )
    runner = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    thresholds = np.concatenate([e.tree_.threshold[e.tree_.feature >= 0] for e in forest.estimators_])
    on_threshold = np.tile(x[:1], (thresholds.size, 1))
    on_threshold[
        np.arange(thresholds.size), np.concatenate([e.tree_.feature[e.tree_.feature >= 0] for e in forest.estimators_])
    ] = thresholds
    for row in np.concatenate([x, on_threshold]):
        got = runner.run(None, {"x": row[None]})[0]
        assert np.abs(got - forest.predict_proba(row[None])).max() < 1e-6


def test_round_down_never_exceeds():
    values = np.random.default_rng(0).standard_normal(10_000)
    rounded = round_down(values)
    assert rounded.dtype == np.float32
    assert (rounded.astype(np.float64) <= values).all()
    assert (np.nextafter(rounded, np.float32(np.inf)).astype(np.float64) > values).all()
