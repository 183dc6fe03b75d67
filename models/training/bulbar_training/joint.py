"""The joint answer of a question: ``python -m bulbar_training.joint CONFIG... --card FILE``.

Members that are shown as one answer are joined by a logarithmic pool, for every set of tasks that they can be asked
about (all, each alone). A member's weight is 1, or 0.03 over its largest move of a probability under M4A where that is
more; the pool's sharpness and the quantile of its prediction sets are fitted on the other folds' held-out answers. The
entries go to ``models/ensembles.json``, and a card beside it is written from the figures. Folds that are there are not
computed again.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from bulbar_training.calibration import conformal_quantile, coverage_of, prediction_sets, probabilities
from bulbar_training.config import ModelConfig, Protocol, load
from bulbar_training.ensembles import FILE, write
from bulbar_training.evaluation.cohort import Unit, by_unit
from bulbar_training.evaluation.controls import confound_scores, shuffled_labels
from bulbar_training.evaluation.evaluation import Evaluation, describe
from bulbar_training.evaluation.held_out import Scored
from bulbar_training.evaluation.scores import scores_of
from bulbar_training.joint_card import card
from bulbar_training.metrics import NAMES, auc, bootstrap_interval
from bulbar_training.recipes.voice_features import VoiceFeatures
from bulbar_training.splits import Fold
from bulbar_training.steps import open_recipe
from bulbar_training.terminal import CONSOLE, deterministic, progress_bar
from bulbar_training.trained_on import trained_on
from bulbar_training.waveforms import Progress

STEADY_UNDER = "m4a"
LARGEST_MOVE = 0.03
"""A member whose probability moves further under :data:`STEADY_UNDER` counts the less."""
LEARNING_SPEAKERS = (8, 16, 32)
SMALLEST = 1e-9


@dataclass(frozen=True)
class Fitted:
    """A pool: weight of every member (its sharpness inside), and the conformal quantile."""

    weights: np.ndarray
    quantile: float


@dataclass(frozen=True)
class Answers:
    """Held-out answers of one repeat, by speaker: ``[members, speakers, classes]``, and what they are about."""

    members: np.ndarray
    labels: np.ndarray
    speakers: np.ndarray
    fold: np.ndarray
    """Number of the fold whose test set the speaker is in."""
    moves: np.ndarray
    """``[members, speakers]``: how far the member moves under M4A; of the first repeat."""


def pool(members: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """``[members, n, classes]`` to ``[n, classes]``: each to the power of its weight, multiplied, to the sum of 1."""
    return probabilities(np.tensordot(weights, np.log(np.maximum(members, SMALLEST)), axes=1))


def member_weights(moves: np.ndarray) -> np.ndarray:
    """Weights before the sharpness, to the sum of 1; ``moves`` ``[members, speakers]``."""
    steady = LARGEST_MOVE / np.maximum(moves.max(axis=1), LARGEST_MOVE)
    return steady / steady.sum()


def fit(answers: Answers, rows: np.ndarray, coverage: float) -> Fitted:
    """Pool of the speakers ``rows``."""
    members, labels = answers.members[:, rows], answers.labels[rows]
    weights = member_weights(answers.moves[:, rows])

    def loss(log_sharpness: float) -> float:
        joined = pool(members, np.exp(log_sharpness) * weights)
        return float(-np.log(np.maximum(joined[np.arange(labels.size), labels], SMALLEST)).mean())

    sharpness = np.exp(minimize_scalar(loss, bounds=(np.log(0.2), np.log(5.0)), method="bounded").x)
    joined = pool(members, sharpness * weights)
    return Fitted(sharpness * weights, conformal_quantile(joined, labels, coverage))


def cross_fitted(answers: Answers, coverage: float) -> tuple[np.ndarray, np.ndarray, dict[int, Fitted]]:
    """Joint answers and prediction sets of every speaker by a pool fitted on the other folds; the pool of each fold."""
    joined = np.zeros(answers.members.shape[1:])
    sets = np.zeros(joined.shape, dtype=bool)
    pools = {}
    for number in np.unique(answers.fold):
        held = np.flatnonzero(answers.fold == number)
        pools[int(number)] = fit(answers, np.flatnonzero(answers.fold != number), coverage)
        joined[held] = pool(answers.members[:, held], pools[int(number)].weights)
        sets[held] = prediction_sets(joined[held], pools[int(number)].quantile)
    return joined, sets, pools


def _by_speaker(evaluation: Evaluation, scored: Scored, logits: np.ndarray, task: str | None) -> Unit:
    """A member's calibrated answers, its mean over the speaker's recordings (of one task alone)."""
    heard = np.array([task in (None, name) for name in evaluation.cohort.tasks[scored.rows]])
    rows = scored.rows[heard]
    answers = probabilities(logits[heard] / scored.temperature[heard][:, None])
    return by_unit(answers, evaluation.cohort.labels[rows], evaluation.cohort.speakers[rows], "speaker")


def protocol_of(config: ModelConfig, task: str | None) -> Protocol:
    """The headline, or for one task alone the protocol that left out the others, if there is one."""
    named = {protocol.name: protocol for protocol in config.evaluation.protocols}
    return named.get(f"{task}-alone", config.evaluation.protocols[0])


class Joint:
    """Members of one question, their held-out answers and what is made of them."""

    def __init__(self, evaluations: list[Evaluation]) -> None:
        self.evaluations = evaluations
        self.how = evaluations[0].config.evaluation
        self.trained_on = self._trained_on()
        self.headline = [evaluation.config.evaluation.protocols[0] for evaluation in evaluations]

    def _trained_on(self) -> dict[str, dict[str, Any]]:
        """By the measures of the first member, which has to be one of the core's measures."""
        first = self.evaluations[0]
        if not isinstance(first.recipe, VoiceFeatures):
            raise TypeError(f"{first.config.id}: the first member has to be a model of the core's measures")
        settings = first.recipe.settings
        measures = next(iter(settings.feature_sets.values()))
        return trained_on(first.config, first.corpus.recordings, settings.variants, measures)

    @property
    def coverage(self) -> float:
        """What the prediction sets promise."""
        return self.how.conformal_coverage or 0.9

    def answers(self, task: str | None) -> list[Answers]:
        """Held-out answers of every repeat to all tasks, or to one alone."""
        scored = [e.repeats(protocol_of(e.config, task), []) for e in self.evaluations]
        moves = self._moves()
        repeats = zip(*scored, strict=False)  # as many as the member of fewest has
        return [self._repeat(number, list(of), task, moves) for number, of in enumerate(repeats)]

    def _repeat(self, repeat: int, scored: list[Scored], task: str | None, moves: dict[str, np.ndarray]) -> Answers:
        units = [
            _by_speaker(evaluation, one, one.logits, task)
            for evaluation, one in zip(self.evaluations, scored, strict=True)
        ]
        labels, speakers = units[0][1:]
        folds = [f for f in self.evaluations[0].folds(self.headline[0]) if f.repeat == repeat]
        place = {s: f.index for f in folds for s in self.evaluations[0].cohort.speakers[f.test]}
        return Answers(
            members=np.stack([unit[0] for unit in units]),
            labels=labels,
            speakers=speakers,
            fold=np.array([place[s] for s in speakers]),
            moves=np.stack([moves[str(s)] for s in speakers], axis=1),
        )

    def _first(self, variants: list[str]) -> list[Scored]:
        """The members' first repeat of the headline, also about variants."""
        return [
            e.repeats(p.model_copy(update={"repeats": 1}), variants)[0]
            for e, p in zip(self.evaluations, self.headline, strict=True)
        ]

    def _moves(self) -> dict[str, np.ndarray]:
        """By speaker the largest move of each member on one of its recordings."""
        result: dict[str, list[float]] = {}
        for evaluation, scored in zip(self.evaluations, self._first([STEADY_UNDER]), strict=True):
            plain, changed = (
                probabilities(logits / scored.temperature[:, None])
                for logits in (scored.logits, scored.variants[STEADY_UNDER])
            )
            move = np.abs(plain - changed).max(axis=1)
            for speaker in np.unique(evaluation.cohort.speakers):
                of = evaluation.cohort.speakers[scored.rows] == speaker
                result.setdefault(str(speaker), []).append(float(move[of].max()))
        return {speaker: np.array(moves) for speaker, moves in result.items()}

    def entry(self, task: str | None) -> dict[str, Any]:
        """What ``ensembles.json`` says of the joint answer to all tasks, or to one alone."""
        repeats = self.answers(task)
        fits = [cross_fitted(answers, self.coverage) for answers in repeats]
        units = [(fit[0], answers.labels, answers.speakers) for fit, answers in zip(fits, repeats, strict=True)]
        wanted = ["auc", "accuracy", "macroF1", "ece", "brier"]
        scores = scores_of(units, wanted, self.how)
        metrics = {name: score.model_dump(by_alias=True, mode="json") for name, score in scores.items()}
        first = self.evaluations[0].config
        headline = metrics[self.how.headline]
        final = fit(repeats[0], np.arange(repeats[0].labels.size), self.coverage)
        return {
            "kind": first.package.kind,
            "labels": first.labels,
            "models": [{"id": e.config.id, "version": e.config.version} for e in self.evaluations],
            "tasks": first.tasks if task is None else [task],
            "alone": task is not None,
            "pool": {
                "weights": final.weights.tolist(),
                "rejectBelow": None,
                "conformal": self._sets(repeats, fits, final),
            },
            "honestError": {
                "metric": NAMES[self.how.headline],
                "value": headline["value"],
                "interval": headline["interval"],
                "protocol": describe(
                    self.headline[0].model_copy(update={"repeats": len(repeats)}),
                    self.evaluations[0].cohort.speakers,
                    "speaker",
                    repeats[0].speakers,
                ),
            },
            "metrics": metrics,
            "trainedOn": {name: facts for name, facts in self.trained_on.items() if task in (None, name)},
        }

    def _sets(self, repeats: list[Answers], fits: list[tuple], final: Fitted) -> dict[str, Any]:
        """Quantile, and what sets by quantiles of the other folds cover and hold."""
        sets, labels, speakers = fits[0][1], repeats[0].labels, repeats[0].speakers
        interval = bootstrap_interval(coverage_of, sets, labels, speakers, self.how.bootstrap, self.how.seed)
        return {
            "coverage": self.coverage,
            "quantile": final.quantile,
            "measuredCoverage": float(
                np.mean([coverage_of(f[1], a.labels) for f, a in zip(fits, repeats, strict=True)])
            ),
            "interval": None if interval is None else list(interval),
            "meanSetSize": float(np.mean([f[1].sum(axis=1).mean() for f in fits])),
        }

    # --- what stands beside the score ------------------------------------------------------------------------

    def controls(self) -> dict[str, Any]:
        """Variants of the held-out recordings, recording conditions alone, shuffled labels, fewer speakers."""
        folds = [f for f in self.evaluations[0].folds(self.headline[0]) if f.repeat == 0]
        return {
            "robustness": self._robustness(),
            "confounds": confound_scores(self.evaluations[0].held_out, folds),
            "shuffledLabels": self._shuffled(folds),
            "learningCurve": [self._learning(folds, speakers) for speakers in LEARNING_SPEAKERS],
        }

    def _robustness(self) -> dict[str, Any]:
        variants = self.how.robustness
        scored = self._first(variants)
        answers = self.answers(None)[0]
        joined, _, pools = cross_fitted(answers, self.coverage)
        result = {}
        for variant in variants:
            units = [
                _by_speaker(evaluation, one, one.variants[variant], None)
                for evaluation, one in zip(self.evaluations, scored, strict=True)
            ]
            changed = np.stack([unit[0] for unit in units])
            moved = np.zeros_like(joined)
            for number, fitted in pools.items():
                held = answers.fold == number
                moved[held] = pool(changed[:, held], fitted.weights)
            move = np.abs(moved - joined).max(axis=1)
            result[variant] = {
                "auc": auc(moved, answers.labels),
                "aucOriginal": auc(joined, answers.labels),
                "largestShift": float(move.max()),
                "shift95": float(np.percentile(move, 95)),
                "members": {
                    e.config.id: self._member_shift(e, one, variant)
                    for e, one in zip(self.evaluations, scored, strict=True)
                },
            }
        return result

    def _member_shift(self, evaluation: Evaluation, scored: Scored, variant: str) -> dict[str, float]:
        """How far a member moves on single recordings, and its own AUC."""
        plain, changed = (
            probabilities(logits / scored.temperature[:, None]) for logits in (scored.logits, scored.variants[variant])
        )
        unit = _by_speaker(evaluation, scored, scored.variants[variant], None)
        return {"auc": auc(unit[0], unit[1]), "largestShift": float(np.abs(plain - changed).max())}

    def _equal_auc(self, scored: list[Scored], labels: np.ndarray) -> float:
        """AUC of the members with equal weights, for labels per row."""
        units = [
            by_unit(probabilities(one.logits), labels[one.rows], e.cohort.speakers[one.rows], "speaker")
            for e, one in zip(self.evaluations, scored, strict=True)
        ]
        joined = pool(np.stack([unit[0] for unit in units]), np.full(len(units), 1 / len(units)))
        return auc(joined, units[0][1])

    def _shuffled(self, folds: list[Fold]) -> dict[str, Any]:
        first = self.evaluations[0]
        labels = shuffled_labels(first.cohort.labels, first.cohort.speakers, self.how.seed)
        scored = []
        for evaluation, protocol in zip(self.evaluations, self.headline, strict=True):
            other = evaluation.held_out.with_recipe(evaluation.recipe.with_labels(labels))
            plain = protocol.model_copy(update={"inner_folds": 0})
            scored.append(other.repeat(plain, folds, f"{protocol.name}-shuffled", []))
        return {"auc": self._equal_auc(scored, labels), "folds": len(folds)}

    def _learning(self, folds: list[Fold], speakers: int) -> dict[str, Any]:
        """AUC on whole test sets, after learning from so many speakers of each training set (half of each class)."""
        fewer = [fewer_speakers(fold, self.evaluations[0], speakers, self.how.seed) for fold in folds]
        scored = [
            evaluation.held_out.repeat(
                protocol.model_copy(update={"inner_folds": 0}), fewer, f"{protocol.name}-of-{speakers}", []
            )
            for evaluation, protocol in zip(self.evaluations, self.headline, strict=True)
        ]
        return {"speakers": speakers, "auc": self._equal_auc(scored, self.evaluations[0].cohort.labels)}


