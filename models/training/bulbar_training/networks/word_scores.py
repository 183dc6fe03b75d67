"""How well a sound fits each of a few words, by phone models of a general recogniser, as plain tensor operations.

The front-end is Sphinx's: pre-emphasis, Hamming windows of 25.6 ms every 10 ms, 20 mel filters, cepstra, mean removed,
first and second differences. A word is the best path (Viterbi) through silence, its phones and silence; beside the
words any phones in any order are followed, which tells how well other words could fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from bulbar_training.frontend import cosine_transform
from bulbar_training.phone_models import SILENCE, PhoneModels, State

STREAMS, DIMENSIONS, STATES = 3, 13, 3
"""Of the features: streams, and dimensions of each; emitting states of a phone."""
EMPHASIS = 0.97
LIFTER = 22
FULL_SCALE = 32768.0
SMALLEST_POWER = 1e-4
SMALLEST = 1e-30
GROUP = 6
"""So many codebooks, of as many senones as can be, are looked up at once."""
NEVER = -1e9
"""A logarithm of a probability of 0 with which one can go on."""


@dataclass(frozen=True)
class Listening:
    """How a sound is prepared; rate, filters and their range are the acoustic model's."""

    sample_rate_hz: int
    filters: int
    minimum_hz: float
    maximum_hz: float
    pad_seconds: float
    """Silence before and after, which a path begins and ends with."""
    peak: float
    """Level of the loudest sample, of full scale."""
    dither: float
    """Half the width of the uniform noise that is added, of full scale: digital silence is unlike any phone."""
    silence_share: float
    """Weight of the quiet frames in the mean that is removed, however many there are."""

    @property
    def hop(self) -> int:
        """Samples from frame to frame."""
        return self.sample_rate_hz // 100

    @property
    def window(self) -> int:
        """Samples of a frame."""
        return round(0.025625 * self.sample_rate_hz)

    @property
    def n_fft(self) -> int:
        """Points of the Fourier transform."""
        return 1 << (self.window - 1).bit_length()


def htk_mel(frequency_hz: np.ndarray) -> np.ndarray:
    """The mel scale of Sphinx."""
    return 2595.0 * np.log10(1.0 + frequency_hz / 700.0)


