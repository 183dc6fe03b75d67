"""SAND: networks against timm, the pieces of the recipe, the way from a generated corpus to a package."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import timm
import torch
import yaml
from torch import nn

from bulbar_training import calibration, cli, config, simulated_sand, splits, waveforms
from bulbar_training.datasets import READERS, Recording
from bulbar_training.export import run_graph, session
from bulbar_training.gradcam import head_forward, head_gradient
from bulbar_training.manifest import ModelManifest
from bulbar_training.networks import convnext, efficientnet, timm_weights, vit
from bulbar_training.networks.deltas import Deltas
from bulbar_training.recipes import RECIPES
from bulbar_training.recipes import sand_severity as sand

CONFIG = config.TRAINING / "configs" / "severity-simulated.yaml"
PICTURE = torch.randn(2, 3, 64, 96, generator=torch.Generator().manual_seed(0))


def saved(network: nn.Module, path):
    torch.manual_seed(1)
    for parameter in network.parameters():
        nn.init.normal_(parameter, 0, 0.1)
    torch.save(network.state_dict(), path)
    return network.eval()


@pytest.mark.parametrize(("size", "timms"), [("atto", "convnext_atto"), ("tiny", "convnext_tiny")])
def test_convnext_is_timms(size: str, timms: str, tmp_path):
    theirs = saved(timm.create_model(timms, num_classes=5), tmp_path / "weights.pt")
    ours = convnext.build(size, 5, nn.Identity(), weights=tmp_path / "weights.pt").eval()
    with torch.no_grad():
        assert torch.allclose(ours(PICTURE), theirs(PICTURE), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("size", sorted(convnext.SIZES))
def test_convnext_sizes_are_timms(size: str):
    with torch.device("meta"):
        theirs = sum(p.numel() for p in timm.create_model(f"convnext_{size}", num_classes=5).parameters())
    assert sum(p.numel() for p in convnext.build(size, 5, nn.Identity()).parameters()) == theirs


def test_efficientnet_is_timms(tmp_path):
    theirs = saved(timm.create_model("efficientnet_b0", num_classes=5), tmp_path / "weights.pt")
    ours = efficientnet.build("b0", 5, nn.Identity(), weights=tmp_path / "weights.pt").eval()
    with torch.no_grad():
        expected = theirs(PICTURE)
        assert expected.std() > 1e-3
        assert torch.allclose(ours(PICTURE), expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("size", sorted(efficientnet.SIZES))
def test_efficientnet_sizes_are_timms(size: str):
    with torch.device("meta"):
        theirs = sum(p.numel() for p in timm.create_model(f"efficientnet_{size}", num_classes=5).parameters())
    assert sum(p.numel() for p in efficientnet.build(size, 5, nn.Identity()).parameters()) == theirs


@pytest.mark.parametrize("name", ["convnext-atto", "efficientnet-b0", "vit-base"])
def test_maps_are_autograds(name: str):
    settings = {"grid": (3, 2), "width": 24, "depth": 2, "heads": 3} if name == "vit-base" else {}
    torch.manual_seed(0)
    network = sand.BACKBONES[name](5, Deltas(), **settings).eval()
    activation = network.trunk(torch.randn(1, 1, 70, 40)).detach().requires_grad_()
    logits, inputs = head_forward(network.head, activation)
    (expected,) = torch.autograd.grad(logits[0, 2], activation)
    got = head_gradient(network.head, inputs, nn.functional.one_hot(torch.tensor([2]), 5).float())
    assert (got - expected).abs().max() < 1e-5 * expected.abs().max()


def test_vision_transformer_is_timms(tmp_path):
    small = {"embed_dim": 24, "depth": 2, "num_heads": 3, "num_classes": 5}
    theirs = timm.models.VisionTransformer(img_size=64, patch_size=16, global_pool="avg", fc_norm=False, **small)
    theirs = saved(theirs, tmp_path / "weights.pt")
    ours = vit.build(5, nn.Identity(), (4, 4), 24, 2, 3, weights=tmp_path / "weights.pt").eval()
    with torch.no_grad():
        features = theirs.blocks(theirs._pos_embed(theirs.patch_embed(PICTURE[..., :64])))[:, 1:].mean(dim=1)
        expected = theirs.head(theirs.norm(features))
        assert torch.allclose(ours(PICTURE[..., :64]), expected, rtol=1e-3, atol=1e-3)


def test_weights_of_another_network_are_refused(tmp_path):
    saved(timm.create_model("convnext_femto", num_classes=5), tmp_path / "weights.pt")
    with pytest.raises(ValueError, match="does not fit"):
        convnext.build("atto", 5, nn.Identity(), weights=tmp_path / "weights.pt")


def test_deltas_are_librosas():
    import librosa

    x = torch.randn(1, 1, 40, 5, generator=torch.Generator().manual_seed(2))
    got = Deltas()(x)[0].numpy()
    for order in (1, 2):
        expected = librosa.feature.delta(x[0, 0].numpy(), order=order, axis=0, mode="nearest")
        assert np.abs(got[order] - expected).max() < 1e-5
    assert np.array_equal(got[0], x[0, 0].numpy())


def test_focal_loss_without_focus_is_cross_entropy():
    logits = torch.randn(6, 5, generator=torch.Generator().manual_seed(0))
    labels = np.array([0, 1, 2, 3, 4, 0])
    weights = torch.tensor([1.0, 2.0, 1.0, 0.5, 1.0])
    plain = sand.focal_loss(logits, sand.soft_labels(labels, 5, 0.0), 0.0, weights)
    expected = nn.functional.cross_entropy(logits, torch.from_numpy(labels), weights, reduction="none").mean()
    assert torch.allclose(plain, expected)
    p = torch.softmax(logits, 1)[torch.arange(6), torch.from_numpy(labels)]
    focused = sand.focal_loss(logits, sand.soft_labels(labels, 5, 0.0), 2.0, torch.ones(5))
    assert torch.allclose(focused, (-((1 - p) ** 2) * p.log()).mean())


def test_smoothed_labels_sum_to_one():
    truth = sand.soft_labels(np.array([2]), 5, 0.1)
    assert torch.allclose(truth, torch.tensor([[0.02, 0.02, 0.92, 0.02, 0.02]]))


def test_mixing_keeps_the_share_of_each_label():
    """Pictures filled with their own label: the mean of a mixed picture is the mean label of its truth."""
    settings = sand.Settings.model_validate(recipe() | {"mix_share": 1.0})
    labels = np.arange(5)
    x = torch.arange(5.0)[:, None, None, None].expand(5, 1, 20, 30).clone()
    truth = sand.soft_labels(labels, 5, 0.0)
    generator = np.random.default_rng(0)
    for _ in range(20):
        mixed, shares = sand.mix(x, truth, settings, generator)
        assert torch.allclose(mixed.mean(dim=(1, 2, 3)), shares @ torch.arange(5.0), atol=1e-4)


def test_image_transforms_leave_the_share_alone():
    how = sand.ImageTransforms(share=0.5, brightness=0.3, contrast=0.2, roll_frames=4, erase=0.3)
    x = torch.randn(200, 12, 9)
    changed = sand.transform_image(x, how, np.random.default_rng(0))
    same = (changed == x).all(dim=(1, 2)).float().mean().item()
    assert 0.4 < same < 0.6
    assert changed.shape == x.shape


FULL = ["sand-vowels", "sand-syllables", "sand-ensemble", "sand-vit"]


@pytest.mark.parametrize("name", FULL)
def test_full_recipes_are_those_of_the_issue(name: str, tmp_path):
    """The published settings, and networks of full size that take the picture (on the meta device)."""
    settings = config.load(config.TRAINING / "configs" / f"{name}.yaml")
    recordings = [Recording(tmp_path / task, "ID000", settings.labels[0], task) for task in settings.tasks]
    assert settings.evaluation.shuffled_labels
    made = RECIPES[settings.kind](settings, recordings)
    for member in getattr(made, "members", [made]):
        with torch.device("meta"):
            network = member.network()
        rate, frontend = member.mel.sample_rate_hz, member.mel
        assert (rate, frontend.n_fft, frontend.hop, frontend.bands) == (22050, 2048, 512, 256)
        assert member.config.audio.trim_top_db == 30
        frames = 1 + round(member.settings.crop_seconds * rate) // frontend.hop
        assert network(torch.empty(2, 1, frames, frontend.bands, device="meta")).shape == (2, 5)
        how, optimisation = member.settings, member.settings.optimisation
        assert how.oversample == {"1 severe": 21, "2 moderate": 5, "3 mild": 2}
        assert (how.mask_share, how.focal_gamma, how.class_weights) == (0.7, 2, True)
        assert (optimisation.epochs, optimisation.batch_size, optimisation.schedule) == (75, 16, "cosine")
        assert (optimisation.learning_rate, optimisation.weight_decay) == (1e-4, 0.01)


def recipe() -> dict:
    return yaml.safe_load(CONFIG.read_text())["recipe"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory):
    if not (config.REPOSITORY / "node_modules" / "zod").exists() and shutil.which("node") is None:
        pytest.skip("node and the repository's packages are needed for the synthesiser")
    root = tmp_path_factory.mktemp("sand")
    simulated_sand.generate(root, 10, 4, "1,1,1,1,1")
    return root


def test_generated_corpus_reads_as_sand(corpus):
    found = READERS["sand-severity"](corpus)
    assert len(found.recordings) == 80
    assert not found.skipped
    assert {r.label for r in found.recordings} == set(yaml_config()["labels"])
    assert {r.official_split for r in found.recordings} <= {"train", "validation"}


def yaml_config() -> dict:
    return yaml.safe_load(CONFIG.read_text())


def small_config(corpus, tmp_path, **changes):
    content = yaml_config() | {"id": "test-severity"}
    content["data"] |= {"root": str(corpus), "tasks": ["vowel-a", "ddk-pa"]}
    content["recipe"] |= {"mix_share": 0.8, "crop_seconds": 1.5} | changes
    content["recipe"]["optimisation"] |= {"epochs": 1, "batch_size": 8}
    content["evaluation"] |= {
        "bootstrap": 20,
        "shuffled_labels": False,
        "protocols": [{"name": "holdout", "split": "grouped-holdout", "test_share": 0.5}],
    }
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(content))
    return path


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Runs, caches and packages below a temporary folder."""
    monkeypatch.setattr(config, "TRAINING", tmp_path)
    monkeypatch.setattr(waveforms, "TRAINING", tmp_path)
    monkeypatch.setattr(sand, "TRAINING", tmp_path)
    monkeypatch.setattr(config.ModelConfig, "package_folder", property(lambda self: tmp_path / "package"))
    return tmp_path


