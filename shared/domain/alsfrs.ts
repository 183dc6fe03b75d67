import { z } from "zod";

const item = z.int().min(0).max(4);

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

/** The 12 items of the ALSFRS-R in order (Cedarbaum 1999), each 4 (normal) to 0. Item 5 is `cuttingFood`. */
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

/** Sum of the 12 items, 0-48. */
export function alsfrsTotal(alsfrs: Alsfrs): number {
  return alsfrsItemIds.reduce((sum, id) => sum + alsfrs[id], 0);
}

/** Items 1 speech, 2 salivation and 3 swallowing, 0-12. */
export function alsfrsBulbar({ speech, salivation, swallowing }: Alsfrs): number {
  return speech + salivation + swallowing;
}

/** The highest scores of the ALSFRS-R's series (Cedarbaum 1999). */
export const highestAlsfrs: Readonly<Record<string, number>> = {
  "alsfrs-speech": 4,
  "alsfrs-bulbar": 12,
  "alsfrs-total": 48,
};
