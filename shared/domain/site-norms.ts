import { z } from "zod";

/** What a row of a site's norms speaks of. */
const Row = z.object({
  measure: z.string(),
  tasks: z.array(z.string()),
  source: z.string(),
  population: z.string(),
});

/** A site's own file of norms, as it is shown. */
export const SiteNormsSummary = z.object({
  fileName: z.string(),
  /** ISO 8601. */
  loadedAt: z.string(),
  norms: z.array(Row),
  typical: z.array(Row),
  measurementError: z.array(Row),
});
export type SiteNormsSummary = z.infer<typeof SiteNormsSummary>;
