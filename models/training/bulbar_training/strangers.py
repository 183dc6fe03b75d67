"""A joint answer on people whom nothing was learned from: ``python -m bulbar_training.strangers LIST.csv``.

``LIST.csv`` has the columns ``file,label,speaker,task`` (reader ``csv``). The shipped program answers
(``bulbar analyse --visit``): about all recordings of a speaker together, and about each task alone; nothing is fitted
or chosen here. ``--write`` puts the figures beside the nested ones in ``models/ensembles.json``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from bulbar_training.config import REPOSITORY
from bulbar_training.datasets import Recording, csv_list
from bulbar_training.joint_card import write_card
from bulbar_training.metrics import auc, bootstrap_interval
from bulbar_training.package import ENSEMBLES
from bulbar_training.terminal import CONSOLE

ROUNDS = 2000


def visit_of(recordings: list[Recording], kind: str) -> dict[str, Any] | None:
    """The program's joint answer of a kind to recordings as one visit; None where there is none."""
    node, program = REPOSITORY / "node_modules" / ".bin" / "node", REPOSITORY / "main/doors/cli/main.ts"
    alike = {r.task for r in recordings}
    task = ["--task", recordings[0].task] if len(alike) == 1 else []
    command = [node, program, "analyse", "--visit", "--json", *task, *(r.path for r in recordings)]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"bulbar analyse failed: {done.stderr.strip()[-500:]}")
    joined = json.loads(done.stdout)["visit"]["ensembles"]
    return next((one for one in joined if one["kind"] == kind), None)


def answered(recordings: list[Recording], entry: dict[str, Any]) -> tuple[list[list[float]], list[int], list[str], int]:
    """Probabilities, classes and speakers of those with every task of the entry, and how many got no such answer."""
    probabilities, labels, names, refused = [], [], [], 0
    members = {(model["id"], model["version"]) for model in entry["models"]}
    for speaker in sorted({r.speaker for r in recordings}):
        own = [r for r in recordings if r.speaker == speaker and r.task in entry["tasks"]]
        if {r.task for r in own} != set(entry["tasks"]):
            continue
        joined = visit_of(own, entry["kind"])
        if joined is None or {(m["model"], m["version"]) for m in joined["members"]} != members:
            refused += 1
            continue
        probabilities.append(joined["probabilities"])
        labels.append(entry["labels"].index(own[0].label))
        names.append(speaker)
    return probabilities, labels, names, refused


def figure(recordings: list[Recording], entry: dict[str, Any]) -> dict[str, Any] | None:
    """The AUC per speaker with its interval; None without speakers of every class."""
    probabilities, labels, names, refused = answered(recordings, entry)
    if len(set(labels)) < len(entry["labels"]):
        return None
    given, truth, groups = np.array(probabilities), np.array(labels), np.array(names)
    interval = bootstrap_interval(auc, given, truth, groups, ROUNDS, 1)
    counts = ", ".join(f"{labels.count(k)} {name}" for k, name in enumerate(entry["labels"]))
    without = f", {refused} without an answer" if refused else ""
    return {
        "metric": "AUC",
        "value": auc(given, truth),
        "interval": None if interval is None else list(interval),
        "protocol": f"speakers of another corpus ({counts}{without}), per speaker",
    }


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bulbar_training.strangers", description=__doc__)
    parser.add_argument("list", type=Path, help="CSV file: file,label,speaker,task")
    parser.add_argument("--kind", default="screen", help="question that is asked (screen, digits ...)")
    parser.add_argument("--write", action="store_true", help="put the figures into the file of joint answers")
    parser.add_argument("--out", type=Path, default=ENSEMBLES)
    options = parser.parse_args(argv)
    content = json.loads(options.out.read_text(encoding="utf-8"))
    recordings = csv_list.read(options.list).recordings
    for entry in content["ensembles"]:
        if entry["kind"] != options.kind or "pool" not in entry:
            continue
        found = figure(recordings, entry)
        tasks = " and ".join(entry["tasks"])
        if found is None:
            CONSOLE.print(f"{tasks}: not speakers of every class")
            continue
        CONSOLE.print(f"{tasks}: {found['metric']} {found['value']:.3f} {found['interval']}, {found['protocol']}")
        entry["strangers"] = found
    if options.write:
        options.out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        for whole in content["ensembles"]:
            if whole["kind"] == options.kind and "card" in whole:
                of_pool = [one for one in content["ensembles"] if "pool" in one and one["models"] == whole["models"]]
                write_card(of_pool, options.out.parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
