/**
 * Sum of squares that the columns of a linear model leave of `values`, by Gram-Schmidt. Null where the columns are not
 * independent, so that the degrees of freedom would not be values minus columns.
 */
export function residualSquares(
  columns: readonly (readonly number[])[],
  values: readonly number[],
): number | null {
  const basis: number[][] = [];
  for (const column of columns) {
    const left = minusProjections(column, basis);
    const [before, after] = [Math.hypot(...column), Math.hypot(...left)];
    if (after <= 1e-9 * before) return null;
    basis.push(left.map((x) => x / after));
  }
  return minusProjections(values, basis).reduce((sum, x) => sum + x * x, 0);
}

/** Twice, because one pass of Gram-Schmidt leaves rounding of nearly dependent columns. */
function minusProjections(vector: readonly number[], basis: readonly number[][]): number[] {
  const once = (from: readonly number[]) =>
    basis.reduce<number[]>(
      (left, unit) => {
        const along = left.reduce((sum, x, i) => sum + x * unit[i]!, 0);
        return left.map((x, i) => x - along * unit[i]!);
      },
      [...from],
    );
  return once(once(vector));
}
