import { z } from "zod";

export const NormVerdict = z.enum(["within", "borderline", "outside"]);
export type NormVerdict = z.infer<typeof NormVerdict>;

/** A value against the one norm of its measure and task: one-sided, on the side on which disease lies. */
export const NormJudgement = z.object({
  limit: z.number(),
  /** The worse side: values `higher` or `lower` than the limit are outside. */
  side: z.enum(["higher", "lower"]),
  verdict: NormVerdict,
  /** The limit's own 95 % interval; values in it are borderline. Null where the source gives none. */
  borderline: z.tuple([z.number(), z.number()]).nullable(),
  /** Mean or median of the healthy speakers; null where the source gives none. */
  centre: z.number().nullable(),
  /** Citation, or the command that measured it. */
  source: z.string(),
  population: z.string(),
  /** Program or algorithm behind the source's figures. */
  program: z.string(),
  speakers: z.int().positive().nullable(),
  /** Language of the speech, where the task depends on it. */
  language: z.string().nullable(),
  /** From the site's own file of norms. */
  ofSite: z.boolean().optional(),
});
export type NormJudgement = z.infer<typeof NormJudgement>;
