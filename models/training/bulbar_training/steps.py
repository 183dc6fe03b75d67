"""The steps of a model, from corpus to package: what ``bulbar-train`` runs one by one, and ``finetune`` in a row."""

from __future__ import annotations

import shutil
from typing import Any

import numpy as np

from bulbar_training import package
from bulbar_training.config import ModelConfig
from bulbar_training.datasets import Corpus
from bulbar_training.evaluation.document import EvaluationFile
from bulbar_training.evaluation.evaluation import Evaluation
from bulbar_training.evaluation.reduction import reduction_of
from bulbar_training.metrics import plot_learning_curves
from bulbar_training.quantise import Method
from bulbar_training.recipes import RECIPES, Recipe
from bulbar_training.recipes.reduced import Reduced
from bulbar_training.terminal import CONSOLE, LOG, print_evaluation, progress_bar
from bulbar_training.waveforms import read_corpus


def open_recipe(config: ModelConfig) -> tuple[Corpus, Recipe]:
    """Corpus and recipe; what was skipped is listed and counted on the terminal and in the log."""
    corpus = read_corpus(config)
    CONSOLE.print(f"{len(corpus.recordings)} recordings, {len(corpus.skipped)} left out")
    for item in corpus.skipped:
        LOG.warning("left out %s: %s", item.path, item.reason)
    return corpus, RECIPES[config.kind](config, corpus.recordings)


def preprocess(recipe: Recipe) -> None:
    """Reads and caches everything that training needs."""
    with progress_bar() as report:
        recipe.preprocess(report)


def train(config: ModelConfig, recipe: Recipe, fresh: bool) -> None:
    """Fits the final model on every recording, or the training sheet's, and writes runs/<id>/model."""
    everything = config.final_rows == "all"
    rows = np.flatnonzero([everything or r.official_split == "train" for r in recipe.recordings])
    checkpoint = config.run_folder / f"final-{config.fingerprint()}.checkpoint"
    if fresh:
        checkpoint.unlink(missing_ok=True)
    with progress_bar() as report:
        recipe.preprocess(report)
        model = recipe.fit(rows, config.seed, checkpoint, report)
    recipe.save(model, config.run_folder / f"model-{config.fingerprint()}")
    curve = checkpoint.with_suffix(".csv")
    if curve.exists():
        plot_learning_curves([curve], curve.with_suffix(".png"))
    CONSOLE.print(f"model in {config.run_folder}")


def evaluate(config: ModelConfig, corpus: Corpus, recipe: Recipe, command: str, fresh: bool) -> None:
    """Runs every protocol; pictures go to runs/<id>/evaluation, evaluation.json to the package if there can be one."""
    if fresh:
        shutil.rmtree(config.run_folder / "folds", ignore_errors=True)
    with progress_bar() as report:
        recipe.preprocess(report)
        result = Evaluation(config, corpus, recipe, report).run(config.run_folder / "evaluation", command)
    folder = config.package_folder if recipe.no_export is None else config.run_folder / "evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evaluation.json").write_text(result.to_json(), encoding="utf-8")
    print_evaluation(result)
    CONSOLE.print(f"{folder / 'evaluation.json'}")


def export(config: ModelConfig, recipe: Recipe, evaluation: EvaluationFile) -> None:
    """Writes the whole package; needs ``train`` and ``evaluate`` of the same configuration."""
    model = trained(config, recipe)
    temperature = package.calibration(config, evaluation).temperature
    exported = recipe.export(model, temperature, config.package_folder / "model.onnx")
    manifest = package.write(config, evaluation, exported)
    size = manifest.files["model.onnx"].bytes / 1e6
    CONSOLE.print(f"{config.package_folder}: {size:.2f} MB, parity {exported.parity}")
    LOG.info("parity %s", exported.parity)


def trained(config: ModelConfig, recipe: Recipe) -> Any:  # noqa: ANN401
    """The model that ``train`` wrote."""
    path = config.run_folder / f"model-{config.fingerprint()}"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run bulbar-train train first")
    return recipe.load(path)


def export_reduced(
    config: ModelConfig, recipe: Recipe, evaluation: EvaluationFile, method: Method, command: str
) -> None:
    """Writes a package that takes less room, runs/<id>/package-<method>, with what it lost on the headline's folds."""
    recipe.heard(0)  # refused before anything is fitted
    smaller = Reduced(recipe, method)
    model = trained(config, smaller)
    folder = config.run_folder / f"package-{method}"
    folder.mkdir(parents=True, exist_ok=True)
    temperature = package.calibration(config, evaluation).temperature
    exported = smaller.export(model, temperature, folder / "model.onnx")
    with progress_bar() as report:
        smaller.preprocess(report)
        lost, headline = reduction_of(config, smaller, exported.parity, report)
    id_ = f"{config.id}-{method}"
    words = config.package.model_copy(update={"name": f"{config.package.name}, {method}"})
    variant = config.model_copy(update={"id": id_, "folder": str(folder), "package": words})
    told = evaluation.model_copy(update={"model": id_, "command": command, "headline": headline, "reduction": lost})
    (folder / "evaluation.json").write_text(told.to_json(), encoding="utf-8")
    package.write(variant, told, exported)
    CONSOLE.print(
        f"{folder}: {lost.bytes / 1e6:.2f} MB instead of {lost.full_bytes / 1e6:.2f}, {lost.metric} "
        f"{package.figure_words(lost.score.value, lost.score.interval)} instead of "
        f"{package.figure_words(lost.full_score.value, lost.full_score.interval)}"
    )
