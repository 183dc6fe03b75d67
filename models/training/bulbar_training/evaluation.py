"""Runs a recipe through its protocols and writes every number that a reader needs to judge it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bulbar_training import confounds
from bulbar_training.calibration import (
    conformal_quantile,
    coverage_of,
    fit_temperature,
    prediction_sets,
    probabilities,
)
from bulbar_training.config import EvaluationConfig, ModelConfig, Protocol
from bulbar_training.datasets import Corpus
from bulbar_training.metrics import (
    NAMES,
    SCORES,
    auc,
    bootstrap_interval,
    confusion,
    macro_f1,
    per_class,
    plot_confusion,
    plot_learning_curves,
)
from bulbar_training.recipes.recipe import Recipe
from bulbar_training.simulated_sand import is_simulated
from bulbar_training.splits import Fold, Rows, folds_of, grouped
from bulbar_training.waveforms import Progress


@dataclass(frozen=True)
class Scored:
    """Held-out answers of one repeat: each row once at most."""

    rows: np.ndarray
    logits: np.ndarray
    temperature: np.ndarray
    """Per row: fitted inside the fold's training set."""
    quantile: np.ndarray
    """Per row: conformal quantile fitted inside the fold's training set; NaN without."""
    variants: dict[str, np.ndarray]
    """Logits of the robustness variants, same rows."""


