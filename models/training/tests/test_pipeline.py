"""The whole command line on a small generated corpus: every recipe from preprocess to package."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
import yaml

from bulbar_training import cli, config, waveforms
from bulbar_training.audio import centre_crop, read_mono
from bulbar_training.export import digest, run_graph, self_test_waveform, session
from bulbar_training.manifest import ModelManifest
from bulbar_training.recipes import RECIPES

NETWORK = {
    "crop_seconds": 0.6,
    "augment": {"noise_share": 0.3, "time_masks": 1, "time_mask_frames": 4, "band_warp": 0.05, "speed": 0.03},
    "optimisation": {"epochs": 15, "batch_size": 8, "learning_rate": 0.01, "weight_decay": 0.01},
}
RECIPE_SETTINGS = {
    "spectrogram-cnn": {
        "network": "log-mel-cnn",
        "network_settings": {"channels": [4, 8], "strides": [[2, 2], [2, 2]]},
        "normalisation": {"method": "below-peak", "range_db": 60},
        **NETWORK,
    },
    "mfcc-dense": {
        "network": "mfcc-dense",
        "network_settings": {"frames": 61, "coefficients": 8, "hidden": [16]},
        "coefficients": 8,
        "range_db": 60,
        **NETWORK,
    },
    "mfcc-forest": {"features": "mfcc-mean", "coefficients": 8, "loudness_db": -23, "trees": 10},
}


def tone(speaker: int, take: int, high: bool) -> np.ndarray:
    """0.7 s of harmonics with a slope that tells the classes apart, at a speaker's own pitch, in faint noise."""
    generator = np.random.default_rng(100 * speaker + take)
    time = np.arange(5600 + 100 * take) / 8000
    pitch = 100 + 7 * speaker + 3 * take
    slope = 0.5 if high else 2.0
    sound = sum(np.sin(2 * np.pi * pitch * k * time) / k**slope for k in range(1, 25))
    return 0.05 * (1 + speaker) * sound / np.abs(sound).max() + 1e-4 * generator.standard_normal(time.size)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    lines = ["file,label,speaker,task"]
    for speaker in range(8):
        for take in range(2):
            name = f"S{speaker}_{take}.wav"
            soundfile.write(tmp_path / name, tone(speaker, take, speaker % 2 == 1), 8000, subtype="FLOAT")
            lines.append(f"{name},{'high' if speaker % 2 else 'low'},S{speaker},vowel-a")
    (tmp_path / "broken.wav").write_text("not a sound")
    soundfile.write(tmp_path / "silent.wav", np.zeros(8000), 8000)
    soundfile.write(tmp_path / "short.wav", np.ones(80) * 0.1, 8000)
    lines += [f"{name}.wav,low,S9,vowel-a" for name in ("broken", "silent", "short", "missing")]
    (tmp_path / "list.csv").write_text("\n".join(lines))
    return tmp_path / "list.csv"


def write_config(corpus: Path, kind: str, **evaluation: object) -> Path:
    content = {
        "id": f"test-{kind}",
        "version": "1.2.3",
        "kind": kind,
        "labels": ["low", "high"],
        "tasks": ["vowel-a"],
        "seed": 3,
        "data": {"reader": "csv", "root": str(corpus)},
        "audio": {
            "sample_rate_hz": 8000,
            "corpus_sample_rate_hz": None,
            "trim_top_db": 40,
            "minimum_seconds": 0.1,
            "training_bandwidth_hz": [0, 4000],
            "length": "pad",
            "seconds": 0.6,
        },
        "frontend": {"n_fft": 256, "hop": 80, "bands": 24, "minimum_hz": 60, "maximum_hz": 3800},
        "recipe": RECIPE_SETTINGS[kind],
        "evaluation": {
            "seed": 5,
            "unit": "speaker",
            "headline": "auc",
            "temperature": kind != "mfcc-forest",
            "robustness": ["noise-20db", "dc-and-hum"],
            "bootstrap": 50,
            "protocols": [{"name": "folds", "split": "grouped-k-fold", "folds": 2, "inner_folds": 2}],
        }
        | evaluation,
        "package": {
            "name": "Test",
            "kind": "screen",
            "status": "experimental",
            "summary": "Is the tone bright?",
            "trained_on": "Generated tones.",
            "intended_use": "Tests.",
            "limits": ["Tones only."],
            "positive_label": "high",
            "licence": "MIT",
            "attribution": "none",
        },
    }
    path = corpus.parent / f"{kind}.yaml"
    path.write_text(yaml.safe_dump(content))
    return path


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "REPOSITORY", tmp_path / "repository")
    monkeypatch.setattr(config, "TRAINING", tmp_path / "training")
    monkeypatch.setattr(waveforms, "TRAINING", tmp_path / "training")


