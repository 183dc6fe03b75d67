"""Voice feature models on made-up measures: table, selection, graph."""

import json

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from bulbar_training import core_features, cumulative_logit
from bulbar_training.config import TRAINING, load
from bulbar_training.datasets import Recording
from bulbar_training.export import run_graph, session
from bulbar_training.recipes import voice_features
from bulbar_training.recipes.voice_features import VoiceFeatures

CONFIG = TRAINING / "configs" / "als-screen-voice.yaml"
ORDINAL = TRAINING / "configs" / "bulbar-involvement.yaml"


def silent(stage: str, fraction: float) -> None:
    """No progress bar."""


def made_up(config, monkeypatch, tmp_path, per_label=14, variants=("original",)):
    """Speakers whose modulation grows with the label; microphones differ by an offset of the MFCC of both vowels."""
    small = {"inner_folds": 3, "strengths": [0.02, 0.05], "variants": list(variants)}
    config = config.model_copy(update={"recipe": config.recipe | small})
    generator = np.random.default_rng(3)
    recordings, answer = [], []
    for label, name in enumerate(config.labels):
        for number in range(per_label):
            microphone = generator.normal(0, 40, 12)
            for task in config.tasks:
                file = tmp_path / f"{label}-{number}-{task}.wav"
                file.write_bytes(b"RIFF")
                recordings.append(Recording(file, f"{label}/{number:03}", name, task))
                values = {
                    name: float(generator.normal(0.9 * label, 1)) for name in config.recipe["feature_sets"]["all"]
                }
                contrast = label if task == "vowel-a" else -label
                values |= {f"mfcc-{k + 1}": float(microphone[k] + 2 * contrast + generator.normal()) for k in range(12)}
                answer.append(values)
    by_file = {str(r.path): values for r, values in zip(recordings, answer, strict=True)}
    monkeypatch.setattr(core_features, "analyse", lambda files, task: {str(f): by_file[str(f)] for f in files})
    monkeypatch.setattr(core_features, "TRAINING", tmp_path)
    return VoiceFeatures(config, recordings), by_file


@pytest.fixture(params=[CONFIG, ORDINAL], ids=["screen", "ordinal"])
def fitted(request, monkeypatch, tmp_path):
    config = load(request.param)
    recipe, _ = made_up(config, monkeypatch, tmp_path)
    return recipe, recipe.fit(np.arange(len(recipe.recordings)), 1, None, silent), tmp_path / "model.onnx"


def test_reads_what_analyse_prints():
    text = """[{"file": "x/001_a.wav", "task": "vowel-a",
      "measures": {"ppe": {"value": 1.5, "unit": "bit"}, "pvi": {"value": null, "unit": "1", "missing": "too-short"}}},
      {"file": "x/002_a.wav", "error": {"code": "file-empty"}}]"""
    assert core_features.measures_of(json.loads(text)) == {"x/001_a.wav": {"ppe": 1.5}, "x/002_a.wav": {}}


def test_a_row_is_a_speaker_and_a_vowel_that_misses_a_measure_is_left_out(monkeypatch, tmp_path):
    recipe, by_file = made_up(load(CONFIG), monkeypatch, tmp_path, per_label=2)
    del by_file[str(recipe.recordings[0].path)]["f0-entropy"]
    table = recipe.table("original")
    inputs = recipe.layout.inputs
    assert table.shape == (4, len(inputs))
    assert all(np.isnan(table[0, k]) == name.startswith("vowel-a/") for k, name in enumerate(inputs))
    column = inputs.index("vowel-i/mfcc-3")
    assert table[0, column] == pytest.approx(by_file[str(recipe.recordings[1].path)]["mfcc-3"], rel=1e-6)
    derived = recipe.layout.derive(table)
    place = recipe.layout.derived.index("vowel-a-minus-vowel-i/mfcc-3")
    assert np.isnan(derived[0, place])
    assert derived[1, place] == pytest.approx(table[1, inputs.index("vowel-a/mfcc-3")] - table[1, column])


def test_another_microphone_changes_no_answer(fitted):
    recipe, parts, _ = fitted
    rows = np.arange(len(recipe.recordings))
    before = recipe.logits(parts, rows)
    shifted = recipe.tables["original"].copy()
    shifted[:, ["mfcc" in name for name in recipe.layout.inputs]] += 25.0
    recipe.tables["original"] = shifted
    np.testing.assert_allclose(recipe.logits(parts, rows), before, atol=1e-9)