def by_unit(
    probability: np.ndarray, labels: np.ndarray, speakers: np.ndarray, unit: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Probabilities, labels, speakers; for ``unit`` speaker averaged over each speaker's recordings."""
    if unit == "recording":
        return probability, labels, speakers
    names, first, inverse = np.unique(speakers, return_index=True, return_inverse=True)
    total = np.zeros((names.size, probability.shape[1]))
    np.add.at(total, inverse, probability)
    return total / np.bincount(inverse)[:, None], labels[first], names


def majority_vote(
    probability: np.ndarray, labels: np.ndarray, speakers: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Share of each speaker's recordings per class, labels, speakers; ties go to the higher mean probability."""
    votes = np.eye(probability.shape[1])[probability.argmax(axis=1)]
    return by_unit(votes + 1e-6 * probability, labels, speakers, "speaker")


def score_of(unit: tuple[np.ndarray, ...], name: str, how: EvaluationConfig) -> dict[str, Any]:
    """A score of probabilities, labels and speakers, and its bootstrap interval over speakers."""
    interval = bootstrap_interval(SCORES[name], *unit, how.bootstrap, how.seed)
    return {"value": SCORES[name](*unit[:2]), "interval": None if interval is None else list(interval)}


def scores_of(repeats: list[tuple[np.ndarray, ...]], names: list[str], how: EvaluationConfig) -> dict[str, Any]:
    """Means over repeats, with the intervals of the first."""
    result = {}
    for name in names:
        values = [SCORES[name](*unit[:2]) for unit in repeats]
        result[name] = score_of(repeats[0], name, how) | {"value": float(np.mean(values)), "repeats": values}
    return result


class Evaluation:
    """One model's evaluation; folds that are done are kept under ``runs/<id>/folds`` and not computed again."""

    def __init__(self, config: ModelConfig, corpus: Corpus, recipe: Recipe, progress: Progress) -> None:
        self.config = config
        self.corpus = corpus
        self.recipe = recipe
        self.progress = progress
        self.speakers = np.array([r.speaker for r in corpus.recordings])
        self.official = [r.official_split for r in corpus.recordings]

    # --- fitting and answering -------------------------------------------------------------------------------

    def _seed(self, *parts: object) -> int:
        text = json.dumps([self.config.evaluation.seed, *parts])
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1

    def _folder(self, labels: np.ndarray) -> Path:
        files = [(str(r.path.name), r.path.stat().st_size, r.speaker) for r in self.corpus.recordings]
        measures = [] if self.recipe.content is None else [self.recipe.content]
        content = json.dumps([self.config.fingerprint(), files, labels.tolist(), *measures])
        return self.config.run_folder / "folds" / hashlib.sha256(content.encode()).hexdigest()[:16]

    def _held_out(
        self, recipe: Recipe, name: str, train: np.ndarray, test: np.ndarray, variants: list[str]
    ) -> dict[str, np.ndarray]:
        """Logits of ``test`` by a model fitted on ``train``, for every variant; cached."""
        path = self._folder(recipe.labels) / f"{name}.npz"
        stored = dict(np.load(path)) if path.exists() else {}
        missing = [variant for variant in variants if variant not in stored]
        if missing:
            checkpoint = path.with_suffix(".checkpoint")
            path.parent.mkdir(parents=True, exist_ok=True)

            def report(stage: str, fraction: float) -> None:
                self.progress(f"{name}: {stage}", fraction)

            model = recipe.fit(train, self._seed(name), checkpoint, report)
            stored |= {variant: recipe.logits(model, test, variant) for variant in missing}
            partial = path.with_suffix(".partial.npz")
            np.savez(partial, **stored)
            partial.replace(path)
            for used in path.parent.glob(f"{name}.*checkpoint"):  # an ensemble has one a member: NAME.0-1.checkpoint
                used.unlink()
        return stored

    def _calibrate(self, recipe: Recipe, name: str, fold: Fold, protocol: Protocol) -> tuple[float, float]:
        """Temperature and conformal quantile from inner folds of the training rows alone."""
        if protocol.inner_folds == 0:
            return 1.0, float("nan")
        labels, speakers = recipe.labels[fold.train], self.speakers[fold.train]
        if np.unique(speakers).size < protocol.inner_folds or protocol.official:
            speakers = np.arange(speakers.size)
        logits = np.full((fold.train.size, len(self.config.labels)), np.nan)
        inner = grouped(labels, speakers, protocol.inner_folds, self._seed(name))
        for k, (fit, held) in enumerate(inner[: protocol.inner_limit]):
            answers = self._held_out(recipe, f"{name}-inner{k}", fold.train[fit], fold.train[held], [protocol.variant])
            logits[held] = answers[protocol.variant]
        done = ~np.isnan(logits[:, 0])
        return self._fit_calibration(logits[done], labels[done], self.speakers[fold.train][done])

    def _fit_calibration(self, logits: np.ndarray, labels: np.ndarray, speakers: np.ndarray) -> tuple[float, float]:
        temperature = fit_temperature(logits, labels) if self.config.evaluation.temperature else 1.0
        coverage = self.config.evaluation.conformal_coverage
        if coverage is None:
            return temperature, float("nan")
        unit = by_unit(probabilities(logits, temperature), labels, speakers, self.config.evaluation.sets_are_per)
        return temperature, conformal_quantile(unit[0], unit[1], coverage)

    def held_out(self, protocol: Protocol, folds: list[Fold]) -> Scored:
        """Answers of one repeat of a protocol, computed where no earlier run has kept them."""
        return self._repeat(self.recipe, protocol, folds, protocol.name, [])

    def _repeat(self, recipe: Recipe, protocol: Protocol, folds: list[Fold], tag: str, variants: list[str]) -> Scored:
        parts = []
        for fold in folds:
            name = f"{tag}-r{fold.repeat}-f{fold.index}"
            answers = self._held_out(recipe, name, fold.train, fold.test, [protocol.variant, *variants])
            temperature, quantile = self._calibrate(recipe, name, fold, protocol)
            parts.append((fold.test, answers, temperature, quantile))
        return Scored(
            rows=np.concatenate([test for test, *_ in parts]),
            logits=np.concatenate([answers[protocol.variant] for _, answers, *_ in parts]),
            temperature=np.concatenate([np.full(test.size, t) for test, _, t, _ in parts]),
            quantile=np.concatenate([np.full(test.size, q) for test, _, _, q in parts]),
            variants={v: np.concatenate([answers[v] for _, answers, *_ in parts]) for v in variants},
        )

    # --- scoring ---------------------------------------------------------------------------------------------

    def _unit(self, scored: Scored, logits: np.ndarray, labels: np.ndarray, calibrated: bool) -> tuple[np.ndarray, ...]:
        temperature = scored.temperature[:, None] if calibrated else 1.0
        probability = probabilities(logits / temperature)
        return by_unit(probability, labels[scored.rows], self.speakers[scored.rows], self.config.evaluation.unit)

    def _scores(self, repeats: list[Scored]) -> dict[str, Any]:
        """Mean over repeats and bootstrap interval of the first repeat, of every score."""
        units = [self._unit(s, s.logits, self.recipe.labels, True) for s in repeats]
        wanted = [name for name in SCORES if name != "quadraticKappa" or self.config.package.ordinal]
        return scores_of(units, wanted, self.config.evaluation)

    def _calibration_scores(self, scored: Scored) -> dict[str, float]:
        """What the temperature does to the calibration, on the same answers."""
        raw, tempered = (self._unit(scored, scored.logits, self.recipe.labels, how)[:2] for how in (False, True))
        return {
            "eceBefore": SCORES["ece"](*raw),
            "eceAfter": SCORES["ece"](*tempered),
            "brierBefore": SCORES["brier"](*raw),
            "brierAfter": SCORES["brier"](*tempered),
            "meanTemperature": float(scored.temperature.mean()),
        }

    def _conformal_scores(self, scored: Scored) -> dict[str, Any] | None:
        """Coverage and size of the prediction sets on speakers that did not set the quantile."""
        if np.isnan(scored.quantile).any():
            return None
        how, speakers = self.config.evaluation, self.speakers[scored.rows]
        answers = probabilities(scored.logits / scored.temperature[:, None])
        answers = np.column_stack([answers, scored.quantile])
        unit, labels, groups = by_unit(answers, self.recipe.labels[scored.rows], speakers, how.sets_are_per)
        sets = prediction_sets(unit[:, :-1], unit[:, -1:])
        size = sets.sum(axis=1)
        interval = bootstrap_interval(coverage_of, sets, labels, groups, how.bootstrap, how.seed)
        return {
            "unit": how.sets_are_per,
            "coverage": how.conformal_coverage,
            "measuredCoverage": coverage_of(sets, labels),
            "interval": None if interval is None else list(interval),
            "meanSetSize": float(size.mean()),
            "emptySets": float((size == 0).mean()),
        }

    def _rejection(self, scored: Scored) -> dict[str, float] | None:
        """What rejecting uncertain answers keeps, and how often the kept ones are right."""
        limit = self.config.evaluation.reject_below
        if limit is None:
            return None
        probability, labels, _ = self._unit(scored, scored.logits, self.recipe.labels, True)
        kept = probability.max(axis=1) >= limit
        right = probability.argmax(axis=1) == labels
        return {
            "below": limit,
            "keptShare": float(kept.mean()),
            "accuracyOfKept": float(right[kept].mean()) if kept.any() else float("nan"),
        }

    def _robustness(self, scored: Scored) -> dict[str, dict[str, float]]:
        plain = self._unit(scored, scored.logits, self.recipe.labels, True)
        rows = probabilities(scored.logits / scored.temperature[:, None])
        result = {}
        for name, logits in scored.variants.items():
            changed = self._unit(scored, logits, self.recipe.labels, True)
            shift = np.abs(probabilities(logits / scored.temperature[:, None]) - rows).max(axis=1)
            result[name] = {
                "auc": auc(changed[0], changed[1]),
                "accuracy": SCORES["accuracy"](changed[0], changed[1]),
                "aucOriginal": auc(plain[0], plain[1]),
                "largestShift": float(shift.max()),
                "shift95": float(np.percentile(shift, 95)),
                "sameClass": float((logits.argmax(axis=1) == scored.logits.argmax(axis=1)).mean()),
            }
        return result

    def _by_task(self, scored: Scored) -> dict[str, dict[str, Any]]:
        """Scores of the recordings of each task alone, with intervals."""
        tasks = np.array([r.task for r in self.corpus.recordings])[scored.rows]
        probability = probabilities(scored.logits / scored.temperature[:, None])
        labels, speakers = self.recipe.labels[scored.rows], self.speakers[scored.rows]
        how = self.config.evaluation
        names = sorted({"auc", "accuracy", how.headline})
        return {
            task: {name: score_of((probability[of], labels[of], speakers[of]), name, how) for name in names}
            for task, of in ((task, tasks == task) for task in sorted(set(tasks)))
        }

    def _majority(self, scored: Scored) -> dict[str, float]:
        """Scores when the recordings of a speaker vote, beside the mean probability."""
        rows = scored.rows
        answers = probabilities(scored.logits)
        votes, labels, _ = majority_vote(answers, self.recipe.labels[rows], self.speakers[rows])
        return {name: SCORES[name](votes, labels) for name in ("accuracy", "macroF1")}

    def _per_speaker(self, scored: Scored) -> dict[str, Any]:
        """Accuracy of every held-out speaker, for leave-one-speaker-out."""
        probability = probabilities(scored.logits)
        right = probability.argmax(axis=1) == self.recipe.labels[scored.rows]
        who = self.speakers[scored.rows]
        each = {str(s): float(right[who == s].mean()) for s in sorted(set(who))}
        values = np.array(list(each.values()))
        return {
            "accuracy": each,
            "mean": float(values.mean()),
            "standardDeviation": float(values.std(ddof=1)),
        }

    def _confounds(self, folds: list[Fold]) -> dict[str, float]:
        """Score of each confound alone, and of all, by a small forest in the same folds."""
        self.progress("confounds", 0.0)
        numbers = np.array([confounds.measure(r) for r in self.corpus.recordings])
        columns = {name: [k] for k, name in enumerate(confounds.NAMES)} | {"all": list(range(len(confounds.NAMES)))}
        return {name: self._confound(numbers[:, ks], folds) for name, ks in columns.items()}

    def _confound(self, numbers: np.ndarray, folds: list[Fold]) -> float:
        labels = self.recipe.labels
        parts = []
        for fold in folds:
            model = confounds.classifier(self.config.evaluation.seed).fit(numbers[fold.train], labels[fold.train])
            answer = np.zeros((fold.test.size, len(self.config.labels)))
            answer[:, model.classes_] = model.predict_proba(numbers[fold.test])
            parts.append((fold.test, answer))
        rows = np.concatenate([test for test, _ in parts])
        probability = np.concatenate([answer for _, answer in parts])
        unit = by_unit(probability, labels[rows], self.speakers[rows], self.config.evaluation.unit)
        return (auc if len(self.config.labels) == 2 else macro_f1)(unit[0], unit[1])

    def _shuffled(self, protocol: Protocol, folds: list[Fold]) -> dict[str, float]:
        """The first repeat again with labels shuffled over speakers (over rows where speakers hold all classes)."""
        generator = np.random.default_rng(self.config.evaluation.seed)
        labels = self.recipe.labels
        names, first, inverse = np.unique(self.speakers, return_index=True, return_inverse=True)
        single = all(np.unique(labels[inverse == k]).size == 1 for k in range(names.size))
        shuffled = generator.permutation(labels[first])[inverse] if single else generator.permutation(labels)
        recipe = self.recipe.with_labels(shuffled)
        plain = protocol.model_copy(update={"inner_folds": 0})
        folds = folds[: self.config.evaluation.shuffled_folds]
        scored = self._repeat(recipe, plain, folds, f"{protocol.name}-shuffled", [])
        unit = self._unit(scored, scored.logits, shuffled, False)
        return {"auc": auc(unit[0], unit[1]), "macroF1": macro_f1(unit[0], unit[1]), "folds": len(folds)}

    # --- protocols -------------------------------------------------------------------------------------------

    def protocol(self, protocol: Protocol, headline: bool, folder: Path) -> tuple[dict[str, Any], Scored]:
        """Everything about one protocol; the headline also has confounds, shuffled labels and robustness."""
        rows = Rows(self.recipe.labels, self.speakers, self.official)
        folds = folds_of(protocol, rows, self.config.evaluation.seed)
        variants = self.config.evaluation.robustness if headline else []
        repeats = [
            self._repeat(
                self.recipe,
                protocol,
                [f for f in folds if f.repeat == r],
                protocol.name,
                variants if r == 0 else [],
            )
            for r in range(protocol.repeats)
        ]
        first = repeats[0]
        probability, labels, _ = self._unit(first, first.logits, self.recipe.labels, True)
        counts = confusion(probability, labels)
        plot_confusion(
            counts,
            self.config.labels,
            f"{self.config.id}: {protocol.name}",
            folder / f"confusion-{protocol.name}.png",
        )
        curves = sorted(self._folder(self.recipe.labels).glob(f"{protocol.name}-r*-f*.csv"))
        curves = [file for file in curves if "-inner" not in file.name]
        if curves:
            plot_learning_curves(curves, folder / f"learning-curves-{protocol.name}.png")
        fits_temperature = protocol.inner_folds > 0 and self.config.evaluation.temperature
        result: dict[str, Any] = {
            "name": protocol.name,
            "description": describe(protocol, self.speakers, self.config.evaluation.unit, self.speakers[first.rows]),
            "officialBecause": protocol.why,
            "metrics": self._scores(repeats),
            "perClass": per_class(probability, labels, self.config.labels),
            "confusion": counts.tolist(),
            "calibration": self._calibration_scores(first) if fits_temperature else None,
            "conformal": self._conformal_scores(first),
            "rejection": self._rejection(first),
        }
        if not self.recipe.joint and len({r.task for r in self.corpus.recordings}) > 1:
            result["byTask"] = self._by_task(first)
            result["majorityVote"] = self._majority(first)
        if protocol.split == "leave-one-speaker-out":
            result["perSpeaker"] = self._per_speaker(first)
        if headline:
            result["robustness"] = self._robustness(first)
            result["confounds"] = self._confounds([f for f in folds if f.repeat == 0])
            if self.config.evaluation.shuffled_labels:
                result["shuffledLabels"] = self._shuffled(protocol, [f for f in folds if f.repeat == 0])
        return result, first

    def run(self, folder: Path, command: str) -> dict[str, Any]:
        """Content of evaluation.json; pictures go to ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        results, first = [], None
        for protocol in self.config.evaluation.protocols:
            result, scored = self.protocol(protocol, first is None, folder)
            results.append(result)
            first = first or scored
        temperature, quantile = self._fit_calibration(
            first.logits, self.recipe.labels[first.rows], self.speakers[first.rows]
        )
        return {
            "schemaVersion": 1,
            "model": self.config.id,
            "version": self.config.version,
            "command": command,
            "configuration": self.config.fingerprint(),
            "seed": self.config.evaluation.seed,
            "data": self._data(),
            "headline": self._headline(results[0]),
            "packageCalibration": {
                "temperature": temperature,
                "conformalQuantile": None if np.isnan(quantile) else quantile,
            },
            "protocols": results,
        }

    def _data(self) -> dict[str, Any]:
        labels = [r.label for r in self.corpus.recordings]
        return {
            "reader": self.config.data.reader,
            "recordings": len(labels),
            "speakers": len(set(self.speakers)),
            "perLabel": {name: labels.count(name) for name in self.config.labels},
            "simulated": is_simulated(self.config.data.path()),
            "skipped": [{"file": s.path.name, "reason": s.reason} for s in self.corpus.skipped],
        }

    def _headline(self, result: dict[str, Any]) -> dict[str, Any]:
        score = result["metrics"][self.config.evaluation.headline]
        return {
            "metric": NAMES[self.config.evaluation.headline],
            "value": score["value"],
            "interval": score["interval"],
            "protocol": result["description"],
        }


def describe(protocol: Protocol, speakers: np.ndarray, unit: str, tested: np.ndarray) -> str:
    """The protocol in words, for the card and the manifest; ``tested``: the speakers of the held-out rows."""
    held, count = len(set(tested)), len(set(speakers))
    who = f"{count} speakers" if held == count else f"{held} of {count} speakers"
    words = {
        "grouped-k-fold": f"{protocol.folds}-fold by speaker",
        "grouped-holdout": f"one held-out {protocol.test_share:.0%} of the speakers",
        "leave-one-speaker-out": "leave one speaker out",
        "random-holdout": f"random {1 - protocol.test_share:.0%}/{protocol.test_share:.0%} split, speakers shared",
        "corpus": "the corpus's own split" + (", speakers shared" if protocol.official else ""),
    }[protocol.split]
    repeated = f", repeated {protocol.repeats} times" if protocol.repeats > 1 else ""
    return f"{words}{repeated}, {who}, per {unit}"