def run(step: str, path: Path, *more: str) -> int:
    return cli.main([step, "--config", str(path), *more])


@pytest.mark.parametrize("kind", RECIPE_SETTINGS)
def test_package_from_end_to_end(kind: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture):
    path = write_config(corpus, kind)
    assert [run(step, path) for step in ("preprocess", "train", "evaluate", "export", "card")] == [0] * 5
    package = tmp_path / "repository" / "models" / f"test-{kind}"
    manifest = ModelManifest.model_validate_json((package / "manifest.json").read_text())
    evaluation = json.loads((package / "evaluation.json").read_text())

    assert manifest.honest_error.value == evaluation["headline"]["value"]
    assert evaluation["protocols"][0]["metrics"]["auc"]["value"] > 0.85  # the tones are easy
    assert set(evaluation["protocols"][0]["confounds"]) >= {"durationSeconds", "loudnessDb", "dcDb", "all"}
    skipped = {item["file"]: item["reason"] for item in evaluation["data"]["skipped"]}
    assert set(skipped) == {"broken.wav", "silent.wav", "short.wav", "missing.wav"}
    assert skipped["silent.wav"] == "silent"
    assert "broken.wav" in (package / "card.md").read_text()
    assert all(digest(package / name) == entry for name, entry in manifest.files.items())
    path.write_text(path.read_text().replace("Tones only.", "Nothing but tones."))
    assert run("card", path) == 0
    renewed = ModelManifest.model_validate_json((package / "manifest.json").read_text())
    assert "Nothing but tones." in (package / "card.md").read_text()
    assert renewed.files["card.md"] == digest(package / "card.md") != manifest.files["card.md"]

    runner = session(package / "model.onnx")
    test = manifest.self_test
    answer = run_graph(runner, self_test_waveform(test.waveform, 8000))
    assert np.abs(answer["probabilities"][0] - test.probabilities).max() < test.tolerance
    waveform, _ = read_mono(corpus.parent / "S1_0.wav")
    first, louder = (run_graph(runner, gain * waveform[:4800]) for gain in (1.0, 0.1))
    assert np.abs(first["probabilities"] - louder["probabilities"]).max() < 1e-3  # level does not matter
    for target in (0, 1):
        explained = run_graph(runner, waveform[:4800], target)
        assert explained["class"].tolist() == [target]
    if kind == "spectrogram-cnn":
        assert first["spectrogram"].shape == (1, 61, 24)
        assert first["cam"].ndim == 3
        assert (first["cam"] >= 0).all()
    else:
        count = len(manifest.explanation.features)
        assert first["attributions"].shape == first["feature_values"].shape == (1, count)
    shown = capsys.readouterr()
    assert all(f"{name}.wav" in shown.err for name in ("broken", "silent", "short", "missing"))
    assert "precision" in shown.out
    pictures = tmp_path / "training" / "runs" / f"test-{kind}" / "evaluation"
    assert (pictures / "confusion-folds.png").exists()
    assert (pictures / "learning-curves-folds.png").exists() == (kind != "mfcc-forest")


def test_forest_on_log_mel_levels(corpus: Path, tmp_path: Path):
    path = write_config(corpus, "mfcc-forest", shuffled_labels=False, robustness=[])
    content = yaml.safe_load(path.read_text())
    content["recipe"]["features"] = "log-mel-mean"
    path.write_text(yaml.safe_dump(content))
    assert [run(step, path) for step in ("train", "evaluate", "export")] == [0] * 3

    saved = np.load(tmp_path / "training" / "runs" / "test-mfcc-forest" / "features-original.npy")
    assert saved.shape == (16, 24)  # recordings, bands of the front-end
    package = tmp_path / "repository" / "models" / "test-mfcc-forest"
    waveform, _ = read_mono(corpus.parent / "S0_0.wav")
    answer = run_graph(session(package / "model.onnx"), centre_crop(waveform, 4800))
    assert answer["feature_values"][0] == pytest.approx(saved[0], abs=1e-3)
    slope = np.polyfit(np.arange(24), saved.T, 1)[0]
    speakers = np.repeat(np.arange(8), 2)
    assert slope[speakers % 2 == 1].min() > slope[speakers % 2 == 0].max()  # bright tones fall less


