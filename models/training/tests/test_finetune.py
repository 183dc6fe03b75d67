"""Fine-tuning to a question of one's own, on generated sounds and a small network of random weights."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from sklearn.ensemble import RandomForestClassifier

from bulbar_training import cli, config, confounds, finetune, tagging, waveforms
from bulbar_training.audio import read_mono
from bulbar_training.export import digest, run_graph, self_test_waveform, session
from bulbar_training.frontend import MelSettings
from bulbar_training.manifest import GradCam, ModelManifest, SpectrogramAxis
from bulbar_training.networks import NETWORKS
from bulbar_training.recipes import finetuned
from bulbar_training.recipes.spectrogram_cnn import LogMel, Normalisation
from bulbar_training.recipes.waveform_input import windows_of

RATE = 8000
WINDOW, HOP = 4800, 2400


def random_network(*_: object) -> tagging.TaggingModel:
    """In the place of published weights: 3 x 3 convolutions of random weights on a log-mel spectrogram."""
    torch.manual_seed(5)
    network = NETWORKS["log-mel-cnn"](4, channels=[8, 16], strides=[[2, 2], [2, 2]]).eval()
    mel = MelSettings(RATE, 256, 80, 24, 60, 3800, "constant")
    picture = LogMel(mel, Normalisation(method="below-peak", range_db=60))
    axis = SpectrogramAxis(scale="mel-slaney", minimum_hz=60, maximum_hz=3800, bands=24, hop_seconds=0.01)
    explanation = GradCam(target_layer=network.target_layer, spectrogram=axis)
    graph = tagging.TaggingGraph(picture.eval(), network, 1.0).eval()
    return tagging.TaggingModel(graph, RATE, 3800, explanation, ["a", "b", "c", "d"], WINDOW, 60)


@pytest.fixture(autouse=True)
def small_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about = replace(tagging.MODELS["yamnet"], window_seconds=WINDOW / RATE, hop_seconds=HOP / RATE)
    monkeypatch.setitem(tagging.MODELS, "yamnet", about)
    monkeypatch.setattr(tagging, "build", random_network)
    few_trees = RandomForestClassifier(5, random_state=1)
    monkeypatch.setattr(confounds, "classifier", lambda _seed: few_trees)  # the forests take most of the time
    for module in (config, waveforms, finetune):
        monkeypatch.setattr(module, "TRAINING", tmp_path / "training")


def cough(generator: np.random.Generator, pitch: float) -> np.ndarray:
    """A burst of noise that dies away."""
    time = np.arange(RATE) / RATE
    return 0.3 * generator.standard_normal(RATE) * np.exp(-time * pitch / 80)


def voice(generator: np.random.Generator, pitch: float) -> np.ndarray:
    """Harmonics of a pitch, in faint noise."""
    time = np.arange(RATE) / RATE
    tone = sum(np.sin(2 * np.pi * pitch * k * time) / k for k in range(1, 12))
    return 0.1 * tone + 1e-4 * generator.standard_normal(RATE)


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Coughs and voices of six speakers; both of each speaker, of 1 s: three windows."""
    lines = ["file,label,speaker"]
    for speaker in range(6):
        for take in range(2):
            generator = np.random.default_rng(10 * speaker + take)
            for name, make in (("cough", cough), ("voice", voice)):
                file = f"{name}-{speaker}-{take}.wav"
                soundfile.write(tmp_path / file, make(generator, 100 + 20 * speaker), RATE, subtype="FLOAT")
                lines.append(f"{file},{name},S{speaker}")
    path = tmp_path / "Coughs at home.csv"
    path.write_text("\n".join(lines))
    (tmp_path / "weights").write_bytes(b"of the base")
    return path


def tune(labels: Path, *more: str) -> int:
    weights = str(labels.parent / "weights")
    return cli.main(["finetune", "--base", "audioset-yamnet", "--labels", str(labels), "--weights", weights, *more])


