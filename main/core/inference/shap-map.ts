import type { Sound } from "../../../shared/domain/sound.ts";
import { kernelShap } from "./kernel-shap.ts";
import type { PatchRun } from "./occlusion.ts";
import { bandOf, type PatchGrid, rowGains, takeOut } from "./patches.ts";

/** What each patch of the sound adds to the probability: rows x columns, signed; the sum is `whole - baseline`. */
export type ShapMap = {
  rows: number;
  columns: number;
  values: Float32Array;
  /** Probability of the whole sound. */
  whole: number;
  /** Probability without any of the patches. */
  baseline: number;
};

/**
 * KernelSHAP of any model over patches of time and frequency, in the sound itself: a coalition of patches is what is left
 * of the waveform when the others are taken out, without clicks.
 * @param samples coalitions that the model is asked about, at least twice as many as there are patches
 * @param probabilityOf probability of the explained class for a changed sound
 */
export async function shapMap(
  sound: Sound,
  { rows, frequencyEdgesHz }: PatchGrid,
  { samples, seed }: { samples: number; seed: number },
  probabilityOf: (sound: Sound) => Promise<number>,
  run: PatchRun = {},
): Promise<ShapMap> {
  const columns = frequencyEdgesHz.length - 1;
  const gains = rowGains(sound.samples.length, rows);
  const bands = Array.from({ length: columns }, (_, column) =>
    Float32Array.from(bandOf(sound, frequencyEdgesHz[column]!, frequencyEdgesHz[column + 1]!)),
  );
  const left = (present: Uint8Array): Sound => {
    const changed = sound.samples.slice();
    for (const [patch, isIn] of present.entries()) {
      if (!isIn) takeOut(changed, bands[patch % columns]!, gains[Math.floor(patch / columns)]!);
    }
    return { samples: changed, sampleRateHz: sound.sampleRateHz };
  };
  const players = rows * columns;
  const { values, whole, baseline } = await kernelShap(
    { players, samples, seed },
    (present) => probabilityOf(left(present)),
    run,
  );
  return { rows, columns, values: Float32Array.from(values), whole, baseline };
}
