import type { Level } from "./capture-messages.ts";

/** Peaks of a voice between which nothing is overloaded and noise weighs little, dB full scale: own choice. */
export const goodLevelDb = [-24, -6] as const;
/** The lowest level that a meter shows, dB full scale. */
const lowestDb = -60;

/** Peak of a moment, dB full scale; not below what a meter shows. */
export function levelDbOf({ minimum, maximum }: Pick<Level, "minimum" | "maximum">): number {
  return Math.max(lowestDb, 20 * Math.log10(Math.max(-minimum, maximum, 1e-6)));
}

/** Place of a level on a meter, 0..1. */
export function levelShare(levelDb: number): number {
  return Math.min(1, Math.max(0, 1 - levelDb / lowestDb));
}
