"""Forest nodes and TreeSHAP against scikit-learn and against the definition of Shapley values."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import factorial
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from sklearn.datasets import make_classification
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier

from bulbar_training.tree_shap import Tree, TreeShap, TreeSums, base_log_odds, boosted_trees, forest_trees, round_down


def fitted(classes: int) -> tuple[RandomForestClassifier, np.ndarray]:
    x, y = make_classification(
        120, 5, n_informative=4, n_redundant=0, n_classes=classes, n_clusters_per_class=1, random_state=3
    )
    return RandomForestClassifier(7, class_weight="balanced", random_state=1).fit(x.astype(np.float32), y), x.astype(
        np.float32
    )


def boosted() -> tuple[list[HistGradientBoostingClassifier], np.ndarray]:
    """Two models of values with holes, and one feature that is missing for one class only."""
    generator = np.random.default_rng(5)
    x = generator.normal(size=(200, 5)).astype(np.float32)
    y = x[:, 0] + x[:, 1] * x[:, 2] > 0
    x[generator.random(x.shape) < 0.1] = np.nan
    x[y, 4] = np.where(generator.random(int(y.sum())) < 0.7, np.nan, x[y, 4])
    how = {"max_iter": 6, "max_leaf_nodes": 6, "min_samples_leaf": 8, "early_stopping": False, "random_state": 0}
    models = [HistGradientBoostingClassifier(**how, class_weight=w).fit(x, y) for w in (None, "balanced")]
    return models, x


def conditional_value(tree: Tree, x: np.ndarray, known: tuple[int, ...], node: int = 0) -> np.ndarray:
    """Expected value when only the features ``known`` are given (Lundberg et al. 2020, algorithm 1)."""
    left, right = tree.left[node], tree.right[node]
    if left < 0:
        return tree.value[node]
    feature = tree.feature[node]
    if feature in known:
        goes_left = tree.missing_left[node] if np.isnan(x[feature]) else x[feature] <= tree.threshold[node]
        return conditional_value(tree, x, known, left if goes_left else right)
    shares = ((child, tree.weight[child] / tree.weight[node]) for child in (left, right))
    return sum(share * conditional_value(tree, x, known, child) for child, share in shares)


def shapley(trees: list[Tree], x: np.ndarray, feature: int) -> np.ndarray:
    """Definition: weighted sum over all subsets of the other features."""
    others = [k for k in range(x.size) if k != feature]
    total = np.zeros(trees[0].value.shape[1])
    for size in range(len(others) + 1):
        weight = factorial(size) * factorial(x.size - 1 - size) / factorial(x.size)
        for subset in combinations(others, size):
            for tree in trees:
                with_it = conditional_value(tree, x, (*subset, feature))
                total += weight * (with_it - conditional_value(tree, x, subset))
    return total


def are_shapley_values(trees: list[Tree], x: np.ndarray) -> None:
    module = TreeShap(trees, x.shape[1])
    for row in x:
        got = module(torch.from_numpy(row)[None]).numpy()
        expected = np.array([shapley(trees, row, k) for k in range(row.size)])
        assert np.abs(got - expected).max() < 1e-6
        assert np.abs(expected).max() > 0.05


@pytest.mark.parametrize("classes", [2, 3])
def test_tree_shap_of_a_forest_is_the_shapley_value(classes: int):
    forest, x = fitted(classes)
    are_shapley_values(forest_trees(forest), x[[0, 17, 60]])


def test_tree_shap_of_boosted_trees_is_the_shapley_value_with_missing_values_too():
    models, x = boosted()
    holes = np.isnan(x).sum(axis=1)
    are_shapley_values(boosted_trees(models), x[[np.flatnonzero(holes == k)[0] for k in (0, 1, 2)]])


def test_contributions_add_up_to_the_probability():
    forest, x = fitted(2)
    root = np.mean([e.tree_.value[0][0] / e.tree_.value[0][0].sum() for e in forest.estimators_], axis=0)
    for row in x[:20]:
        total = TreeShap(forest_trees(forest), x.shape[1])(torch.from_numpy(row)[None]).sum(dim=0).numpy()
        assert np.abs(root + total - forest.predict_proba(row[None])[0]).max() < 1e-6


def onnx_of(module: torch.nn.Module, example: np.ndarray, path: Path) -> Callable[[np.ndarray], np.ndarray]:
    torch.onnx.export(
        module,
        (torch.from_numpy(example),),
        str(path),
        input_names=["x"],
        output_names=["p"],
        opset_version=17,
        custom_opsets={"ai.onnx.ml": 3},
        dynamo=False,
    )
    runner = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return lambda x: runner.run(None, {"x": x})[0]


@pytest.mark.parametrize("classes", [2, 3])
def test_onnx_forest_equals_scikit_learn(classes: int, tmp_path):
    forest, x = fitted(classes)
    sums = TreeSums(forest_trees(forest), np.zeros(classes), forest.predict_proba)
    run = onnx_of(sums, x[:1], tmp_path / "forest.onnx")
    thresholds = np.concatenate([e.tree_.threshold[e.tree_.feature >= 0] for e in forest.estimators_])
    on_threshold = np.tile(x[:1], (thresholds.size, 1))
    on_threshold[
        np.arange(thresholds.size), np.concatenate([e.tree_.feature[e.tree_.feature >= 0] for e in forest.estimators_])
    ] = thresholds
    for row in np.concatenate([x, on_threshold]):
        assert np.abs(run(row[None]) - forest.predict_proba(row[None])).max() < 1e-6


def test_onnx_boosted_trees_equal_scikit_learn(tmp_path):
    models, x = boosted()

    def odds(values: np.ndarray) -> np.ndarray:
        return np.column_stack([model.decision_function(values) for model in models])

    run = onnx_of(TreeSums(boosted_trees(models), base_log_odds(models), odds), x[:1], tmp_path / "boosted.onnx")
    nowhere = np.full((1, x.shape[1]), np.nan, dtype=np.float32)
    for row in np.concatenate([x, nowhere]):
        assert np.abs(run(row[None]) - odds(row[None])).max() < 1e-5


def test_round_down_never_exceeds():
    values = np.random.default_rng(0).standard_normal(10_000)
    rounded = round_down(values)
    assert rounded.dtype == np.float32
    assert (rounded.astype(np.float64) <= values).all()
    assert (np.nextafter(rounded, np.float32(np.inf)).astype(np.float64) > values).all()
