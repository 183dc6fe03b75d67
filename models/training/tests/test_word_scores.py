"""Words scored by phone models: the files of the recogniser, the front-end, and paths against a plain search."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from itertools import pairwise

import numpy as np
import onnx
import pytest
import torch
from torch import nn

from bulbar_training.assembly import (
    ASSEMBLY,
    GRAPH,
    Assembly,
    acoustic_numbers,
    assembled,
    assembly_of,
    take_apart,
)
from bulbar_training.config import REPOSITORY, TRAINING, load
from bulbar_training.manifest import ModelManifest
from bulbar_training.networks.word_scores import NEVER, Listening, Search, SenoneScores, WordScores
from bulbar_training.phone_models import SILENCE, PhoneModels, read_phone_models
from bulbar_training.recipes.word_scores import RecognisedWords, fit_calibration

RATE_HZ = 8000
WORDS = [["S IH K S"], ["EY T", "EY"]]
LISTENING = Listening(
    sample_rate_hz=RATE_HZ,
    filters=20,
    minimum_hz=130,
    maximum_hz=3700,
    pad_seconds=0.05,
    peak=0.5,
    dither=0.002,
    silence_share=0.4,
)
SEARCH = Search(frame_step=2, any_phone=-3.0)


@pytest.fixture(scope="module")
def models() -> PhoneModels:
    recipe = load(TRAINING / "configs" / "digits-recogniser.yaml").recipe
    return read_phone_models(REPOSITORY / recipe["acoustic_model"])


def test_a_word_is_three_states_a_phone_each_of_a_senone_of_its_codebook(models):
    chain = models.chain(["S", "IH", "K", "S"])
    assert [models.names[models.codebook[state.senone]] for state in chain] == ["S"] * 3 + ["IH"] * 3 + ["K"] * 3 + [
        "S"
    ] * 3
    assert chain[0].senone != chain[9].senone
    assert models.mixtures.sum(axis=1) == pytest.approx(1.0, abs=0.15)
    assert models.transitions.sum(axis=2) == pytest.approx(1.0)


def test_mixtures_are_those_of_the_definition(models):
    wanted = [state.senone for state in models.chain(["EY", "T"])]
    features = torch.from_numpy(np.random.default_rng(0).normal(0, 2, (1, 4, 3, 13)).astype(np.float32))
    got = SenoneScores(models, wanted)(features)[0].numpy()
    for column, senone in enumerate(wanted):
        book = models.codebook[senone]
        for frame, streams in enumerate(features[0].numpy().astype(float)):
            total = 0.0
            for stream, x in enumerate(streams):
                variance = models.variances[book, stream].astype(float)
                exponent = ((x - models.means[book, stream]) ** 2 / variance + np.log(2 * np.pi * variance)).sum(axis=1)
                total += np.log(np.exp(-0.5 * exponent) @ models.mixtures[stream, :, senone])
            assert got[frame, column] == pytest.approx(total, abs=2e-2)


def test_a_score_is_that_of_the_best_path_and_the_last_that_of_any_phones(models):
    samples = RATE_HZ // 4
    words = WordScores(models, LISTENING, SEARCH, samples, WORDS).eval()
    waveform = torch.from_numpy(np.random.default_rng(1).normal(0, 0.1, (1, samples)).astype(np.float32))
    with torch.no_grad():
        got = words(waveform)[0].numpy()
        features = words.cepstra(waveform)
        scores = SenoneScores(models, _senones(models))(features[:, ::2])[0].numpy()
    held = np.repeat(scores, 2, axis=0)[: features.shape[1]]
    bare = [state.senone for name in models.names for state in models.bare(name)]
    of_senone = dict(zip(_senones(models), held.T, strict=True))
    of_senone = {one: score - np.max([of_senone[k] for k in bare], axis=0) for one, score in of_senone.items()}
    plain = [max(_best_path(models, one.split(), of_senone) for one in word) for word in WORDS]
    plain.append(_best_phones(models, of_senone))
    assert got == pytest.approx(np.array(plain) / len(held), abs=1e-4)


def test_neither_the_level_nor_another_sound_of_the_batch_moves_a_score(models):
    samples = RATE_HZ // 4
    words = WordScores(models, LISTENING, SEARCH, samples, WORDS).eval()
    sounds = torch.from_numpy(np.random.default_rng(2).normal(0, 0.1, (2, samples)).astype(np.float32))
    with torch.no_grad():
        both, quiet = words(sounds), words(sounds[:1] / 64)
        silent = words(torch.zeros(1, samples))
    assert quiet.numpy() == pytest.approx(both[:1].numpy(), abs=1e-4)
    assert np.isfinite(silent.numpy()).all()
    assert (both <= 0).all()


def _senones(models: PhoneModels) -> list[int]:
    silence = models.bare(SILENCE)
    chains = [silence, *(models.chain(one.split()) for word in WORDS for one in word)]
    bare = [models.bare(name) for name in models.names]
    return sorted({state.senone for chain in [*chains, *bare] for state in chain})


def _best_path(models: PhoneModels, pronunciation: list[str], of_senone: dict[int, np.ndarray]) -> float:
    """The recursion of a textbook, state by state; silence before and after may be left out."""
    silence = models.bare(SILENCE)
    chain = [*silence, *models.chain(pronunciation), *silence]
    emitted = np.array([of_senone[state.senone] for state in chain])
    path = np.full(len(chain), NEVER)
    path[[0, 3]] = emitted[[0, 3], 0]
    for frame in range(1, emitted.shape[1]):
        reached = [score + state.stay for score, state in zip(path, chain, strict=True)]
        for k, (before, _) in enumerate(pairwise(chain)):
            reached[k + 1] = max(reached[k + 1], path[k] + before.on)
            if k:
                reached[k + 1] = max(reached[k + 1], path[k - 1] + chain[k - 1].skip)
        path = np.array(reached) + emitted[:, frame]
    return max(path[-1], path[-4])


def _best_phones(models: PhoneModels, of_senone: dict[int, np.ndarray]) -> float:
    """Every phone after any, in every second frame."""
    phones = [models.bare(name) for name in models.names]
    emitted = np.array([[of_senone[state.senone] for state in phone] for phone in phones])
    path = np.full(emitted.shape[:2], NEVER)
    path[:, 0] = emitted[:, 0, 0]
    for frame in range(1, emitted.shape[2]):
        enters = path[:, -1].max() + SEARCH.any_phone if frame % 2 == 0 else NEVER
        path = np.array(
            [
                [
                    max(row[k] + state.stay, row[k - 1] + phone[k - 1].on if k else enters)
                    for k, state in enumerate(phone)
                ]
                for phone, row in zip(phones, path, strict=True)
            ]
        )
        path += emitted[:, :, frame]
    return path[:, -1].max()


def test_the_calibration_finds_what_made_the_answers_and_lets_nine_in_ten_pass():
    generator = np.random.default_rng(3)
    labels = generator.integers(3, size=4000)
    scores = generator.normal(-1.0, 0.1, (labels.size, 3)) + 0.3 * np.eye(3)[labels] - np.array([0.2, 0.0, 0.0])
    other = scores.max(axis=1) + generator.normal(0.2, 0.1, labels.size)
    found = fit_calibration(scores, other, labels)
    assert found.scale == pytest.approx(0.3 / 0.1**2, rel=0.15)
    assert found.offsets[0] - found.offsets[1:].mean() == pytest.approx(0.2 * found.scale, rel=0.1)
    known = found.known(scores, other)
    assert (known >= 0.5).mean() == pytest.approx(0.9, abs=0.001)
    assert (found.known(scores, other + 0.1) < known).all()


def test_the_shipped_graph_and_the_acoustic_model_make_the_model_of_the_manifest():
    config = load(TRAINING / "configs" / "digits-recogniser.yaml")
    scores = RecognisedWords(config, []).scores
    assembly = assembly_of(scores, config.recipe["acoustic_model"], "scores")
    assert assembly == Assembly.model_validate_json((config.package_folder / ASSEMBLY).read_text(encoding="utf-8"))
    whole = assembled((config.package_folder / GRAPH).read_bytes(), acoustic_numbers(scores, "scores"))
    manifest = ModelManifest.model_validate_json((config.package_folder / "manifest.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(whole).hexdigest() == manifest.files["model.onnx"].sha256


def test_a_graph_of_other_numbers_is_not_taken_apart(models, tmp_path):
    words = WordScores(models, LISTENING, SEARCH, RATE_HZ // 4, WORDS).eval()
    assembly = assembly_of(
        words, load(TRAINING / "configs" / "digits-recogniser.yaml").recipe["acoustic_model"], "scores"
    )
    whole = nn.Sequential(OrderedDict(scores=words))
    path = tmp_path / "model.onnx"
    torch.onnx.export(whole, (torch.zeros(1, RATE_HZ // 4),), str(path), opset_version=17, dynamo=False)
    take_apart(path, words, assembly)
    own, all_ = ({item.name for item in onnx.load(tmp_path / name).graph.initializer} for name in (GRAPH, "model.onnx"))
    assert {"scores.stay", "scores.senones.exponents_0", "scores.senones.mixtures_2_0"} <= all_ - own
    words.stay += 1
    with pytest.raises(ValueError, match="is not the acoustic model's"):
        take_apart(path, words, assembly)
