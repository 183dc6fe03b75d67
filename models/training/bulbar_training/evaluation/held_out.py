"""Answers about speakers that a model did not learn from; folds that are done are kept and not computed again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bulbar_training.calibration import conformal_quantile, fit_temperature, probabilities
from bulbar_training.config import ModelConfig, Protocol
from bulbar_training.datasets import Recording
from bulbar_training.evaluation.cohort import by_unit, cohort_of
from bulbar_training.recipes.recipe import Recipe
from bulbar_training.splits import Fold, grouped
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


class HeldOut:
    """Fits a recipe on training rows and lets it answer about the others; kept under ``runs/<id>/folds``."""

    def __init__(self, config: ModelConfig, recordings: list[Recording], recipe: Recipe, progress: Progress) -> None:
        self.config = config
        self.recordings = recordings
        self.recipe = recipe
        self.cohort = cohort_of(recordings, recipe.labels)
        self.progress = progress

    def with_recipe(self, recipe: Recipe) -> HeldOut:
        """The same recordings for another recipe, such as the same one on other labels."""
        return HeldOut(self.config, self.recordings, recipe, self.progress)

    @property
    def folder(self) -> Path:
        """Where the answers are kept: another one for every configuration, corpus, labelling and set of measures."""
        files = [(str(r.path.name), r.path.stat().st_size, r.speaker) for r in self.recordings]
        measures = [] if self.recipe.content is None else [self.recipe.content]
        content = json.dumps([self.config.fingerprint(), files, self.recipe.labels.tolist(), *measures])
        return self.config.run_folder / "folds" / hashlib.sha256(content.encode()).hexdigest()[:16]

    def repeat(self, protocol: Protocol, folds: list[Fold], tag: str, variants: list[str]) -> Scored:
        """Answers of one repeat of a protocol, also about ``variants`` of the held-out recordings."""
        parts = []
        for fold in folds:
            name = f"{tag}-r{fold.repeat}-f{fold.index}"
            answers = self._answers(name, fold.train, fold.test, [protocol.variant, *variants])
            temperature, quantile = self._calibrate(name, fold, protocol)
            parts.append((fold.test, answers, temperature, quantile))
        return Scored(
            rows=np.concatenate([test for test, *_ in parts]),
            logits=np.concatenate([answers[protocol.variant] for _, answers, *_ in parts]),
            temperature=np.concatenate([np.full(test.size, t) for test, _, t, _ in parts]),
            quantile=np.concatenate([np.full(test.size, q) for test, _, _, q in parts]),
            variants={v: np.concatenate([answers[v] for _, answers, *_ in parts]) for v in variants},
        )

    def fit_calibration(self, logits: np.ndarray, labels: np.ndarray, speakers: np.ndarray) -> tuple[float, float]:
        """Temperature and conformal quantile of these answers; NaN where there are no prediction sets."""
        how = self.config.evaluation
        temperature = fit_temperature(logits, labels) if how.temperature else 1.0
        if how.conformal_coverage is None:
            return temperature, float("nan")
        unit = by_unit(probabilities(logits, temperature), labels, speakers, how.sets_are_per)
        return temperature, conformal_quantile(unit[0], unit[1], how.conformal_coverage)

    def _calibrate(self, name: str, fold: Fold, protocol: Protocol) -> tuple[float, float]:
        """Temperature and conformal quantile from inner folds of the training rows alone."""
        if protocol.inner_folds == 0:
            return 1.0, float("nan")
        labels, true_speakers = self.cohort.labels[fold.train], self.cohort.speakers[fold.train]
        speakers = true_speakers
        if np.unique(speakers).size < protocol.inner_folds or protocol.official:
            speakers = np.arange(speakers.size)
        logits = np.full((fold.train.size, len(self.config.labels)), np.nan)
        inner = grouped(labels, speakers, protocol.inner_folds, self._seed(name))
        for k, (fit, held) in enumerate(inner[: protocol.inner_limit]):
            answers = self._answers(f"{name}-inner{k}", fold.train[fit], fold.train[held], [protocol.variant])
            logits[held] = answers[protocol.variant]
        done = ~np.isnan(logits[:, 0])
        return self.fit_calibration(logits[done], labels[done], true_speakers[done])

    def _answers(self, name: str, train: np.ndarray, test: np.ndarray, variants: list[str]) -> dict[str, np.ndarray]:
        """Logits of ``test`` by a model fitted on ``train``, for every variant; kept."""
        path = self.folder / f"{name}.npz"
        stored = dict(np.load(path)) if path.exists() else {}
        missing = [variant for variant in variants if variant not in stored]
        if missing:
            checkpoint = path.with_suffix(".checkpoint")
            path.parent.mkdir(parents=True, exist_ok=True)

            def report(stage: str, fraction: float) -> None:
                self.progress(f"{name}: {stage}", fraction)

            model = self.recipe.fit(train, self._seed(name), checkpoint, report)
            stored |= {variant: self.recipe.logits(model, test, variant) for variant in missing}
            partial = path.with_suffix(".partial.npz")
            np.savez(partial, **stored)
            partial.replace(path)
            for used in path.parent.glob(f"{name}.*checkpoint"):  # an ensemble has one a member: NAME.0-1.checkpoint
                used.unlink()
        return stored

    def _seed(self, name: str) -> int:
        text = json.dumps([self.config.evaluation.seed, name])
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1
