import type { PitchFrame } from "./pitch-frame.ts";
import type { PitchSettings } from "./pitch-settings.ts";

/**
 * Finds the cheapest path through the candidates (Viterbi; Praat's Pitch_pathFinder) and puts its candidate first in
 * every frame. The transition costs are for frames 10 ms apart and grow with shorter steps.
 */
export function followPath(frames: PitchFrame[], stepSeconds: number, settings: PitchSettings): void {
  const costs = {
    jump: jumpCostPerOctave(settings, stepSeconds),
    voicing: (settings.voicedUnvoicedCost * 0.01) / stepSeconds,
  };
  const origins: number[][] = [];
  let before = nodesOf(frames[0]!, settings);
  for (const frame of frames.slice(1)) {
    const nodes = nodesOf(frame, settings);
    origins.push(nodes.map((node) => bestOrigin(before, node, costs)));
    before = nodes;
  }
  let place = 0;
  for (let j = 1; j < before.length; j++) if (before[j]!.score > before[place]!.score) place = j;
  for (let i = frames.length - 1; i >= 0; i--) {
    const { candidates } = frames[i]!;
    const chosen = candidates[place]!;
    candidates[place] = candidates[0]!;
    candidates[0] = chosen;
    place = origins[i - 1]?.[place] ?? 0;
  }
}

/** A candidate on the way: log2 of its frequency, NaN for unvoiced, and the score of the best path to it. */
type Node = { octave: number; score: number };

/** Cost of a jump by an octave between neighbouring frames. */
export function jumpCostPerOctave({ octaveJumpCost }: PitchSettings, stepSeconds: number): number {
  return (octaveJumpCost * 0.01) / stepSeconds;
}

function octave(frequencyHz: number, ceilingHz: number): number {
  return frequencyHz > 0 && frequencyHz < ceilingHz ? Math.log2(frequencyHz) : Number.NaN;
}

function nodesOf({ intensity, candidates }: PitchFrame, settings: PitchSettings): Node[] {
  const { silenceThreshold, voicingThreshold, octaveCost, ceilingHz } = settings;
  const silence = silenceThreshold <= 0 ? 0 : 2 - intensity / (silenceThreshold / (1 + voicingThreshold));
  const unvoiced = voicingThreshold + Math.max(0, silence);
  const ceiling = Math.log2(ceilingHz);
  const nodes: Node[] = [];
  for (const { frequencyHz, strength } of candidates) {
    const at = octave(frequencyHz, ceilingHz);
    nodes.push({ octave: at, score: Number.isNaN(at) ? unvoiced : strength - octaveCost * (ceiling - at) });
  }
  return nodes;
}

/** Place of the best node to come from; its score is added to that of `node`. */
function bestOrigin(before: Node[], node: Node, costs: { jump: number; voicing: number }): number {
  const toUnvoiced = Number.isNaN(node.octave);
  let place = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < before.length; j++) {
    const { octave: from, score } = before[j]!;
    const fromUnvoiced = Number.isNaN(from);
    const isChange = toUnvoiced !== fromUnvoiced;
    const cost = isChange ? costs.voicing : toUnvoiced ? 0 : costs.jump * Math.abs(from - node.octave);
    if (score - cost > best) {
      best = score - cost;
      place = j;
    }
  }
  node.score += best;
  return place;
}
