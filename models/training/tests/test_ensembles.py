"""Models of one question together: the mean of held-out answers, who may be joined, what the file keeps."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from bulbar_training import ensembles
from bulbar_training.config import TRAINING, load
from bulbar_training.datasets import Corpus, Recording
from bulbar_training.evaluation.cohort import cohort_of

SPEAKERS = 8


def member(name: str, als: np.ndarray, folds: list[list[int]] | None = None) -> ensembles.Member:
    """Answers of probability ``als`` ``[speakers, tasks]`` for ALS; speakers of odd number have it."""
    config = load(TRAINING / "configs" / f"{name}.yaml")
    recordings = [
        Recording(Path(f"{speaker}-{task}.wav"), f"S{speaker}", config.labels[speaker % 2], task)
        for speaker in range(SPEAKERS)
        for task in ("vowel-a", "vowel-i")
    ]
    evaluation = SimpleNamespace(
        corpus=Corpus(recordings),
        cohort=cohort_of(recordings, np.array([config.labels.index(r.label) for r in recordings])),
    )
    answers = np.column_stack([1 - als.ravel(), als.ravel()])
    alone = np.where(np.arange(2 * SPEAKERS)[:, None] % 2 == 0, answers, np.nan)
    return ensembles.Member(config, evaluation, {None: [answers], "vowel-a": [alone]}, folds or [[0, 1], [2, 3]])


def answers(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(size=(SPEAKERS, 2))


def auc_of(score: np.ndarray) -> float:
    """Share of pairs of a control and a patient that stand in the right order."""
    return float((score[1::2][:, None] > score[::2][None]).mean())


def test_the_mean_over_recordings_and_models_is_judged():
    one, other = answers(1), answers(2)
    members = [member("als-cnn", one), member("als-screen-mfcc", other)]
    both = ensembles.judge(members, None)
    mean = (one + other) / 2
    assert both["metrics"]["auc"]["value"] == pytest.approx(auc_of(mean.mean(axis=1)))
    assert both["honestError"]["metric"] == "AUC"
    assert (both["tasks"], both["alone"]) == (["vowel-a", "vowel-i"], False)
    assert [model["id"] for model in both["models"]] == ["als-cnn", "als-screen-mfcc"]
    alone = ensembles.judge(members, "vowel-a")
    assert alone["metrics"]["auc"]["value"] == pytest.approx(auc_of(mean[:, 0]))
    assert (alone["tasks"], alone["alone"]) == (["vowel-a"], True)
    assert alone["metrics"]["auc"]["value"] != both["metrics"]["auc"]["value"]


def test_models_of_other_folds_or_recordings_are_refused():
    first = member("als-cnn", answers(1))
    ensembles.check_same([first, member("als-screen-mfcc", answers(2))])
    with pytest.raises(ensembles.DifferentFoldsError, match="als-cnn and als-screen-mfcc"):
        ensembles.check_same([first, member("als-screen-mfcc", answers(2), [[0, 2], [1, 3]])])
    fewer = replace(first, evaluation=SimpleNamespace(corpus=Corpus(first.evaluation.corpus.recordings[:-1])))
    with pytest.raises(ensembles.DifferentFoldsError):
        ensembles.check_same([first, fewer])


def test_the_file_keeps_what_it_says_of_other_models(tmp_path):
    def entry(*ids: str, value: float) -> dict:
        return {"models": [{"id": one, "version": "1.0.0"} for one in ids], "value": value}

    path = tmp_path / "ensembles.json"
    ensembles.write([entry("a", "b", value=1), entry("c", "d", value=2)], path)
    ensembles.write([entry("a", "b", value=3), entry("a", "e", value=4)], path)
    content = json.loads(path.read_text())
    assert content["schemaVersion"] == 1
    assert [one["value"] for one in content["ensembles"]] == [2, 3, 4]


def test_a_pool_stands_in_place_of_the_means_that_hold_its_members_and_is_no_mean_itself(tmp_path):
    def entry(ids: str, task: str, **how: object) -> dict:
        return {"kind": "screen", "models": [{"id": one, "version": "1.0.0"} for one in ids], "tasks": [task], **how}

    path = tmp_path / "ensembles.json"
    means = [entry(ids, task) for ids in ("ab", "ac", "abc") for task in ("vowel-a", "vowel-i")]
    ensembles.write(means, path)
    ensembles.write([entry("ab", "vowel-a", pool={})], path)

    def written() -> list[str]:
        content = json.loads(path.read_text())["ensembles"]
        return sorted(
            " ".join([*(m["id"] for m in one["models"]), *one["tasks"], *one.keys() - {"kind", "models", "tasks"}])
            for one in content
        )

    left = ["a b c vowel-i", "a b vowel-a pool", "a b vowel-i", "a c vowel-a", "a c vowel-i"]
    assert written() == left
    ensembles.write(means, path)
    assert written() == left
    ensembles.write([entry("bd", "vowel-a", pool={})], path)
    assert [one for one in written() if "pool" in one] == ["b d vowel-a pool"]
