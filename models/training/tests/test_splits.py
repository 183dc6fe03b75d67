"""No split shares a speaker, unless it is marked official."""

from __future__ import annotations

import numpy as np
import pytest

from bulbar_training.config import Protocol
from bulbar_training.evaluation.evaluation import describe
from bulbar_training.splits import Rows, SharedSpeakerError, folds_of

LABELS = np.repeat([0, 1], 20)
SPEAKERS = np.array([f"S{k // 2}" for k in range(40)])
NONE = [None] * 40


@pytest.mark.parametrize("split", ["grouped-k-fold", "leave-one-speaker-out"])
def test_grouped_folds_cover_every_row_once_and_share_no_speaker(split: str):
    folds = folds_of(Protocol(name="p", split=split, folds=4), Rows(LABELS, SPEAKERS, NONE), seed=0)
    assert np.array_equal(np.sort(np.concatenate([f.test for f in folds])), np.arange(40))
    for fold in folds:
        assert not set(SPEAKERS[fold.train]) & set(SPEAKERS[fold.test])
        assert fold.train.size + fold.test.size == 40


def test_repeats_differ_and_seeds_repeat():
    protocol = Protocol(name="p", split="grouped-k-fold", folds=4, repeats=2)
    once, again = (folds_of(protocol, Rows(LABELS, SPEAKERS, NONE), seed=3) for _ in range(2))
    assert all(np.array_equal(a.test, b.test) for a, b in zip(once, again, strict=True))
    assert any(not np.array_equal(a.test, b.test) for a, b in zip(once[:4], once[4:], strict=True))


def test_grouped_holdout_is_a_fifth():
    fold, *rest = folds_of(Protocol(name="p", split="grouped-holdout"), Rows(LABELS, SPEAKERS, NONE), seed=0)
    assert not rest
    assert fold.test.size == 8


def test_shared_speakers_are_refused_by_name():
    protocol = Protocol(name="shuffled", split="random-holdout")
    with pytest.raises(SharedSpeakerError, match=r"'shuffled' has \d+ speakers in training and test \(S"):
        folds_of(protocol, Rows(LABELS, SPEAKERS, NONE), seed=0)


def test_corpus_split_that_shares_a_speaker_needs_the_official_mark():
    official = ["test" if k % 2 else "train" for k in range(40)]
    rows = Rows(LABELS, SPEAKERS, official)
    with pytest.raises(SharedSpeakerError):
        folds_of(Protocol(name="p", split="corpus"), rows, seed=0)
    (fold,) = folds_of(Protocol(name="p", split="corpus", official=True, why="published"), rows, seed=0)
    assert fold.test.tolist() == list(range(1, 40, 2))
    with pytest.raises(ValueError, match="prescribes no split"):
        folds_of(Protocol(name="p", split="corpus"), Rows(LABELS, SPEAKERS, NONE), seed=0)


def test_corpus_split_names_who_is_in_no_part():
    official = [None if k < 2 else "validation" if k > 30 else "train" for k in range(40)]
    with pytest.raises(ValueError, match=r"1 speakers are in no part of the corpus's own split \(S0\)"):
        folds_of(Protocol(name="p", split="corpus"), Rows(LABELS, SPEAKERS, official), seed=0)


def test_official_needs_a_reason():
    with pytest.raises(ValueError, match="needs a reason"):
        Protocol(name="p", split="corpus", official=True)


def test_the_description_counts_who_was_tested():
    protocol = Protocol(name="p", split="corpus")
    assert describe(protocol, SPEAKERS, "speaker", SPEAKERS[30:]) == (
        "the corpus's own split, 5 of 20 speakers, per speaker"
    )
    folds = Protocol(name="p", split="grouped-k-fold", folds=4, repeats=2)
    assert describe(folds, SPEAKERS, "speaker", SPEAKERS) == (
        "4-fold by speaker, repeated 2 times, 20 speakers, per speaker"
    )
