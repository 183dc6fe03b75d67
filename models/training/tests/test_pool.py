"""Weights of models of one question, fitted on other speakers."""

from __future__ import annotations

import numpy as np
import pytest

from bulbar_training.pool import fit_weights, held_out_pool


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
