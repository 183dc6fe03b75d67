"""Weights of models that answer one question together: ``python -m bulbar_training.pool CONFIG... [--split NAME]...``.

The program multiplies the models' probabilities, each to the power of its weight (a logarithmic pool; see ``pool`` in
``main/core/inference/ensemble-errors.ts``). The weights are fitted on held-out answers of ``bulbar-train evaluate``:
for the figure, those of every speaker on the answers about the other speakers; for the program on all of them. The
answers of the other speakers are by models that may have heard the speaker: two or three numbers learn next to nothing
from that. On further splits of the corpus the pool is judged with weights fitted on the held-out answers about the
training part.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bulbar_training.calibration import probabilities
from bulbar_training.config import ModelConfig, Protocol, load
from bulbar_training.ensembles import write
from bulbar_training.evaluation.cohort import Unit
from bulbar_training.evaluation.evaluation import Evaluation, describe
from bulbar_training.evaluation.held_out import HeldOut
from bulbar_training.evaluation.scores import scores_of
from bulbar_training.joint import SMALLEST, open_member, pool, temperature_of
from bulbar_training.metrics import NAMES
from bulbar_training.package import ENSEMBLES
from bulbar_training.recipes import Recipe
from bulbar_training.splits import Fold
from bulbar_training.terminal import CONSOLE, deterministic, progress_bar
from bulbar_training.waveforms import Progress

TURNED_AWAY = 0.05
"""Share of held-out recordings that the program is not sure of: their joint probability, times ``known``, is lowest.

Of digits in strange rooms and noise it is about three times as many: 0.13 here were 0.24 of the strangers' words. It
was set on synthetic digits (flite, half of them in made-up rooms and noise), of which the threshold loses 0.15.
"""
LARGEST_WEIGHT = 3.0


@dataclass(frozen=True)
class SplitAnswers:
    """What a model fitted on ``fold.train`` answers about ``fold.test``."""

    protocol: Protocol
    fold: Fold
    probabilities: np.ndarray
    """``[fold.test, classes]``."""


@dataclass(frozen=True)
class Answers:
    """What a model answers about recordings of speakers that it did not learn from."""

    config: ModelConfig
    evaluation: Evaluation
    probabilities: np.ndarray
    """As its package gives them, ``[recordings, classes]``."""
    names: list[str]
    """Of the recordings."""
    known: np.ndarray
    """How likely it is that a recording holds one of the classes at all, ``[recordings]``, by the same folds."""
    splits: list[SplitAnswers]
    """On other splits, in their order."""


def read_answers(config: ModelConfig, splits: list[str], progress: Progress) -> Answers:
    """Held-out answers of the headline protocol and of those named ``splits``, at the temperature of the package."""
    evaluation = open_member(config, progress)
    recordings = evaluation.corpus.recordings
    protocols = {one.name: one.model_copy(update={"inner_folds": 0}) for one in config.evaluation.protocols}
    headline = protocols[config.evaluation.protocols[0].name]
    held_out = HeldOut(config, recordings, evaluation.recipe, progress)
    temperature = temperature_of(config)

    def answered(protocol: Protocol, fold: Fold) -> SplitAnswers:
        logits = held_out.repeat(protocol, [fold], protocol.name, []).logits
        return SplitAnswers(protocol, fold, probabilities(logits, temperature))

    answers = np.full((len(recordings), len(config.labels)), np.nan)
    for fold in evaluation.folds(headline):
        answers[fold.test] = answered(headline, fold).probabilities
    others = [answered(protocols[name], fold) for name in splits for fold in evaluation.folds(protocols[name])]
    names = [recording.path.name for recording in recordings]
    return Answers(config, evaluation, answers, names, read_known(evaluation, headline), others)


def read_known(evaluation: Evaluation, protocol: Protocol) -> np.ndarray:
    """Of every recording by a model that did not learn from its speaker; 1 of recipes that do not tell it."""
    recipe, known = evaluation.recipe, np.ones(len(evaluation.corpus.recordings))
    if type(recipe).known is Recipe.known:
        return known
    for fold in evaluation.folds(protocol):
        model = recipe.fit(fold.train, evaluation.config.seed, None, evaluation.progress)
        known[fold.test] = recipe.known(model, fold.test)
    return known


def fit_weights(members: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weights of the least log loss, none below 0; ``members`` ``[members, n, classes]``."""

    def loss(weights: np.ndarray) -> float:
        joined = pool(members, weights)
        return float(-np.log(np.maximum(joined[np.arange(labels.size), labels], SMALLEST)).mean())

    start = np.full(len(members), 1 / len(members))
    return minimize(loss, start, bounds=[(0.0, LARGEST_WEIGHT)] * len(members)).x


