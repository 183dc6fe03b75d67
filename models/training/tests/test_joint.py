"""The joint answer of members: their calibrated mean, what is fitted on other folds, fewer speakers, its card."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from bulbar_training.config import TRAINING, load
from bulbar_training.evaluation.cohort import Cohort
from bulbar_training.joint import (
    Answers,
    cross_fitted,
    fewer_speakers,
    fit,
    joined_by,
    pool,
    protocol_of,
    variant_of,
)
from bulbar_training.joint_card import card
from bulbar_training.package import ENSEMBLES
from bulbar_training.splits import Fold


def made_up(speakers: int = 60) -> Answers:
    """Two members that know the class with noise, too hesitant by half."""
    generator = np.random.default_rng(3)
    labels = np.arange(speakers) % 2
    odds = np.stack([4 * (labels - 0.5) + generator.normal(0, 2, speakers) for _ in range(2)])
    als = 1 / (1 + np.exp(-odds / 3))
    return Answers(
        members=np.stack([1 - als, als], axis=2),
        labels=labels,
        speakers=np.array([f"S{k}" for k in range(speakers)]),
    )


def test_a_pool_is_the_weighted_mean_of_log_odds():
    members = np.array([[[0.1, 0.9]], [[0.5, 0.5]]])
    joined = pool(members, np.array([0.5, 0.5]))
    assert joined[0] == pytest.approx([0.25, 0.75])


def test_members_are_joined_by_their_mean_to_a_power():
    members = np.array([[[0.1, 0.9]], [[0.3, 0.7]]])
    assert joined_by(members, 1.0)[0] == pytest.approx([0.2, 0.8])
    assert joined_by(members, 2.0)[0] == pytest.approx([1 / 17, 16 / 17])


def test_hesitant_members_are_sharpened_and_a_speaker_does_not_fit_its_own_answer():
    answers = made_up()
    assert fit(answers.members, answers.labels, 0.9).sharpness > 1.5
    joined, sets, fits = cross_fitted(answers, 0.9)
    assert joined.sum(axis=1) == pytest.approx(np.ones(60))
    assert sets[np.arange(60), answers.labels].mean() > 0.8
    others = np.arange(60) != 2
    assert fits[2] == fit(answers.members[:, others], answers.labels[others], 0.9)
    changed = replace(answers, labels=np.where(others, answers.labels, 1 - answers.labels))
    assert cross_fitted(changed, 0.9)[2][2] == fits[2]


def test_a_variant_of_one_task_alone_leaves_out_the_other():
    config = load(TRAINING / "configs" / "als-screen-voice.yaml")
    assert variant_of(protocol_of(config, None), "m4a") == "m4a"
    assert variant_of(protocol_of(config, "vowel-a"), "m4a") == "m4a+vowel-a-alone"
    assert protocol_of(config, "vowel-a").inner_folds == 0


@pytest.mark.parametrize("name", ["als-screen.md"])
def test_the_shipped_card_of_a_joint_answer_is_what_the_file_says(name):
    known = json.loads(ENSEMBLES.read_text(encoding="utf-8"))["ensembles"]
    whole = next(entry for entry in known if entry.get("card") == name)
    entries = [entry for entry in known if "pool" in entry and entry["models"] == whole["models"]]
    assert (ENSEMBLES.parent / name).read_text(encoding="utf-8") == card(entries)


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
