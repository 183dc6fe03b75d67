"""The steady logistic regression behind given filters, on voices that tremble or do not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression

from bulbar_training import config
from bulbar_training.datasets import Recording
from bulbar_training.export import GradCamGraph, run_graph, session
from bulbar_training.recipes.modulation import Modulation, Settings, steady_logistic

CONFIG = config.load(config.TRAINING / "configs" / "als-cnn.yaml")
RATE_HZ = 16_000


def settings(steadiness: float) -> Settings:
    return Settings.model_validate(CONFIG.recipe | {"strength": 1.0, "steadiness": steadiness})


def test_without_steadiness_it_is_plain_logistic_regression():
    generator = np.random.default_rng(1)
    values = generator.normal(3.0, [1.0, 5.0, 0.2], (60, 3))
    labels = (values[:, 0] + 0.3 * values[:, 1] + generator.standard_normal(60) > 4.5).astype(int)
    weights, intercept = steady_logistic(values, labels, np.zeros((0, 3)), settings(0.0))
    standard = (values - values.mean(axis=0)) / values.std(axis=0)
    plain = LogisticRegression(C=1.0, tol=1e-8, max_iter=10_000).fit(standard, labels)
    assert np.allclose(values @ weights + intercept, plain.decision_function(standard), atol=1e-4)


def test_what_variants_move_gets_little_weight():
    generator = np.random.default_rng(2)
    labels = np.arange(80) % 2
    values = generator.standard_normal((80, 2)) + labels[:, None]  # both tell the classes apart
    moves = generator.standard_normal((40, 2)) * [0.5, 0.0]
    plain, _ = steady_logistic(values, labels, moves, settings(0.0))
    steady, _ = steady_logistic(values, labels, moves, settings(30.0))
    assert plain[0] > 0.5 * plain[1]
    assert abs(steady[0]) < 0.1 * steady[1]


def voice(speaker: int, trembles_from: float) -> np.ndarray:
    """3 s of harmonics; from so many seconds on their level sways 11 times a second by 40 %."""
    generator = np.random.default_rng(speaker)
    time = np.arange(3 * RATE_HZ) / RATE_HZ
    pitch = 120 + 5 * speaker
    sound = sum(np.sin(2 * np.pi * pitch * k * time + generator.uniform(0, 6)) / k for k in range(1, 20))
    sway = 1 + 0.4 * np.sin(2 * np.pi * 11 * time) * (time >= trembles_from)
    return (0.05 * sound * sway + 1e-3 * generator.standard_normal(time.size)).astype(np.float32)


@pytest.fixture
def recipe() -> Modulation:
    """Twelve speakers; those with odd numbers tremble. The variants are the recordings in more noise."""
    labels = [CONFIG.labels[speaker % 2] for speaker in range(12)]
    recordings = [
        Recording(path=Path(f"{k}.wav"), speaker=str(k), label=label, task="vowel-a") for k, label in enumerate(labels)
    ]
    made = Modulation(CONFIG, recordings)
    plain = [voice(speaker, 0.0 if speaker % 2 else 9.0) for speaker in range(12)]
    noise = np.random.default_rng(9)
    for variant in made.settings.variants:
        level = 0.0 if variant == "original" else 3e-3
        made.waveforms[variant] = [w + (level * noise.standard_normal(w.size)).astype(np.float32) for w in plain]
    return made


def fitted(recipe: Modulation, rows: np.ndarray):
    return recipe.fit(rows, 0, None, lambda *_: None)


def test_tremor_of_other_speakers_is_told_and_chance_has_no_part(recipe: Modulation):
    train, test = np.arange(8), np.arange(8, 12)
    logits = recipe.logits(fitted(recipe, train), test)
    assert (logits.argmax(axis=1) == recipe.labels[test]).all()
    assert np.array_equal(logits, recipe.logits(recipe.fit(train, 77, None, lambda *_: None), test))


def test_answer_is_the_networks_and_the_regression_on_mean_energies(recipe: Modulation):
    rows = np.arange(12)
    model = fitted(recipe, rows)
    logits = recipe.logits(model, rows)
    with torch.no_grad():
        by_network = np.concatenate([recipe._answer(model, waveform) for waveform in recipe.variant("original")])
    assert np.allclose(logits, by_network, atol=1e-4)
    first, *others = (recipe.energy(variant).reshape(12, -1) for variant in recipe.settings.variants)
    moves = np.concatenate([other - first for other in others])
    weights, intercept = steady_logistic(first, recipe.labels, moves, recipe.settings)
    assert np.allclose(logits[:, 1] - logits[:, 0], first @ weights + intercept, atol=1e-4)


def test_map_shows_when_the_voice_trembles(recipe: Modulation):
    graph = GradCamGraph(recipe.picture, fitted(recipe, np.arange(12)), 1.0).eval()
    with torch.no_grad():
        *_, cam = graph(torch.from_numpy(voice(20, 1.5))[None], torch.tensor([1]))
    by_time = cam[0].mean(dim=1)
    half = by_time.shape[0] // 2
    assert by_time[half + 8 : -4].mean() > 2 * by_time[4 : half - 8].mean()


def test_exported_graph_answers_as_the_network(recipe: Modulation, tmp_path: Path):
    model = fitted(recipe, np.arange(12))
    exported = recipe.export(model, 1.0, tmp_path / "model.onnx")
    assert exported.parity["probabilities"] < 1e-5
    runner = session(tmp_path / "model.onnx")
    shortest = recipe.variant("original")[3][: exported.input.minimum_samples]
    assert run_graph(runner, shortest)["cam"].shape == (1, 25, 12)


def test_a_louder_moment_leaves_the_rest_of_the_picture(recipe: Modulation):
    steady = voice(3, 9.0)
    click = steady.copy()
    click[8000:8160] *= 3
    with torch.no_grad():
        plain, moved = (recipe.picture(torch.from_numpy(w)[None])[1][0] for w in (steady, click))
    assert (plain[150:250] - moved[150:250]).abs().max() < 0.15  # dB / 8; the loudest cell rose by 9 dB


def test_more_than_two_labels_are_refused(recipe: Modulation):
    with pytest.raises(ValueError, match="two labels"):
        Modulation(CONFIG.model_copy(update={"labels": [*CONFIG.labels, "other"]}), recipe.recordings)
