"""A recipe whose packages take less room: the same fits, answers by the smaller graph, so that its loss is measured."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bulbar_training.export import run_graph, session, waveform_self_test
from bulbar_training.quantise import METHODS, Method, check_steady
from bulbar_training.recipes.recipe import Exported, Recipe
from bulbar_training.waveforms import Progress


class Reduced(Recipe):
    """Asked for the variant that is called as its method, it answers by the smaller graph, else as the recipe does."""

    def __init__(self, recipe: Recipe, method: Method) -> None:
        super().__init__(recipe.config, recipe.recordings)
        self.recipe = recipe
        self.method = method
        self.content = recipe.content

    def preprocess(self, progress: Progress) -> None:
        """As the recipe."""
        self.recipe.preprocess(progress)

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> Any:  # noqa: ANN401
        """As the recipe: models are trained in full."""
        return self.recipe.fit(rows, seed, checkpoint, progress)

    def logits(self, model: Any, rows: np.ndarray, variant: str = "original") -> np.ndarray:  # noqa: ANN401
        """Log of the smaller graph's mean probability over what it is given of a recording."""
        if variant != self.method:
            return self.recipe.logits(model, rows, variant)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            self.export(model, 1.0, path)
            runner = session(path)
        return np.stack([self._log_mean(runner, row) for row in rows])

    def _log_mean(self, runner: Any, row: int) -> np.ndarray:  # noqa: ANN401
        answers = [run_graph(runner, piece)["probabilities"][0] for piece in self.recipe.heard(row)]
        return np.log(np.maximum(1e-12, np.mean(np.array(answers, dtype=np.float64), axis=0)))

    def save(self, model: Any, path: Path) -> None:  # noqa: ANN401
        """As the recipe."""
        self.recipe.save(model, path)

    def load(self, path: Path) -> Any:  # noqa: ANN401
        """As the recipe."""
        return self.recipe.load(path)

    def export(self, model: Any, temperature: float, path: Path) -> Exported:  # noqa: ANN401
        """The smaller graph, made of the full one, which is checked first; the self-test is the smaller one's own."""
        full = path.with_name("full.onnx")
        exported = self.recipe.export(model, temperature, full)
        METHODS[self.method](full, path)
        sizes = {"bytes": float(path.stat().st_size), "fullBytes": float(full.stat().st_size)}
        full.unlink()
        tone = exported.self_test.waveform
        if tone is None:
            raise ValueError("only a graph that hears the sound itself can be made smaller")
        rate_hz = self.config.audio.sample_rate_hz
        self_test = waveform_self_test(path, rate_hz, seconds=tone.seconds)
        check_steady(path, self_test, rate_hz)
        return replace(exported, self_test=self_test, parity=exported.parity | sizes)
