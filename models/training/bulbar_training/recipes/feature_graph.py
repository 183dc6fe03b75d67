"""Graphs whose input is measures of the core instead of sound."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from bulbar_training.export import CUSTOM_OPSETS, FEATURE_OUTPUTS, OPSET


def write_feature_graph(module: nn.Module, size: int, path: Path) -> None:
    """Traces ``module(features, target)`` into an ONNX file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of tracing scikit-learn's own answer, which the node replaces
        torch.onnx.export(
            module,
            (torch.zeros(1, size), torch.tensor([-1])),
            str(path),
            input_names=["features", "target"],
            output_names=FEATURE_OUTPUTS,
            opset_version=OPSET,
            custom_opsets=CUSTOM_OPSETS,
            dynamo=False,
        )
    onnx.checker.check_model(onnx.load(path), full_check=True)


def run_features(runner: onnxruntime.InferenceSession, features: np.ndarray, target: int = -1) -> dict[str, np.ndarray]:
    """Outputs by name for one feature vector."""
    feeds = {"features": features[None].astype(np.float32), "target": np.array([target], dtype=np.int64)}
    return dict(zip(FEATURE_OUTPUTS, runner.run(FEATURE_OUTPUTS, feeds), strict=True))
