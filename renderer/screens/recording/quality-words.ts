import type { DoubtReason, MissingReason } from "../../../shared/domain/measure.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";

/** What a flag is called, and what it means for the results. */
export const flagWords: Record<QualityFlag, { name: string; meaning: string }> = {
  silent: {
    name: "silent",
    meaning: "There is no sound in the file. Check the microphone and record again.",
  },
  "too-short": {
    name: "too short",
    meaning: "Too little voice for stable measures. Ask for at least 5 seconds on one breath.",
  },
  "too-quiet": {
    name: "too quiet",
    meaning: "The level is low, so noise weighs more. Move the microphone closer.",
  },
  clipped: {
    name: "clipped",
    meaning:
      "The loudest parts are cut off, which raises shimmer and distorts the spectrum. Lower the input level.",
  },
  "dc-offset": { name: "offset", meaning: "The signal is shifted by the recorder. Measures allow for it." },
  "low-snr": {
    name: "background noise",
    meaning: "Noise raises jitter and shimmer and lowers HNR and CPPS. Record in a quieter room.",
  },
  "low-sample-rate": {
    name: "low sampling rate",
    meaning:
      "Perturbation measures are coarser than at 44.1 kHz. Compare only with recordings made in the same way.",
  },
  "narrow-bandwidth": {
    name: "narrow bandwidth",
    meaning: "High frequencies are missing, as on the telephone. Measures that need them are not comparable.",
  },
  "lossy-codec": {
    name: "lossy compression",
    meaning:
      "The format discards fine detail; jitter, shimmer and HNR are not to be trusted. Prefer WAV or FLAC.",
  },
  "several-breaths": {
    name: "several breaths",
    meaning: "The voice pauses in between, so the task was not done on one breath.",
  },
  truncated: { name: "cut off", meaning: "The file ends early; what is there was analysed." },
  "bytes-left-over": {
    name: "data left over",
    meaning:
      "The file holds more data than its header says, perhaps the rest of the recording. What the header says was analysed.",
  },
  "channel-dead": {
    name: "silent channel",
    meaning: "One channel holds no sound; another was analysed.",
  },
  "channels-opposed": {
    name: "opposed channels",
    meaning: "The channels have opposite signs, so that their mean would cancel the voice. One was analysed.",
  },
  "channels-differ": {
    name: "different channels",
    meaning:
      "The channels do not hold one voice, as with an electroglottograph beside it. The one most like a voice was analysed.",
  },
};

/** Why a measure has no value. */
export const missingWords: Record<MissingReason, string> = {
  "too-short": "recording too short",
  unvoiced: "no voice found",
  "too-noisy": "too noisy",
  "too-aperiodic": "voice too irregular",
  "too-few-syllables": "too few syllables",
  silent: "silent",
  "sample-rate-too-low": "sampling rate too low",
  "needs-other-task": "needs another task",
};

/** Why a value is marked. */
export const doubtWords: Record<DoubtReason, string> = {
  short: "short recording",
  clipped: "clipped",
  "low-snr": "background noise",
  "lossy-codec": "lossy compression",
  "narrow-bandwidth": "narrow bandwidth",
  aperiodic: "irregular voice",
  "several-breaths": "several breaths",
  "outside-validated-range": "outside the validated range",
};