def test_evaluation_is_repeated_exactly(corpus: Path, tmp_path: Path):
    path = write_config(corpus, "spectrogram-cnn", shuffled_labels=False, robustness=[])
    file = tmp_path / "repository" / "models" / "test-spectrogram-cnn" / "evaluation.json"
    assert run("evaluate", path) == 0
    first = file.read_text()
    assert run("evaluate", path, "--fresh") == 0
    assert file.read_text() == first


@pytest.mark.parametrize("views", [0, 3])
def test_training_goes_on_where_it_stopped(views: int, corpus: Path, tmp_path: Path):
    settings = config.load(write_config(corpus, "spectrogram-cnn"))
    settings = settings.model_copy(update={"recipe": settings.recipe | {"views": views}})
    recipe = RECIPES[settings.kind](settings, waveforms.read_corpus(settings).recordings)
    rows = np.arange(len(recipe.recordings))
    whole = recipe.fit(rows, 7, tmp_path / "whole.checkpoint", lambda *_: None)

    def stop(stage: str, fraction: float) -> None:
        if stage.startswith("epoch 3/"):
            raise KeyboardInterrupt

    checkpoint = tmp_path / "stopped.checkpoint"
    with pytest.raises(KeyboardInterrupt):
        recipe.fit(rows, 7, checkpoint, stop)
    epochs = []
    resumed = recipe.fit(rows, 7, checkpoint, lambda stage, _: epochs.append(stage))
    assert epochs[0].startswith("epoch 3/")  # its end was not recorded before the stop
    for a, b in zip(whole.state_dict().values(), resumed.state_dict().values(), strict=True):
        assert torch.equal(a, b)


def test_views_of_a_recording_are_different_and_depend_on_no_label(corpus: Path):
    settings = config.load(write_config(corpus, "spectrogram-cnn"))
    settings = settings.model_copy(update={"recipe": settings.recipe | {"views": 3}})
    recipe = RECIPES[settings.kind](settings, waveforms.read_corpus(settings).recordings)
    other = recipe.with_labels(1 - recipe.labels)
    rows = np.arange(len(recipe.recordings))
    drawn, same = (r._inputs(rows, np.random.default_rng(1))[0] for r in (recipe, other))
    assert drawn.shape == (16, 1, 61, 24)
    assert torch.equal(drawn, same)
    assert (recipe.views[:, 0] - recipe.views[:, 1]).abs().amax(dim=(1, 2)).min() > 0.1


def test_views_and_consistency_exclude_each_other(corpus: Path):
    settings = config.load(write_config(corpus, "spectrogram-cnn"))
    settings = settings.model_copy(update={"recipe": settings.recipe | {"views": 3, "consistency": 0.1}})
    with pytest.raises(ValueError, match="views are of different crops"):
        RECIPES[settings.kind](settings, waveforms.read_corpus(settings).recordings)


def test_export_refuses_an_evaluation_of_another_configuration(corpus: Path, capsys: pytest.CaptureFixture):
    path = write_config(corpus, "mfcc-forest", shuffled_labels=False, robustness=[])
    assert run("export", path) == 1
    assert "run bulbar-train evaluate first" in capsys.readouterr().err
    assert run("train", path) == run("evaluate", path) == 0
    changed = write_config(corpus, "mfcc-forest", seed=6)
    assert run("export", changed) == 1
    assert "another configuration" in capsys.readouterr().err


def test_split_that_shares_speakers_is_refused(corpus: Path, capsys: pytest.CaptureFixture):
    protocols = [{"name": "shuffled", "split": "random-holdout"}]
    assert run("evaluate", write_config(corpus, "mfcc-forest", protocols=protocols)) == 1
    assert "speakers in training and test" in capsys.readouterr().err


def test_shipped_configurations_are_valid():
    for path in (Path(__file__).parents[1] / "configs").glob("*.yaml"):
        config.load(path)
