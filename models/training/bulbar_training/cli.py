"""Trains, judges and packages Bulbar's models.

  bulbar-train preprocess | train | evaluate | export | card --config FILE
        a model of a configuration (configs/*.yaml): read and cache, fit, judge by every protocol, write the package,
        write its card anew
  bulbar-train export NAME --checkpoint FILE [--target-layer LAYER] [--out FOLDER]
        a package of weights that others published, NAME: cnn14, cnn10, cnn6, mobilenetv2, ast
  bulbar-train export yamnet --tflite FILE [--out FOLDER]
        the same of Google's YAMNet
  python -m bulbar_training.ensembles CONFIG... [--out FILE]
        how good models of one question are together -> models/ensembles.json
  python -m bulbar_training.simulated_sand --out FOLDER [--speakers N] [--seed N]
        a generated corpus with SAND's layout

Every form has --help. Research use only, not for diagnosis.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bulbar_training import package, tagging
from bulbar_training.config import REPOSITORY, ModelConfig, load
from bulbar_training.datasets import Corpus
from bulbar_training.evaluation.document import ClassScores, EvaluationFile
from bulbar_training.evaluation.evaluation import Evaluation
from bulbar_training.metrics import plot_learning_curves
from bulbar_training.recipes import RECIPES, Recipe
from bulbar_training.waveforms import Progress as Report
from bulbar_training.waveforms import read_corpus

LOG = logging.getLogger("bulbar_training")
CONSOLE = Console(stderr=True)


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Progress bar on a terminal; every tenth of a stage in the log otherwise."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=CONSOLE, transient=True
    ) as bar:
        task = bar.add_task("", total=1.0)

        def report(stage: str, fraction: float) -> None:
            bar.update(task, description=stage, completed=fraction)
            LOG.debug("%s %.0f %%", stage, 100 * fraction)

        yield report


def start_log(config: ModelConfig, step: str) -> None:
    """Log file runs/<id>/<step>.log, and warnings on the terminal."""
    config.run_folder.mkdir(parents=True, exist_ok=True)
    file = logging.FileHandler(config.run_folder / f"{step}.log", encoding="utf-8")
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    terminal = logging.StreamHandler()
    terminal.addFilter(lambda record: record.levelno == logging.WARNING)  # errors are printed by main, in a line
    LOG.handlers = [file, terminal]
    LOG.setLevel(logging.DEBUG)
    LOG.info("%s %s configuration %s", config.id, config.version, config.fingerprint())


def deterministic(threads: int) -> None:
    """One result for one seed: deterministic kernels and a fixed number of threads."""
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(threads)


def open_recipe(config: ModelConfig) -> tuple[Corpus, Recipe]:
    """Corpus and recipe; what was skipped is listed and counted on the terminal and in the log."""
    corpus = read_corpus(config)
    CONSOLE.print(f"{len(corpus.recordings)} recordings, {len(corpus.skipped)} left out")
    for item in corpus.skipped:
        LOG.warning("left out %s: %s", item.path, item.reason)
    return corpus, RECIPES[config.kind](config, corpus.recordings)


def preprocess(config: ModelConfig) -> None:
    """Reads and caches everything that training needs."""
    _, recipe = open_recipe(config)
    with progress_bar() as report:
        recipe.preprocess(report)


def train(config: ModelConfig, fresh: bool) -> None:
    """Fits the final model on every recording, or the training sheet's, and writes runs/<id>/model."""
    _, recipe = open_recipe(config)
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


def evaluate(config: ModelConfig, command: str, fresh: bool) -> None:
    """Runs every protocol; pictures go to runs/<id>/evaluation, evaluation.json to the package if there can be one."""
    corpus, recipe = open_recipe(config)
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


