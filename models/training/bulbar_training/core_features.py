"""Measures of a corpus as the product's own core computes them (``bulbar analyse --json``), cached per variant.

Training and serving share the program, so that they cannot drift apart.
"""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile

from bulbar_training.config import REPOSITORY, TRAINING
from bulbar_training.datasets import Recording
from bulbar_training.variants import CODECS, encode, read_variant

Progress = Callable[[str, float], None]
"""Called with a stage's name and the fraction done, 0 .. 1."""
PROBED = ("log-", "f0-modulation-", "f0-entropy", "mfcc-")
"""Beginnings of the ids that the voice models use: when the core changes such a value, the cache is computed anew."""
BATCH = 64
"""Recordings per process."""
LOG = logging.getLogger("bulbar_training")


PART_START, PART_END, BANDWIDTH = "part-start-seconds", "part-end-seconds", "bandwidth-hz"
"""What the core tells of a recording besides its measures: the part that was measured, and the bandwidth."""


def measures_of(answer: list[dict]) -> dict[str, dict[str, float]]:
    """Values by file and measure id from the text that ``analyse --json`` prints; missing measures are left out."""
    return {item["file"]: _values_of(item) for item in answer}


def _values_of(item: dict) -> dict[str, float]:
    values = {name: measure["value"] for name, measure in item.get("measures", {}).items()}
    if values:
        part, quality = item.get("part") or {}, item.get("quality") or {}
        values[PART_START], values[PART_END] = part.get("startSeconds"), part.get("endSeconds")
        values[BANDWIDTH] = quality.get("bandwidthHz")
    return {name: value for name, value in values.items() if value is not None}


def part_of(values: dict[str, float]) -> tuple[float, float] | None:
    """Start and end of what the core measured of a recording, s; None where it named no part."""
    if PART_START not in values or PART_END not in values:
        return None
    return values[PART_START], values[PART_END]


def analyse(files: list[Path], task: str) -> dict[str, dict[str, float]]:
    """Measures of files of one task by the core; a file that it refuses has none."""
    node, program = REPOSITORY / "node_modules" / ".bin" / "node", REPOSITORY / "main/doors/cli/main.ts"
    command = [node, program, "analyse", "--json", "--no-models", "--task", task, *files]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    if not done.stdout.startswith("["):
        raise RuntimeError(f"bulbar analyse failed: {done.stderr.strip()[-500:]}")
    return measures_of(json.loads(done.stdout))


def folder_of(reader: str) -> Path:
    """Where the variants of a corpus are kept as files."""
    return TRAINING / "cache" / f"{reader}-variants"


def variant_file(recording: Recording, variant: str, folder: Path) -> Path:
    """The recording as a variant (see ``variants``): codecs as files of that format, the others as float WAV."""
    if variant == "original":
        return recording.path
    suffix = CODECS[variant][0] if variant in CODECS else "wav"
    path = folder / variant / recording.speaker.replace("/", "-") / f"{recording.path.stem}.{suffix}"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    if variant in CODECS:
        encode(recording.path, variant, path)
    else:
        waveform, rate_hz = read_variant(recording.path, variant, zlib.crc32(recording.path.name.encode()))
        soundfile.write(path, waveform, rate_hz, subtype="FLOAT")
    return path


@lru_cache(maxsize=8)
def probe(files: tuple[tuple[Path, str], ...], beginnings: tuple[str, ...]) -> str:
    """What the core measures in a few recordings now, to three digits; only ids with one of these beginnings."""
    answers = [analyse([file], task)[str(file)] for file, task in files]
    return " ".join(
        f"{name}={value:.3g}"
        for answer in answers
        for name, value in sorted(answer.items())
        if name.startswith(beginnings)
    )


def cache_file(recordings: list[Recording], variant: str, beginnings: tuple[str, ...] = PROBED) -> Path:
    """Named by the recordings, the variant, and what the core measures in the first recording of each task."""
    first = {r.task: r.path for r in reversed(recordings)}
    identity = [
        [(r.speaker, r.task, r.path.name, r.path.stat().st_size) for r in recordings],
        probe(tuple((path, task) for task, path in sorted(first.items())), beginnings),
    ]
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:16]
    return TRAINING / "cache" / f"measures-{variant}-{key}.json"


def batches_of(recordings: list[Recording]) -> list[tuple[str, list[int]]]:
    """Task and row numbers of what one process measures: recordings of one task, at most :data:`BATCH`."""
    rows = {task: [k for k, r in enumerate(recordings) if r.task == task] for task in {r.task for r in recordings}}
    return [
        (task, rows[task][start : start + BATCH]) for task in sorted(rows) for start in range(0, len(rows[task]), BATCH)
    ]


def measure_all(
    reader: str, recordings: list[Recording], variant: str, partial: Path, progress: Progress | None
) -> list[dict[str, float]]:
    """Measures of every recording; what an interrupted run has done is in ``partial`` and not measured again."""
    done: dict[str, dict[str, float]] = json.loads(partial.read_text(encoding="utf-8")) if partial.exists() else {}
    folder, batches = folder_of(reader), batches_of(recordings)
    partial.parent.mkdir(parents=True, exist_ok=True)
    for number, (task, rows) in enumerate(batches):
        if progress:
            progress(f"bulbar analyse, {variant}", number / len(batches))
        if all(str(row) in done for row in rows):
            continue
        files = [variant_file(recordings[row], variant, folder) for row in rows]
        answers = analyse(files, task)
        done |= {str(row): answers[str(file)] for row, file in zip(rows, files, strict=True)}
        unfinished = partial.with_suffix(".writing")
        unfinished.write_text(json.dumps(done), encoding="utf-8")
        unfinished.replace(partial)
    return [done[str(row)] for row in range(len(recordings))]


def load_measures(
    reader: str,
    recordings: list[Recording],
    variant: str,
    progress: Progress | None = None,
    beginnings: tuple[str, ...] = PROBED,
) -> list[dict[str, float]]:
    """Measures by id of every recording, in order; computed by the core where the cache does not hold them.

    Recordings that the core refuses have none; they are named and counted. ``beginnings`` of the ids that are used.
    """
    path = cache_file(recordings, variant, beginnings)
    if not path.exists():
        partial = path.with_suffix(".partial")
        content = json.dumps(measure_all(reader, recordings, variant, partial, progress))
        path.write_text(content, encoding="utf-8")
        partial.unlink()
    values = json.loads(path.read_text(encoding="utf-8"))
    refused = [r.path.name for r, measures in zip(recordings, values, strict=True) if not measures]
    if refused:
        LOG.warning("%d recordings (%s) were refused by the core: %s", len(refused), variant, ", ".join(refused))
    return values


def feature_table(
    measures: list[dict[str, float]], recordings: list[Recording], names: list[str]
) -> tuple[list[str], np.ndarray]:
    """Speakers in order, and their features ``[speakers, names]`` (``task/measure-id``), NaN where missing."""
    speakers = sorted({r.speaker for r in recordings})
    table = np.full((len(speakers), len(names)), np.nan)
    for recording, values in zip(recordings, measures, strict=True):
        row = speakers.index(recording.speaker)
        for column, name in enumerate(names):
            task, measure = name.split("/")
            if task == recording.task and measure in values:
                table[row, column] = values[measure]
    return speakers, table
