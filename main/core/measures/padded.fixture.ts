import type { Measures } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { randomOf } from "../dsp/random.ts";

export type Padding = {
  beforeSeconds: number;
  afterSeconds: number;
  /** Level of the noise, dB full scale; -Infinity: digital silence. */
  levelDbfs: number;
};

/** The sound with white noise of a room before and after it. */
export function padded({ samples, sampleRateHz }: Sound, padding: Padding, seed: number | string): Sound {
  const random = randomOf("room", seed);
  const amplitude = 10 ** (padding.levelDbfs / 20);
  const [before, after] = [padding.beforeSeconds, padding.afterSeconds].map((s) =>
    Math.round(s * sampleRateHz),
  );
  const out = new Float32Array(before! + samples.length + after!);
  if (amplitude > 0) for (let i = 0; i < out.length; i++) out[i] = amplitude * random.normal();
  out.set(samples, before!);
  return { samples: out, sampleRateHz };
}

/** How far a measure of a padded recording may lie from that of the recording cut to the voice. */
export const paddedTolerances: Readonly<Record<string, { tolerance: number; relative?: boolean }>> = {
  "f0-mean": { tolerance: 0.005, relative: true },
  "unvoiced-fraction": { tolerance: 3 },
  "jitter-local": { tolerance: 0.05, relative: true },
  "shimmer-local": { tolerance: 0.05, relative: true },
  hnr: { tolerance: 0.3 },
  intensity: { tolerance: 0.5 },
  cpps: { tolerance: 0.5 },
  f1: { tolerance: 0.05, relative: true },
  f2: { tolerance: 0.05, relative: true },
};

/** Measures that padding moved by more than its tolerance, each with the two values. */
export function movedByPadding(cut: Measures, withQuiet: Measures): string[] {
  return Object.entries(paddedTolerances).flatMap(([id, { tolerance, relative }]) => {
    const [a, b] = [cut[id]?.value ?? null, withQuiet[id]?.value ?? null];
    if (a === b) return [];
    const isNear = a !== null && b !== null && Math.abs(a - b) <= tolerance * (relative ? Math.abs(a) : 1);
    return isNear ? [] : [`${id}: ${a} and ${b}`];
  });
}
