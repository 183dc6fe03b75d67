import { z } from "zod";

/** Null: it was not asked. */
const item = z.int().min(0).max(4).nullable().default(null);

/** The 12 items in the order of the questionnaire. */
export const alsfrsItemIds = [
  "speech",
  "salivation",
  "swallowing",
  "handwriting",
  "cuttingFood",
  "dressing",
  "turningInBed",
  "walking",
  "climbingStairs",
  "dyspnoea",
  "orthopnoea",
  "respiratoryInsufficiency",
] as const;
export type AlsfrsItemId = (typeof alsfrsItemIds)[number];

/** How it was taken: asked face to face, asked by telephone, or filled in by the patient alone. */
export const alsfrsModes = ["in-person", "phone", "self"] as const;
export const AlsfrsMode = z.enum(alsfrsModes);
export type AlsfrsMode = z.infer<typeof AlsfrsMode>;

/** The 12 items of the ALSFRS-R in order (Cedarbaum 1999), each 4 (normal) to 0, or null where it was not asked. Item 5 is `cuttingFood`. */
export const Alsfrs = z.strictObject({
  speech: item,
  salivation: item,
  swallowing: item,
  handwriting: item,
  cuttingFood: item,
  /** Item 5 was asked as 5b, for people with a gastrostomy; else as 5a. */
  gastrostomy: z.boolean(),
  dressing: item,
  turningInBed: item,
  walking: item,
  climbingStairs: item,
  dyspnoea: item,
  orthopnoea: item,
  respiratoryInsufficiency: item,
  /** Who asked; empty where it is not known, or nobody did. */
  rater: z.string().trim().max(100).default(""),
  /** Null where it is not known. */
  mode: AlsfrsMode.nullable().default(null),
});
export type Alsfrs = z.infer<typeof Alsfrs>;

/** The ALSFRS-R of a visit. */
export type VisitAlsfrs = { visitId: string; alsfrs: Alsfrs };

/** Sum of the 12 items, 0-48; null while one of them was not asked. */
export function alsfrsTotal(alsfrs: Alsfrs): number | null {
  return sumOf(alsfrs, alsfrsItemIds);
}

/** Items 1 speech, 2 salivation and 3 swallowing, 0-12; null while one of them was not asked. */
export function alsfrsBulbar(alsfrs: Alsfrs): number | null {
  return sumOf(alsfrs, ["speech", "salivation", "swallowing"]);
}

function sumOf(alsfrs: Alsfrs, items: readonly AlsfrsItemId[]): number | null {
  return items.reduce<number | null>((sum, id) => {
    const score = alsfrs[id];
    return sum === null || score === null ? null : sum + score;
  }, 0);
}

/** How many of the 12 items were asked. */
export function alsfrsAsked(alsfrs: Alsfrs): number {
  return alsfrsItemIds.filter((id) => alsfrs[id] !== null).length;
}

/** The highest scores of the ALSFRS-R's series (Cedarbaum 1999). */
export const highestAlsfrs: Readonly<Record<string, number>> = {
  "alsfrs-speech": 4,
  "alsfrs-bulbar": 12,
  "alsfrs-total": 48,
};
