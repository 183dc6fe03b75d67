"""The joint answer of a question: ``python -m bulbar_training.joint CONFIG... --card FILE``.

Members that are shown as one answer are joined by the calibrated mean of their probabilities, for every set of tasks
that they can be asked about (all, each alone). The power that the mean is brought to, which changes no order, and the
quantile of its prediction sets are fitted for every speaker on the held-out answers about the other speakers; for the
program, on all of them. The entries go to ``models/ensembles.json``, and a card beside it is written from the figures.
Folds that are there are not computed again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from bulbar_training.calibration import conformal_quantile, coverage_of, prediction_sets, probabilities
from bulbar_training.config import REPOSITORY, ModelConfig, Protocol, load
from bulbar_training.ensembles import write
from bulbar_training.evaluation.cohort import Unit, by_unit
from bulbar_training.evaluation.controls import confound_scores, shuffled_labels
from bulbar_training.evaluation.evaluation import Evaluation, describe
from bulbar_training.evaluation.held_out import Scored
from bulbar_training.evaluation.scores import scores_of
from bulbar_training.joint_card import write_card
from bulbar_training.metrics import NAMES, auc, bootstrap_interval
from bulbar_training.package import ENSEMBLES
from bulbar_training.recipes.voice_features import VoiceFeatures
from bulbar_training.splits import Fold
from bulbar_training.steps import open_recipe
from bulbar_training.terminal import CONSOLE, deterministic, progress_bar
from bulbar_training.trained_on import trained_on
from bulbar_training.waveforms import Progress

CHANGED = ("noise-20db", "lowpass-4khz", "mp3", "ogg", "m4a", "room-2s", "half-level", "rate-16khz")
"""Variants of the held-out recordings that the joint answer is asked about too."""
LEARNING_SPEAKERS = (8, 16, 32)
SMALLEST = 1e-9


@dataclass(frozen=True)
class Fitted:
    """What makes the mean of the members the joint answer."""

    sharpness: float
    """Power that the mean is brought to."""
    quantile: float
    """Conformal quantile."""


@dataclass(frozen=True)
class Answers:
    """Held-out answers of one repeat, by speaker: ``[members, speakers, classes]``, and what they are about."""

    members: np.ndarray
    labels: np.ndarray
    speakers: np.ndarray


def pool(members: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """``[members, n, classes]`` to ``[n, classes]``: each to the power of its weight, multiplied, to the sum of 1."""
    return probabilities(np.tensordot(weights, np.log(np.maximum(members, SMALLEST)), axes=1))


def joined_by(members: np.ndarray, sharpness: float) -> np.ndarray:
    """``[members, n, classes]`` to ``[n, classes]``: the mean, to a power, to the sum of 1."""
    return pool(members.mean(axis=0)[None], np.array([sharpness]))


def fit(members: np.ndarray, labels: np.ndarray, coverage: float) -> Fitted:
    """The power of the least log loss, and the quantile of the sets."""

    def loss(log_sharpness: float) -> float:
        joined = joined_by(members, np.exp(log_sharpness))
        return float(-np.log(np.maximum(joined[np.arange(labels.size), labels], SMALLEST)).mean())

    sharpness = float(np.exp(minimize_scalar(loss, bounds=(np.log(0.2), np.log(5.0)), method="bounded").x))
    return Fitted(sharpness, conformal_quantile(joined_by(members, sharpness), labels, coverage))


def cross_fitted(answers: Answers, coverage: float) -> tuple[np.ndarray, np.ndarray, list[Fitted]]:
    """Joint answers and prediction sets of every speaker by what fits the other speakers, and that by speaker."""
    joined = np.zeros(answers.members.shape[1:])
    sets = np.zeros(joined.shape, dtype=bool)
    fits = []
    for held in np.eye(answers.labels.size, dtype=bool):
        fitted = fit(answers.members[:, ~held], answers.labels[~held], coverage)
        joined[held] = joined_by(answers.members[:, held], fitted.sharpness)
        sets[held] = prediction_sets(joined[held], fitted.quantile)
        fits.append(fitted)
    return joined, sets, fits


def _by_speaker(evaluation: Evaluation, scored: Scored, logits: np.ndarray, task: str | None) -> Unit:
    """A member's calibrated answers, its mean over the speaker's recordings (of one task alone)."""
    heard = np.array([task in (None, name) for name in evaluation.cohort.tasks[scored.rows]])
    rows = scored.rows[heard]
    answers = probabilities(logits[heard] / scored.temperature[heard][:, None])
    return by_unit(answers, evaluation.cohort.labels[rows], evaluation.cohort.speakers[rows], "speaker")


def _moved(scored: Scored, variant: str) -> np.ndarray:
    """By recording, how far a member's probability moves under a variant."""
    plain, changed = (
        probabilities(logits / scored.temperature[:, None]) for logits in (scored.logits, scored.variants[variant])
    )
    return np.abs(plain - changed).max(axis=1)


