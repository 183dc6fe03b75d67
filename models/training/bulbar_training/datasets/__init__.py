"""Corpus readers by the name that a configuration uses."""

from bulbar_training.datasets import (
    audiomnist,
    csv_list,
    fsdd,
    minsk2020,
    minsk2020_bulbar,
    sand,
    sand_severity,
    voc_als,
)
from bulbar_training.datasets.recording import Corpus, Reader, Recording, Skipped

READERS: dict[str, Reader] = {
    "minsk2020": minsk2020.read,
    "minsk2020-bulbar": minsk2020_bulbar.read,
    "fsdd": fsdd.read,
    "audiomnist": audiomnist.read,
    "sand-task-1": sand.read_task_1,
    "sand-severity": sand_severity.read,
    "sand-task-2": sand.read_task_2,
    "voc-als": voc_als.read,
    "csv": csv_list.read,
}

__all__ = ["READERS", "Corpus", "Reader", "Recording", "Skipped"]
