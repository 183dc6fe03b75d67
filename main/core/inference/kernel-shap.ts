import { randomOf } from "../dsp/random.ts";
import type { PatchRun } from "./occlusion.ts";

/** What each player adds to the value: the sum is `whole - baseline`. */
export type ShapValues = { values: Float64Array; whole: number; baseline: number };

/**
 * KernelSHAP (Lundberg & Lee 2017, arXiv 1705.07874): Shapley values by least squares over random coalitions, drawn by the
 * Shapley kernel and each with its complement (Covert & Lee 2021, arXiv 2012.01536). Exact for a value that is a sum over
 * players; else an estimate, the same for the same seed.
 * @param players at least two; `samples` coalitions beside the empty and the full one, at least twice as many as players
 * @param worthOf of a coalition: 1 for a player who is in it
 * @throws RangeError for fewer; the reason of `run.abort`
 */
export async function kernelShap(
  { players, samples, seed }: { players: number; samples: number; seed: number },
  worthOf: (present: Uint8Array) => Promise<number>,
  { abort, onFraction }: PatchRun = {},
): Promise<ShapValues> {
  if (players < 2 || samples < 2 * players)
    throw new RangeError("KernelSHAP needs two players and two samples each");
  const baseline = await worthOf(new Uint8Array(players));
  const whole = await worthOf(new Uint8Array(players).fill(1));
  const known = new Map<string, number>();
  const equations = new ShapEquations(players, whole - baseline);
  for (const [index, present] of coalitions(players, samples, seed).entries()) {
    abort?.throwIfAborted();
    const key = present.join("");
    const value = known.get(key) ?? (await worthOf(present));
    known.set(key, value);
    equations.add(present, value - baseline);
    onFraction?.((index + 1) / samples);
  }
  return { values: equations.solve(), whole, baseline };
}

/** Coalitions drawn by the Shapley kernel, each followed by its complement. */
function coalitions(players: number, samples: number, seed: number): Uint8Array[] {
  const random = randomOf("kernel-shap", seed);
  const drawn: Uint8Array[] = [];
  while (drawn.length < samples) {
    const size = sizeOf(players, random.uniform());
    const present = new Uint8Array(players);
    for (const player of chosen(players, size, random.uniform)) present[player] = 1;
    drawn.push(
      present,
      present.map((one) => 1 - one),
    );
  }
  return drawn.slice(0, samples);
}

/** Size of a coalition, 1 .. players - 1, with a chance in proportion to 1 / (size (players - size)). */
function sizeOf(players: number, uniform: number): number {
  const weights = Array.from({ length: players - 1 }, (_, k) => 1 / ((k + 1) * (players - k - 1)));
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? players - 1 : index + 1;
}

/** So many of the players, by a shuffle that stops early (Fisher & Yates). */
function chosen(players: number, count: number, uniform: () => number): number[] {
  const order = Array.from({ length: players }, (_, k) => k);
  for (let k = 0; k < count; k += 1) {
    const other = k + Math.floor(uniform() * (players - k));
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order.slice(0, count);
}

/** Normal equations of the values of all players but the last, which is what the others leave of `total`. */
class ShapEquations {
  readonly #count: number;
  readonly #total: number;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;

  constructor(players: number, total: number) {
    this.#count = players - 1;
    this.#total = total;
    this.#matrix = new Float64Array(this.#count ** 2);
    this.#right = new Float64Array(this.#count);
  }

  /** A coalition adds `gain` to the value without anybody. */
  add(present: Uint8Array, gain: number): void {
    const last = present[this.#count]!;
    const rest = gain - last * this.#total;
    for (let row = 0; row < this.#count; row += 1) {
      const own = present[row]! - last;
      if (own === 0) continue;
      this.#right[row]! += own * rest;
      for (let column = 0; column < this.#count; column += 1)
        this.#matrix[row * this.#count + column]! += own * (present[column]! - last);
    }
  }

  /** Values of all players. */
  solve(): Float64Array {
    const values = new Float64Array(this.#count + 1);
    values.set(solvePositive(this.#matrix, this.#right));
    values[this.#count] = this.#total - values.reduce((sum, value) => sum + value, 0);
    return values;
  }
}

/**
 * Solves a symmetric system, row by row in `matrix`, by Cholesky's factor. What the samples leave open (a pivot of nothing)
 * is set to zero.
 */
function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const factor = new Float64Array(matrix.length);
  const at = (row: number, column: number) => row * size + column;
  const largest = Math.max(...Array.from({ length: size }, (_, k) => matrix[at(k, k)]!));
  const solution = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[at(row, column)]!;
      for (let k = 0; k < column; k += 1) sum -= factor[at(row, k)]! * factor[at(column, k)]!;
      const pivot = factor[at(column, column)]!;
      if (row === column) factor[at(row, row)] = sum > 1e-10 * largest ? Math.sqrt(sum) : 0;
      else factor[at(row, column)] = pivot > 0 ? sum / pivot : 0;
    }
    let sum = right[row]!;
    for (let k = 0; k < row; k += 1) sum -= factor[at(row, k)]! * solution[k]!;
    solution[row] = factor[at(row, row)]! > 0 ? sum / factor[at(row, row)]! : 0;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row]!;
    for (let k = row + 1; k < size; k += 1) sum -= factor[at(k, row)]! * solution[k]!;
    solution[row] = factor[at(row, row)]! > 0 ? sum / factor[at(row, row)]! : 0;
  }
  return solution;
}
