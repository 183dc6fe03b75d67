"""card.md: written from the evaluation, with what strangers' voices showed of this version."""

from __future__ import annotations

import json

import pytest

from bulbar_training import package
from bulbar_training.config import TRAINING, load

SHIPPED = [
    "als-cnn",
    "als-screen-mfcc",
    "als-screen-voice",
    "bulbar-involvement",
    "digits-ann",
    "digits-cnn",
    "digits-recogniser",
]
SIMULATED = ["severity-simulated", "severity-features-simulated"]


def config_of(name: str):
    return load(TRAINING / "configs" / f"{name}.yaml")


@pytest.mark.parametrize("name", SHIPPED + SIMULATED)
def test_the_shipped_card_is_what_its_evaluation_says(name):
    config = config_of(name)
    written = (config.package_folder / "card.md").read_text(encoding="utf-8")
    assert written == package.card(config, package.read_evaluation(config))


def test_classes_that_were_confused_stand_in_the_card_where_there_are_more_than_two():
    several = config_of("digits-cnn")
    confusion = package.read_evaluation(several).protocols[0].confusion
    row = f"| 3 | {' | '.join(map(str, confusion[3]))} |"
    assert row in package.card(several, package.read_evaluation(several))
    two = config_of("als-screen-voice")
    assert "What was answered" not in package.card(two, package.read_evaluation(two))


def test_what_strangers_showed_is_said_of_the_version_that_was_asked(tmp_path, monkeypatch):
    config = config_of("digits-cnn")
    figure = {"accuracy": 0.75, "interval": [0.5, 0.9], "words": 40, "speakers": 20, "refused": 1}

    def card_beside(version: str) -> str:
        measured = {
            "corpus": "Other words",
            "command": "npm run -s strangers",
            "figures": [{**figure, "models": [{"model": "digits-cnn", "version": version}]}],
        }
        path = tmp_path / "strangers.json"
        path.write_text(json.dumps(measured), encoding="utf-8")
        monkeypatch.setattr(package, "STRANGERS", path)
        return package.card(config, package.read_evaluation(config))

    assert "| digits-cnn | 0.750 (0.500 to 0.900) | 40 of 20 | 1 |" in card_beside(config.version)
    assert "Strangers" not in card_beside("0.0.1")