def test_from_corpus_to_package(corpus, folders):
    path = small_config(corpus, folders)
    content = yaml.safe_load(path.read_text())
    content["evaluation"]["shuffled_labels"] = True
    content["evaluation"]["protocols"][0] |= {"inner_folds": 2, "inner_limit": 1}
    path.write_text(yaml.safe_dump(content))
    for step in ("evaluate", "train", "export"):
        assert cli.main([step, "--config", str(path)]) == 0
    manifest = ModelManifest.model_validate_json((folders / "package" / "manifest.json").read_text())
    assert manifest.status == "simulated-data"
    assert manifest.trained_on == "simulated voices, for training staff and testing only"
    assert manifest.files["model.onnx"].bytes < 16e6
    assert manifest.input.corpus_sample_rate_hz == 8000
    check_prediction_sets(manifest, folders)


def check_prediction_sets(manifest, folders):
    """The packaged quantile is that of single recordings; its coverage was measured with one from the inner fold."""
    result = json.loads((folders / "package" / "evaluation.json").read_text())["protocols"][0]
    assert set(result["shuffledLabels"]) >= {"auc", "macroF1"}
    assert (result["conformal"]["unit"], result["conformal"]["coverage"]) == ("recording", 0.9)
    assert manifest.calibration.conformal.measured_coverage == result["conformal"]["measuredCoverage"]
    assert "Prediction sets (90 %, one per recording): coverage" in (folders / "package" / "card.md").read_text()
    settings = config.load(folders / "config.yaml")
    recordings = waveforms.read_corpus(settings).recordings
    labels = np.array([settings.labels.index(r.label) for r in recordings])
    fold = splits.folds_of(
        settings.evaluation.protocols[0],
        splits.Rows(labels, np.array([r.speaker for r in recordings]), [None] * labels.size),
        settings.evaluation.seed,
    )[0]
    logits = next(
        logits
        for logits in (np.load(path)["original"] for path in settings.run_folder.glob("folds/*/holdout-r0-f0.npz"))
        if logits.shape[0] == fold.test.size
    )
    answers = calibration.probabilities(logits / manifest.calibration.temperature)
    expected = calibration.conformal_quantile(answers, labels[fold.test], 0.9)
    assert manifest.calibration.conformal.quantile == pytest.approx(expected)