def print_evaluation(result: EvaluationFile) -> None:
    """Scores of every protocol, and the controls beside them, as tables."""
    out = Console()
    for protocol in result.protocols:
        table = Table(title=f"{result.model}: {protocol.description}")
        for column in ("", "value", "95 % interval"):
            table.add_column(column)
        for name, score in protocol.metrics.items():
            interval = score.interval
            table.add_row(name, shown(score.value), f"{interval[0]:.3f} - {interval[1]:.3f}" if interval else "")
        for name, value in (protocol.confounds or {}).items():
            table.add_row(f"confound {name}", shown(value), "")
        if chance := protocol.shuffled_labels:
            table.add_row("shuffled labels: AUC", shown(chance.auc), "")
            table.add_row("shuffled labels: macro-F1", shown(chance.macro_f1), f"{chance.folds} folds")
        for name, row in (protocol.robustness or {}).items():
            table.add_row(f"as {name}: AUC", shown(row.auc), f"largest shift {row.largest_shift:.3f}")
        if protocol.conformal:
            table.add_row("coverage of the prediction sets", shown(protocol.conformal.measured_coverage), "")
        out.print(table)
        print_classes(protocol.per_class, out)


def shown(value: float | None) -> str:
    """A score with three decimals; a dash where it is not defined."""
    return "-" if value is None else f"{value:.3f}"


def print_classes(classes: dict[str, ClassScores], out: Console) -> None:
    """Precision, recall, F1 and number of every class as a table."""
    table = Table()
    for column in ("class", "precision", "recall", "F1", "n"):
        table.add_column(column)
    for name, row in classes.items():
        table.add_row(name, shown(row.precision), shown(row.recall), shown(row.f1), f"{row.support:.0f}")
    out.print(table)


def export(config: ModelConfig) -> None:
    """Writes the whole package; needs ``train`` and ``evaluate`` of the same configuration."""
    if RECIPES[config.kind].no_export is not None:
        raise ValueError(RECIPES[config.kind].no_export)
    evaluation = package.read_evaluation(config)
    _, recipe = open_recipe(config)
    path = config.run_folder / f"model-{config.fingerprint()}"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run bulbar-train train first")
    temperature = package.calibration(config, evaluation).temperature
    exported = recipe.export(recipe.load(path), temperature, config.package_folder / "model.onnx")
    package.write_card(config)
    manifest = package.manifest(config, evaluation, exported)
    (config.package_folder / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    size = manifest.files["model.onnx"].bytes / 1e6
    CONSOLE.print(f"{config.package_folder}: {size:.2f} MB, parity {exported.parity}")
    LOG.info("parity %s", exported.parity)


def arguments() -> argparse.ArgumentParser:
    """Command line."""
    parser = argparse.ArgumentParser(
        prog="bulbar-train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["preprocess", "train", "evaluate", "export", "card"])
    parser.add_argument("--config", type=Path, required=True, help="YAML file of the model")
    parser.add_argument("--data", type=Path, help="corpus folder, instead of the configuration's")
    parser.add_argument("--fresh", action="store_true", help="start over instead of resuming")
    parser.add_argument("--threads", type=int, default=1, help="threads of PyTorch (figures are quoted for 1)")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Entry point; 0 done, 1 failed with the reason on standard error."""
    words = sys.argv[1:] if argv is None else argv
    if len(words) > 1 and words[0] == "export" and words[1] in tagging.MODELS:
        return tagging.main(words[1:])
    options = arguments().parse_args(words)
    config = load(options.config, options.data)
    start_log(config, options.step)
    deterministic(options.threads)
    file = options.config.resolve()
    name = file.relative_to(REPOSITORY) if file.is_relative_to(REPOSITORY) else file.name
    steps = {
        "preprocess": lambda: preprocess(config),
        "train": lambda: train(config, options.fresh),
        "evaluate": lambda: evaluate(config, f"bulbar-train evaluate --config {name}", options.fresh),
        "export": lambda: export(config),
        "card": lambda: CONSOLE.print(str(package.write_card(config))),
    }
    try:
        steps[options.step]()
    except (FileNotFoundError, ValueError, RuntimeError) as error:
        LOG.exception("failed")
        print(f"bulbar-train: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
