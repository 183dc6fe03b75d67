"""Temperature scaling, prediction sets and rejection. Logits are float64 ``[n, classes]``, natural log units."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax


def probabilities(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Softmax of ``logits / temperature``, ``[n, classes]``."""
    return softmax(logits / temperature, axis=1)


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """Temperature of the least negative log-likelihood, within 0.05 .. 20 (Guo et al. 2017)."""

    def loss(log_temperature: float) -> float:
        scaled = log_softmax(logits / np.exp(log_temperature), axis=1)
        return float(-scaled[np.arange(labels.size), labels].mean())

    best = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20.0)), method="bounded")
    return float(np.exp(best.x))


def conformal_quantile(probability: np.ndarray, labels: np.ndarray, coverage: float) -> float:
    """Split-conformal quantile of 1 - p(true class), with the finite-sample correction; at most 1."""
    scores = np.sort(1.0 - probability[np.arange(labels.size), labels])
    rank = int(np.ceil((labels.size + 1) * coverage))
    return 1.0 if rank > labels.size else float(scores[rank - 1])


def prediction_sets(probability: np.ndarray, quantile: float | np.ndarray) -> np.ndarray:
    """Boolean ``[n, classes]``: a class is in the set when 1 - p <= quantile, which may be one a row, ``[n, 1]``."""
    return 1.0 - probability <= quantile


def coverage_of(sets: np.ndarray, labels: np.ndarray) -> float:
    """Share of rows whose true class is in the set."""
    return float(sets[np.arange(labels.size), labels].mean())
