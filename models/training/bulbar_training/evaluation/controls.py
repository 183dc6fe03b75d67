"""What a score has to be held against: recording conditions alone, and labels that mean nothing."""

from __future__ import annotations

import numpy as np

from bulbar_training import confounds
from bulbar_training.calibration import probabilities
from bulbar_training.config import Protocol
from bulbar_training.evaluation.cohort import by_unit
from bulbar_training.evaluation.document import ShuffledLabels
from bulbar_training.evaluation.held_out import HeldOut
from bulbar_training.metrics import auc, macro_f1
from bulbar_training.splits import Fold


def confound_scores(held_out: HeldOut, folds: list[Fold]) -> dict[str, float]:
    """AUC (macro-F1 of several classes) of each confound alone, and of all, by a small forest in the same folds."""
    numbers = np.array([confounds.measure(r) for r in held_out.recordings])
    columns = {name: [k] for k, name in enumerate(confounds.NAMES)} | {"all": list(range(len(confounds.NAMES)))}
    return {name: _confound(held_out, numbers[:, ks], folds) for name, ks in columns.items()}


def _confound(held_out: HeldOut, numbers: np.ndarray, folds: list[Fold]) -> float:
    config, cohort = held_out.config, held_out.cohort
    parts = []
    for fold in folds:
        model = confounds.classifier(config.evaluation.seed).fit(numbers[fold.train], cohort.labels[fold.train])
        answer = np.zeros((fold.test.size, len(config.labels)))
        answer[:, model.classes_] = model.predict_proba(numbers[fold.test])
        parts.append((fold.test, answer))
    rows = np.concatenate([test for test, _ in parts])
    probability = np.concatenate([answer for _, answer in parts])
    unit = by_unit(probability, cohort.labels[rows], cohort.speakers[rows], config.evaluation.unit)
    return (auc if len(config.labels) == 2 else macro_f1)(unit[0], unit[1])


def shuffled_label_scores(held_out: HeldOut, protocol: Protocol, folds: list[Fold]) -> ShuffledLabels:
    """The first repeat again with labels shuffled over speakers (over rows where speakers hold all classes)."""
    how, cohort = held_out.config.evaluation, held_out.cohort
    shuffled = shuffled_labels(cohort.labels, cohort.speakers, how.seed)
    other = held_out.with_recipe(held_out.recipe.with_labels(shuffled))
    plain = protocol.model_copy(update={"inner_folds": 0})
    folds = folds[: how.shuffled_folds]
    scored = other.repeat(plain, folds, f"{protocol.name}-shuffled", [])
    unit = by_unit(probabilities(scored.logits), shuffled[scored.rows], cohort.speakers[scored.rows], how.unit)
    return ShuffledLabels(auc=auc(unit[0], unit[1]), macro_f1=macro_f1(unit[0], unit[1]), folds=len(folds))


def shuffled_labels(labels: np.ndarray, speakers: np.ndarray, seed: int) -> np.ndarray:
    """Labels shuffled over speakers; over rows where speakers hold several classes."""
    generator = np.random.default_rng(seed)
    names, first, inverse = np.unique(speakers, return_index=True, return_inverse=True)
    one_class_each = all(np.unique(labels[inverse == k]).size == 1 for k in range(names.size))
    return generator.permutation(labels[first])[inverse] if one_class_each else generator.permutation(labels)