def mel_filters(listening: Listening) -> np.ndarray:
    """Triangles of unit area whose corners lie on points of the transform, ``[1 + n_fft // 2, filters]``."""
    step = listening.sample_rate_hz / listening.n_fft
    ends = htk_mel(np.array([listening.minimum_hz, listening.maximum_hz]))
    corners = 700.0 * (10.0 ** (np.linspace(*ends, listening.filters + 2) / 2595.0) - 1.0)
    low, middle, high = (np.floor(corners[k : k + listening.filters] / step + 0.5) * step for k in range(3))
    frequency = np.arange(1 + listening.n_fft // 2)[:, None] * step
    rising, falling = (frequency - low) / (middle - low), (high - frequency) / (high - middle)
    return np.maximum(0.0, np.minimum(rising, falling)) * 2.0 / (high - low)


class Cepstra(nn.Module):
    """Waveform ``[n, samples]``, full scale +-1, to streams of features ``[n, frames, 3, 13]``."""

    def __init__(self, listening: Listening, samples: int) -> None:
        super().__init__()
        self.listening = listening
        self.pad = round(listening.pad_seconds * listening.sample_rate_hz)
        whole = samples + 2 * self.pad
        noise = np.random.default_rng(1).uniform(-listening.dither, listening.dither, whole)
        n = np.arange(listening.window)
        angle = 2 * np.pi * np.outer(n, np.arange(1 + listening.n_fft // 2)) / listening.n_fft
        hamming = 0.54 - 0.46 * np.cos(2 * np.pi * n / (listening.window - 1))
        lifter = 1 + LIFTER / 2 * np.sin(np.pi * np.arange(DIMENSIONS) / LIFTER)
        for name, values in {
            "noise": noise,
            "cosine": hamming[:, None] * np.cos(angle),
            "sine": hamming[:, None] * np.sin(angle),
            "mel": mel_filters(listening),
            "transform": cosine_transform(listening.filters, DIMENSIONS) * lifter,
        }.items():
            self.register_buffer(name, torch.tensor(values, dtype=torch.float32), persistent=False)

    def forward(self, waveform: Tensor) -> Tensor:
        """Features whose mean over loud and quiet frames, each with its share, is 0."""
        cepstra = self.cepstra(waveform)
        level = cepstra[..., 0]
        low, high = level.amin(dim=1, keepdim=True), level.amax(dim=1, keepdim=True)
        loud = (level > low + 0.4 * (high - low)).to(cepstra.dtype)
        share = self.listening.silence_share
        weight = (1 - share) * loud / loud.sum(dim=1, keepdim=True).clamp(min=1)
        weight = weight + share * (1 - loud) / (1 - loud).sum(dim=1, keepdim=True).clamp(min=1)
        return self.streams(cepstra - (weight[..., None] * cepstra).sum(dim=1, keepdim=True))

    def cepstra(self, waveform: Tensor) -> Tensor:
        """Liftered mel cepstra ``[n, frames, 13]``."""
        peak = waveform.abs().amax(dim=1, keepdim=True).clamp(min=1e-9)
        padded = nn.functional.pad(waveform * (self.listening.peak / peak), (self.pad, self.pad)) + self.noise
        sound = FULL_SCALE * padded
        emphasised = sound - EMPHASIS * nn.functional.pad(sound, (1, 0))[:, :-1]
        frame = self.frames(emphasised)
        real, imaginary = frame @ self.cosine, frame @ self.sine
        power = (real * real + imaginary * imaginary) @ self.mel
        return torch.log(power + SMALLEST_POWER) @ self.transform

    def frames(self, sound: Tensor) -> Tensor:
        """``[n, frames, window]`` by reshape and slices: rows of hop samples, side by side."""
        hop, window = self.listening.hop, self.listening.window
        side = -(-window // hop)
        count = (sound.shape[1] - window) // hop + 1
        grid = nn.functional.pad(sound, (0, side * hop))[:, : (count + side - 1) * hop]
        grid = grid.reshape(sound.shape[0], count + side - 1, hop)
        return torch.cat([grid[:, k : k + count] for k in range(side)], dim=2)[..., :window]

    @staticmethod
    def streams(cepstra: Tensor) -> Tensor:
        """Cepstra, their differences over 4 frames, and the differences of these over 2."""
        frames = cepstra.shape[1]
        held = torch.cat([cepstra[:, :1]] * 3 + [cepstra] + [cepstra[:, -1:]] * 3, dim=1)

        def at(offset: int) -> Tensor:
            return held[:, 3 + offset : 3 + offset + frames]

        second = (at(3) - at(-1)) - (at(1) - at(-3))
        return torch.stack([cepstra, at(2) - at(-2), second], dim=2)


class SenoneScores(nn.Module):
    """Features ``[n, frames, 3, 13]`` to log likelihoods of senones, which may repeat, ``[n, frames, senones]``.

    The numbers of the acoustic model are in the state, so that the graph has them under names: ``exponents_<stream>``
    and ``mixtures_<stream>_<group>``.
    """

    def __init__(self, models: PhoneModels, senones: list[int]) -> None:
        super().__init__()
        known = sorted(set(senones))
        by_book = [(book, [one for one in known if models.codebook[one] == book]) for book in range(len(models.names))]
        self.codebooks = sorted((one for one in by_book if one[1]), key=lambda one: len(one[1]))
        """Those that are needed and, of each, the senones that are."""
        self.groups = [slice(k, k + GROUP) for k in range(0, len(self.codebooks), GROUP)]
        place: dict[int, int] = {}
        begin = 0
        for number, group in enumerate(self.groups):
            members = [senones_of_book for _, senones_of_book in self.codebooks[group]]
            mixtures = self._mixtures(models, members)
            for stream in range(STREAMS):
                self.register_buffer(f"mixtures_{stream}_{number}", mixtures[stream])
            widest = mixtures.shape[-1]
            for row, senones_of_book in enumerate(members):
                place |= {one: begin + row * widest + column for column, one in enumerate(senones_of_book)}
            begin += len(members) * widest
        self.register_buffer("place", torch.tensor([place[one] for one in senones]), persistent=False)
        books = [book for book, _ in self.codebooks]
        mean, precision = models.means[books].astype(float), 1.0 / models.variances[books].astype(float)
        constant = -0.5 * (mean**2 * precision + np.log(2 * np.pi / precision)).sum(axis=-1)
        exponent = np.concatenate([-0.5 * precision, mean * precision, constant[..., None]], axis=-1)
        for stream in range(STREAMS):
            of_stream = exponent[:, stream].transpose(0, 2, 1).copy()
            self.register_buffer(f"exponents_{stream}", torch.tensor(of_stream, dtype=torch.float32))

    @staticmethod
    def _mixtures(models: PhoneModels, own: list[list[int]]) -> Tensor:
        """Of the senones of some codebooks, ``[streams, codebooks, densities, senones]``, filled up with zeros."""
        mixtures = np.zeros((STREAMS, len(own), models.mixtures.shape[1], max(map(len, own))))
        for row, members in enumerate(own):
            mixtures[:, row, :, : len(members)] = models.mixtures[:, :, members]
        return torch.tensor(mixtures, dtype=torch.float32)

    def forward(self, features: Tensor) -> Tensor:
        """Sum over the streams of the logarithm of the mixture."""
        n, frames = features.shape[:2]
        totals = [torch.zeros(1) for _ in self.groups]
        for stream in range(STREAMS):
            x = features[:, :, stream].reshape(1, n * frames, DIMENSIONS)
            exponents = self.get_buffer(f"exponents_{stream}")
            density = torch.cat([x * x, x, torch.ones_like(x[..., :1])], dim=2) @ exponents
            best = density.amax(dim=2, keepdim=True)
            share = torch.exp(density - best)
            for number, group in enumerate(self.groups):
                mixture = share[group] @ self.get_buffer(f"mixtures_{stream}_{number}")
                totals[number] = totals[number] + best[group] + torch.log(mixture + SMALLEST)
        flat = [total.transpose(0, 1).reshape(n, frames, -1) for total in totals]
        return torch.cat(flat, dim=2).index_select(2, self.place)


@dataclass(frozen=True)
class Search:
    """How paths are looked for."""

    frame_step: int
    """Phones are scored in one of so many frames, which stands for those up to the next one."""
    any_phone: float
    """Where any phone may follow any: logarithm of the probability of going on to one of them, in a scored frame."""


class WordScores(nn.Module):
    """Waveform ``[n, samples]`` to scores ``[n, words + 1]``, nats a frame.

    The logarithm of the likelihood of the best path through a pronunciation of the word, less that of the best phone in
    every frame: 0 for a sound that could fit no better. The last is that of any phones in any order.
    """

    def __init__(
        self, models: PhoneModels, listening: Listening, search: Search, samples: int, words: list[list[str]]
    ) -> None:
        """``words``: pronunciations of each, phones with spaces between."""
        super().__init__()
        silence = models.bare(SILENCE)
        spoken = [[*silence, *models.chain(one.split()), *silence] for word in words for one in word]
        phones = [models.bare(name) for name in models.names]
        chains = [*spoken, *phones]
        self.chains = [[state.matrix for state in chain[::STATES]] for chain in chains]
        """Of every pronunciation and every phone, the matrices of transitions of its phones."""
        self.search = search
        self.cepstra = Cepstra(listening, samples)
        self.senones = SenoneScores(models, [state.senone for chain in chains for state in chain])
        self.bare = STATES * len(phones)
        """So many of the states, the last ones, are those of the phones without context."""
        self._connect(spoken, phones)
        most = max(map(len, words))
        begins = np.cumsum([0, *map(len, words)])
        rows = [np.resize(np.arange(a, b), most) for a, b in pairwise(begins)]
        self.last = self.last[torch.tensor(np.array(rows))].flatten(1)

    def _connect(self, spoken: list[list[State]], phones: list[list[State]]) -> None:
        """States of all chains in one row: what it costs to stay, and to come from the one before."""
        chains = [*spoken, *phones]
        if any(state.skip > NEVER for chain in chains for state in chain):
            raise ValueError("states that leave out the next one are not followed")
        stay = [state.stay for chain in chains for state in chain]
        on = [cost for chain in chains for cost in (NEVER, *(state.on for state in chain[:-1]))]
        first = [0.0 if k in (0, STATES) else NEVER for chain in chains for k in range(len(chain))]
        ends = np.cumsum([len(chain) for chain in spoken])
        self.register_buffer("last", torch.tensor(np.stack([ends - 1, ends - 1 - STATES], axis=1)), persistent=False)
        words = len(stay) - self.bare
        from_any = [NEVER] * words + [self.search.any_phone, NEVER, NEVER] * len(phones)
        phone_ends = torch.arange(words + STATES - 1, len(stay), STATES)
        self.register_buffer("phone_ends", phone_ends, persistent=False)
        named = {"stay": stay, "on": on, "first": first, "from_any": from_any, "nobody": [NEVER]}
        for name, values in named.items():
            # in the state, so that the graph holds them once for all frames
            self.register_buffer(name, torch.tensor(np.array(values), dtype=torch.float32))

    def forward(self, waveform: Tensor) -> Tensor:
        """The best path's score of every word, and of any phones."""
        features, step = self.cepstra(waveform), self.search.frame_step
        scores = self.senones(features[:, ::step])
        emitted = scores - scores[..., -self.bare :].amax(dim=2, keepdim=True)
        n, frames = features.shape[:2]
        path = self.first + emitted[:, 0]
        nobody = self.nobody.expand(n, 1)
        for frame in range(1, frames):
            before = torch.cat([nobody, path[:, :-1]], dim=1)
            come = before + self.on
            if frame % step == 0:
                phone_over = path.index_select(1, self.phone_ends).amax(dim=1, keepdim=True)
                come = torch.maximum(come, phone_over + self.from_any)
            path = torch.maximum(path + self.stay, come) + emitted[:, frame // step]
        ends = path.index_select(1, self.last.reshape(-1)).reshape(n, *self.last.shape)
        any_phones = path.index_select(1, self.phone_ends).amax(dim=1, keepdim=True)
        return torch.cat([ends.amax(dim=2), any_phones], dim=1) / frames
