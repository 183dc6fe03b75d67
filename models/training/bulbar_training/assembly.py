"""Keeps the acoustic model of others out of a package's files in the repository.

``graph.onnx`` is a graph of :class:`RecogniserGraph` without the numbers that come from the acoustic model,
``assembly.json`` says which they are. ``model.onnx`` is the one with these numbers behind it, in the encoding of
Protocol Buffers, in which a message that follows another is merged into it. ``npm install`` makes it too
(``build/app/assemble-models.ts``), byte for byte.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from bulbar_training.config import REPOSITORY
from bulbar_training.manifest import Count, Sha256, Strict
from bulbar_training.networks.word_scores import GROUP, WordScores

ACOUSTIC_FILES = ("means", "variances", "sendump", "transition_matrices")
GRAPH, ASSEMBLY = "graph.onnx", "assembly.json"


class Codebook(Strict):
    """Which senones of a phone's codebook are needed."""

    phone: int
    senones: list[int]


class Assembly(Strict):
    """What of an acoustic model a graph of word scores lacks."""

    source: str
    """Folder of the acoustic model, relative to the repository."""
    files: dict[str, Sha256]
    module: str
    """What the names of the numbers in the graph begin with."""
    group: Count
    """So many codebooks are in one table of mixtures."""
    codebooks: list[Codebook]
    chains: list[list[int]]
    """Of every pronunciation, the matrices of transitions of its phones."""


def assembly_of(scores: WordScores, source: str, module: str) -> Assembly:
    """For the scores that are the submodule ``module`` of a graph, made of the acoustic model in ``source``."""
    return Assembly(
        source=source,
        files={name: _sha256((REPOSITORY / source / name).read_bytes()) for name in ACOUSTIC_FILES},
        module=module,
        group=GROUP,
        codebooks=[Codebook(phone=phone, senones=senones) for phone, senones in scores.senones.codebooks],
        chains=scores.chains,
    )


def acoustic_numbers(scores: WordScores, module: str) -> list[onnx.TensorProto]:
    """The numbers of an acoustic model in the state of ``scores``, named as in the graph, in the order of the file."""
    senones = scores.senones
    exponents = [f"senones.exponents_{stream}" for stream in range(3)]
    mixtures = [f"senones.mixtures_{stream}_{group}" for stream in range(3) for group in range(len(senones.groups))]
    names = [*exponents, *mixtures, "stay", "on"]
    state = scores.state_dict()
    return [numpy_helper.from_array(state[name].numpy(), f"{module}.{name}") for name in names]


def assembled(graph: bytes, numbers: list[onnx.TensorProto]) -> bytes:
    """A model whose graph lacks ``numbers``, with them."""
    return graph + onnx.ModelProto(graph=onnx.GraphProto(initializer=numbers)).SerializeToString(deterministic=True)


def take_apart(path: Path, scores: WordScores, assembly: Assembly) -> None:
    """Writes the graph in ``path`` anew as it is assembled, and what it is assembled from beside it."""
    model = onnx.load(path)
    numbers = acoustic_numbers(scores, assembly.module)
    held = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    for item in numbers:
        if not np.array_equal(held.pop(item.name), numpy_helper.to_array(item)):
            raise ValueError(f"{item.name} of the graph is not the acoustic model's")
    own = [item for item in model.graph.initializer if item.name in held]
    del model.graph.initializer[:]
    model.graph.initializer.extend(own)
    graph = model.SerializeToString(deterministic=True)
    path.with_name(GRAPH).write_bytes(graph)
    path.with_name(ASSEMBLY).write_text(assembly.model_dump_json(by_alias=True) + "\n", encoding="utf-8")
    path.write_bytes(assembled(graph, numbers))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
