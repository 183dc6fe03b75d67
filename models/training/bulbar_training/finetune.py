"""``bulbar-train finetune``: a published sound-event network taught a clinic's own question, judged as any model is.

Writes a configuration (runs/<id>/finetune.yaml), evaluates it on speakers left out, trains and packages it: the steps
of ``bulbar-train evaluate | train | export --config``, which may be repeated one by one with that file.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import soundfile
import yaml

from bulbar_training import package, steps, tagging
from bulbar_training.config import TRAINING, load
from bulbar_training.datasets import READERS, Recording
from bulbar_training.datasets.tables import read_csv
from bulbar_training.manifest import GradCam, SpectrogramAxis
from bulbar_training.networks import panns, yamnet
from bulbar_training.terminal import deterministic, start_log, told_failure

BASES = {f"audioset-{name}": name for name in tagging.MODELS if name != "ast"}
"""Networks that can be taught, by the name of their package."""
FOLDS = 5
MINIMUM_SECONDS = 0.1
ALL_LAYERS = {"epochs": 10, "batch_size": 8, "learning_rate": 1e-4, "weight_decay": 0.01, "schedule": "cosine"}


def published_weights(base: str) -> Path:
    """The authors' file where ``bulbar models fetch`` has put it; an error says how to get it."""
    if "BULBAR_DATA" in os.environ:
        folder = Path(os.environ["BULBAR_DATA"])
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Bulbar"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support" / "Bulbar"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "bulbar"
    path = folder / "checkpoints" / tagging.MODELS[BASES[base]].checkpoint
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing: fetch it where there is a network (bulbar models fetch {base}), or name the authors' "
            "file with --weights FILE"
        )
    return path


def labelled(path: Path) -> list[Recording]:
    """Recordings of the list. Every row must name its speaker: without, nothing could be judged on strangers."""
    rows = read_csv(path, {"file", "label", "speaker"})
    nameless = [row["file"] or "?" for row in rows if not row["speaker"]]
    if nameless:
        raise ValueError(f"{path.name}: {len(nameless)} rows name no speaker ({', '.join(nameless[:3])})")
    corpus = READERS["csv"](path)
    speakers: dict[str, set[str]] = defaultdict(set)
    for recording in corpus.recordings:
        speakers[recording.label].add(recording.speaker)
    if len(speakers) < 2:
        raise ValueError(f"{path.name}: two labels are needed at least, found {', '.join(speakers) or 'none'}")
    few = [f"{label} ({len(who)})" for label, who in sorted(speakers.items()) if len(who) < 2]
    if few:
        raise ValueError(f"{path.name}: every label needs two speakers at least: {', '.join(few)}")
    return corpus.recordings


def folds_for(recordings: list[Recording]) -> int:
    """Folds by speaker: five, or as many as the rarest label has speakers."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for recording in recordings:
        speakers[recording.label].add(recording.speaker)
    return min(FOLDS, *(len(who) for who in speakers.values()))


def lowest_rate_hz(recordings: list[Recording]) -> int:
    """Lowest sampling rate of the readable files, Hz."""
    rates = []
    for recording in recordings:
        try:
            rates.append(soundfile.info(recording.path).samplerate)
        except (soundfile.LibsndfileError, OSError):
            continue  # listed as left out when the corpus is read
    if not rates:
        raise ValueError("none of the listed files is a sound that can be read")
    return min(rates)


def audio_of(model: tagging.TaggingModel, about: tagging.Pretrained, lowest_hz: int) -> dict[str, Any]:
    """``audio:`` of the configuration: as the network was trained, no wider than the narrowest recording."""
    narrow = lowest_hz < model.sample_rate_hz
    return {
        "sample_rate_hz": model.sample_rate_hz,
        "corpus_sample_rate_hz": lowest_hz if narrow else None,
        "trim_top_db": None,
        "minimum_seconds": MINIMUM_SECONDS,
        "training_bandwidth_hz": [model.minimum_hz, min(model.maximum_hz, lowest_hz / 2)],
        "length": "windows",
        "seconds": about.window_seconds,
        "hop_seconds": about.hop_seconds,
    }


def frontend_of(name: str, axis: SpectrogramAxis, rate_hz: int) -> dict[str, Any]:
    """``frontend:`` of the configuration: the network's own, which is in its graph."""
    return {
        "n_fft": yamnet.FFT if name == "yamnet" else panns.MEL.n_fft,
        "hop": round(axis.hop_seconds * rate_hz),
        "bands": axis.bands,
        "minimum_hz": axis.minimum_hz,
        "maximum_hz": axis.maximum_hz,
    }


def evaluation_of(recordings: list[Recording], all_layers: bool) -> dict[str, Any]:
    """``evaluation:`` of the configuration: by speaker, with the controls that every model has."""
    labels = sorted({r.label for r in recordings})
    of_speaker: dict[str, set[str]] = defaultdict(set)
    for recording in recordings:
        of_speaker[recording.speaker].add(recording.label)
    is_trait = all(len(own) == 1 for own in of_speaker.values())
    once = 1 if all_layers else None
    folds = {"name": "folds", "split": "grouped-k-fold", "folds": folds_for(recordings)}
    return {
        "seed": 1,
        "unit": "speaker" if is_trait else "recording",
        "headline": "auc" if len(labels) == 2 else "macroF1",
        "temperature": False,
        "conformal_unit": "recording",
        "robustness": ["noise-20db"],
        "shuffled_folds": once,
        "protocols": [folds | {"inner_folds": min(3, folds_for(recordings)), "inner_limit": once}],
    }