@pytest.mark.parametrize("layers", [[], ["--all"]])
def test_package_for_a_question_of_one_s_own(layers: list[str], labels: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(finetune.ALL_LAYERS, "epochs", 2)
    folder = labels.parent / "package"
    assert tune(labels, "--out", str(folder), *layers) == 0
    manifest = ModelManifest.model_validate_json((folder / "manifest.json").read_text())
    evaluation = json.loads((folder / "evaluation.json").read_text())
    headline = evaluation["protocols"][0]

    assert manifest.id == "coughs-at-home"
    assert manifest.labels == ["cough", "voice"]
    assert manifest.tasks == ["free"]
    assert headline["description"] == "5-fold by speaker, 6 speakers, per recording"
    assert headline["metrics"]["auc"]["value"] > 0.9  # noise is easily told from a tone
    assert manifest.honest_error.value == headline["metrics"]["auc"]["value"]
    assert abs(headline["shuffledLabels"]["auc"] - 0.5) < 0.4
    assert headline["confounds"]["durationSeconds"] == pytest.approx(0.5, abs=0.3)
    assert manifest.calibration.conformal is not None
    assert all(digest(folder / name) == entry for name, entry in manifest.files.items())
    card = (folder / "card.md").read_text()
    assert "bulbar-train finetune --base audioset-yamnet --labels Coughs at home.csv" in card
    assert ("all of its layers" in card) == bool(layers)

    runner = session(folder / "model.onnx")
    answer = run_graph(runner, self_test_waveform(manifest.self_test.waveform, RATE))
    assert np.abs(answer["probabilities"][0] - manifest.self_test.probabilities).max() < manifest.self_test.tolerance
    heard, _ = read_mono(labels.parent / "cough-5-1.wav")
    answers = [run_graph(runner, window) for window in windows_of(heard, WINDOW, HOP)]
    assert np.mean([each["probabilities"][0] for each in answers], axis=0)[0] > 0.5
    assert answers[0]["cam"].max() > 0


def test_what_is_served_is_what_was_judged(labels: Path):
    """The graph's mean over windows is the recipe's answer, from which the figures are made."""
    assert tune(labels) == 0
    run = labels.parent / "training" / "runs" / "coughs-at-home"
    settings = config.load(run / "finetune.yaml")
    recipe = finetuned.Finetuned(settings, waveforms.read_corpus(settings).recordings)
    model = recipe.load(run / f"model-{settings.fingerprint()}")
    runner = session(run / "package" / "model.onnx")
    for row in (0, 7, 23):
        windows = recipe.windows(row, "original")
        served = np.mean([run_graph(runner, window)["probabilities"][0] for window in windows], axis=0)
        assert np.exp(recipe.logits(model, np.array([row]))[0]) == pytest.approx(served, abs=1e-5)


def test_loss_is_that_of_the_mean_over_a_recording_s_windows():
    logits = torch.tensor([[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    share = torch.softmax(logits, dim=1)
    expected = -(share[:2, 0].mean().log() + share[2, 1].log()) / 2
    got = finetuned.recording_loss(logits, torch.tensor([0, 0, 1]), torch.tensor([0, 1]))
    assert got.item() == pytest.approx(expected.item())


@pytest.mark.parametrize(("samples", "starts"), [(3000, 1), (4800, 1), (4801, 2), (7200, 2), (7201, 3)])
def test_windows_are_cut_as_the_program_cuts_them(samples: int, starts: int):
    waveform = np.arange(1, samples + 1, dtype=np.float32)
    windows = windows_of(waveform, WINDOW, HOP)
    assert windows.shape == (starts, WINDOW)
    assert windows[:, 0].tolist() == [1 + k * HOP for k in range(starts)]
    assert windows[-1].max() == samples


def test_a_rate_below_the_network_s_goes_into_the_manifest(labels: Path):
    path = labels.parent / "cough-0-0.wav"
    soundfile.write(path, np.random.default_rng(1).standard_normal(4000) * 0.1, 4000)
    assert tune(labels, "--out", str(labels.parent / "package")) == 0
    manifest = json.loads((labels.parent / "package" / "manifest.json").read_text())
    assert manifest["input"]["corpusSampleRateHz"] == 4000
    assert manifest["input"]["trainingBandwidthHz"] == [60, 2000]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["file,label", "a.wav,cough"], "file, label, speaker"),
        (["file,label,speaker", "cough-0-0.wav,cough,", "voice-0-0.wav,voice,S1"], "1 rows name no speaker"),
        (["file,label,speaker", "cough-0-0.wav,cough,S1", "cough-1-0.wav,cough,S2"], "two labels are needed"),
        (
            ["file,label,speaker", *(f"{n}-{s}-0.wav,{n},S{s}" for n, s in [("cough", 0), ("cough", 1), ("voice", 0)])],
            "two speakers at least: voice (1)",
        ),
    ],
)
def test_lists_that_cannot_be_judged_are_refused_in_one_line(
    rows: list[str], told: str, labels: Path, capsys: pytest.CaptureFixture
):
    labels.write_text("\n".join(rows))
    assert tune(labels) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_an_id_that_no_package_can_have_is_refused_first(labels: Path, capsys: pytest.CaptureFixture):
    assert tune(labels, "--id", "Coughs/at home") == 1
    assert "name one with --id" in capsys.readouterr().err


def test_missing_weights_tell_how_to_fetch_them(labels: Path, monkeypatch, capsys: pytest.CaptureFixture):
    monkeypatch.setenv("BULBAR_DATA", str(labels.parent / "data"))
    assert cli.main(["finetune", "--base", "audioset-cnn14", "--labels", str(labels)]) == 1
    assert "bulbar models fetch audioset-cnn14" in capsys.readouterr().err