def held_out_pool(members: np.ndarray, labels: np.ndarray, speakers: np.ndarray) -> np.ndarray:
    """Joint probabilities of each speaker by weights fitted on the others, ``[n, classes]``."""
    joint = np.full(members.shape[1:], np.nan)
    for speaker in np.unique(speakers):
        test = speakers == speaker
        joint[test] = pool(members[:, test], fit_weights(members[:, ~test], labels[~test]))
    return joint


def judge_splits(answers: list[Answers]) -> list[dict[str, Any]]:
    """The headline's score of the pool on further splits, by weights fitted on answers about their training parts."""
    first = answers[0]
    how, cohort = first.config.evaluation, first.evaluation.cohort
    members = np.stack([one.probabilities for one in answers])
    units: dict[str, list[Unit]] = {}
    described: dict[str, str] = {}
    for same in zip(*(one.splits for one in answers), strict=True):
        protocol, fold = same[0].protocol, same[0].fold
        weights = fit_weights(members[:, fold.train], cohort.labels[fold.train])
        joint = pool(np.stack([one.probabilities for one in same]), weights)
        speakers = cohort.speakers[fold.test]
        units.setdefault(protocol.name, []).append((joint, cohort.labels[fold.test], speakers))
        described[protocol.name] = describe(protocol, cohort.speakers, how.unit, speakers)
    scores = {name: scores_of(repeats, [how.headline], how)[how.headline] for name, repeats in units.items()}
    return [
        {
            "name": name,
            "metric": NAMES[how.headline],
            "value": score.value,
            "interval": None if score.interval is None else list(score.interval),
            "protocol": described[name],
        }
        for name, score in scores.items()
    ]


def judge(answers: list[Answers]) -> dict[str, Any]:
    """The entry of ``ensembles.json``: weights, threshold, and what was measured with weights of other speakers."""
    first = answers[0]
    how, cohort = first.config.evaluation, first.evaluation.cohort
    members = np.stack([one.probabilities for one in answers])
    joint = held_out_pool(members, cohort.labels, cohort.speakers)
    known = np.min([one.known for one in answers], axis=0)
    scores = scores_of([(joint, cohort.labels, cohort.speakers)], ["auc", "accuracy", "macroF1", "ece", "brier"], how)
    metrics = {name: score.model_dump(mode="json", by_alias=True) for name, score in scores.items()}
    headline = metrics[how.headline]
    protocol = describe(how.protocols[0], cohort.speakers, how.unit, cohort.speakers)
    return {
        "kind": first.config.package.kind,
        "labels": first.config.labels,
        "models": [{"id": one.config.id, "version": one.config.version} for one in answers],
        "tasks": first.config.tasks,
        "alone": False,
        "pool": {
            "weights": [round(float(weight), 3) for weight in fit_weights(members, cohort.labels)],
            "rejectBelow": round(float(np.quantile(joint.max(axis=1) * known, TURNED_AWAY)), 3),
        },
        "honestError": {
            "metric": NAMES[how.headline],
            "value": headline["value"],
            "interval": headline["interval"],
            "protocol": protocol,
        },
        "metrics": metrics,
        "splits": judge_splits(answers),
    }


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bulbar_training.pool", description=__doc__)
    parser.add_argument("configs", type=Path, nargs="+", help="YAML files of models of one question")
    parser.add_argument("--split", action="append", default=[], help="judge it by this protocol of the models as well")
    parser.add_argument("--out", type=Path, default=ENSEMBLES)
    options = parser.parse_args(argv)
    deterministic(1)
    with progress_bar() as report:
        answers = [read_answers(load(path), options.split, report) for path in options.configs]
    if any(one.names != answers[0].names or one.config.labels != answers[0].config.labels for one in answers):
        print("pool: the models were not judged on the same recordings", file=sys.stderr)
        return 1
    entry = judge(answers)
    write([entry], options.out)
    CONSOLE.print(
        " + ".join(model["id"] for model in entry["models"]), entry["pool"], entry["honestError"], entry["splits"]
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
