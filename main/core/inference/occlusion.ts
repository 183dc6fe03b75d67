import type { Sound } from "../../../shared/domain/sound.ts";
import { bandOf, type PatchGrid, rowGains, takeOut } from "./patches.ts";

/** How work that asks a model about many patches is stopped, and told of: `fraction` 0..1. */
export type PatchRun = { abort?: AbortSignal | undefined; onFraction?: (fraction: number) => void };

/** How much the class loses when a patch of sound is taken away: rows x columns, negative where it gains. */
export type OcclusionMap = { rows: number; columns: number; values: Float32Array };

/**
 * Occlusion map of any model (Zeiler & Fergus 2014, doi 10.1007/978-3-319-10590-1_53) in the sound itself: each patch
 * of time and frequency is removed from the waveform, without clicks, and the probability asked again.
 * @param probabilityOf probability of the explained class for a changed signal
 * @param run its signal stops the work between two patches, by its reason
 */
export async function occlusionMap(
  sound: Sound,
  { rows, frequencyEdgesHz }: PatchGrid,
  probabilityOf: (sound: Sound) => Promise<number>,
  { abort, onFraction }: PatchRun = {},
): Promise<OcclusionMap> {
  const columns = frequencyEdgesHz.length - 1;
  const values = new Float32Array(rows * columns);
  const gains = rowGains(sound.samples.length, rows);
  const whole = await probabilityOf(sound);
  const { samples, sampleRateHz } = sound;
  for (let column = 0; column < columns; column++) {
    const band = bandOf(sound, frequencyEdgesHz[column]!, frequencyEdgesHz[column + 1]!);
    for (let row = 0; row < rows; row++) {
      abort?.throwIfAborted();
      const occluded = samples.slice();
      takeOut(occluded, band, gains[row]!);
      values[row * columns + column] = whole - (await probabilityOf({ samples: occluded, sampleRateHz }));
      onFraction?.((column * rows + row + 1) / values.length);
    }
  }
  return { rows, columns, values };
}
