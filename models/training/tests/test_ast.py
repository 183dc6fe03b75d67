"""Audio Spectrogram Transformer: front-end by Kaldi's definition, blocks against timm, rollout by its definition."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from timm.models.deit import VisionTransformerDistilled
from torch import nn

from bulbar_training import tagging
from bulbar_training.export import run_graph, session, write_graph
from bulbar_training.networks import ast

SMALL = {"width": 24, "depth": 2, "heads": 3}


def kaldi_fbank(waveform: np.ndarray) -> np.ndarray:
    """Frame by frame in float64, as torchaudio.compliance.kaldi.fbank with the authors' settings."""
    mel = lambda hz: 1127.0 * np.log(1 + hz / 700.0)  # noqa: E731
    edges = np.linspace(mel(20.0), mel(8000.0), 130)
    rows = []
    for start in range(0, waveform.size - 399, 160):
        frame = waveform[start : start + 400].astype(np.float64)
        frame = frame - frame.mean()
        frame = frame - 0.97 * np.concatenate([frame[:1], frame[:-1]])
        power = np.abs(np.fft.rfft(frame * np.hanning(400), 512)) ** 2
        bands = []
        for k in range(128):
            low, middle, high = edges[k : k + 3]
            place = mel(np.arange(256) * 31.25)
            weight = np.clip(np.minimum((place - low) / (middle - low), (high - place) / (high - middle)), 0, None)
            bands.append(weight @ power[:256])
        rows.append(np.log(np.maximum(bands, np.finfo(np.float32).eps)))
    return np.array(rows)


def sound(samples: int) -> np.ndarray:
    generator = np.random.default_rng(1)
    time = np.arange(samples) / 16000
    return (0.3 * np.sin(2 * np.pi * 210 * time) + 0.05 * generator.standard_normal(samples) + 0.02).astype(np.float32)


@pytest.mark.parametrize("samples", [400, 1999, 8000])
def test_filter_bank_is_kaldis(samples: int):
    waveform = sound(samples)
    got = ast.Fbank()(torch.from_numpy(waveform)[None])[0].numpy()
    expected = kaldi_fbank(waveform)
    assert got.shape == expected.shape
    assert np.abs(got - expected).max() < 2e-3


def small() -> ast.Ast:
    torch.manual_seed(0)
    network = ast.Ast(classes=527, **SMALL)
    for parameter in network.parameters():
        nn.init.normal_(parameter, 0, 0.2)
    return network.eval()


def test_network_is_timms():
    """The authors' model is timm's distilled transformer with overlapping patches."""
    ours = small()
    theirs = VisionTransformerDistilled(img_size=224, embed_dim=24, depth=2, num_heads=3, num_classes=5).eval()
    theirs.pos_embed = nn.Parameter(torch.zeros_like(ours.v.pos_embed))
    weights = {k: v for k, v in ours.v.state_dict().items() if not k.startswith("patch_embed.")}
    missing = theirs.load_state_dict(weights, strict=False)
    assert not missing.unexpected_keys
    assert {name.split(".")[0] for name in missing.missing_keys} == {"patch_embed", "head", "head_dist"}

    class Patches(nn.Module):
        def forward(self, x):
            return (
                nn.functional.conv2d(x, ours.v.patch_embed.proj.weight, ours.v.patch_embed.proj.bias, 10)
                .flatten(2)
                .transpose(1, 2)
            )

    theirs.patch_embed = Patches()
    fbank = torch.randn(2, 1024, 128)
    with torch.no_grad():
        tokens = theirs.forward_features(fbank[:, None].transpose(2, 3))
        expected = ours.mlp_head((tokens[:, 0] + tokens[:, 1]) / 2)
        got, rollout = ours(fbank)
    assert rollout.shape == (2, 101, 12)
    assert torch.allclose(got, expected, atol=1e-4)


def test_rollout_is_the_product_of_the_attentions():
    network, tokens = small(), 2 + 12 * 101
    attention = [torch.softmax(torch.randn(1, tokens, tokens), dim=-1) for _ in range(3)]
    product = torch.eye(tokens)[None]
    for weights in attention:
        product = (0.5 * weights + 0.5 * torch.eye(tokens)) @ product
    expected = product[:, :2, 2:].mean(dim=1).reshape(12, 101).T
    assert torch.allclose(network.rollout(attention)[0], expected, atol=1e-7)


def test_graph_answers_as_the_network(tmp_path):
    checkpoint = tmp_path / "audioset_10_10_0.4593.pth"
    weights = {f"module.{k}": v for k, v in small().state_dict().items()}
    torch.save(
        weights | {"module.v.head.weight": torch.zeros(1), "module.v.head_dist.bias": torch.zeros(1)}, checkpoint
    )
    graph = ast.AstGraph(ast.load(checkpoint, **SMALL)).eval()
    path = tmp_path / "model.onnx"
    write_graph(graph, 160000, tagging.OUTPUTS, path)
    parity = tagging.check_parity(graph, path, [sound(160000)], (-1, 3))
    assert parity.probabilities < 1e-5
    answer = run_graph(session(path), sound(160000))
    assert answer["cam"].shape == (1, 99, 12)
    assert answer["spectrogram"].shape == (1, 998, 128)


def full_size() -> ast.Ast:
    """Random weights with which neither probabilities nor attention are even."""
    torch.manual_seed(0)
    network = ast.Ast()
    for module in network.modules():
        if isinstance(module, nn.LayerNorm):
            nn.init.uniform_(module.weight, 0.5, 1.5)
        elif isinstance(module, nn.Linear | nn.Conv2d):
            nn.init.normal_(module.weight, 0, 0.05)
    for token in (network.v.cls_token, network.v.dist_token, network.v.pos_embed):
        nn.init.normal_(token, 0, 0.5)
    return network.eval()


def test_full_size_graph_answers_as_the_network(tmp_path):
    """The published size, checkpoint by the authors' names to graph: about 25 s of processor time, 4 GB of memory."""
    checkpoint, path = tmp_path / "audioset_10_10_0.4593.pth", tmp_path / "model.onnx"
    torch.save({f"module.{k}": v for k, v in full_size().state_dict().items()}, checkpoint)
    graph = ast.AstGraph(ast.load(checkpoint)).eval()
    write_graph(graph, 160000, tagging.OUTPUTS, path)
    answer = run_graph(session(path), sound(160000))
    with torch.no_grad():
        expected = graph(torch.from_numpy(sound(160000))[None], torch.tensor([-1]))
    spectrogram, probabilities, chosen, rollout = (value.numpy() for value in expected)
    assert np.ptp(probabilities) > 0.5
    assert np.abs(answer["probabilities"] - probabilities).max() < 1e-4
    assert answer["class"] == chosen
    assert rollout.std() > 0.1 * rollout.mean()
    assert np.corrcoef(answer["cam"].ravel(), rollout.ravel())[0, 1] > 0.999
    assert answer["cam"].shape == (1, 99, 12)
    assert np.abs(answer["spectrogram"] - spectrogram).max() < 0.01
    assert path.stat().st_size < 350e6


def test_a_checkpoint_that_does_not_fit_is_refused(tmp_path):
    path = tmp_path / "other.pth"
    torch.save({k: v for k, v in small().state_dict().items() if "norm1" not in k}, path)
    with pytest.raises(RuntimeError, match="norm1"):
        ast.load(path, **SMALL)