def test_missing_weights_are_named_with_the_remedy(corpus, folders, capsys):
    path = small_config(corpus, folders, weights="models/training/weights/none.pt")
    assert cli.main(["evaluate", "--config", str(path)]) == 1
    assert "none.pt is missing: save the pretrained weights there" in capsys.readouterr().err


def test_weights_of_timm_are_fetched_once(tmp_path, monkeypatch):
    asked = []

    def create(name: str, pretrained: bool):
        asked.append((name, pretrained))
        return theirs

    theirs = timm.create_model("convnext_atto", num_classes=5)
    monkeypatch.setattr(timm, "create_model", create)
    path = timm_weights.fetched("convnext-atto", tmp_path)
    assert timm_weights.fetched("convnext-atto", tmp_path) == path
    assert asked == [("convnext_atto", True)]
    convnext.build("atto", 5, nn.Identity(), weights=path)
    assert timm_weights.timm_name("convnext-base") == "convnext_base.fb_in22k_ft_in1k"


def test_weights_of_timm_without_a_network_are_told_with_the_remedy(corpus, folders, capsys, monkeypatch):
    def unreachable(*_, **__):
        raise ConnectionError("no route to host\nand a page of more")

    monkeypatch.setattr(timm, "create_model", unreachable)
    path = small_config(corpus, folders, weights="timm")
    assert cli.main(["evaluate", "--config", str(path)]) == 1
    told = capsys.readouterr().err
    assert "convnext_atto could not be fetched (no route to host)" in told
    assert "weights: null" in told


