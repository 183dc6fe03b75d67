"""Reads the acoustic model of a Sphinx recogniser: hidden Markov models of phones in context.

Every phone has a codebook of Gaussians for each of three streams of features (cepstra, their first and second
differences); the states of phones in context are tied to senones, which weigh the codebook of their phone.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

SILENCE = "SIL"
SCORE_UNIT = np.log(1.0001) * 2**10
"""Mixture weights are stored as multiples of this, negative natural logarithms."""
LEAST_VARIANCE = 1e-4
INTERNAL, BEGIN, END, SINGLE = range(4)
"""Places of a phone in its word, as the model's definition numbers them."""
PHONE = np.dtype([("states", "<i4"), ("transitions", "<i4"), ("attributes", "u1", 4)])


@dataclass(frozen=True)
class State:
    """An emitting state: whose mixture it weighs, and the logarithms of staying, going on and going two on."""

    senone: int
    matrix: int
    """Of ``PhoneModels.transitions``, the same for all states of a phone."""
    stay: float
    on: float
    skip: float


@dataclass(frozen=True)
class PhoneModels:
    """An acoustic model in memory."""

    names: list[str]
    """Phones without context."""
    phones: np.ndarray
    """Of dtype ``PHONE``: those without context first."""
    senones: np.ndarray
    """``[sequences, states]``."""
    transitions: np.ndarray
    """``[matrices, states, states + 1]``, probabilities."""
    means: np.ndarray
    """``[codebooks, streams, densities, dimensions]``."""
    variances: np.ndarray
    mixtures: np.ndarray
    """``[streams, densities, senones]``, probabilities."""

    @cached_property
    def codebook(self) -> np.ndarray:
        """The codebook, which is the phone, of every senone."""
        books = np.zeros(self.mixtures.shape[2], dtype=int)
        bare = len(self.names)
        owners = np.concatenate([np.arange(bare), self.phones["attributes"][bare:, 1]])
        books[self.senones[self.phones["states"]]] = owners[:, None]
        return books

    @cached_property
    def _in_context(self) -> dict[tuple[int, ...], int]:
        bare = len(self.names)
        keys = map(tuple, self.phones["attributes"][bare:].tolist())
        return {key: place for place, key in enumerate(keys, start=bare)}

    def chain(self, pronunciation: list[str]) -> list[State]:
        """States of a word between silences; a context that the model has not is that of another place, or none."""
        around = [SILENCE, *pronunciation, SILENCE]
        states = []
        for k, name in enumerate(pronunciation):
            last = len(pronunciation) - 1
            place = SINGLE if last == 0 else BEGIN if k == 0 else END if k == last else INTERNAL
            phone, left, right = (self.names.index(one) for one in (name, around[k], around[k + 2]))
            found = (self._in_context.get((p, phone, left, right)) for p in (place, INTERNAL, BEGIN, END, SINGLE))
            states += self._states(next((one for one in found if one is not None), phone))
        return states

    def bare(self, name: str) -> list[State]:
        """States of a phone without context."""
        return self._states(self.names.index(name))

    def _states(self, phone: int) -> list[State]:
        matrix = int(self.phones["transitions"][phone])
        with np.errstate(divide="ignore"):
            logarithms = np.log(self.transitions[matrix])
        senones = self.senones[self.phones["states"][phone]]
        padded = np.pad(logarithms, ((0, 0), (0, 1)), constant_values=-np.inf)
        return [State(int(s), matrix, *padded[k, k : k + 3].tolist()) for k, s in enumerate(senones)]


def read_phone_models(folder: Path) -> PhoneModels:
    """The model of a folder with ``mdef``, ``means``, ``variances``, ``sendump`` and ``transition_matrices``."""
    names, phones, senones = _definition((folder / "mdef").read_bytes())
    means, variances = _gaussians(folder / "means"), _gaussians(folder / "variances")
    matrices = _transitions(folder / "transition_matrices")
    mixtures = _mixtures((folder / "sendump").read_bytes(), means.shape[1])
    return PhoneModels(names, phones, senones, matrices, means, np.maximum(variances, LEAST_VARIANCE), mixtures)


def _definition(content: bytes) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names, phones and sequences of senones of a binary model definition."""
    if content[:4] != b"BMDF":
        raise ValueError("not a binary model definition")
    (described,) = struct.unpack_from("<i", content, 8)
    at = 12 + described
    bare, count, states, _, _, _, sequences, _, tree, _ = struct.unpack_from("<10i", content, at)
    start = at = at + 40
    names = []
    for _ in range(bare):
        end = content.index(b"\0", at)
        names.append(content[at:end].decode("ascii"))
        at = end + 1
    at = start + -(-(at - start) // 4) * 4 + 8 * tree
    phones = np.frombuffer(content, PHONE, count, at)
    at += phones.nbytes + 4
    senones = np.frombuffer(content, "<i2", sequences * states, at).reshape(sequences, states)
    return names, phones, senones.astype(int)


def _binary(path: Path) -> tuple[bytes, int]:
    """Content of a Sphinx-3 file, and where its numbers begin."""
    content = path.read_bytes()
    at = content.index(b"endhdr\n") + 7
    if struct.unpack_from("<I", content, at) != (0x11223344,):
        raise ValueError(f"{path} is of the other byte order")
    return content, at + 4


def _gaussians(path: Path) -> np.ndarray:
    """``[codebooks, streams, densities, dimensions]``."""
    content, at = _binary(path)
    books, streams, densities = struct.unpack_from("<3i", content, at)
    at += 12 + 4 * streams
    (count,) = struct.unpack_from("<i", content, at)
    return np.frombuffer(content, "<f4", count, at + 4).reshape(books, streams, densities, -1)


def _transitions(path: Path) -> np.ndarray:
    content, at = _binary(path)
    matrices, rows, columns, count = struct.unpack_from("<4i", content, at)
    values = np.frombuffer(content, "<f4", count, at + 16).reshape(matrices, rows, columns).astype(float)
    return values / values.sum(axis=2, keepdims=True)


def _mixtures(content: bytes, streams: int) -> np.ndarray:
    """``[streams, densities, senones]`` of a dump of weights in 8 bits."""
    at, length = 0, -1
    while length:
        (length,) = struct.unpack_from("<i", content, at)
        at += 4 + length
    densities, senones = struct.unpack_from("<2i", content, at)
    stored = np.frombuffer(content, "u1", streams * densities * senones, at + 8)
    return np.exp(-SCORE_UNIT * stored.reshape(streams, densities, senones).astype(float))
