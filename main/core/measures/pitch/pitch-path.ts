import type { PitchFrame } from "./pitch-frame.ts";
import type { PitchSettings } from "./pitch-settings.ts";

/**
 * Finds the cheapest path through the candidates (Viterbi; Praat's Pitch_pathFinder) and puts its candidate first in
 * every frame. The transition costs are for frames 10 ms apart and grow with shorter steps.
 */
export function followPath(frames: PitchFrame[], stepSeconds: number, settings: PitchSettings): void {
  const nodes = nodesOf(frames, settings);
  const origins = bestOrigins(nodes, {
    jump: jumpCostPerOctave(settings, stepSeconds),
    voicing: (settings.voicedUnvoicedCost * 0.01) / stepSeconds,
  });
  const { starts, scores } = nodes;
  const last = starts[frames.length - 1]!;
  let place = 0;
  for (let j = 1; last + j < scores.length; j++) if (scores[last + j]! > scores[last + place]!) place = j;
  for (let i = frames.length - 1; i >= 0; i--) {
    const { candidates } = frames[i]!;
    const chosen = candidates[place]!;
    candidates[place] = candidates[0]!;
    candidates[0] = chosen;
    place = origins[starts[i]! + place]!;
  }
}

/** Cost of a jump by an octave between neighbouring frames. */
export function jumpCostPerOctave({ octaveJumpCost }: PitchSettings, stepSeconds: number): number {
  return (octaveJumpCost * 0.01) / stepSeconds;
}

/**
 * The candidates on the way, those of frame i from `starts[i]` on, one more start than frames: log2 of their frequency, NaN
 * for unvoiced, and the score of each; of the best path to it once that is known.
 */
type Nodes = { starts: Int32Array; octaves: Float64Array; scores: Float64Array };

function nodesOf(frames: PitchFrame[], settings: PitchSettings): Nodes {
  const { silenceThreshold, voicingThreshold, octaveCost, ceilingHz } = settings;
  const starts = new Int32Array(frames.length + 1);
  for (let i = 0; i < frames.length; i++) starts[i + 1] = starts[i]! + frames[i]!.candidates.length;
  const octaves = new Float64Array(starts[frames.length]!);
  const scores = new Float64Array(octaves.length);
  const ceiling = Math.log2(ceilingHz);
  for (let i = 0, at = 0; i < frames.length; i++) {
    const { intensity, candidates } = frames[i]!;
    const silence = silenceThreshold <= 0 ? 0 : 2 - intensity / (silenceThreshold / (1 + voicingThreshold));
    const unvoiced = voicingThreshold + Math.max(0, silence);
    for (let j = 0; j < candidates.length; j++, at++) {
      const { frequencyHz, strength } = candidates[j]!;
      const isVoiced = frequencyHz > 0 && frequencyHz < ceilingHz;
      octaves[at] = isVoiced ? Math.log2(frequencyHz) : Number.NaN;
      scores[at] = isVoiced ? strength - octaveCost * (ceiling - octaves[at]!) : unvoiced;
    }
  }
  return { starts, octaves, scores };
}

/** Place, in the frame before, of the best node to come from; its score is added to that of the node. */
function bestOrigins(
  { starts, octaves, scores }: Nodes,
  costs: { jump: number; voicing: number },
): Uint16Array {
  const origins = new Uint16Array(scores.length);
  for (let i = 1; i + 1 < starts.length; i++) {
    const [before, here, end] = [starts[i - 1]!, starts[i]!, starts[i + 1]!];
    for (let at = here; at < end; at++) {
      const octave = octaves[at]!;
      const toUnvoiced = Number.isNaN(octave);
      let best = Number.NEGATIVE_INFINITY;
      for (let from = before; from < here; from++) {
        const octaveBefore = octaves[from]!;
        const isChange = toUnvoiced !== Number.isNaN(octaveBefore);
        const cost = isChange ? costs.voicing : toUnvoiced ? 0 : costs.jump * Math.abs(octaveBefore - octave);
        if (scores[from]! - cost > best) {
          best = scores[from]! - cost;
          origins[at] = from - before;
        }
      }
      scores[at]! += best;
    }
  }
  return origins;
}
