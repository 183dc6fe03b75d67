"""Ways to train a model, by the ``kind`` that a configuration names. One file per recipe."""

from bulbar_training.recipes import (
    finetuned,
    mfcc_dense,
    mfcc_forest,
    modulation,
    sand_ensemble,
    sand_features,
    sand_severity,
    spectrogram_cnn,
    voice_features,
    word_scores,
)
from bulbar_training.recipes.recipe import Exported, Recipe

RECIPES: dict[str, type[Recipe]] = {
    "finetuned": finetuned.Finetuned,
    "spectrogram-cnn": spectrogram_cnn.SpectrogramCnn,
    "mfcc-dense": mfcc_dense.MfccDense,
    "mfcc-forest": mfcc_forest.MfccForest,
    "modulation": modulation.Modulation,
    "sand-ensemble": sand_ensemble.SandEnsemble,
    "sand-features": sand_features.SandFeatures,
    "voice-features": voice_features.VoiceFeatures,
    "sand-severity": sand_severity.SandSeverity,
    "word-scores": word_scores.RecognisedWords,
}

__all__ = ["RECIPES", "Exported", "Recipe"]
