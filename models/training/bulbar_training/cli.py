"""Trains, judges and packages Bulbar's models.

  bulbar-train preprocess | train | evaluate | export | card --config FILE
        a model of a configuration (configs/*.yaml): read and cache, fit, judge by every protocol, write the package,
        write its card anew
  bulbar-train export NAME --checkpoint FILE [--target-layer LAYER] [--out FOLDER]
        a package of weights that others published, NAME: cnn14, cnn10, cnn6, mobilenetv2, ast
  bulbar-train export yamnet --tflite FILE [--out FOLDER]
        the same of Google's YAMNet
  bulbar-train export ... --quantise int8|fp16
        any of these with matrix products in 8 bits, or weights stored in 16: runs/<id>/package-int8, with what it lost
        on the same folds in its card; of published weights FOLDER-int8, with how far its answers move
  bulbar-train finetune --base audioset-yamnet|audioset-cnn14 --labels FILE.csv [--weights FILE] [--all]
        a model of your own question (cough, breathing, a second voice) on the embeddings of such a network: evaluated,
        trained and packaged in one go; FILE.csv has the columns file, label, speaker and, if there is one, task
  python -m bulbar_training.ensembles CONFIG... [--out FILE]
        how good models of one question are together -> models/ensembles.json
  python -m bulbar_training.simulated_sand --out FOLDER [--speakers N] [--seed N]
        a generated corpus with SAND's layout

Every form has --help. Research use only, not for diagnosis.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bulbar_training import finetune, package, steps, tagging
from bulbar_training.config import REPOSITORY, ModelConfig, load
from bulbar_training.export import ParityError
from bulbar_training.quantise import METHODS, Method
from bulbar_training.recipes import RECIPES
from bulbar_training.terminal import CONSOLE, deterministic, start_log, told_failure


def export_package(config: ModelConfig, method: Method | None, file: str) -> None:
    """Refuses before anything is read what cannot be exported."""
    if RECIPES[config.kind].no_export is not None:
        raise ValueError(RECIPES[config.kind].no_export)
    evaluation = package.read_evaluation(config)
    _, recipe = steps.open_recipe(config)
    if method is None:
        steps.export(config, recipe, evaluation)
    else:
        command = f"bulbar-train export --config {file} --quantise {method}"
        steps.export_reduced(config, recipe, evaluation, method, command)


def run(options: argparse.Namespace, config: ModelConfig, file: str) -> None:
    """One step of a model."""
    step, fresh = options.step, options.fresh
    if step == "card":
        CONSOLE.print(str(package.write_card(config)))
    elif step == "export":
        export_package(config, options.quantise, file)
    else:
        corpus, recipe = steps.open_recipe(config)
        if step == "preprocess":
            steps.preprocess(recipe)
        elif step == "train":
            steps.train(config, recipe, fresh)
        else:
            steps.evaluate(config, corpus, recipe, f"bulbar-train evaluate --config {file}", fresh)


def arguments() -> argparse.ArgumentParser:
    """Command line."""
    parser = argparse.ArgumentParser(
        prog="bulbar-train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["preprocess", "train", "evaluate", "export", "card"])
    parser.add_argument("--config", type=Path, required=True, help="YAML file of the model")
    parser.add_argument("--data", type=Path, help="corpus folder, instead of the configuration's")
    parser.add_argument("--fresh", action="store_true", help="start over instead of resuming")
    parser.add_argument("--threads", type=int, default=1, help="threads of PyTorch (figures are quoted for 1)")
    parser.add_argument("--quantise", choices=list(METHODS), help="export: a smaller package, its loss measured")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Entry point; 0 done, 1 failed with the reason on standard error."""
    words = sys.argv[1:] if argv is None else argv
    if len(words) > 1 and words[0] == "export" and words[1] in tagging.MODELS:
        return tagging.main(words[1:])
    if words[:1] == ["finetune"]:
        return finetune.main(words[1:])
    parser = arguments()
    options = parser.parse_args(words)
    if options.quantise and options.step != "export":
        parser.error("--quantise belongs to export")
    config = load(options.config, options.data)
    start_log(config, options.step)
    deterministic(options.threads)
    file = options.config.resolve()
    name = file.relative_to(REPOSITORY) if file.is_relative_to(REPOSITORY) else file.name
    try:
        run(options, config, str(name))
    except (FileNotFoundError, ValueError, RuntimeError, ParityError) as error:
        return told_failure(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
