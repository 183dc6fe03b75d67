"""Scores of class probabilities, their bootstrap intervals, and pictures of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib
import numpy as np
from scipy.stats import rankdata

matplotlib.use("Agg")
from matplotlib import pyplot as plt

Score = Callable[[np.ndarray, np.ndarray], float]


def _binary_auc(score: np.ndarray, positive: np.ndarray) -> float:
    """Share of pairs in order, ties half: the Mann-Whitney statistic by ranks."""
    count = int(positive.sum())
    ranks = rankdata(score)[positive].sum() - count * (count + 1) / 2
    return float(ranks / (count * (positive.size - count)))


def auc(probability: np.ndarray, labels: np.ndarray) -> float:
    """Area under the ROC curve; several classes: mean over one-against-rest. NaN when a class is missing."""
    if np.unique(labels).size < probability.shape[1]:
        return float("nan")
    if probability.shape[1] == 2:
        return _binary_auc(probability[:, 1], labels == 1)
    return float(np.mean([_binary_auc(column, labels == k) for k, column in enumerate(probability.T)]))


def accuracy(probability: np.ndarray, labels: np.ndarray) -> float:
    """Share of rows whose most probable class is the true one."""
    return float((probability.argmax(axis=1) == labels).mean())


def confusion(probability: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Counts ``[true, predicted]``."""
    classes = probability.shape[1]
    cells = np.bincount(labels * classes + probability.argmax(axis=1), minlength=classes**2)
    return cells.reshape(classes, classes)


def _per_class(probability: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, ...]:
    """Precision, recall, F1 and support; 0 where undefined."""
    counts = confusion(probability, labels)
    hits, true, predicted = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    f1 = 2 * hits / np.maximum(1, true + predicted)
    return hits / np.maximum(1, predicted), hits / np.maximum(1, true), f1, true


def macro_f1(probability: np.ndarray, labels: np.ndarray) -> float:
    """Unweighted mean of the classes' F1."""
    return float(_per_class(probability, labels)[2].mean())


def quadratic_kappa(probability: np.ndarray, labels: np.ndarray) -> float:
    """Cohen's kappa with quadratic weights, for labels on a scale."""
    counts = confusion(probability, labels).astype(np.float64)
    steps = (np.arange(counts.shape[0])[:, None] - np.arange(counts.shape[0])[None]) ** 2
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    worst = (steps * expected).sum()
    return float(1 - (steps * counts).sum() / worst) if worst > 0 else float("nan")


def brier(probability: np.ndarray, labels: np.ndarray) -> float:
    """Mean squared distance to the one-hot truth, summed over classes, halved: 0 .. 1."""
    truth = np.eye(probability.shape[1])[labels]
    return float(((probability - truth) ** 2).sum(axis=1).mean() / 2)


def expected_calibration_error(probability: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """Mean distance of confidence and accuracy over equal-width bins of the top probability (Guo et al. 2017)."""
    confidence, correct = probability.max(axis=1), probability.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        (place == k).mean() * abs(confidence[place == k].mean() - correct[place == k].mean()) for k in np.unique(place)
    ]
    return float(sum(gaps))


SCORES: dict[str, Score] = {
    "auc": auc,
    "accuracy": accuracy,
    "macroF1": macro_f1,
    "quadraticKappa": quadratic_kappa,
    "ece": expected_calibration_error,
    "brier": brier,
}
NAMES = {
    "auc": "AUC",
    "accuracy": "accuracy",
    "macroF1": "macro-F1",
    "quadraticKappa": "quadratic kappa",
    "ece": "ECE",
    "brier": "Brier",
}


def bootstrap_interval(
    score: Score, probability: np.ndarray, labels: np.ndarray, groups: np.ndarray, rounds: int, seed: int
) -> tuple[float, float] | None:
    """95 % percentile interval; whole speakers are drawn, within classes when each has one class only."""
    names, first = np.unique(groups, return_index=True)
    members = [np.flatnonzero(groups == name) for name in names]
    one_class = all(np.unique(labels[rows]).size == 1 for rows in members)
    strata = labels[first] if one_class else np.zeros(names.size, dtype=int)
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(rounds):
        drawn = np.concatenate(
            [generator.choice(np.flatnonzero(strata == s), (strata == s).sum()) for s in np.unique(strata)]
        )
        rows = np.concatenate([members[k] for k in drawn])
        values.append(score(probability[rows], labels[rows]))
    finite = np.array(values)[np.isfinite(values)]
    return tuple(np.percentile(finite, [2.5, 97.5]).tolist()) if finite.size else None


def per_class(probability: np.ndarray, labels: np.ndarray, names: list[str]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and support of every class."""
    columns = _per_class(probability, labels)
    keys = ("precision", "recall", "f1", "support")
    return {
        name: {key: float(column[k]) for key, column in zip(keys, columns, strict=True)} for k, name in enumerate(names)
    }


def plot_confusion(counts: np.ndarray, names: list[str], title: str, path: Path) -> None:
    """Confusion matrix as PNG: counts, shaded by share of the true class."""
    size = max(3.2, 0.55 * len(names) + 1.6)
    figure, axes = plt.subplots(figsize=(size, size), layout="constrained")
    share = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    axes.imshow(share, cmap="Blues", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        axes.text(
            column,
            row,
            str(count),
            ha="center",
            va="center",
            color="white" if share[row, column] > 0.5 else "black",
        )
    axes.set(xticks=range(len(names)), yticks=range(len(names)), xlabel="predicted", ylabel="true", title=title)
    axes.set_xticklabels(names, rotation=45 if len(names) > 3 else 0)
    axes.set_yticklabels(names)
    figure.savefig(path, dpi=120)
    plt.close(figure)


def plot_learning_curves(files: list[Path], path: Path) -> None:
    """Training loss over epochs as PNG, one line per CSV file of ``optimisation.optimise``."""
    figure, axes = plt.subplots(figsize=(5, 3.2), layout="constrained")
    for file in files:
        epoch, loss = np.loadtxt(file, delimiter=",", skiprows=1, ndmin=2).T
        axes.plot(epoch, loss, label=file.stem)
    axes.set(xlabel="epoch", ylabel="loss")
    if len(files) <= 10:
        axes.legend(fontsize="small")
    figure.savefig(path, dpi=120)
    plt.close(figure)
