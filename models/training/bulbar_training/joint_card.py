"""The card of a joint answer, written from its figures."""

from __future__ import annotations

from typing import Any

from bulbar_training.config import ModelConfig
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


def card(first: ModelConfig, entries: list[dict[str, Any]]) -> str:
    """Markdown; the entry of all tasks comes first and carries the controls."""
    whole = entries[0]
    members = [f"{model['id']} {model['version']}" for model in whole["models"]]
    parts = [
        f"# {first.package.name.split(' (')[0]}: the joint answer",
        "**recommended. Research use only, not for diagnosis.** " + first.package.summary,
        "## What answers",
        f"{' and '.join(members)}, joined: each probability to the power of its weight, multiplied, brought to the sum "
        "of 1. The weight of a member falls with its largest move under M4A; the sharpness of the pool and the "
        "prediction sets are fitted on held-out answers. A model of the same question that is not named here has no "
        "part.",
        "## Training data",
        first.package.trained_on,
        "## Honest error",
        "Each as it is used: from all tasks of a visit, and from one alone. "
        f"{whole['honestError']['protocol'][0].upper()}{whole['honestError']['protocol'][1:]}; weights, sharpness and "
        "sets of a speaker's answer come from the other folds.",
        table(
            [
                "from",
                "AUC",
                "accuracy",
                "ECE",
                f"coverage of {whole['pool']['conformal']['coverage']:.0%} sets",
                "classes in a set",
            ],
            [_row(entry) for entry in entries],
        ),
        "## On strangers",
        _strangers(entries),
        "## Controls",
        "The held-out recordings again, changed (moves of a member are of single recordings, of the joint answer per "
        "speaker):",
        table(
            [
                "as",
                "AUC",
                "as recorded",
                "largest move",
                *(f"largest move of {model['id']}" for model in whole["models"]),
            ],
            [_variant_row(name, row) for name, row in whole["robustness"].items()],
        ),
        "Without hearing the voice, from the recording conditions alone, in the same folds: "
        + ", ".join(f"{name} {value:.3f}" for name, value in whole["confounds"].items())
        + ". The recording devices of this corpus go with the groups: part of any score here may be the device.",
        f"With shuffled labels in {whole['shuffledLabels']['folds']} folds (equal weights): AUC "
        f"{whole['shuffledLabels']['auc']:.3f}.",
        "Learning from fewer speakers (equal weights): "
        + ", ".join(f"{row['speakers']}: {row['auc']:.3f}" for row in whole["learningCurve"])
        + "; all speakers of a training set (51): the figure above.",
        "## Licence and attribution",
        first.package.licence,
        first.package.attribution,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _row(entry: dict[str, Any]) -> list[str]:
    metrics, sets = entry["metrics"], entry["pool"]["conformal"]
    return [
        " and ".join(entry["tasks"]) + (" alone" if entry["alone"] else ""),
        *(_score(metrics[name]) for name in ("auc", "accuracy", "ece")),
        figure_words(sets["measuredCoverage"], sets["interval"]),
        f"{sets['meanSetSize']:.2f}",
    ]


def _variant_row(name: str, row: dict[str, Any]) -> list[str]:
    moves = [f"{member['largestShift']:.3f}" for member in row["members"].values()]
    return [
        VARIANT_NAMES.get(name, name),
        f"{row['auc']:.3f}",
        f"{row['aucOriginal']:.3f}",
        f"{row['largestShift']:.3f}",
        *moves,
    ]


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
