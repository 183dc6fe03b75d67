"""Weights of models that answer one question together: ``python -m bulbar_training.pool CONFIG...``.

The program multiplies the models' probabilities, each to the power of its weight (a logarithmic pool; see ``pool`` in
``main/core/inference/ensemble-errors.ts``). The weights are fitted on held-out answers of ``bulbar-train evaluate``:
for the figure, those of every speaker on the answers about the other speakers; for the program on all of them. The
answers of the other speakers are by models that may have heard the speaker: two or three numbers learn next to nothing
from that.
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
from bulbar_training.ensembles import FILE, write
from bulbar_training.evaluation.evaluation import Evaluation, describe
from bulbar_training.evaluation.held_out import HeldOut
from bulbar_training.evaluation.scores import scores_of
from bulbar_training.joint import SMALLEST, open_member, pool, temperature_of
from bulbar_training.metrics import NAMES
from bulbar_training.recipes import Recipe
from bulbar_training.terminal import CONSOLE, deterministic, progress_bar
from bulbar_training.waveforms import Progress

TURNED_AWAY = 0.1
"""Share of held-out recordings that the program is not sure of: their joint probability, times ``known``, is lowest."""
LARGEST_WEIGHT = 3.0


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


def read_answers(config: ModelConfig, progress: Progress) -> Answers:
    """Held-out answers of the headline protocol, at the temperature of the package."""
    evaluation = open_member(config, progress)
    recordings = evaluation.corpus.recordings
    headline = config.evaluation.protocols[0].model_copy(update={"inner_folds": 0})
    held_out = HeldOut(config, recordings, evaluation.recipe, progress)
    scored = held_out.repeat(headline, evaluation.folds(headline), headline.name, [])
    logits = np.full((len(recordings), len(config.labels)), np.nan)
    logits[scored.rows] = scored.logits
    answers = probabilities(logits, temperature_of(config))
    return Answers(config, evaluation, answers, [r.path.name for r in recordings], read_known(evaluation, headline))


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
    }


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bulbar_training.pool", description=__doc__)
    parser.add_argument("configs", type=Path, nargs="+", help="YAML files of models of one question")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(argv)
    deterministic(1)
    with progress_bar() as report:
        answers = [read_answers(load(path), report) for path in options.configs]
    if any(one.names != answers[0].names or one.config.labels != answers[0].config.labels for one in answers):
        print("pool: the models were not judged on the same recordings", file=sys.stderr)
        return 1
    entry = judge(answers)
    write([entry], options.out)
    CONSOLE.print(" + ".join(model["id"] for model in entry["models"]), entry["pool"], entry["honestError"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
