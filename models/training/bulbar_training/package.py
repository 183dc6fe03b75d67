"""Writes a model package: manifest, graph, card, evaluation. The card is written from the figures, not by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bulbar_training.config import ModelConfig, PackageConfig
from bulbar_training.export import digest
from bulbar_training.manifest import Calibration, Conformal, Figure, ModelManifest
from bulbar_training.metrics import NAMES
from bulbar_training.recipes.recipe import Exported

SIMULATED = "simulated voices, for training staff and testing only"
FILES = ("model.onnx", "card.md", "evaluation.json")


def read_evaluation(config: ModelConfig) -> dict[str, Any]:
    """evaluation.json of the package; an error names the command that makes it, or says that it is out of date."""
    path = config.package_folder / "evaluation.json"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run bulbar-train evaluate first")
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["configuration"] != config.fingerprint():
        raise ValueError(f"{path} belongs to another configuration: run bulbar-train evaluate again")
    return content


def calibration(config: ModelConfig, evaluation: dict[str, Any]) -> Calibration:
    """Temperature and prediction sets from the headline's held-out answers; coverage as measured in the folds."""
    quantile = evaluation["packageCalibration"]["conformalQuantile"]
    measured = evaluation["protocols"][0]["conformal"]
    conformal = None
    if quantile is not None and measured is not None:
        conformal = Conformal(
            coverage=config.evaluation.conformal_coverage,
            quantile=quantile,
            measured_coverage=measured["measuredCoverage"],
        )
    return Calibration(
        temperature=evaluation["packageCalibration"]["temperature"],
        conformal=conformal,
        reject_below=config.evaluation.reject_below,
    )


def words_of(config: ModelConfig, evaluation: dict[str, Any]) -> PackageConfig:
    """What the configuration says of the package; what was made of simulated voices is marked so in any case."""
    if not evaluation["data"].get("simulated"):
        return config.package
    return config.package.model_copy(update={"status": "simulated-data", "trained_on": SIMULATED})


def manifest(config: ModelConfig, evaluation: dict[str, Any], exported: Exported) -> ModelManifest:
    """The manifest of a package whose other files are already in place."""
    words = words_of(config, evaluation)
    return ModelManifest(
        id=config.id,
        version=config.version,
        name=words.name,
        kind=words.kind,
        status=words.status,
        summary=words.summary,
        trained_on=words.trained_on,
        honest_error=Figure.model_validate(evaluation["headline"]),
        tasks=config.tasks,
        input=exported.input,
        labels=config.labels,
        ordinal=words.ordinal,
        positive_label=words.positive_label,
        roles=words.roles,
        activation="softmax",
        explanation=exported.explanation,
        calibration=calibration(config, evaluation),
        aggregation=words.aggregation,
        files={name: digest(config.package_folder / name) for name in FILES},
        self_test=exported.self_test,
        licence=words.licence,
        attribution=words.attribution,
    )


def _figure(score: dict[str, Any]) -> str:
    interval = score["interval"]
    between = f" ({interval[0]:.3f} to {interval[1]:.3f})" if interval else ""
    return f"{score['value']:.3f}{between}"


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _prediction_sets(sets: dict[str, Any]) -> str:
    """What the conformal sets keep on speakers that did not set their quantile."""
    about = f" ({100 * sets['coverage']:.0f} %, one per {sets['unit']})" if "unit" in sets else ""
    measured = _figure({"value": sets["measuredCoverage"], "interval": sets.get("interval")})
    return (
        f"Prediction sets{about}: coverage {measured} on held-out data, mean size {sets['meanSetSize']:.2f}, empty "
        f"{sets['emptySets']:.1%}."
    )


