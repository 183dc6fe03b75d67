import { ticksBetween } from "../../../../shared/scale/axis-ticks.ts";

/** The bands of a frequency axis have one width: a linear scale, not mel. */
export function isEven(frequenciesHz: readonly number[]): boolean {
  const [first = 0, second = 0] = frequenciesHz;
  return frequenciesHz.at(-1)! - frequenciesHz.at(-2)! < 1.5 * (second - first);
}

/** Ticks of a frequency axis, Hz: even steps where the bands are even, octaves where they widen (mel). */
export function frequencyTicks(frequenciesHz: readonly number[], most: number): number[] {
  const [first, last] = [frequenciesHz[0]!, frequenciesHz.at(-1)!];
  if (isEven(frequenciesHz)) return ticksBetween(first, last, most);
  return [250, 500, 1000, 2000, 4000, 8000, 16_000].filter((hz) => hz >= first && hz <= last).slice(-most);
}
