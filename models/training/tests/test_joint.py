"""The joint answer of members: weights by steadiness, sharpness and sets from other folds, fewer speakers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from bulbar_training.evaluation.cohort import Cohort
from bulbar_training.joint import Answers, cross_fitted, fewer_speakers, fit, member_weights, pool
from bulbar_training.splits import Fold


def made_up(speakers: int = 60) -> Answers:
    """Two members that know the class with noise, the first too sure of itself; the second moves under M4A."""
    generator = np.random.default_rng(3)
    labels = np.arange(speakers) % 2
    odds = np.stack([4 * (labels - 0.5) + generator.normal(0, 3, speakers) for _ in range(2)])
    odds[0] *= 3
    als = 1 / (1 + np.exp(-odds))
    return Answers(
        members=np.stack([1 - als, als], axis=2),
        labels=labels,
        speakers=np.array([f"S{k}" for k in range(speakers)]),
        fold=np.arange(speakers) // 2 % 5,
        moves=np.stack([np.full(speakers, 0.01), np.full(speakers, 0.09)]),
    )


def test_a_pool_is_the_weighted_mean_of_log_odds():
    members = np.array([[[0.1, 0.9]], [[0.5, 0.5]]])
    joined = pool(members, np.array([0.5, 0.5]))
    assert joined[0] == pytest.approx([0.25, 0.75])


def test_a_member_that_moves_counts_the_less():
    assert member_weights(np.array([[0.01, 0.02], [0.09, 0.0]])) == pytest.approx([0.75, 0.25])
    assert member_weights(np.array([[0.01], [0.03]])) == pytest.approx([0.5, 0.5])


def test_members_that_are_too_sure_are_softened_and_a_fold_does_not_fit_its_own_pool():
    answers = made_up()
    whole = fit(answers, np.arange(60), 0.9)
    assert whole.weights.sum() < 1
    joined, sets, pools = cross_fitted(answers, 0.9)
    assert joined.sum(axis=1) == pytest.approx(np.ones(60))
    assert sets[np.arange(60), answers.labels].mean() > 0.8
    others = np.flatnonzero(answers.fold != 2)
    assert pools[2].weights == pytest.approx(fit(answers, others, 0.9).weights)
    changed = Answers(
        members=answers.members,
        labels=np.where(answers.fold == 2, 1 - answers.labels, answers.labels),
        speakers=answers.speakers,
        fold=answers.fold,
        moves=answers.moves,
    )
    assert cross_fitted(changed, 0.9)[2][2].weights == pytest.approx(pools[2].weights)


def test_fewer_speakers_are_as_many_of_each_class_and_the_test_set_stays():
    speakers = np.repeat([f"S{k}" for k in range(20)], 2)
    labels = np.repeat(np.arange(20) % 2, 2)
    cohort = Cohort(labels=labels, speakers=speakers, tasks=np.array(["vowel-a", "vowel-i"] * 20), official=[None] * 40)
    fold = Fold(0, 1, np.arange(30), np.arange(30, 40))
    fewer = fewer_speakers(fold, SimpleNamespace(cohort=cohort), 8, 1)
    assert np.array_equal(fewer.test, fold.test)
    assert np.isin(fewer.train, fold.train).all()
    assert np.unique(speakers[fewer.train]).size == 8
    assert labels[fewer.train].sum() == 8
