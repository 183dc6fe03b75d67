"""What a graph lost that takes less room: the headline's folds again, each answered by a smaller graph of its model."""

from __future__ import annotations

from bulbar_training.config import ModelConfig
from bulbar_training.evaluation.document import Reduction
from bulbar_training.evaluation.evaluation import describe
from bulbar_training.evaluation.held_out import HeldOut
from bulbar_training.evaluation.scores import robustness, score_of, unit_of
from bulbar_training.manifest import Figure
from bulbar_training.metrics import NAMES
from bulbar_training.recipes.reduced import Reduced
from bulbar_training.splits import folds_of
from bulbar_training.waveforms import Progress


def reduction_of(
    config: ModelConfig, recipe: Reduced, sizes: dict[str, float], progress: Progress
) -> tuple[Reduction, Figure]:
    """The loss on the first repeat of the headline's folds, and the figure that the smaller package states.

    Models are fitted again, since ``evaluate`` keeps answers and no models: the same seeds give the same ones.
    """
    how, method = config.evaluation, recipe.method
    protocol = how.protocols[0].model_copy(update={"repeats": 1})
    held_out = HeldOut(config, recipe.recordings, recipe, progress)
    cohort = held_out.cohort
    scored = held_out.repeat(protocol, folds_of(protocol, cohort.rows, how.seed), protocol.name, [method])
    moved = robustness(scored, cohort, how)[method]
    smaller = unit_of(scored, cohort, how, scored.variants[method])
    score = score_of(smaller, how.headline, how)
    if score.value is None:
        raise ValueError(f"{NAMES[how.headline]} is not defined: a class is missing among the held-out recordings")
    lost = Reduction(
        stored_as=method,
        bytes=int(sizes["bytes"]),
        full_bytes=int(sizes["fullBytes"]),
        metric=NAMES[how.headline],
        score=score,
        full_score=score_of(unit_of(scored, cohort, how), how.headline, how),
        largest_shift=moved.largest_shift,
        shift95=moved.shift95,
        same_class=moved.same_class,
    )
    description = describe(protocol, cohort.speakers, how.unit, cohort.speakers[scored.rows])
    return lost, Figure(metric=lost.metric, value=score.value, interval=score.interval, protocol=description)
