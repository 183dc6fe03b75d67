"""Error of models that answer one question together: ``python -m bulbar_training.ensembles CONFIG...``.

The held-out answers of ``bulbar-train evaluate`` are joined as the program joins them: each model's mean over the
recordings of a speaker (a joint model's answer to all of them), then the mean over the models. Every set of two or more
of the models is judged, and each of their tasks alone. Folds that are not there yet are computed.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from bulbar_training.calibration import probabilities
from bulbar_training.config import ModelConfig, load
from bulbar_training.evaluation.cohort import by_unit
from bulbar_training.evaluation.evaluation import Evaluation, describe
from bulbar_training.evaluation.scores import scores_of
from bulbar_training.metrics import NAMES
from bulbar_training.package import ENSEMBLES
from bulbar_training.steps import open_recipe
from bulbar_training.terminal import CONSOLE, deterministic, progress_bar
from bulbar_training.waveforms import Progress


class DifferentFoldsError(ValueError):
    """The models were not judged on the same speakers in the same folds: their answers cannot be joined."""


@dataclass(frozen=True)
class Member:
    """One model's held-out answers: a list over repeats of ``[recordings, classes]``, NaN where there is none."""

    config: ModelConfig
    evaluation: Evaluation
    answers: dict[str | None, list[np.ndarray]]
    """By task alone, and of all tasks under None."""
    folds: list[list[int]]
    """Rows of every test set, the proof that members agree."""

    @property
    def content(self) -> list[tuple[str, str, str]]:
        """What the rows are."""
        return [(r.speaker, r.task, r.path.name) for r in self.evaluation.corpus.recordings]


def read_member(config: ModelConfig, progress: Progress) -> Member:
    """Answers of the headline protocol; of a task alone from the protocol that left out the others, if there is one."""
    corpus, recipe = open_recipe(config)
    recipe.preprocess(progress)
    evaluation = Evaluation(config, corpus, recipe, progress)
    protocols = {protocol.name: protocol for protocol in config.evaluation.protocols}
    headline = config.evaluation.protocols[0]
    tests = [fold.test.tolist() for fold in evaluation.folds(headline)]
    tasks = sorted({r.task for r in corpus.recordings})
    answers: dict[str | None, list[np.ndarray]] = {}
    for task in [None, *(tasks if len(tasks) > 1 else [])]:
        protocol = protocols.get(f"{task}-alone", headline)
        heard = np.array([task in (None, r.task) for r in corpus.recordings])
        answers[task] = []
        for scored in evaluation.repeats(protocol, []):
            joined = np.full((len(corpus.recordings), len(config.labels)), np.nan)
            joined[scored.rows] = probabilities(scored.logits / scored.temperature[:, None])
            joined[~heard] = np.nan
            answers[task].append(joined)
    return Member(config, evaluation, answers, tests)


def judge(members: list[Member], task: str | None) -> dict[str, Any]:
    """Scores of the mean of the members' answers, of all their tasks or of one alone."""
    first = members[0]
    how, cohort = first.config.evaluation, first.evaluation.cohort
    units = []
    for answers in zip(*(member.answers[task] for member in members), strict=True):
        joined = np.mean(answers, axis=0)
        rows = np.flatnonzero(~np.isnan(joined[:, 0]))
        units.append(by_unit(joined[rows], cohort.labels[rows], cohort.speakers[rows], how.unit))
    metrics = scores_of(units, ["auc", "accuracy", "macroF1", "ece", "brier"], how)
    protocol = describe(how.protocols[0], cohort.speakers, how.unit, units[0][2])
    scores = {name: score.model_dump(by_alias=True, mode="json") for name, score in metrics.items()}
    headline = scores[how.headline]
    return {
        "kind": first.config.package.kind,
        "labels": first.config.labels,
        "models": [{"id": member.config.id, "version": member.config.version} for member in members],
        "tasks": first.config.tasks if task is None else [task],
        "alone": task is not None,
        "honestError": {
            "metric": NAMES[how.headline],
            "value": headline["value"],
            "interval": headline["interval"],
            "protocol": protocol,
        },
        "metrics": scores,
    }


def check_same(members: list[Member]) -> None:
    """Refuses models of different labels, recordings, folds or units."""
    first = members[0]
    for other in members[1:]:
        same = (
            first.config.labels == other.config.labels
            and first.config.evaluation.unit == other.config.evaluation.unit
            and first.content == other.content
            and first.folds == other.folds
        )
        if not same:
            raise DifferentFoldsError(f"{first.config.id} and {other.config.id} were judged on different folds")


def shown(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the means of sets that hold all members of a pool of the same tasks: the program shows the pool there."""

    def names(entry: dict[str, Any]) -> set[tuple[str, str]]:
        return {(model["id"], model["version"]) for model in entry["models"]}

    def is_replaced(entry: dict[str, Any]) -> bool:
        pools = [other for other in entries if "pool" in other and other["tasks"] == entry["tasks"]]
        return "pool" not in entry and any(names(other) <= names(entry) for other in pools)

    return [entry for entry in entries if not is_replaced(entry)]


def write(entries: list[dict[str, Any]], path: Path) -> None:
    """Replaces what the file says of sets of these models, joined in this way, and the pools that answered before.

    What it says of other versions of them is dropped, and of means that are not shown any more.
    """
    are_pools = any("pool" in entry for entry in entries)
    pooled = [(entry["kind"], entry["tasks"]) for entry in entries if "pool" in entry]
    versions = {model["id"]: model["version"] for entry in entries for model in entry["models"]}
    known = json.loads(path.read_text(encoding="utf-8"))["ensembles"] if path.exists() else []

    def stands(entry: dict[str, Any]) -> bool:
        models = {model["id"]: model["version"] for model in entry["models"]}
        is_replaced = models.keys() <= versions.keys() and ("pool" in entry) == are_pools
        is_replaced = is_replaced or ("pool" in entry and (entry["kind"], entry["tasks"]) in pooled)
        return not is_replaced and all(versions.get(name, version) == version for name, version in models.items())

    others = [entry for entry in known if stands(entry)]
    content = {"schemaVersion": 1, "ensembles": shown([*others, *entries])}
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bulbar_training.ensembles", description=__doc__)
    parser.add_argument("configs", type=Path, nargs="+", help="YAML files of models of one question")
    parser.add_argument("--out", type=Path, default=ENSEMBLES)
    options = parser.parse_args(argv)
    deterministic(1)
    with progress_bar() as report:
        members = [read_member(load(path), report) for path in options.configs]
    try:
        check_same(members)
    except DifferentFoldsError as error:
        print(f"ensembles: {error}", file=sys.stderr)
        return 1
    sets = [list(some) for size in range(2, len(members) + 1) for some in combinations(members, size)]
    entries = [judge(some, task) for some in sets for task in members[0].answers]
    write(entries, options.out)
    for entry in entries:
        names, tasks = " + ".join(model["id"] for model in entry["models"]), ", ".join(entry["tasks"])
        figure = entry["honestError"]
        CONSOLE.print(f"{names} ({tasks}): {figure['metric']} {figure['value']:.3f} {figure['interval']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
