"""A corpus with SAND's layout from the product's synthesiser: ``python -m bulbar_training.simulated_sand --out DIR``.

The voices come from ``build/make/make-sand-corpus.ts`` (Node 24); this adds the workbook with the sheets and columns of
the challenge. The same arguments and synthesiser give the same corpus.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl

from bulbar_training.config import REPOSITORY

SHEETS = {
    "SAND - TRAINING set - Task 1": ("training", "validation"),
    "Training Baseline - Task 1": ("training",),
    "Validation Baseline - Task 1": ("validation",),
}


TABLE = "speakers.csv"
"""Written beside the recordings with the exact severity of every voice: no real corpus has it."""


def is_simulated(root: Path) -> bool:
    """Whether a corpus was made here."""
    return (root / TABLE).is_file()


def write_workbook(root: Path) -> Path:
    """``sand_task_1.xlsx`` from ``speakers.csv``."""
    with (root / TABLE).open(encoding="utf-8", newline="") as lines:
        speakers = list(csv.DictReader(lines))
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, splits in SHEETS.items():
        sheet = workbook.create_sheet(title)
        sheet.append(["ID", "Age", "Sex", "Class"])
        for row in speakers:
            if row["split"] in splits:
                sheet.append([row["id"], int(row["age"]), row["sex"], int(row["class"])])
    path = root / "sand_task_1.xlsx"
    workbook.save(path)
    return path


def generate(root: Path, speakers: int, seed: int, shares: str) -> Path:
    """Writes recordings and workbook below ``root`` and returns the workbook's path."""
    local = REPOSITORY / "node_modules" / ".bin" / "node"
    node = str(local) if local.exists() else shutil.which("node")
    if node is None:
        raise FileNotFoundError("node is needed for the synthesiser: run npm ci in the repository")
    script = REPOSITORY / "build/make/make-sand-corpus.ts"
    options = ["--out", str(root), "--speakers", str(speakers), "--seed", str(seed), "--shares", shares]
    subprocess.run([node, str(script), *options], check=True)
    return write_workbook(root)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bulbar_training.simulated_sand", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--speakers", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shares", default="0.2,0.2,0.2,0.2,0.2", help="of the classes 1 (severe) to 5 (healthy)")
    options = parser.parse_args()
    print(generate(options.out.resolve(), options.speakers, options.seed, options.shares))


if __name__ == "__main__":
    main()
