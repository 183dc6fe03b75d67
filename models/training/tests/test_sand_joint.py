"""SAND: boosted trees on measures, ensembles per task group, majority vote."""

from __future__ import annotations

import json
import shutil
import subprocess

import numpy as np
import pytest
import yaml
from test_sand_severity import corpus, folders, small_config

from bulbar_training import cli, config, core_features, package, waveforms
from bulbar_training.calibration import probabilities
from bulbar_training.datasets import Corpus, Recording
from bulbar_training.evaluation.cohort import majority_vote
from bulbar_training.evaluation.evaluation import Evaluation
from bulbar_training.export import run_graph, session
from bulbar_training.manifest import ModelManifest
from bulbar_training.recipes import sand_ensemble, sand_features
from bulbar_training.tree_shap import base_log_odds, boosted_trees

__all__ = ["corpus", "folders"]
CONFIGS = config.TRAINING / "configs"


def quiet(stage: str, fraction: float) -> None:
    pass


@pytest.fixture
def measured(monkeypatch, tmp_path):
    """200 speakers, one measure of severity per task with noise, one task missing in some speakers."""
    generator = np.random.default_rng(0)
    names = yaml.safe_load((CONFIGS / "sand-features.yaml").read_text())["labels"]
    recordings, values = [], []
    for k in range(200):
        for task in ("vowel-a", "ddk-pa"):
            recordings.append(Recording(tmp_path, f"ID{k:03d}", names[k % 5], task))
            missing = task == "ddk-pa" and k % 7 == 0
            values.append(
                {"noise": generator.normal()} | ({} if missing else {"rate": k % 5 + 0.4 * generator.normal()})
            )
    monkeypatch.setattr(sand_features, "load_measures", lambda *_: values)
    recipe = sand_features.SandFeatures(config.load(CONFIGS / "sand-features.yaml"), recordings)
    recipe.preprocess(quiet)
    return recipe


def test_two_stages_find_the_grades_of_new_speakers(measured):
    rows = np.arange(400)
    model = measured.fit(rows[:300], 0, None, quiet)
    logits = measured.logits(model, rows[300:])
    assert np.allclose(np.exp(logits).sum(axis=1), 1, atol=1e-3)
    assert np.array_equal(logits[::2], logits[1::2]), "one answer per speaker"
    assert (logits.argmax(axis=1) == measured.labels[300:]).mean() > 0.7


def test_graph_answers_and_explains_as_the_trees_do(measured, tmp_path):
    """Parity of every speaker is checked by the export itself; here: missing values, targets, attributions, use."""
    model = measured.fit(np.arange(300), 0, None, quiet)
    path = tmp_path / "model.onnx"
    exported = measured.export(model, 1.7, path)
    assert exported.parity["probabilities"] < 1e-5
    assert exported.input.missing == "value"
    assert exported.input.sufficient_tasks == [["vowel-a", "ddk-pa"]]
    runner, columns = session(path), [measured.names.index(name) for name in exported.input.features]
    assert {"vowel-a/rate", "ddk-pa/rate"} <= set(exported.input.features)
    average = tree_averages(model)
    for row in measured.features[[0, 1, 7, 14]]:
        odds = np.array([one.decision_function(row[None, model.columns])[0] for one in model.models])
        p = np.exp(np.log(np.maximum(model.probabilities(row[None])[0], sand_features.SMALLEST)) / 1.7)
        got = run_graph(runner, row[columns])
        assert np.allclose(got["probabilities"][0], p / p.sum(), atol=1e-5)
        assert got["class"][0] == p.argmax()
        above = odds - average
        for target, expected in ((4, above[0]), (0, -above[0] - above[1]), (2, -above[0] + above[2] - above[3])):
            assert run_graph(runner, row[columns], target)["attributions"].sum() == pytest.approx(expected, abs=1e-4)


def tree_averages(model):
    """Log-odds of each model, averaged over its training speakers as its trees count them."""
    trees = boosted_trees(model.models)
    leaves = sum((tree.weight[:, None] * tree.value)[tree.left < 0].sum(axis=0) / tree.weight[0] for tree in trees)
    return base_log_odds(model.models) + leaves


def test_only_the_training_speakers_choose_the_features(measured):
    """A measure that no training speaker has is not used, however many others have it."""
    measured.features[150:, 0], measured.features[:150, 0] = 1.0, np.nan
    model = measured.fit(np.arange(300), 0, None, quiet)
    assert 0 not in model.columns


def test_folds_on_other_measures_are_not_taken_for_done(measured):
    evaluation = Evaluation(measured.config, Corpus(measured.recordings), measured, quiet)
    before = evaluation.held_out.folder
    measured.content = "other measures"
    assert evaluation.held_out.folder != before


def test_grades_are_probabilities_even_where_thresholds_cross():
    class Fixed:
        def __init__(self, p):
            self.p = p

        def predict_proba(self, x):
            return np.tile([1 - self.p, self.p], (len(x), 1))

    model = sand_features.TwoStages(np.array([0]), Fixed(0.2), [Fixed(0.5), Fixed(0.7), Fixed(0.1)])
    assert np.allclose(model.probabilities(np.zeros((1, 1))), [[0.4, 0.0, 0.32, 0.08, 0.2]])