def test_mfcc_and_labels_are_written_for_other_programs(corpus, folders):
    path = small_config(corpus, folders)
    assert cli.main(["preprocess", "--config", str(path)]) == 0
    settings = config.load(path)
    table, labels = (np.load(settings.run_folder / f"{name}.npy") for name in ("X_mfcc", "y_labels"))
    recordings = waveforms.read_corpus(settings).recordings
    assert table.shape == (len(recordings), min(40, settings.frontend.bands))
    assert np.isfinite(table).all()
    assert labels.tolist() == [settings.labels.index(r.label) for r in recordings]


def test_graph_averages_its_test_time_views_as_the_evaluation_does(corpus, folders):
    path = small_config(corpus, folders, test_time_views=3)
    for step in ("evaluate", "train", "export"):
        assert cli.main([step, "--config", str(path)]) == 0
    settings = config.load(path)
    recipe = RECIPES[settings.kind](settings, waveforms.read_corpus(settings).recordings)
    model = recipe.load(settings.run_folder / f"model-{settings.fingerprint()}")
    temperature = json.loads((folders / "package" / "manifest.json").read_text())["calibration"]["temperature"]
    runner = session(folders / "package" / "model.onnx")
    for row in (0, 5):
        answer = run_graph(runner, recipe.heard(row)[0])
        expected = calibration.probabilities(recipe.logits(model, np.array([row])), temperature)
        assert answer["probabilities"] == pytest.approx(expected, abs=1e-5)
        with torch.no_grad():
            plain = recipe._answer(model, recipe.heard(row)[0])
        assert np.abs(answer["probabilities"] - calibration.probabilities(plain, temperature)).max() > 1e-6
    longer = np.concatenate([recipe.heard(0)[0], recipe.heard(1)[0]])
    assert run_graph(runner, longer, 2)["cam"].shape[1] > answer["cam"].shape[1]
