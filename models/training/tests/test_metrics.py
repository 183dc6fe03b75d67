"""Scores, intervals and calibration on cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics

from bulbar_training.calibration import (
    conformal_quantile,
    coverage_of,
    fit_temperature,
    prediction_sets,
    probabilities,
)
from bulbar_training.evaluation.cohort import by_unit
from bulbar_training.metrics import SCORES, bootstrap_interval, confusion, per_class

TWO = np.array([[0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.2, 0.8]])
TRUTH = np.array([0, 1, 0, 1])


def test_two_classes_by_hand():
    assert SCORES["auc"](TWO, TRUTH) == 0.75  # 3 of 4 pairs in order
    assert SCORES["accuracy"](TWO, TRUTH) == 0.5
    assert SCORES["macroF1"](TWO, TRUTH) == 0.5
    assert SCORES["brier"](TWO, TRUTH) == pytest.approx((0.01 + 0.36 + 0.49 + 0.04) / 4)
    # Bins 0.9, 0.6, 0.7 and 0.8 hold one answer each: right, wrong, wrong, right.
    assert SCORES["ece"](TWO, TRUTH) == pytest.approx((0.1 + 0.6 + 0.7 + 0.2) / 4)
    assert confusion(TWO, TRUTH).tolist() == [[1, 1], [1, 1]]


def test_quadratic_kappa_by_hand():
    answers = np.eye(3)[[0, 1, 2, 1]]
    truth = np.array([0, 1, 2, 2])
    # Observed disagreement 1 / 4 (one step); expected from the margins (1,1,2) and (1,2,1): 20 / 16.
    assert SCORES["quadraticKappa"](answers, truth) == pytest.approx(1 - (1 / 4) / (20 / 16))


def test_auc_without_a_class_is_not_a_number():
    assert np.isnan(SCORES["auc"](TWO, np.zeros(4, dtype=int)))


def test_per_class_by_hand():
    table = per_class(np.eye(2)[[0, 0, 0, 1]], np.array([0, 0, 1, 1]), ["a", "b"])
    assert table["a"] == pytest.approx({"precision": 2 / 3, "recall": 1.0, "f1": 0.8, "support": 2})
    assert table["b"] == pytest.approx({"precision": 1.0, "recall": 0.5, "f1": 2 / 3, "support": 2})


def test_bootstrap_draws_speakers_not_recordings():
    """Accuracy 0.5 from 20 speakers of 10 identical recordings: the interval is that of n = 20, not n = 200."""
    right = np.repeat(np.arange(20) % 2, 10)
    labels, groups = np.zeros(200, dtype=int), np.repeat(np.arange(20), 10)
    probability = np.stack([right, 1 - right], axis=1).astype(float)
    low, high = bootstrap_interval(SCORES["accuracy"], probability, labels, groups, 2000, seed=0)
    half = 1.96 * np.sqrt(0.25 / 20)
    assert low == pytest.approx(0.5 - half, abs=0.05)
    assert high == pytest.approx(0.5 + half, abs=0.05)


def test_speaker_unit_averages_recordings():
    probability, labels, speakers = by_unit(TWO, np.array([0, 0, 1, 1]), np.array(["b", "b", "a", "a"]), "speaker")
    assert speakers.tolist() == ["a", "b"]
    assert labels.tolist() == [1, 0]
    assert probability == pytest.approx(np.array([[0.25, 0.75], [0.75, 0.25]]))


def test_temperature_is_found_again():
    generator = np.random.default_rng(0)
    logits = 2.0 * generator.standard_normal((20_000, 4))
    labels = np.array([generator.choice(4, p=p) for p in probabilities(logits)])
    assert fit_temperature(3.0 * logits, labels) == pytest.approx(3.0, rel=0.05)


def test_conformal_quantile_by_hand_and_coverage():
    probability = np.array([[p, 1 - p] for p in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)])
    labels = np.zeros(9, dtype=int)
    # ceil(10 * 0.8) = 8th smallest of 0.1 .. 0.9
    assert conformal_quantile(probability, labels, 0.8) == pytest.approx(0.8)
    assert conformal_quantile(probability, labels, 0.95) == 1.0
    generator = np.random.default_rng(1)
    logits = generator.standard_normal((8000, 3))
    truth = np.array([generator.choice(3, p=p) for p in probabilities(logits)])
    quantile = conformal_quantile(probabilities(logits[:4000]), truth[:4000], 0.9)
    assert coverage_of(prediction_sets(probabilities(logits[4000:]), quantile), truth[4000:]) == pytest.approx(
        0.9, abs=0.02
    )


def test_scores_are_scikit_learns():
    generator = np.random.default_rng(2)
    probability, labels = generator.dirichlet(np.ones(4), 300), generator.integers(0, 4, 300)
    probability = probability.round(2)  # ties
    answer = probability.argmax(axis=1)
    assert SCORES["macroF1"](probability, labels) == pytest.approx(metrics.f1_score(labels, answer, average="macro"))
    assert SCORES["quadraticKappa"](probability, labels) == pytest.approx(
        metrics.cohen_kappa_score(labels, answer, weights="quadratic")
    )
    one_against_rest = [metrics.roc_auc_score(labels == k, probability[:, k]) for k in range(4)]
    assert SCORES["auc"](probability, labels) == pytest.approx(np.mean(one_against_rest))
    assert SCORES["auc"](probability[:, :2], labels % 2) == pytest.approx(
        metrics.roc_auc_score(labels % 2, probability[:, 1])
    )
    assert confusion(probability, labels).tolist() == metrics.confusion_matrix(labels, answer).tolist()
