"""Writes a model package: manifest, graph, card, evaluation. The card is written from the figures, not by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bulbar_training.config import REPOSITORY, ModelConfig, PackageConfig
from bulbar_training.evaluation.document import (
    EvaluationFile,
    Interval,
    PredictionSets,
    ProtocolResult,
    Score,
    read_evaluation_file,
)
from bulbar_training.export import digest
from bulbar_training.manifest import Calibration, Conformal, ModelManifest
from bulbar_training.metrics import NAMES
from bulbar_training.recipes.recipe import Exported

SIMULATED = "simulated voices, for training staff and testing only"
STRANGERS = REPOSITORY / "models" / "strangers.json"
"""Written by ``npm run strangers``."""
ENSEMBLES = REPOSITORY / "models" / "ensembles.json"
"""Written by ``ensembles``, ``joint`` and ``pool``."""
FILES = ("model.onnx", "card.md", "evaluation.json")


def read_evaluation(config: ModelConfig) -> EvaluationFile:
    """evaluation.json of the package; an error names the command that makes it, or says that it is out of date."""
    path = config.package_folder / "evaluation.json"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run bulbar-train evaluate first")
    content = read_evaluation_file(path)
    if content.configuration != config.fingerprint():
        raise ValueError(f"{path} belongs to another configuration: run bulbar-train evaluate again")
    return content


def calibration(config: ModelConfig, evaluation: EvaluationFile) -> Calibration:
    """Temperature and prediction sets from the headline's held-out answers; coverage as measured in the folds."""
    given = evaluation.package_calibration
    measured = evaluation.protocols[0].conformal
    conformal = None
    if given.conformal_quantile is not None and measured is not None:
        conformal = Conformal(
            coverage=measured.coverage,
            quantile=given.conformal_quantile,
            measured_coverage=measured.measured_coverage,
        )
    return Calibration(
        temperature=given.temperature,
        conformal=conformal,
        reject_below=config.evaluation.reject_below,
    )


def words_of(config: ModelConfig, evaluation: EvaluationFile) -> PackageConfig:
    """What the configuration says of the package; what was made of simulated voices is marked so in any case."""
    if not evaluation.data.simulated:
        return config.package
    return config.package.model_copy(update={"status": "simulated-data", "trained_on": SIMULATED})


def manifest(config: ModelConfig, evaluation: EvaluationFile, exported: Exported) -> ModelManifest:
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
        honest_error=evaluation.headline,
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


def figure_words(value: float | None, interval: Interval = None) -> str:
    """A figure with its interval: "0.870 (0.777 to 0.952)"."""
    between = f" ({interval[0]:.3f} to {interval[1]:.3f})" if interval else ""
    return "not defined" if value is None else f"{value:.3f}{between}"


def _score(score: Score) -> str:
    return figure_words(score.value, score.interval)


