import type { MeasureSettings, Measures, MissingReason } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { Workspace } from "../dsp/kernels.ts";
import { type Resampler, resampler } from "../dsp/resample-praat.ts";
import { harmonicsToNoiseRatio } from "./perturbation/harmonicity.ts";
import { jitterMeasures, shimmerMeasures } from "./perturbation/perturbation.ts";
import { pulses } from "./perturbation/pulses.ts";
import { f0Statistics } from "./pitch/f0-statistics.ts";
import { type Pitch, pitch, standardPitch } from "./pitch/pitch.ts";
import type { PitchSettings } from "./pitch/pitch-settings.ts";
import { voicingMeasures } from "./pitch/voicing.ts";
import { intensity, meanIntensity } from "./timing/intensity.ts";

/** What several families of measures rest on, computed once per recording. */
export type Voice = {
  signal: Sound;
  resample: Resampler;
  settings: MeasureSettings;
  pitchSettings: PitchSettings;
  /** Null where the recording is shorter than three periods of the pitch floor. */
  pitch: Pitch | null;
  /** Times of the glottal pulses, s. */
  pulses: Float64Array;
};

/**
 * Pitch and pulses of a recording with Praat's standard parameters.
 * @param known its pitch contour, where that was computed before
 * @param room where what it resamples lies
 */
export function analyseVoice(
  signal: Sound,
  settings: MeasureSettings,
  known: Pitch | null = null,
  room?: Workspace,
): Voice {
  const pitchSettings = standardPitch(settings.pitchFloorHz, settings.pitchCeilingHz);
  const contour = known ?? pitch(signal, pitchSettings);
  return {
    signal,
    resample: resampler(signal, room),
    settings,
    pitchSettings,
    pitch: contour,
    pulses: contour ? pulses(signal, contour) : new Float64Array(),
  };
}

const units: Record<string, string> = {
  "f0-mean": "Hz",
  "f0-sd": "Hz",
  "f0-min": "Hz",
  "f0-max": "Hz",
  "f0-range": "semitones",
  "unvoiced-fraction": "%",
  "voice-breaks": "count",
  "jitter-local": "%",
  "jitter-local-absolute": "s",
  "jitter-rap": "%",
  "jitter-ppq5": "%",
  "jitter-ddp": "%",
  "shimmer-local": "%",
  "shimmer-local-db": "dB",
  "shimmer-apq3": "%",
  "shimmer-apq5": "%",
  "shimmer-apq11": "%",
  "shimmer-dda": "%",
};

/** F0, voicing, jitter, shimmer, harmonics-to-noise ratio and intensity of a recording. */
export function voiceMeasures(voice: Voice): Measures {
  const { signal, settings, pitchSettings } = voice;
  const ofPulses = voice.pitch
    ? {
        ...f0Statistics(voice.pitch),
        ...voicingMeasures(voice.pitch, voice.pulses, pitchSettings),
        ...jitterMeasures(voice.pulses),
        ...shimmerMeasures(signal, voice.pulses),
      }
    : allMissing("too-short");
  return { ...ofPulses, ...levelMeasures(signal, settings.pitchFloorHz) };
}

function allMissing(missing: MissingReason): Measures {
  return Object.fromEntries(Object.entries(units).map(([id, unit]) => [id, { value: null, unit, missing }]));
}

function levelMeasures(signal: Sound, floorHz: number): Measures {
  const ratio = harmonicsToNoiseRatio(signal, floorHz);
  const contour = intensity(signal, floorHz);
  const isLongEnough = signal.samples.length / signal.sampleRateHz >= 2 / floorHz;
  return {
    hnr:
      ratio === null
        ? { value: null, unit: "dB", missing: isLongEnough ? "unvoiced" : "too-short" }
        : { value: ratio, unit: "dB" },
    intensity: contour
      ? { value: meanIntensity(contour), unit: "dB" }
      : { value: null, unit: "dB", missing: "too-short" },
  };
}