def protocol_of(config: ModelConfig, task: str | None) -> Protocol:
    """The headline, or for one task alone the protocol that left out the others, if there is one.

    Without inner folds: the joint answer is calibrated across the speakers.
    """
    named = {protocol.name: protocol for protocol in config.evaluation.protocols}
    protocol = named.get(f"{task}-alone", config.evaluation.protocols[0])
    return protocol.model_copy(update={"inner_folds": 0})


def variant_of(protocol: Protocol, variant: str) -> str:
    """A variant of what the protocol asks about."""
    return variant if protocol.variant == "original" else f"{variant}+{protocol.variant}"


def temperature_of(config: ModelConfig) -> float:
    """The temperature inside the package's graph."""
    manifest = json.loads((config.package_folder / "manifest.json").read_text(encoding="utf-8"))
    return manifest["calibration"]["temperature"]


class Joint:
    """Members of one question, their held-out answers and what is made of them."""

    def __init__(self, evaluations: list[Evaluation]) -> None:
        self.evaluations = evaluations
        self.how = evaluations[0].config.evaluation
        self.trained_on = self._trained_on()
        self.headline = [protocol_of(evaluation.config, None) for evaluation in evaluations]

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
        fewest = min(protocol.repeats for protocol in self.headline)
        return [self._repeat(self._scored(task, repeat, []), task) for repeat in range(fewest)]

    def _folds(self, protocol: Protocol, repeat: int) -> list[Fold]:
        """Of one repeat; they are the same for every member."""
        return [fold for fold in self.evaluations[0].folds(protocol) if fold.repeat == repeat]

    def _scored(self, task: str | None, repeat: int, variants: list[str]) -> list[Scored]:
        """The members' held-out answers of one repeat, at the temperature of their packages, also about variants."""
        return [self._member_scored(evaluation, task, repeat, variants) for evaluation in self.evaluations]

    def _member_scored(self, evaluation: Evaluation, task: str | None, repeat: int, variants: list[str]) -> Scored:
        protocol = protocol_of(evaluation.config, task)
        folds = self._folds(protocol, repeat)
        names = {variant_of(protocol, variant): variant for variant in variants}
        scored = evaluation.held_out.repeat(protocol, folds, protocol.name, list(names))
        named = {names[name]: logits for name, logits in scored.variants.items()}
        temperature = np.full(scored.rows.size, temperature_of(evaluation.config))
        return replace(scored, variants=named, temperature=temperature)

    def _repeat(self, scored: list[Scored], task: str | None) -> Answers:
        units = [
            _by_speaker(evaluation, one, one.logits, task)
            for evaluation, one in zip(self.evaluations, scored, strict=True)
        ]
        return Answers(np.stack([unit[0] for unit in units]), labels=units[0][1], speakers=units[0][2])

    def entry(self, task: str | None) -> dict[str, Any]:
        """What ``ensembles.json`` says of the joint answer to all tasks, or to one alone."""
        repeats = self.answers(task)
        fits = [cross_fitted(answers, self.coverage) for answers in repeats]
        plain = [(answers.members.mean(axis=0), answers.labels, answers.speakers) for answers in repeats]
        powered = [(fit[0], answers.labels, answers.speakers) for fit, answers in zip(fits, repeats, strict=True)]
        scores = scores_of(plain, ["auc", "accuracy", "macroF1"], self.how)
        scores |= scores_of(powered, ["ece", "brier"], self.how)
        metrics = {name: score.model_dump(by_alias=True, mode="json") for name, score in scores.items()}
        first = self.evaluations[0].config
        headline = metrics[self.how.headline]
        final = fit(repeats[0].members, repeats[0].labels, self.coverage)
        return {
            "kind": first.package.kind,
            "labels": first.labels,
            "models": [{"id": e.config.id, "version": e.config.version} for e in self.evaluations],
            "tasks": first.tasks if task is None else [task],
            "alone": task is not None,
            "pool": {
                "weights": None,
                "sharpness": final.sharpness,
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
            "robustness": self._robustness(task),
            "trainedOn": {name: facts for name, facts in self.trained_on.items() if task in (None, name)},
        }

    def _sets(self, repeats: list[Answers], fits: list[tuple], final: Fitted) -> dict[str, Any]:
        """Quantile, and what sets by quantiles of the other speakers cover and hold."""
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
        """Recording conditions alone, shuffled labels, fewer speakers."""
        folds = self._folds(self.headline[0], 0)
        fewest = min(np.unique(self.evaluations[0].cohort.speakers[fold.train]).size for fold in folds)
        whole = {"speakers": int(fewest), "auc": self._mean_auc(self._scored(None, 0, []))}
        return {
            "confounds": confound_scores(self.evaluations[0].held_out, folds),
            "shuffledLabels": self._shuffled(folds),
            "learningCurve": [*(self._learning(folds, speakers) for speakers in LEARNING_SPEAKERS), whole],
        }

    def _robustness(self, task: str | None) -> dict[str, Any]:
        """The first repeat about variants of the recordings, all as fitted on the recordings as they are."""
        scored = self._scored(task, 0, list(CHANGED))
        answers = self._repeat(scored, task)
        joined, _, fits = cross_fitted(answers, self.coverage)
        result = {}
        for variant in CHANGED:
            units = [
                _by_speaker(evaluation, one, one.variants[variant], task)
                for evaluation, one in zip(self.evaluations, scored, strict=True)
            ]
            changed = np.stack([unit[0] for unit in units])
            moved = np.concatenate([joined_by(changed[:, [k]], one.sharpness) for k, one in enumerate(fits)])
            move = np.abs(moved - joined).max(axis=1)
            plain, labels = changed.mean(axis=0), answers.labels
            interval = bootstrap_interval(auc, plain, labels, answers.speakers, self.how.bootstrap, self.how.seed)
            result[variant] = {
                "auc": auc(plain, labels),
                "interval": None if interval is None else list(interval),
                "aucOriginal": auc(answers.members.mean(axis=0), labels),
                "largestShift": float(move.max()),
                "shift95": float(np.percentile(move, 95)),
                "members": {
                    evaluation.config.id: {
                        "auc": auc(unit[0], answers.labels),
                        "largestShift": float(_moved(one, variant).max()),
                    }
                    for evaluation, one, unit in zip(self.evaluations, scored, units, strict=True)
                },
            }
        return result

    def _mean_auc(self, scored: list[Scored], labels: np.ndarray | None = None) -> float:
        """AUC of the members' mean without any calibration, for labels per row."""
        truth = self.evaluations[0].cohort.labels if labels is None else labels
        units = [
            by_unit(probabilities(one.logits), truth[one.rows], e.cohort.speakers[one.rows], "speaker")
            for e, one in zip(self.evaluations, scored, strict=True)
        ]
        return auc(np.mean([unit[0] for unit in units], axis=0), units[0][1])

    def _shuffled(self, folds: list[Fold]) -> dict[str, Any]:
        first = self.evaluations[0]
        labels = shuffled_labels(first.cohort.labels, first.cohort.speakers, self.how.seed)
        scored = []
        for evaluation, protocol in zip(self.evaluations, self.headline, strict=True):
            other = evaluation.held_out.with_recipe(evaluation.recipe.with_labels(labels))
            scored.append(other.repeat(protocol, folds, f"{protocol.name}-shuffled", []))
        return {"auc": self._mean_auc(scored, labels), "folds": len(folds)}

    def _learning(self, folds: list[Fold], speakers: int) -> dict[str, Any]:
        """AUC on whole test sets, after learning from so many speakers of each training set (half of each class)."""
        fewer = [fewer_speakers(fold, self.evaluations[0], speakers, self.how.seed) for fold in folds]
        scored = [
            evaluation.held_out.repeat(protocol, fewer, f"{protocol.name}-of-{speakers}", [])
            for evaluation, protocol in zip(self.evaluations, self.headline, strict=True)
        ]
        return {"speakers": speakers, "auc": self._mean_auc(scored)}


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


def command(configs: list[Path], card: Path) -> str:
    """What repeats the figures, from the repository's root."""
    *members, written = [os.path.relpath(path, REPOSITORY) for path in (*configs, card)]
    return f"python -m bulbar_training.joint {' '.join(members)} --card {written}"


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bulbar_training.joint", description=__doc__)
    parser.add_argument("configs", type=Path, nargs="+", help="YAML files of the members")
    parser.add_argument("--card", type=Path, required=True, help="the card to write, beside models/ensembles.json")
    parser.add_argument("--out", type=Path, default=ENSEMBLES)
    options = parser.parse_args(argv)
    deterministic(1)
    with progress_bar() as report:
        joint = Joint([open_member(load(path), report) for path in options.configs])
        tasks = joint.evaluations[0].config.tasks
        entries = [joint.entry(task) for task in [None, *(tasks if len(tasks) > 1 else [])]]
        entries[0] |= joint.controls()
    entries[0] |= {"card": options.card.name, "command": command(options.configs, options.card)}
    write(entries, options.out)
    write_card(entries, options.card.parent)
    for entry in entries:
        error = entry["honestError"]
        CONSOLE.print(f"{', '.join(entry['tasks'])}: {error['metric']} {error['value']:.3f} {error['interval']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
