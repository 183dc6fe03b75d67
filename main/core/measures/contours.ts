import type { Contour, ContourKind } from "../../../shared/contract/recordings.ts";
import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { FrameGrid } from "../dsp/frame-grid.ts";
import { resampler } from "../dsp/resample-praat.ts";
import { type Pitch, pitch, pitchAt, standardPitch } from "./pitch/pitch.ts";
import { formantFrames, standardFormants } from "./spectrum/formants.ts";
import { intensity } from "./timing/intensity.ts";
import { findSounding } from "./timing/sounding.ts";
import { analyseVoice } from "./voice-measures.ts";

/** Formants that are drawn. */
const drawnFormants = 3;
/** Longer contours are thinned to this many points: more than a picture has pixels. */
const mostPoints = 40_000;

/**
 * What the measures rest on, moment by moment over a whole recording, for the picture: F0 (Hz, null where unvoiced),
 * intensity (dB), or F1 to F3 (Hz, null where unvoiced, as the medians leave such moments out). Empty where the recording is
 * too short.
 */
export function contourOf(sound: Sound, settings: MeasureSettings, of: ContourKind): Contour {
  const contour = contours[of](sound, settings);
  const every = Math.ceil((contour.series[0]?.length ?? 0) / mostPoints);
  if (every <= 1) return contour;
  return {
    ...contour,
    stepSeconds: every * contour.stepSeconds,
    series: contour.series.map((values) => values.filter((_, k) => k % every === 0)),
  };
}

const contours: Record<ContourKind, (sound: Sound, settings: MeasureSettings) => Contour> = {
  pitch: (sound, settings) => {
    const contour = pitchOf(sound, settings);
    return contour
      ? { ...gridOf(contour), series: [Array.from(contour.frequencies, (hz) => (hz === 0 ? null : hz))] }
      : nothing;
  },
  intensity: (sound, { pitchFloorHz }) => {
    const contour = intensity(sound, pitchFloorHz);
    return contour ? { ...gridOf(contour), series: [[...contour.levelsDb]] } : nothing;
  },
  formants: (sound, settings) => {
    const { formantCeilingHz, pitchFloorHz } = settings;
    if (sound.samples.length / sound.sampleRateHz < 3 / pitchFloorHz) return nothing;
    const contour = pitchOf(sound, settings);
    const frames = formantFrames(resampler(sound)(2 * formantCeilingHz), standardFormants(formantCeilingHz));
    const [first, second] = frames;
    if (!contour || !first || !second) return nothing;
    const isVoiced = frames.map(({ timeSeconds }) => pitchAt(contour, timeSeconds) !== null);
    return {
      firstSeconds: first.timeSeconds,
      stepSeconds: second.timeSeconds - first.timeSeconds,
      series: Array.from({ length: drawnFormants }, (_, number) =>
        frames.map(({ formants }, k) => (isVoiced[k] ? (formants[number]?.frequencyHz ?? null) : null)),
      ),
    };
  },
};

const nothing: Contour = { firstSeconds: 0, stepSeconds: 1, series: [] };

const pitchOf = (sound: Sound, { pitchFloorHz, pitchCeilingHz }: MeasureSettings): Pitch | null =>
  pitch(sound, standardPitch(pitchFloorHz, pitchCeilingHz));

const gridOf = ({ firstSeconds, stepSeconds }: FrameGrid) => ({ firstSeconds, stepSeconds });

/** Times of the glottal pulses of a recording, s. */
export function pulsesOf(sound: Sound, settings: MeasureSettings): number[] {
  return [...analyseVoice(sound, settings).pulses];
}

/** The pauses within what is said: from one sounding stretch to the next (`findSounding`). */
export function pausesOf(sound: Sound): MeasuredPart[] {
  const stretches = findSounding(sound)?.stretches ?? [];
  return stretches.slice(1).map(({ startSeconds }, k) => ({
    startSeconds: stretches[k]!.endSeconds,
    endSeconds: startSeconds,
  }));
}
