import { logarithmInPlace } from "./logarithm.ts";

/** `reference`: the power at 0 dB, or "maximum" of the values; `rangeDb`: floor below the peak, null for none. */
export type DecibelSettings = { reference: number | "maximum"; rangeDb: number | null };

/** Powers below this are taken as this (librosa's `amin`). */
export const smallestPower = 1e-10;

/** Decibels of powers as `librosa.power_to_db` (0.11): `ref`, `amin` 1e-10, `top_db`. A new array of the same shape. */
export function powerToDb(power: ArrayLike<number>, { reference, rangeDb }: DecibelSettings): Float64Array {
  const zero = reference === "maximum" ? maximum(power) : reference;
  const offset = 10 * Math.log10(Math.max(smallestPower, zero));
  const db = new Float64Array(power.length);
  for (let i = 0; i < db.length; i++) db[i] = Math.max(smallestPower, power[i]!);
  logarithmInPlace(db);
  for (let i = 0; i < db.length; i++) db[i] = (10 / Math.LN10) * db[i]! - offset;
  if (rangeDb === null) return db;
  const floor = maximum(db) - rangeDb;
  for (let i = 0; i < db.length; i++) if (db[i]! < floor) db[i] = floor;
  return db;
}

function maximum(values: ArrayLike<number>): number {
  let peak = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) peak = Math.max(peak, values[i]!);
  return peak;
}
