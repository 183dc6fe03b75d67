"""Runs a recipe through its protocols and writes every number that a reader needs to judge it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bulbar_training.config import ModelConfig, Protocol
from bulbar_training.datasets import Corpus
from bulbar_training.evaluation.cohort import Cohort
from bulbar_training.evaluation.controls import confound_scores, shuffled_label_scores
from bulbar_training.evaluation.document import (
    Data,
    EvaluationFile,
    PackageCalibration,
    ProtocolResult,
    Skipped,
)
from bulbar_training.evaluation.held_out import HeldOut, Scored
from bulbar_training.evaluation.scores import (
    accuracy_per_speaker,
    calibration_change,
    rejection,
    robustness,
    scores_by_task,
    scores_of,
    set_scores,
    unit_of,
    vote_scores,
)
from bulbar_training.manifest import Figure
from bulbar_training.metrics import NAMES, SCORES, confusion, per_class, plot_confusion, plot_learning_curves
from bulbar_training.recipes.recipe import Recipe
from bulbar_training.simulated_sand import is_simulated
from bulbar_training.splits import Fold, folds_of
from bulbar_training.waveforms import Progress


class Evaluation:
    """One model's evaluation."""

    def __init__(self, config: ModelConfig, corpus: Corpus, recipe: Recipe, progress: Progress) -> None:
        self.config = config
        self.corpus = corpus
        self.recipe = recipe
        self.progress = progress
        self.held_out = HeldOut(config, corpus.recordings, recipe, progress)

    @property
    def cohort(self) -> Cohort:
        """Who is judged."""
        return self.held_out.cohort

    def folds(self, protocol: Protocol) -> list[Fold]:
        """All folds of a protocol, over its repeats."""
        return folds_of(protocol, self.cohort.rows, self.config.evaluation.seed)

    def repeats(self, protocol: Protocol, variants: list[str]) -> list[Scored]:
        """Held-out answers of every repeat, of the first also about the variants; kept ones are not computed again."""
        folds = self.folds(protocol)
        return [
            self.held_out.repeat(
                protocol, [f for f in folds if f.repeat == r], protocol.name, variants if r == 0 else []
            )
            for r in range(protocol.repeats)
        ]

    def run(self, folder: Path, command: str) -> EvaluationFile:
        """Content of evaluation.json; pictures go to ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        first, *others = self.config.evaluation.protocols
        scored = self.repeats(first, self.config.evaluation.robustness)
        headline = self._result(first, scored, folder) | self._controls(first, scored[0])
        results = [headline, *(self._result(other, self.repeats(other, []), folder) for other in others)]
        protocols = [ProtocolResult(**result) for result in results]
        return EvaluationFile(
            schema_version=1,
            model=self.config.id,
            version=self.config.version,
            command=command,
            configuration=self.config.fingerprint(),
            seed=self.config.evaluation.seed,
            data=self._data(),
            headline=self._headline(protocols[0]),
            package_calibration=self._package_calibration(scored[0]),
            protocols=protocols,
        )

    def _result(self, protocol: Protocol, repeats: list[Scored], folder: Path) -> dict[str, Any]:
        """What every protocol tells, by the fields of ``ProtocolResult``."""
        how, cohort, first = self.config.evaluation, self.cohort, repeats[0]
        units = [unit_of(scored, cohort, how) for scored in repeats]
        probability, labels, _ = units[0]
        counts = confusion(probability, labels)
        self._draw(protocol, counts, folder)
        fits_temperature = protocol.inner_folds > 0 and how.temperature
        wanted = [name for name in SCORES if name != "quadraticKappa" or self.config.package.ordinal]
        result: dict[str, Any] = {
            "name": protocol.name,
            "description": describe(protocol, cohort.speakers, how.unit, cohort.speakers[first.rows]),
            "official_because": protocol.why,
            "metrics": scores_of(units, wanted, how),
            "per_class": per_class(probability, labels, self.config.labels),
            "confusion": counts.tolist(),
            "calibration": calibration_change(first, cohort, how) if fits_temperature else None,
            "conformal": set_scores(first, cohort, how),
            "rejection": rejection(first, cohort, how),
        }
        if not self.recipe.joint and np.unique(cohort.tasks).size > 1:
            result["by_task"] = scores_by_task(first, cohort, how)
            result["majority_vote"] = vote_scores(first, cohort)
        if protocol.split == "leave-one-speaker-out":
            result["per_speaker"] = accuracy_per_speaker(first, cohort)
        return result

    def _controls(self, protocol: Protocol, first: Scored) -> dict[str, Any]:
        """What stands beside the headline's score, by the fields of ``ProtocolResult``."""
        how = self.config.evaluation
        folds = [fold for fold in self.folds(protocol) if fold.repeat == 0]
        self.progress("confounds", 0.0)
        controls: dict[str, Any] = {
            "robustness": robustness(first, self.cohort, how),
            "confounds": confound_scores(self.held_out, folds),
        }
        if how.shuffled_labels:
            controls["shuffled_labels"] = shuffled_label_scores(self.held_out, protocol, folds)
        return controls

    def _draw(self, protocol: Protocol, counts: np.ndarray, folder: Path) -> None:
        """Confusion matrix, and learning curves where the recipe has them, as pictures."""
        title, picture = f"{self.config.id}: {protocol.name}", folder / f"confusion-{protocol.name}.png"
        plot_confusion(counts, self.config.labels, title, picture)
        curves = sorted(self.held_out.folder.glob(f"{protocol.name}-r*-f*.csv"))
        curves = [file for file in curves if "-inner" not in file.name]
        if curves:
            plot_learning_curves(curves, folder / f"learning-curves-{protocol.name}.png")

    def _package_calibration(self, first: Scored) -> PackageCalibration:
        labels, speakers = self.cohort.labels[first.rows], self.cohort.speakers[first.rows]
        temperature, quantile = self.held_out.fit_calibration(first.logits, labels, speakers)
        return PackageCalibration(temperature=temperature, conformal_quantile=None if np.isnan(quantile) else quantile)

    def _data(self) -> Data:
        labels = [r.label for r in self.corpus.recordings]
        return Data(
            reader=self.config.data.reader,
            recordings=len(labels),
            speakers=len(set(self.cohort.speakers)),
            per_label={name: labels.count(name) for name in self.config.labels},
            simulated=is_simulated(self.config.data.path()),
            skipped=[Skipped(file=s.path.name, reason=s.reason) for s in self.corpus.skipped],
        )

    def _headline(self, result: ProtocolResult) -> Figure:
        name = self.config.evaluation.headline
        score = result.metrics[name]
        if score.value is None:
            raise ValueError(f"{NAMES[name]} is not defined: a class is missing among the held-out recordings")
        return Figure(metric=NAMES[name], value=score.value, interval=score.interval, protocol=result.description)


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