def test_from_voices_to_the_answer_for_a_visit(corpus, folders, monkeypatch):
    """The core measures a small corpus; the exported trees answer in it for a visit as they do here."""
    monkeypatch.setattr(core_features, "TRAINING", folders)
    content = yaml.safe_load((CONFIGS / "sand-features.yaml").read_text()) | {"id": "test-features"}
    content["data"] |= {"root": str(corpus), "tasks": ["vowel-a", "ddk-pa"]}
    content["recipe"] = {"trees": 20, "learning_rate": 0.3, "leaves": 3, "minimum_leaf": 1}
    content["recipe"]["features"] = ["vowel-a/jitter-local", "ddk-pa/ddk-rate"]
    holdout = {"name": "holdout", "split": "grouped-holdout", "test_share": 0.5, "inner_folds": 2}
    content["evaluation"] |= {"bootstrap": 20, "shuffled_labels": False, "protocols": [holdout]}
    path = folders / "config.yaml"
    path.write_text(yaml.safe_dump(content))
    for step in ("evaluate", "train", "export"):
        assert cli.main([step, "--config", str(path)]) == 0
    shutil.copytree(folders / "package", folders / "data" / "models" / "test-features")

    settings = config.load(path)
    recipe = sand_features.SandFeatures(settings, waveforms.read_corpus(settings).recordings)
    recipe.preprocess(quiet)
    model = recipe.load(settings.run_folder / f"model-{settings.fingerprint()}")
    manifest = ModelManifest.model_validate_json((folders / "package" / "manifest.json").read_text())
    assert (manifest.status, manifest.trained_on) == ("simulated-data", package.SIMULATED)
    assert manifest.input.sufficient_tasks == [["vowel-a", "ddk-pa"]]
    visit = [row for row, recording in enumerate(recipe.recordings) if recording.speaker == "ID003"]
    expected = probabilities(recipe.logits(model, np.array(visit[:1])), manifest.calibration.temperature)[0]

    asked = ["--json", "--visit", "--data", str(folders / "data"), "--model", "test-features"]
    got = bulbar("analyse", *asked, *(str(recipe.recordings[row].path) for row in visit))
    assert all(one["refusals"][0]["code"] == "model-refused-task" for one in got["recordings"])
    (result,) = got["visit"]["results"]
    assert result["recordings"] == 0
    assert np.allclose(result["together"]["probabilities"], expected, atol=1e-4)
    contributions = result["together"]["explanation"]["contributions"]
    assert {one["feature"] for one in contributions} <= set(manifest.input.features)
    assert max(abs(one["contribution"]) for one in contributions) > 0


def bulbar(*arguments: str):
    """What the product's command line prints as JSON."""
    node = config.REPOSITORY / "node_modules" / ".bin" / "node"
    program = str(config.REPOSITORY / "main/doors/cli/main.ts")
    return json.loads(subprocess.run([str(node), program, *arguments], capture_output=True, check=True).stdout)


def ensemble_config(corpus, folder):
    path = small_config(corpus, folder)
    content = yaml.safe_load(path.read_text())
    member = {"frontend": content["frontend"], "recipe": content["recipe"]}
    content |= {"kind": "sand-ensemble", "id": "test-ensemble"}
    content["recipe"] = {"members": [{"tasks": ["vowel-a"], "seeds": 2} | member, {"tasks": ["ddk-pa"]} | member]}
    path.write_text(yaml.safe_dump(content))
    return path


def test_ensemble_evaluates_and_keeps_its_networks(corpus, folders, capsys):
    path = ensemble_config(corpus, folders)
    for step in ("evaluate", "train"):
        assert cli.main([step, "--config", str(path)]) == 0
    settings = config.load(path)
    for name in ("evaluation.json", "confusion-holdout.png", "learning-curves-holdout.png"):
        assert (settings.run_folder / "evaluation" / name).exists()
    assert not settings.package_folder.exists(), "no package begins where none can be exported"
    assert not list(settings.run_folder.glob("folds/*/*checkpoint"))
    recipe = sand_ensemble.SandEnsemble(settings, waveforms.read_corpus(settings).recordings)
    recipe.preprocess(quiet)
    model = recipe.load(settings.run_folder / f"model-{settings.fingerprint()}")
    assert [len(networks) for networks in model] == [2, 1]
    rows = np.arange(len(recipe.recordings))
    got = recipe.logits(model, rows)
    assert np.allclose(np.exp(got).sum(axis=1), 1)
    vowel = np.flatnonzero(recipe.accepted[0])[:3]
    answers = [recipe.members[0].logits(network, vowel) for network in model[0]]
    expected = np.mean([np.exp(a) / np.exp(a).sum(axis=1, keepdims=True) for a in answers], axis=0)
    assert np.allclose(np.exp(got[vowel]), expected, atol=1e-6)
    assert cli.main(["export", "--config", str(path)]) == 1
    assert "one by one" in capsys.readouterr().err


def test_a_task_without_a_member_is_refused(corpus, folders):
    path = ensemble_config(corpus, folders)
    content = yaml.safe_load(path.read_text())
    del content["recipe"]["members"][1]
    path.write_text(yaml.safe_dump(content))
    assert cli.main(["evaluate", "--config", str(path)]) == 1


def test_majority_vote():
    """Two votes beat one confident recording; a tie goes to the higher mean."""
    answers = np.array([[0.6, 0.4], [0.6, 0.4], [0.0, 1.0], [0.9, 0.1], [0.4, 0.6]])
    votes, labels, names = majority_vote(answers, np.array([0, 0, 0, 1, 1]), np.array(["a", "a", "a", "b", "b"]))
    assert list(names) == ["a", "b"]
    assert list(votes.argmax(axis=1)) == [0, 0]
    assert list(labels) == [0, 1]
