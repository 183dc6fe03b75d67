"""Linear model of levels on a scale: P(level >= j) = sigmoid(w.z - t_j). With two levels it is logistic regression."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit


@dataclass(frozen=True)
class CumulativeLogit:
    """Fitted weights of standardised features and thresholds, log-odds."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    thresholds: np.ndarray

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """``[n, levels]``."""
        score = ((features - self.mean) / self.scale) @ self.weights
        return level_probabilities(score, self.thresholds)

    def tempered(self, temperature: float) -> CumulativeLogit:
        """The same with every log-odds divided by ``temperature``."""
        return CumulativeLogit(self.mean, self.scale, self.weights / temperature, self.thresholds / temperature)


def level_probabilities(score: np.ndarray, thresholds: np.ndarray) -> np.ndarray:
    """Differences of the cumulative probabilities; at least 1e-12."""
    above = expit(score[:, None] - thresholds)
    edges = np.hstack([np.ones((score.size, 1)), above, np.zeros((score.size, 1))])
    return np.maximum(edges[:, :-1] - edges[:, 1:], 1e-12)


def log_loss(probability: np.ndarray, labels: np.ndarray) -> float:
    """Mean negative log-probability of the truth."""
    return float(-np.log(probability[np.arange(labels.size), labels]).mean())


def fit(features: np.ndarray, labels: np.ndarray, levels: int, strength: float) -> CumulativeLogit:
    """L2-regularised fit on standardised features; ``strength`` is scikit-learn's C."""
    mean, scale = features.mean(axis=0), np.maximum(features.std(axis=0), 1e-9)
    standard = (features - mean) / scale
    if levels == 2:
        return CumulativeLogit(mean, scale, *_logistic(standard, labels, strength))
    return CumulativeLogit(mean, scale, *_proportional_odds(standard, labels, levels, strength))


def _logistic(features: np.ndarray, labels: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights and the threshold by Newton's method: scikit-learn's LogisticRegression, in a tenth of its time."""
    design = np.hstack([features, np.ones((labels.size, 1))])
    penalty = np.append(np.ones(features.shape[1]), 0.0) / strength
    weights = np.zeros(design.shape[1])
    for _ in range(100):
        above = expit(design @ weights)
        gradient = design.T @ (above - labels) + penalty * weights
        curvature = (design.T * (above * (1 - above))) @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-10:
            break
    return weights[:-1], -weights[-1:]


def _proportional_odds(
    features: np.ndarray, labels: np.ndarray, levels: int, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and increasing thresholds (McCullagh 1980), by L-BFGS; thresholds beyond the first are steps of exp()."""
    size = features.shape[1]
    rows = np.arange(labels.size)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, raw = parameters[:size], parameters[size:]
        thresholds = np.cumsum(np.concatenate([raw[:1], np.exp(raw[1:])]))
        score = features @ weights
        above = expit(score[:, None] - thresholds)
        slope = np.pad(above * (1 - above), ((0, 0), (1, 1)))
        probability = level_probabilities(score, thresholds)[rows, labels]
        by_score = (slope[rows, labels] - slope[rows, labels + 1]) / probability
        by_threshold = np.zeros((labels.size, levels + 1))
        by_threshold[rows, labels] = -slope[rows, labels] / probability
        by_threshold[rows, labels + 1] = slope[rows, labels + 1] / probability
        inner = by_threshold[:, 1:-1].sum(axis=0)
        steps = np.array([inner[k:].sum() for k in range(inner.size)])
        steps[1:] *= np.exp(raw[1:])
        value = -strength * np.log(probability).sum() + 0.5 * weights @ weights
        return value, np.concatenate([weights - strength * features.T @ by_score, -strength * steps])

    share = np.cumsum(np.bincount(labels, minlength=levels))[:-1] / labels.size
    start = np.log(np.clip(share, 0.02, 0.98) / (1 - np.clip(share, 0.02, 0.98)))
    raw = np.concatenate([start[:1], np.log(np.maximum(np.diff(start), 1e-2))])
    best = minimize(loss, np.concatenate([np.zeros(size), raw]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return best.x[:size], np.cumsum(np.concatenate([best.x[size : size + 1], np.exp(best.x[size + 1 :])]))


def fit_temperature(log_odds: np.ndarray, labels: np.ndarray) -> float:
    """Temperature of the least log-loss of held-out log-odds ``[n, levels - 1]`` (score minus threshold), 0.3 .. 3."""

    def loss(log_temperature: float) -> float:
        above = expit(log_odds / np.exp(log_temperature))
        edges = np.pad(above, ((0, 0), (1, 1)), constant_values=0.0)
        edges[:, 0] = 1.0
        return log_loss(np.maximum(edges[:, :-1] - edges[:, 1:], 1e-12), labels)

    best = minimize_scalar(loss, bounds=(np.log(0.3), np.log(3.0)), method="bounded")
    return float(np.exp(best.x))