def package_of(options: argparse.Namespace, recordings: list[Recording]) -> dict[str, Any]:
    """``package:`` of the configuration: what manifest and card say."""
    about = tagging.MODELS[BASES[options.base]]
    labels = ", ".join(sorted({r.label for r in recordings}))
    how = "all of its layers" if options.all else "a new last layer"
    return {
        "name": options.name or f"{labels} ({about.name})",
        "kind": "sound-events",
        "status": "experimental",
        "summary": options.question or f"Which of these is heard: {labels}?",
        "trained_on": f"Recordings of this site ({options.labels.name}): {how} of {about.name}, which its authors "
        "trained on AudioSet.",
        "intended_use": "To be tried at the site that made it, on recordings made as those that it learned from.",
        "limits": [
            f"It knows these answers only ({labels}): whatever else it hears gets one of them.",
            "A recording's answer is the mean over its windows: a short sound in a long recording weighs little.",
            "Other rooms, microphones and people than those of the list were not heard; the figures above are of other "
            "people of the same list.",
        ],
        "licence": f"Network: {about.licence} The recordings are the site's own.",
        "attribution": about.attribution,
    }


def id_of(options: argparse.Namespace) -> str:
    """The package's id: as asked for, or after the list's file."""
    asked = options.id or re.sub(r"[^a-z0-9]+", "-", options.labels.stem.lower()).strip("-")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,62}", asked):
        raise ValueError(f"{asked!r} cannot be a package's id (two to 63 of a-z, 0-9 and -): name one with --id")
    return asked


def configuration(options: argparse.Namespace) -> dict[str, Any]:
    """The configuration of a list of labels, as the YAML file holds it."""
    recordings = labelled(options.labels)
    name = BASES[options.base]
    weights = (options.weights or published_weights(options.base)).resolve()
    if not weights.is_file():
        raise FileNotFoundError(f"{weights} is not a file")
    model, about = tagging.build(name, weights, None), tagging.MODELS[name]
    folder = options.out or TRAINING / "runs" / options.id / "package"
    if not isinstance(model.explanation, GradCam):
        raise TypeError(f"{name} has no Grad-CAM")
    return {
        "id": options.id,
        "version": "0.1.0",
        "kind": "finetuned",
        "folder": str(folder.resolve()),
        "labels": sorted({r.label for r in recordings}),
        "tasks": sorted({r.task for r in recordings}),
        "seed": 1,
        "data": {"reader": "csv", "root": str(options.labels.resolve())},
        "audio": audio_of(model, about, lowest_rate_hz(recordings)),
        "frontend": frontend_of(name, model.explanation.spectrogram, model.sample_rate_hz),
        "recipe": {"base": name, "weights": str(weights), "all_layers": ALL_LAYERS if options.all else None},
        "evaluation": evaluation_of(recordings, options.all),
        "package": package_of(options, recordings),
    }


def arguments() -> argparse.ArgumentParser:
    """Command line."""
    parser = argparse.ArgumentParser(
        prog="bulbar-train finetune", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", choices=sorted(BASES), required=True, help="the network that is taught")
    parser.add_argument("--labels", type=Path, required=True, help="CSV: file, label, speaker and, if any, task")
    parser.add_argument("--weights", type=Path, help="the authors' file; the one `bulbar models fetch` got by default")
    parser.add_argument("--all", action="store_true", help="train all layers, not the last one alone (much slower)")
    parser.add_argument("--id", help="id of the package; after the list's file by default")
    parser.add_argument("--name", help="name of the model, as it is shown")
    parser.add_argument("--question", help="what it answers, in one sentence")
    parser.add_argument("--out", type=Path, help="folder of the package; models/training/runs/ID/package by default")
    parser.add_argument("--threads", type=int, default=1, help="threads of PyTorch")
    return parser


def command_of(options: argparse.Namespace) -> str:
    """The command that repeats it, without folders of this machine."""
    more = " --all" if options.all else ""
    return f"bulbar-train finetune --base {options.base} --labels {options.labels.name}{more}"


def run(options: argparse.Namespace) -> None:
    """Configuration, evaluation, training, package."""
    content = configuration(options)
    folder = TRAINING / "runs" / options.id
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "finetune.yaml"
    file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
    config = load(file)
    start_log(config, "finetune")
    deterministic(options.threads)
    corpus, recipe = steps.open_recipe(config)
    steps.evaluate(config, corpus, recipe, command_of(options), fresh=False)
    steps.train(config, recipe, fresh=False)
    steps.export(config, recipe, package.read_evaluation(config))


def main(words: list[str]) -> int:
    """``bulbar-train finetune --base NAME --labels FILE.csv ...``; 0 done, 1 failed with the reason in one line."""
    options = arguments().parse_args(words)
    try:
        options.id = id_of(options)
        run(options)
    except tagging.FAILURES as error:
        return told_failure(error, tagging.line_of(error))
    return 0
