import type { Sound } from "../../../../shared/domain/sound.ts";
import { mean } from "../../dsp/mean.ts";
import { pitch } from "../pitch/pitch.ts";

/**
 * Mean harmonics-to-noise ratio, dB: Praat's "To Harmonicity (cc): 0.01, floor, 0.1, 1.0", "Get mean". Per frame
 * 10 log10(r / (1 - r)), r being the height of the highest peak of the normalised cross-correlation; silent frames
 * are left out. Null where no frame sounds or the signal is shorter than two periods of the floor.
 */
export function harmonicsToNoiseRatio(signal: Sound, floorHz: number): number | null {
  const contour = pitch(signal, {
    method: "cc-accurate",
    timeStepSeconds: 0.01,
    floorHz,
    ceilingHz: 0.5 * signal.sampleRateHz,
    periodsPerWindow: 1,
    maximumCandidates: 15,
    silenceThreshold: 0.1,
    voicingThreshold: 0,
    octaveCost: 0,
    octaveJumpCost: 0,
    voicedUnvoicedCost: 0,
  });
  const chosen = contour?.frames.map(({ candidates }) => candidates[0]!) ?? [];
  const levels = chosen.filter(({ frequencyHz }) => frequencyHz > 0).map(({ strength }) => ratioDb(strength));
  return levels.length === 0 ? null : mean(levels);
}

function ratioDb(strength: number): number {
  if (strength <= 1e-15) return -150;
  return strength > 1 - 1e-15 ? 150 : 10 * Math.log10(strength / (1 - strength));
}
