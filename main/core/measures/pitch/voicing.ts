import type { Measures } from "../../../../shared/domain/measure.ts";
import type { Pitch } from "./pitch.ts";
import type { PitchSettings } from "./pitch-settings.ts";

/**
 * Share of locally unvoiced frames, %, and number of voice breaks, as Praat's voice report counts them. A frame is
 * locally voiced where it is not silent and any candidate below the ceiling reaches the voicing threshold, wherever
 * the path goes. A voice break is a run of pulse intervals longer than 1.25 / floor.
 */
export function voicingMeasures(pitch: Pitch, pulses: Float64Array, settings: PitchSettings): Measures {
  const { silenceThreshold, voicingThreshold, floorHz } = settings;
  const unvoiced = pitch.frames.filter(
    ({ intensity, candidates }) =>
      intensity < silenceThreshold ||
      !candidates.some(
        ({ frequencyHz, strength }) =>
          frequencyHz > 0 && frequencyHz < pitch.ceilingHz && strength >= voicingThreshold,
      ),
  );
  return {
    "unvoiced-fraction": { value: (100 * unvoiced.length) / pitch.count, unit: "%" },
    "voice-breaks":
      pulses.length > 1
        ? { value: voiceBreaks(pulses, 1.25 / floorHz), unit: "count" }
        : { value: null, unit: "count", missing: "unvoiced" },
  };
}

function voiceBreaks(pulses: Float64Array, longestSeconds: number): number {
  let breaks = 0;
  let wasVoiced = true;
  // Praat's loop stops before the last interval.
  for (let i = 1; i + 1 < pulses.length; i++) {
    const isVoiced = pulses[i]! - pulses[i - 1]! <= longestSeconds;
    if (wasVoiced && !isVoiced) breaks++;
    wasVoiced = isVoiced;
  }
  return breaks;
}