def fewer_speakers(fold: Fold, evaluation: Evaluation, speakers: int, seed: int) -> Fold:
    """The fold with so many speakers of its training set, as many of each class as can be."""
    cohort = evaluation.cohort
    names, first = np.unique(cohort.speakers[fold.train], return_index=True)
    classes = cohort.labels[fold.train][first]
    generator = np.random.default_rng([seed, fold.index])
    kinds = np.unique(classes)
    chosen = np.concatenate([generator.permutation(names[classes == kind])[: speakers // kinds.size] for kind in kinds])
    return Fold(fold.repeat, fold.index, fold.train[np.isin(cohort.speakers[fold.train], chosen)], fold.test)


def open_member(config: ModelConfig, progress: Progress) -> Evaluation:
    """A member's evaluation, its corpus read."""
    corpus, recipe = open_recipe(config)
    recipe.preprocess(progress)
    return Evaluation(config, corpus, recipe, progress)


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bulbar_training.joint", description=__doc__)
    parser.add_argument("configs", type=Path, nargs="+", help="YAML files of the members")
    parser.add_argument("--card", type=Path, required=True, help="the card to write, beside models/ensembles.json")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(argv)
    deterministic(1)
    with progress_bar() as report:
        joint = Joint([open_member(load(path), report) for path in options.configs])
        tasks = joint.evaluations[0].config.tasks
        entries = [joint.entry(task) for task in [None, *(tasks if len(tasks) > 1 else [])]]
        entries[0] |= joint.controls()
    write(entries, options.out)
    options.card.write_text(card(joint.evaluations[0].config, entries), encoding="utf-8")
    for entry in entries:
        error = entry["honestError"]
        CONSOLE.print(f"{', '.join(entry['tasks'])}: {error['metric']} {error['value']:.3f} {error['interval']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
