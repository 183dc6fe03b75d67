"""Scores of held-out answers."""

from __future__ import annotations

import numpy as np

from bulbar_training.calibration import coverage_of, prediction_sets, probabilities
from bulbar_training.config import EvaluationConfig
from bulbar_training.evaluation.cohort import Cohort, Unit, by_unit, majority_vote
from bulbar_training.evaluation.document import (
    CalibrationChange,
    PerSpeaker,
    PredictionSets,
    Rejection,
    Score,
    VariantScores,
    VoteScores,
)
from bulbar_training.evaluation.held_out import Scored
from bulbar_training.metrics import SCORES, auc, bootstrap_interval


def score_of(unit: Unit, name: str, how: EvaluationConfig) -> Score:
    """A score of probabilities, labels and speakers, and its bootstrap interval over speakers."""
    interval = bootstrap_interval(SCORES[name], *unit, how.bootstrap, how.seed)
    return Score(value=SCORES[name](*unit[:2]), interval=interval)


def scores_of(repeats: list[Unit], names: list[str], how: EvaluationConfig) -> dict[str, Score]:
    """Means over repeats, with the intervals of the first."""
    result = {}
    for name in names:
        values = [SCORES[name](*unit[:2]) for unit in repeats]
        interval = score_of(repeats[0], name, how).interval
        result[name] = Score(value=float(np.mean(values)), interval=interval, repeats=[*values])
    return result


def unit_of(scored: Scored, cohort: Cohort, how: EvaluationConfig, logits: np.ndarray | None = None) -> Unit:
    """Calibrated answers by the unit of the score; ``logits``: others than the scored ones, about the same rows."""
    answers = calibrated(scored, logits)
    return by_unit(answers, cohort.labels[scored.rows], cohort.speakers[scored.rows], how.unit)


def calibrated(scored: Scored, logits: np.ndarray | None = None) -> np.ndarray:
    """Probabilities per row, by the temperature of the row's fold."""
    return probabilities((scored.logits if logits is None else logits) / scored.temperature[:, None])


def calibration_change(scored: Scored, cohort: Cohort, how: EvaluationConfig) -> CalibrationChange:
    """What the temperature does to the calibration, on the same answers."""
    labels, speakers = cohort.labels[scored.rows], cohort.speakers[scored.rows]
    raw = by_unit(probabilities(scored.logits), labels, speakers, how.unit)[:2]
    tempered = unit_of(scored, cohort, how)[:2]
    return CalibrationChange(
        ece_before=SCORES["ece"](*raw),
        ece_after=SCORES["ece"](*tempered),
        brier_before=SCORES["brier"](*raw),
        brier_after=SCORES["brier"](*tempered),
        mean_temperature=float(scored.temperature.mean()),
    )


def set_scores(scored: Scored, cohort: Cohort, how: EvaluationConfig) -> PredictionSets | None:
    """Coverage and size of the prediction sets on speakers that did not set the quantile."""
    if how.conformal_coverage is None or np.isnan(scored.quantile).any():
        return None
    answers = np.column_stack([calibrated(scored), scored.quantile])
    labels, speakers = cohort.labels[scored.rows], cohort.speakers[scored.rows]
    unit, labels, groups = by_unit(answers, labels, speakers, how.sets_are_per)
    sets = prediction_sets(unit[:, :-1], unit[:, -1:])
    size = sets.sum(axis=1)
    return PredictionSets(
        unit=how.sets_are_per,
        coverage=how.conformal_coverage,
        measured_coverage=coverage_of(sets, labels),
        interval=bootstrap_interval(coverage_of, sets, labels, groups, how.bootstrap, how.seed),
        mean_set_size=float(size.mean()),
        empty_sets=float((size == 0).mean()),
    )


def rejection(scored: Scored, cohort: Cohort, how: EvaluationConfig) -> Rejection | None:
    """What rejecting uncertain answers keeps, and how often the kept ones are right."""
    if how.reject_below is None:
        return None
    probability, labels, _ = unit_of(scored, cohort, how)
    kept = probability.max(axis=1) >= how.reject_below
    right = probability.argmax(axis=1) == labels
    return Rejection(
        below=how.reject_below,
        kept_share=float(kept.mean()),
        accuracy_of_kept=float(right[kept].mean()) if kept.any() else None,
    )


def robustness(scored: Scored, cohort: Cohort, how: EvaluationConfig) -> dict[str, VariantScores]:
    """What changes when the held-out recordings are changed."""
    plain = unit_of(scored, cohort, how)
    return {name: _variant(scored, cohort, how, logits, plain) for name, logits in scored.variants.items()}


def _variant(scored: Scored, cohort: Cohort, how: EvaluationConfig, logits: np.ndarray, plain: Unit) -> VariantScores:
    changed = unit_of(scored, cohort, how, logits)
    shift = np.abs(calibrated(scored, logits) - calibrated(scored)).max(axis=1)
    return VariantScores(
        auc=auc(changed[0], changed[1]),
        accuracy=SCORES["accuracy"](changed[0], changed[1]),
        auc_original=auc(plain[0], plain[1]),
        largest_shift=float(shift.max()),
        shift95=float(np.percentile(shift, 95)),
        same_class=float((logits.argmax(axis=1) == scored.logits.argmax(axis=1)).mean()),
    )


def scores_by_task(scored: Scored, cohort: Cohort, how: EvaluationConfig) -> dict[str, dict[str, Score]]:
    """Scores of the recordings of each task alone, with intervals."""
    tasks, probability = cohort.tasks[scored.rows], calibrated(scored)
    labels, speakers = cohort.labels[scored.rows], cohort.speakers[scored.rows]
    names = sorted({"auc", "accuracy", how.headline})
    return {
        str(task): {name: score_of((probability[of], labels[of], speakers[of]), name, how) for name in names}
        for task, of in ((task, tasks == task) for task in sorted(set(tasks)))
    }


def vote_scores(scored: Scored, cohort: Cohort) -> VoteScores:
    """Scores when the recordings of a speaker vote, beside the mean probability."""
    answers = probabilities(scored.logits)
    votes, labels, _ = majority_vote(answers, cohort.labels[scored.rows], cohort.speakers[scored.rows])
    return VoteScores(accuracy=SCORES["accuracy"](votes, labels), macro_f1=SCORES["macroF1"](votes, labels))


def accuracy_per_speaker(scored: Scored, cohort: Cohort) -> PerSpeaker:
    """Accuracy of every held-out speaker, for leave-one-speaker-out."""
    right = probabilities(scored.logits).argmax(axis=1) == cohort.labels[scored.rows]
    who = cohort.speakers[scored.rows]
    each = {str(s): float(right[who == s].mean()) for s in sorted(set(who))}
    values = np.array(list(each.values()))
    return PerSpeaker(accuracy=each, mean=float(values.mean()), standard_deviation=float(values.std(ddof=1)))