def _protocol(result: dict[str, Any]) -> str:
    """One protocol's section of the card."""
    present = [name for name in NAMES if name in result["metrics"]]
    parts = [
        f"### {result['name']}\n\n{result['description'][0].upper()}{result['description'][1:]}.",
        _table(
            ["metric", "value (95 % interval, bootstrap over speakers)"],
            [[NAMES[name], _figure(result["metrics"][name])] for name in present],
        ),
        _table(
            ["class", "precision", "recall", "F1", "n"],
            [
                [name, *(f"{row[key]:.3f}" for key in ("precision", "recall", "f1")), f"{row['support']:.0f}"]
                for name, row in result["perClass"].items()
            ],
        ),
    ]
    if result["officialBecause"]:
        parts.append(f"This split shares speakers between training and test: {result['officialBecause']}")
    if result["calibration"]:
        change = result["calibration"]
        parts.append(
            f"Temperature fitted inside the folds (mean {change['meanTemperature']:.2f}): ECE "
            f"{change['eceBefore']:.3f} before, {change['eceAfter']:.3f} after."
        )
    if result["conformal"]:
        parts.append(_prediction_sets(result["conformal"]))
    if result["rejection"]:
        kept = result["rejection"]
        parts.append(
            f"Answers below p = {kept['below']} are rejected: {kept['keptShare']:.1%} are kept, of which "
            f"{kept['accuracyOfKept']:.1%} are right."
        )
    if "perSpeaker" in result:
        each = result["perSpeaker"]
        parts.append(
            f"Accuracy per held-out speaker: {each['mean']:.3f} +- {each['standardDeviation']:.3f} ("
            + ", ".join(f"{name} {value:.3f}" for name, value in each["accuracy"].items())
            + ")."
        )
    if "majorityVote" in result:
        vote = result["majorityVote"]
        parts.append(
            f"When a speaker's recordings vote: accuracy {vote['accuracy']:.3f}, macro-F1 {vote['macroF1']:.3f} "
            "(above: their mean probability)."
        )
    if "byTask" in result:
        tasks = result["byTask"]
        names = [name for name in NAMES if name in next(iter(tasks.values()))]
        rows = [[task, *(_figure(row[name]) for name in names)] for task, row in tasks.items()]
        parts.append(_table(["per recording, by task", *(NAMES[name] for name in names)], rows))
    return "\n\n".join(parts)


def _controls(result: dict[str, Any], metric: str) -> str:
    """Confounds, shuffled labels and robustness."""
    rows = [[name, f"{value:.3f}"] for name, value in result["confounds"].items()]
    parts = [
        "Without hearing the voice, the same folds give, from the recording conditions alone:",
        _table(["confound", metric], rows),
    ]
    if "shuffledLabels" in result:
        chance = result["shuffledLabels"]
        folds = f" in {chance['folds']} folds" if chance.get("folds", 1) > 1 else ""
        scores = f"AUC {chance['auc']:.3f}, macro-F1 {chance['macroF1']:.3f}"
        parts.append(f"With shuffled labels{folds} the model gives {scores}.")
    if result["robustness"]:
        rows = [
            [
                name,
                f"{row['auc']:.3f}",
                f"{row['accuracy']:.3f}",
                f"{row['shift95']:.3f}",
                f"{row['largestShift']:.3f}",
            ]
            for name, row in result["robustness"].items()
        ]
        parts.append("The held-out recordings again, changed (the change of the probability is per recording):")
        parts.append(_table(["as", "AUC", "accuracy", "95 % change by less than", "largest"], rows))
    return "\n\n".join(parts)


def card(config: ModelConfig, evaluation: dict[str, Any]) -> str:
    """card.md."""
    words, data, first = words_of(config, evaluation), evaluation["data"], evaluation["protocols"][0]
    counts = ", ".join(f"{count} {name}" for name, count in data["perLabel"].items())
    skipped = (
        "None was left out."
        if not data["skipped"]
        else f"{len(data['skipped'])} were left out: "
        + "; ".join(f"{item['file']} ({item['reason']})" for item in data["skipped"])
        + "."
    )
    sections = [
        f"# {words.name} ({config.id} {config.version})",
        f"**{words.status}. Research use only, not for diagnosis.** {words.summary}",
        f"## Intended use\n\n{words.intended_use}",
        f"## Training data\n\n{words.trained_on} {data['recordings']} recordings of {data['speakers']} speakers "
        f"({counts}). {skipped}",
        f"## Honest error\n\n{evaluation['headline']['metric']} **{_figure(evaluation['headline'])}**, "
        f"{evaluation['headline']['protocol']}.",
        *(_protocol(result) for result in evaluation["protocols"]),
        f"### Controls\n\n{_controls(first, 'AUC' if len(config.labels) == 2 else 'macro-F1')}",
        "## Limits\n\n" + "\n".join(f"- {limit}" for limit in words.limits),
        f"## Licence and attribution\n\n{words.licence}\n\n{words.attribution}",
        f"## How to repeat it\n\n```\n{evaluation['command']}\n```",
    ]
    return "\n\n".join(sections) + "\n"


def write_card(config: ModelConfig) -> Path:
    """Writes card.md from evaluation.json and the configuration; a manifest that is there describes the new one."""
    path = config.package_folder / "card.md"
    path.write_text(card(config, read_evaluation(config)), encoding="utf-8")
    manifest_path = config.package_folder / "manifest.json"
    if manifest_path.exists():
        known = ModelManifest.model_validate_json(manifest_path.read_text(encoding="utf-8"))
        renewed = known.model_copy(update={"files": {**known.files, "card.md": digest(path)}})
        manifest_path.write_text(renewed.to_json(), encoding="utf-8")
    return path
