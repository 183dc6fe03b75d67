"""The card of a joint answer, written from its figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bulbar_training.config import TRAINING, load
from bulbar_training.package import figure_words, table

VARIANT_NAMES = {
    "noise-20db": "white noise at 20 dB",
    "lowpass-4khz": "low-pass at 4 kHz",
    "mp3": "MP3, 128 kbit/s",
    "ogg": "Ogg Vorbis, 128 kbit/s",
    "m4a": "M4A (AAC), 128 kbit/s",
    "room-2s": "2 s of room noise (-60 dBFS) on either side",
    "half-level": "half the level",
    "rate-16khz": "16 kHz instead of 44.1",
}


def write_card(entries: list[dict[str, Any]], folder: Path) -> None:
    """The card of a joint answer's entries, by the name that they say."""
    (folder / entries[0]["card"]).write_text(card(entries), encoding="utf-8")


def card(entries: list[dict[str, Any]]) -> str:
    """Markdown; the entry of all tasks comes first and carries the controls. Words come from the configurations."""
    whole = entries[0]
    configs = [load(TRAINING / "configs" / f"{model['id']}.yaml") for model in whole["models"]]
    words = configs[0].package
    parts = [
        f"# {words.name.split(' (')[0]}: the joint answer",
        "**recommended. Research use only, not for diagnosis.** The answer that is shown where its members all answer.",
        "## What answers",
        *_answering(entries, [config.package.summary for config in configs]),
        "## Training data",
        words.trained_on,
        "## Honest error",
        *_honest_error(entries),
        "## On strangers",
        _strangers(entries),
        "## Controls",
        *_robustness(entries),
        *_controls(whole),
        "## Limits",
        "Those of its members, in their cards. A recording whose pitch, level, bandwidth, duration or measures lie "
        "beyond what was learned from is told as unlike it, and answered all the same.",
        "## How to repeat it",
        f"```\n{whole['command']}\n```",
        "## Licence and attribution",
        words.licence,
        words.attribution,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _answering(entries: list[dict[str, Any]], summaries: list[str]) -> list[str]:
    """The members, each with what it answers, and how they are joined."""
    models = entries[0]["models"]
    return [
        "\n".join(
            f"- {model['id']} {model['version']}: {summary}" for model, summary in zip(models, summaries, strict=True)
        ),
        "The mean of their probabilities, brought to a power (and to the sum of 1) so that it is calibrated; a class "
        "is possible from a certain probability on. Both are fitted on held-out answers. A model of the same question "
        "that is not named here has no part.",
        table(["from", "power", "a class is possible from"], [_fitted_row(entry) for entry in entries]),
    ]


def _honest_error(entries: list[dict[str, Any]]) -> list[str]:
    protocol = entries[0]["honestError"]["protocol"]
    coverage = f"coverage of {entries[0]['pool']['conformal']['coverage']:.0%} sets"
    return [
        "Each as it is used: from all tasks of a visit, and from one alone. "
        f"{protocol[0].upper()}{protocol[1:]}; the power "
        "(which changes no order) and the set of a speaker's answer are fitted on the held-out answers about the other "
        "speakers; the members answer at the temperature of their packages, one number each, of all held-out answers.",
        table(
            ["from", "AUC", "accuracy", "ECE", coverage, "classes in a set"],
            [_row(entry) for entry in entries],
        ),
    ]


def _robustness(entries: list[dict[str, Any]]) -> list[str]:
    """The recordings changed: the joint answer, and each member by itself."""
    variants, models = entries[0]["robustness"], entries[0]["models"]
    return [
        "The held-out recordings of the first repeat again, changed: the AUC (as recorded first), and the largest move "
        "of a speaker's probability.",
        table(
            ["as", *(name for entry in entries for name in (_tasks_of(entry), "largest move"))],
            [_original_row(entries), *(_variant_row(variant, entries) for variant in variants)],
        ),
        "Each member by itself, from all tasks, its move on single recordings:",
        table(
            ["as", *(name for model in models for name in (model["id"], "largest move"))],
            [_members_row(variant, row) for variant, row in variants.items()],
        ),
    ]


def _controls(whole: dict[str, Any]) -> list[str]:
    """What the recording conditions, other labels and fewer speakers give."""
    confounds = ", ".join(f"{name} {value:.3f}" for name, value in whole["confounds"].items())
    curve = ", ".join(f"{row['speakers']}: {row['auc']:.3f}" for row in whole["learningCurve"])
    shuffled = whole["shuffledLabels"]
    return [
        f"Without hearing the voice, from the recording conditions alone, in the same folds: {confounds}. "
        "The recording devices of this corpus go with the groups: part of any score here may be the device.",
        f"With shuffled labels in {shuffled['folds']} folds (no calibration): AUC {shuffled['auc']:.3f}.",
        f"Learning from so many speakers (first repeat, no calibration): {curve}. The last are all of a training set; "
        "the rest are its test set.",
    ]


def _tasks_of(entry: dict[str, Any]) -> str:
    return " and ".join(entry["tasks"]) + (" alone" if entry["alone"] else "")


def _fitted_row(entry: dict[str, Any]) -> list[str]:
    how = entry["pool"]
    return [_tasks_of(entry), f"{how['sharpness']:.2f}", f"{1 - how['conformal']['quantile']:.3f}"]


def _row(entry: dict[str, Any]) -> list[str]:
    metrics, sets = entry["metrics"], entry["pool"]["conformal"]
    return [
        _tasks_of(entry),
        *(_score(metrics[name]) for name in ("auc", "accuracy", "ece")),
        figure_words(sets["measuredCoverage"], sets["interval"]),
        f"{sets['meanSetSize']:.2f}",
    ]


def _original_row(entries: list[dict[str, Any]]) -> list[str]:
    original = [next(iter(entry["robustness"].values()))["aucOriginal"] for entry in entries]
    return ["recorded", *(cell for value in original for cell in (f"{value:.3f}", ""))]


def _variant_row(variant: str, entries: list[dict[str, Any]]) -> list[str]:
    rows = [entry["robustness"][variant] for entry in entries]
    cells = [cell for row in rows for cell in (figure_words(row["auc"], row["interval"]), f"{row['largestShift']:.3f}")]
    return [VARIANT_NAMES[variant], *cells]


def _members_row(variant: str, row: dict[str, Any]) -> list[str]:
    cells = [(f"{member['auc']:.3f}", f"{member['largestShift']:.3f}") for member in row["members"].values()]
    return [VARIANT_NAMES[variant], *(cell for pair in cells for cell in pair)]


def _strangers(entries: list[dict[str, Any]]) -> str:
    known = [entry for entry in entries if entry.get("strangers")]
    if not known:
        return (
            "These versions were not measured on speakers of another corpus yet: "
            "`python -m bulbar_training.strangers LIST.csv` does it, and writes the figure here with `--write`."
        )
    lines = [
        f"- {' and '.join(entry['tasks'])}: {entry['strangers']['metric']} {_score(entry['strangers'])}, "
        f"{entry['strangers']['protocol']}"
        for entry in known
    ]
    return "\n".join(lines)


def _score(score: dict[str, Any]) -> str:
    return figure_words(score["value"], score["interval"])
