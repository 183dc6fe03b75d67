"""Weights of models of one question, fitted on other speakers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from bulbar_training.config import TRAINING, load
from bulbar_training.evaluation.cohort import Cohort
from bulbar_training.pool import Answers, SplitAnswers, fit_weights, held_out_pool, judge_splits
from bulbar_training.splits import Fold


def made_up(speakers: int = 6, each: int = 500) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A member that mostly knows which of three words was said, and one that guesses: members, labels, speakers."""
    generator = np.random.default_rng(5)
    labels = generator.integers(3, size=speakers * each)
    logits = generator.normal(0, 1, (2, labels.size, 3))
    logits[0, np.arange(labels.size), labels] += 2
    answers = np.exp(logits)
    return answers / answers.sum(axis=2, keepdims=True), labels, np.repeat(np.arange(speakers), each)


def test_a_member_that_guesses_has_next_to_no_weight():
    members, labels, _ = made_up()
    knows, guesses = fit_weights(members, labels)
    assert knows > 1
    assert guesses < 0.1


def test_a_speaker_does_not_fit_the_weights_of_its_own_answers():
    members, labels, speakers = made_up()
    joint = held_out_pool(members, labels, speakers)
    assert joint.sum(axis=1) == pytest.approx(np.ones(labels.size))
    other = labels.copy()
    other[speakers == 2] = (other[speakers == 2] + 1) % 3
    changed = held_out_pool(members, other, speakers)
    assert changed[speakers == 2] == pytest.approx(joint[speakers == 2])
    assert changed[speakers != 2] != pytest.approx(joint[speakers != 2])


def test_a_split_is_judged_with_weights_of_the_answers_about_its_training_part():
    """Where these say that the second member knows, the pool errs on the test part, in which it guesses."""
    config = load(TRAINING / "configs" / "digits-cnn.yaml")
    members, labels, speakers = made_up()
    train, test = np.flatnonzero(speakers < 4), np.flatnonzero(speakers >= 4)
    swapped = members.copy()
    swapped[:, train] = members[::-1, train]
    cohort = Cohort(labels, speakers, np.full(labels.size, "digits"), [None] * labels.size)
    protocol, fold = config.evaluation.protocols[1], Fold(0, 0, train, test)

    def accuracy(about_all: np.ndarray) -> float:
        answers = [
            Answers(config, SimpleNamespace(cohort=cohort), of_all, [], np.ones(labels.size), [split])
            for of_all, split in (
                (one, SplitAnswers(protocol, fold, part)) for one, part in zip(about_all, members[:, test], strict=True)
            )
        ]
        (judged,) = judge_splits(answers)
        assert (judged["name"], judged["metric"]) == ("official-split", "accuracy")
        assert judged["interval"][0] < judged["value"] < judged["interval"][1]
        return judged["value"]

    assert accuracy(members) == pytest.approx((members[0, test].argmax(axis=1) == labels[test]).mean(), abs=0.02)
    assert accuracy(swapped) < 0.5
