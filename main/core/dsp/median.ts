/**
 * Median of the values, which it reorders: mean of the two middle ones for an even count (as Praat's quantile 0.5).
 * Quickselect (Hoare), O(n). NaN for no values.
 */
export function medianInPlace(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const middle = n >> 1;
  const upper = select(values, middle);
  if (n % 2) return upper;
  let lower = values[0]!;
  for (let i = 1; i < middle; i++) if (values[i]! > lower) lower = values[i]!;
  return 0.5 * (lower + upper);
}

/** Median of any numbers, left as they are; NaN for none. */
export function median(values: ArrayLike<number>): number {
  return medianInPlace(Float64Array.from(values));
}

/**
 * Quantile as Praat defines it: position q n + 0.5 among the sorted values (first = 1), linear in between, clipped to
 * the extremes. NaN for no values.
 * @param q 0..1
 */
export function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  const place = q * sorted.length - 0.5;
  const left = Math.floor(place);
  if (left < 0) return sorted[0]!;
  if (left >= sorted.length - 1) return sorted.at(-1)!;
  return sorted[left]! + (place - left) * (sorted[left + 1]! - sorted[left]!);
}

/** The k-th smallest value; smaller ones end up before it, larger ones after. */
function select(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}
