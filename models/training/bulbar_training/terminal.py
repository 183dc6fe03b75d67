"""What every command of ``bulbar-train`` shows: progress, a log file, scores as tables."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bulbar_training.config import ModelConfig
from bulbar_training.evaluation.document import ClassScores, EvaluationFile
from bulbar_training.waveforms import Progress as Report

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


def told_failure(error: Exception, words: str | None = None) -> int:
    """The error, or ``words`` for it, on standard error, the rest in the log; the exit code."""
    LOG.error("failed", exc_info=error)
    print(f"bulbar-train: {words or error}", file=sys.stderr)
    return 1
