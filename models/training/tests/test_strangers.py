"""The joint answer on people of another corpus: who counts, and where the figure is written."""

from __future__ import annotations

import json
import shutil

import pytest

from bulbar_training import strangers
from bulbar_training.package import ENSEMBLES


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A list of four speakers with both vowels, a copy of the shipped file, and a program that knows the answers."""
    lines = ["file,label,speaker,task"]
    for speaker in range(4):
        for task in ("vowel-a", "vowel-i"):
            name = f"{speaker}-{task}.wav"
            (tmp_path / name).touch()
            lines.append(f"{name},{('control', 'ALS')[speaker % 2]},S{speaker},{task}")
    (tmp_path / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copy(ENSEMBLES, tmp_path / "ensembles.json")

    def visit_of(recordings, kind):
        entries = json.loads(ENSEMBLES.read_text(encoding="utf-8"))["ensembles"]
        pool = next(one for one in entries if one["kind"] == kind and "pool" in one)
        als = 0.9 if recordings[0].label == "ALS" else 0.2
        members = [{"model": one["id"], "version": one["version"]} for one in pool["models"]]
        if recordings[0].speaker == "S3":  # one member refused
            return {"probabilities": [1 - als, als], "members": members[:1]}
        return {"probabilities": [1 - als, als], "members": members}

    monkeypatch.setattr(strangers, "visit_of", visit_of)
    return tmp_path


def test_the_figure_counts_answers_of_all_members_and_stands_in_file_and_card(asked):
    arguments = [str(asked / "list.csv"), "--out", str(asked / "ensembles.json")]
    assert strangers.main(arguments) == 0
    assert not (asked / "als-screen.md").exists()
    assert strangers.main([*arguments, "--write"]) == 0
    content = json.loads((asked / "ensembles.json").read_text(encoding="utf-8"))["ensembles"]
    figure = next(one for one in content if "card" in one)["strangers"]
    assert figure["value"] == 1
    assert "(2 control, 1 ALS, 1 without an answer)" in figure["protocol"]
    card = (asked / "als-screen.md").read_text(encoding="utf-8")
    assert "- vowel-a and vowel-i: AUC 1.000" in card
