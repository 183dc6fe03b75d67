import { z } from "zod";

/** Strata of speaking rate in print, and of rate with intelligibility; see `main/core/findings/rate-stratum.ts`. */
export const rateStrata = [
  "rate-above-160",
  "rate-120-to-160",
  "rate-below-120",
  "rate-and-intelligibility-kept",
  "rate-slow-intelligibility-kept",
  "rate-slow-intelligibility-reduced",
] as const;
export const RateStratum = z.enum(rateStrata);
export type RateStratum = z.infer<typeof RateStratum>;