def test_variants_share_the_weight_of_their_speaker(monkeypatch, tmp_path):
    """The same recordings twice are no more evidence than once."""
    fits = []
    for variants in (["original"], ["original", "original"]):
        recipe, _ = made_up(load(CONFIG), monkeypatch, tmp_path, variants=variants)
        fits.append(recipe.fit(np.arange(len(recipe.recordings)), 1, None, silent))
    for once, twice in zip(*fits, strict=True):
        np.testing.assert_allclose(twice.model.weights, once.model.weights, rtol=1e-6)
        assert (twice.strength, twice.columns.tolist()) == (once.strength, once.columns.tolist())


def test_inner_folds_keep_the_variants_of_a_speaker_together():
    speakers = np.tile(np.arange(12), 2)
    values, labels = speakers[:, None].astype(float), speakers % 2
    seen = []

    def by(values, labels):
        seen.append(set(values[:, 0]))
        return cumulative_logit.fit(values, labels, 2, 1.0)

    odds = voice_features.held_out_odds(values, labels, speakers, by, 3, 0)
    assert odds.shape == (24, 1)
    assert [len(trained) for trained in seen] == [8, 8, 8]
    assert np.allclose(odds[:12], odds[12:]), "both variants of a speaker are answered by the same model"


def test_one_level_model_is_scikit_learns_logistic_regression():
    generator = np.random.default_rng(0)
    values, labels = generator.normal(size=(60, 5)), np.arange(60) % 2
    values[labels == 1] += 0.5
    ours = cumulative_logit.fit(values, labels, 2, 0.05)
    standard = (values - values.mean(axis=0)) / values.std(axis=0)
    theirs = LogisticRegression(C=0.05, tol=1e-8).fit(standard, labels).predict_proba(standard)
    np.testing.assert_allclose(ours.probabilities(values), theirs, atol=1e-9)


def test_proportional_odds_recover_their_own_weights():
    generator = np.random.default_rng(0)
    values = generator.normal(size=(6000, 3))
    score = values @ np.array([1.0, -0.5, 2.0]) + generator.logistic(size=6000)
    labels = (score > -1).astype(int) + (score > 1.5)
    model = cumulative_logit.fit(values, labels, 3, 100.0)
    np.testing.assert_allclose(model.weights, [1.0, -0.5, 2.0], atol=0.15)
    np.testing.assert_allclose(model.thresholds, [-1, 1.5], atol=0.15)


def test_graph_answers_as_the_model_does_for_each_set_of_vowels(fitted):
    recipe, parts, path = fitted
    exported = recipe.export(parts, 1.0, path)
    assert exported.parity["probabilities"] <= 1e-6
    assert exported.input.sufficient_tasks == [["vowel-a"], ["vowel-i"]]
    runner = session(path)
    answers = {}
    for k, variant in enumerate(("original", "vowel-a-alone", "vowel-i-alone")):
        row = recipe.table(variant)[0]
        got = run_graph(runner, row)
        used = np.isfinite(got["attributions"][0])
        assert used.sum() == parts[k].columns.size
        top = int(got["class"][0])
        assert top == got["probabilities"][0].argmax()
        odds = got["attributions"][0][used].sum() * (-1 if top == 0 else 1) - parts[k].model.thresholds
        np.testing.assert_allclose(
            got["probabilities"][0], cumulative_logit.level_probabilities(np.zeros(1), -odds)[0], atol=1e-5
        )
        answers[variant] = got["probabilities"][0]
    assert abs(answers["vowel-a-alone"] - answers["vowel-i-alone"]).max() > 1e-3
    assert run_graph(runner, recipe.table("original")[0], 1)["class"][0] == 1


def test_fit_sees_only_its_rows(monkeypatch, tmp_path):
    recipe, _ = made_up(load(CONFIG), monkeypatch, tmp_path)
    rows = np.flatnonzero(recipe.place % 3 > 0)
    before = recipe.fit(rows, 1, None, silent)
    recipe.tables["original"][np.setdiff1d(recipe.place, recipe.place[rows])] = 1e3
    after = recipe.fit(rows, 1, None, silent)
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one.model.weights, other.model.weights)


def test_made_up_contrast_is_learned_on_held_out_speakers(monkeypatch, tmp_path):
    recipe, _ = made_up(load(CONFIG), monkeypatch, tmp_path)
    train, test = np.flatnonzero(recipe.place % 2 == 0), np.flatnonzero(recipe.place % 2)
    parts = recipe.fit(train, 1, None, silent)
    right = recipe.logits(parts, test).argmax(axis=1) == recipe.labels[test]
    assert right.mean() > 0.85
