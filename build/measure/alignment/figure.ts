/** A figure that is to hold. */
export type Figure = { name: string; value: number; unit: string; atMost?: number; atLeast?: number };

export function holds({ value, atMost, atLeast }: Figure): boolean {
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}

export function inWords(figure: Figure): string {
  const { name, value, unit, atMost, atLeast } = figure;
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return `${holds(figure) ? "holds " : "FAILS "} ${name}: ${value.toFixed(1)} ${unit} (${bound})`;
}
