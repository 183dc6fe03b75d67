"""Several networks for SAND, each for its own tasks: their probabilities are averaged recording by recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict, Field
from scipy.special import logsumexp

from bulbar_training.config import FrontendConfig, ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.manifest import TaskId
from bulbar_training.networks import TrunkAndHead
from bulbar_training.recipes.recipe import Exported, Recipe
from bulbar_training.recipes.sand_severity import SandSeverity
from bulbar_training.waveforms import Progress


class Member(BaseModel):
    """One network of the ensemble."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tasks: list[TaskId] = Field(min_length=1)
    frontend: FrontendConfig
    recipe: dict
    """As of the recipe ``sand-severity``."""
    seeds: int = 1
    """So many networks that differ in their seed."""


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    members: list[Member] = Field(min_length=1)


class SandEnsemble(Recipe):
    """Fits every member on the rows of its tasks."""

    no_export = "export the members one by one (recipe sand-severity); the app joins their answers"

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.settings = Settings.model_validate(config.recipe)
        self.members = [self._member(member) for member in self.settings.members]
        tasks = np.array([r.task for r in recordings])
        self.accepted = [np.isin(tasks, member.tasks) for member in self.settings.members]
        orphans = set(tasks[~np.any(self.accepted, axis=0)])
        if orphans:
            raise ValueError(f"no member of the ensemble takes {', '.join(sorted(orphans))}")

    def _member(self, member: Member) -> SandSeverity:
        changes = {"kind": "sand-severity", "recipe": member.recipe, "frontend": member.frontend}
        return SandSeverity(self.config.model_copy(update=changes), self.recordings)

    def preprocess(self, progress: Progress) -> None:
        """Reads the recordings once for all members."""
        self.members[0].preprocess(progress)
        for member in self.members[1:]:
            member.waveforms = self.members[0].waveforms

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> list[list[TrunkAndHead]]:
        """Networks by member and seed; each has a checkpoint of its own."""
        models: list[list[TrunkAndHead]] = []
        for k, (member, accepted) in enumerate(zip(self.members, self.accepted, strict=True)):
            member.labels = self.labels
            own, models = rows[accepted[rows]], [*models, []]
            for n in range(self.settings.members[k].seeds):
                path = None if checkpoint is None else checkpoint.with_suffix(f".{k}-{n}.checkpoint")
                models[k].append(member.fit(own, seed + n, path, progress))
        return models

    def logits(self, model: list[list[TrunkAndHead]], rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Log of the mean probability over all networks that take the row's task."""
        answers = np.full((rows.size, len(self.config.labels), sum(map(len, model))), -np.inf)
        places = [(k, network) for k, networks in enumerate(model) for network in networks]
        for place, (k, network) in enumerate(places):
            own = np.flatnonzero(self.accepted[k][rows])
            if own.size:
                logits = torch.from_numpy(self.members[k].logits(network, rows[own], variant))
                answers[own, :, place] = torch.log_softmax(logits, dim=1).numpy()
        total = logsumexp(answers, axis=2)
        return total - logsumexp(total, axis=1, keepdims=True)

    def save(self, model: list[list[TrunkAndHead]], path: Path) -> None:
        """State dictionaries of all networks."""
        torch.save([[network.state_dict() for network in networks] for networks in model], path)

    def load(self, path: Path) -> list[list[TrunkAndHead]]:
        """Networks that :meth:`save` wrote."""
        stored, models = torch.load(path, weights_only=True), []
        for member, states in zip(self.members, stored, strict=True):
            models.append([member.network() for _ in states])
            for network, state in zip(models[-1], states, strict=True):
                network.load_state_dict(state)
                network.eval()
        return models

    def export(self, model: list[list[TrunkAndHead]], temperature: float, path: Path) -> Exported:
        """Refused: the app joins packages itself."""
        raise ValueError(self.no_export)
