/** Round numbers that divide a range into at most `most` steps: 0, 0.5, 1, 1.5 ... */
export function ticksBetween(low: number, high: number, most: number): number[] {
  const least = (high - low) / most;
  if (!(least > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= least * (1 - 1e-9))!;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

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
