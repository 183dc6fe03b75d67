import type { PitchFrame, PitchSettings } from "./pitch.ts";

/**
 * Finds the cheapest path through the candidates (Viterbi; Praat's Pitch_pathFinder) and puts its candidate first in
 * every frame. The transition costs are for frames 10 ms apart and grow with shorter steps.
 */
export function followPath(frames: PitchFrame[], stepSeconds: number, settings: PitchSettings): void {
  const jumpCost = jumpCostPerOctave(settings, stepSeconds);
  const voicingCost = (settings.voicedUnvoicedCost * 0.01) / stepSeconds;
  // log2 of the frequency, NaN for unvoiced: taken once per candidate, not once per transition.
  const octaves = frames.map(({ candidates }) =>
    candidates.map((c) => octave(c.frequencyHz, settings.ceilingHz)),
  );
  const score = frames.map((frame, i) => localScores(frame, octaves[i]!, settings));
  const origin: number[][] = [];
  for (let i = 1; i < frames.length; i++) {
    const before = score[i - 1]!;
    origin[i] = octaves[i]!.map((to, j) => {
      const best = bestOrigin(before, octaves[i - 1]!, to, jumpCost, voicingCost);
      score[i]![j]! += best.score;
      return best.place;
    });
  }
  const last = score.at(-1)!;
  let place = last.indexOf(Math.max(...last));
  for (let i = frames.length - 1; i >= 0; i--) {
    const { candidates } = frames[i]!;
    [candidates[0], candidates[place]] = [candidates[place]!, candidates[0]!];
    place = origin[i]?.[place] ?? 0;
  }
}

/** Cost of a jump by an octave between neighbouring frames. */
export function jumpCostPerOctave({ octaveJumpCost }: PitchSettings, stepSeconds: number): number {
  return (octaveJumpCost * 0.01) / stepSeconds;
}

function octave(frequencyHz: number, ceilingHz: number): number {
  return frequencyHz > 0 && frequencyHz < ceilingHz ? Math.log2(frequencyHz) : Number.NaN;
}

function localScores(
  { intensity, candidates }: PitchFrame,
  octaves: number[],
  settings: PitchSettings,
): number[] {
  const { silenceThreshold, voicingThreshold, octaveCost, ceilingHz } = settings;
  const silence = silenceThreshold <= 0 ? 0 : 2 - intensity / (silenceThreshold / (1 + voicingThreshold));
  const unvoiced = voicingThreshold + Math.max(0, silence);
  const ceiling = Math.log2(ceilingHz);
  return candidates.map(({ strength }, j) => {
    const octave = octaves[j]!;
    return Number.isNaN(octave) ? unvoiced : strength - octaveCost * (ceiling - octave);
  });
}

function bestOrigin(scores: number[], octaves: number[], to: number, jumpCost: number, voicingCost: number) {
  const toUnvoiced = Number.isNaN(to);
  let place = 0;
  let score = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < scores.length; j++) {
    const from = octaves[j]!;
    const fromUnvoiced = Number.isNaN(from);
    const cost =
      toUnvoiced || fromUnvoiced
        ? toUnvoiced && fromUnvoiced
          ? 0
          : voicingCost
        : jumpCost * Math.abs(from - to);
    if (scores[j]! - cost > score) {
      score = scores[j]! - cost;
      place = j;
    }
  }
  return { place, score };
}