def table(header: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _prediction_sets(sets: PredictionSets) -> str:
    """What the conformal sets keep on speakers that did not set their quantile."""
    about = f" ({100 * sets.coverage:.0f} %, one per {sets.unit})" if sets.unit else ""
    measured = figure_words(sets.measured_coverage, sets.interval)
    return (
        f"Prediction sets{about}: coverage {measured} on held-out data, mean size {sets.mean_set_size:.2f}, empty "
        f"{sets.empty_sets:.1%}."
    )


def _protocol(result: ProtocolResult) -> str:
    """One protocol's section of the card."""
    parts = [
        f"### {result.name}\n\n{result.description[0].upper()}{result.description[1:]}.",
        table(
            ["metric", "value (95 % interval, bootstrap over speakers)"],
            [[NAMES[name], _score(result.metrics[name])] for name in NAMES if name in result.metrics],
        ),
        table(
            ["class", "precision", "recall", "F1", "n"],
            [
                [name, f"{row.precision:.3f}", f"{row.recall:.3f}", f"{row.f1:.3f}", f"{row.support:.0f}"]
                for name, row in result.per_class.items()
            ],
        ),
    ]
    if len(result.confusion) > 2:
        labels = list(result.per_class)
        rows = [[label, *map(str, row)] for label, row in zip(labels, result.confusion, strict=True)]
        parts.append("What was answered (columns) for what it was (rows):")
        parts.append(table(["", *labels], rows))
    if result.official_because:
        parts.append(f"This split shares speakers between training and test: {result.official_because}")
    return "\n\n".join(parts + _answers(result) + _pieces(result))


def _answers(result: ProtocolResult) -> list[str]:
    """Calibration, prediction sets and rejection of a protocol."""
    parts = []
    if change := result.calibration:
        parts.append(
            f"Temperature fitted inside the folds (mean {change.mean_temperature:.2f}): ECE "
            f"{change.ece_before:.3f} before, {change.ece_after:.3f} after."
        )
    if result.conformal:
        parts.append(_prediction_sets(result.conformal))
    if kept := result.rejection:
        right = "none" if kept.accuracy_of_kept is None else f"{kept.accuracy_of_kept:.1%}"
        parts.append(
            f"Answers below p = {kept.below} are rejected: {kept.kept_share:.1%} are kept, of which {right} are right."
        )
    return parts


def _pieces(result: ProtocolResult) -> list[str]:
    """A protocol's scores by speaker, by vote and by task."""
    parts = []
    if each := result.per_speaker:
        parts.append(
            f"Accuracy per held-out speaker: {each.mean:.3f} +- {figure_words(each.standard_deviation)} ("
            + ", ".join(f"{name} {value:.3f}" for name, value in each.accuracy.items())
            + ")."
        )
    if vote := result.majority_vote:
        parts.append(
            f"When a speaker's recordings vote: accuracy {vote.accuracy:.3f}, macro-F1 {vote.macro_f1:.3f} "
            "(above: their mean probability)."
        )
    if tasks := result.by_task:
        names = [name for name in NAMES if name in next(iter(tasks.values()))]
        rows = [[task, *(_score(row[name]) for name in names)] for task, row in tasks.items()]
        parts.append(table(["per recording, by task", *(NAMES[name] for name in names)], rows))
    return parts


def _controls(result: ProtocolResult, metric: str) -> str:
    """Confounds, shuffled labels and robustness."""
    parts = []
    if result.confounds:
        parts += [
            "Without hearing the voice, the same folds give, from the recording conditions alone:",
            table(["confound", metric], [[name, figure_words(value)] for name, value in result.confounds.items()]),
        ]
    if chance := result.shuffled_labels:
        folds = f" in {chance.folds} folds" if chance.folds > 1 else ""
        scores = f"AUC {figure_words(chance.auc)}, macro-F1 {chance.macro_f1:.3f}"
        parts.append(f"With shuffled labels{folds} the model gives {scores}.")
    if result.robustness:
        rows = [
            [name, figure_words(row.auc), f"{row.accuracy:.3f}", f"{row.shift95:.3f}", f"{row.largest_shift:.3f}"]
            for name, row in result.robustness.items()
        ]
        parts.append("The held-out recordings again, changed (the change of the probability is per recording):")
        parts.append(table(["as", "AUC", "accuracy", "95 % change by less than", "largest"], rows))
    return "\n\n".join(parts)


def _reduction(evaluation: EvaluationFile) -> list[str]:
    """What a smaller package lost."""
    lost = evaluation.reduction
    if lost is None:
        return []
    how = {
        "fp16": "Its weights are stored in 16 bits; it computes in 32.",
        "int8": "Its matrix products are done in 8-bit integers, weights in 7.",
    }[lost.stored_as]
    return [
        f"### Smaller\n\n{how} {lost.bytes / 1e6:.2f} MB instead of {lost.full_bytes / 1e6:.2f}. The headline's "
        f"held-out recordings, answered by graphs so made of the same folds' models: {lost.metric} "
        f"{_score(lost.score)} instead of {_score(lost.full_score)}; 95 % of the probabilities move by less than "
        f"{lost.shift95:.1e}, the largest by {lost.largest_shift:.1e}; the class stays the same in "
        f"{lost.same_class:.1%}. What follows is of the model in full, as are temperature and prediction sets."
    ]


def _on_strangers(config: ModelConfig) -> list[str]:
    """What this version answered about speakers of another corpus, alone and joined, where that was measured."""
    if not STRANGERS.exists():
        return []
    measured = json.loads(STRANGERS.read_text(encoding="utf-8"))
    rows = [
        [
            " + ".join(model["model"] for model in figure["models"]),
            figure_words(figure["accuracy"], figure["interval"]),
            f"{figure['words']} of {figure['speakers']}",
            str(figure["refused"]),
        ]
        for figure in measured["figures"]
        if {"model": config.id, "version": config.version}
        in [{"model": model["model"], "version": model["version"]} for model in figure["models"]]
    ]
    header = ["answering", "accuracy (95 % interval, bootstrap over speakers)", "recordings of speakers", "refused"]
    words = (
        f"{measured['corpus']}; no model was trained, tuned or chosen on it; how many digits may be turned away was "
        f"set on synthetic words, after a first run here. By `{measured['command']}`:"
    )
    return ["### Strangers", words, table(header, rows)] if rows else []


def _pooled(config: ModelConfig) -> list[str]:
    """How this version answers together with others, by the splits of its corpus, where that has no card of its own."""
    known = json.loads(ENSEMBLES.read_text(encoding="utf-8"))["ensembles"] if ENSEMBLES.exists() else []
    this = {"id": config.id, "version": config.version}
    return [
        text
        for entry in known
        if entry.get("splits") is not None and this in entry["models"]
        for text in _pool_section(entry)
    ]


def _pool_section(entry: dict[str, Any]) -> list[str]:
    names = [model["id"] for model in entry["models"]]
    configs = " ".join(f"models/training/configs/{name}.yaml" for name in names)
    splits = "".join(f" --split {one['name']}" for one in entry["splits"])
    powers = " and ".join(f"{name}^{weight}" for name, weight in zip(names, entry["pool"]["weights"], strict=True))
    figures = [entry["honestError"], *entry["splits"]]
    return [
        f"### Together: {' + '.join(names)}",
        f"The product of {powers}, to the sum of 1, is what the program shows. By "
        f"`python -m bulbar_training.pool {configs}{splits}`:",
        table(
            ["protocol", f"{entry['honestError']['metric']} (95 % interval, bootstrap over speakers)"],
            [[one["protocol"], figure_words(one["value"], one["interval"])] for one in figures],
        ),
    ]


def card(config: ModelConfig, evaluation: EvaluationFile) -> str:
    """card.md."""
    words, data, headline = words_of(config, evaluation), evaluation.data, evaluation.headline
    counts = ", ".join(f"{count} {name}" for name, count in data.per_label.items())
    skipped = (
        "None was left out."
        if not data.skipped
        else f"{len(data.skipped)} were left out: "
        + "; ".join(f"{item.file} ({item.reason})" for item in data.skipped)
        + "."
    )
    controls = _controls(evaluation.protocols[0], "AUC" if len(config.labels) == 2 else "macro-F1")
    sections = [
        f"# {words.name} ({config.id} {config.version})",
        f"**{words.status}. Research use only, not for diagnosis.** {words.summary}",
        f"## Intended use\n\n{words.intended_use}",
        f"## Training data\n\n{words.trained_on} {data.recordings} recordings of {data.speakers} speakers "
        f"({counts}). {skipped}",
        f"## Honest error\n\n{headline.metric} **{figure_words(headline.value, headline.interval)}**, "
        f"{headline.protocol}.",
        *_reduction(evaluation),
        *_on_strangers(config),
        *_pooled(config),
        *(_protocol(result) for result in evaluation.protocols),
        f"### Controls\n\n{controls}",
        "## Limits\n\n" + "\n".join(f"- {limit}" for limit in words.limits),
        f"## Licence and attribution\n\n{words.licence}\n\n{words.attribution}",
        f"## How to repeat it\n\n```\n{evaluation.command}\n```",
    ]
    return "\n\n".join(sections) + "\n"


def write(config: ModelConfig, evaluation: EvaluationFile, exported: Exported) -> ModelManifest:
    """Writes card and manifest beside the graph and evaluation.json."""
    (config.package_folder / "card.md").write_text(card(config, evaluation), encoding="utf-8")
    made = manifest(config, evaluation, exported)
    (config.package_folder / "manifest.json").write_text(made.to_json(), encoding="utf-8")
    return made


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
