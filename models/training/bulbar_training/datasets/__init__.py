"""Corpus readers by the name that a configuration uses."""

from bulbar_training.datasets import minsk2020
from bulbar_training.datasets.recording import Corpus, Reader, Recording, Skipped

READERS: dict[str, Reader] = {"minsk2020": minsk2020.read}

__all__ = ["READERS", "Corpus", "Reader", "Recording", "Skipped"]
