import { z } from "zod";
import { Norms, type NormsAtHand } from "./norms.ts";

/** Norms that a site has brought, as they are kept. */
export const SiteNorms = z.object({ fileName: z.string(), loadedAt: z.string(), norms: Norms });
export type SiteNorms = z.infer<typeof SiteNorms>;

/**
 * The program's norms with a site's own in their place: a row of the site stands for every row of the program of the same
 * measure and task, except those of another language, whatever their ages and sexes. The rest stays.
 */
export function withOwnNorms(shipped: Norms, own: Norms): NormsAtHand {
  return {
    schemaVersion: shipped.schemaVersion,
    norms: [
      ...own.norms.map((row) => ({ ...row, ofSite: true as const })),
      ...left(shipped.norms, own.norms),
    ],
    typical: [...own.typical, ...left(shipped.typical, own.typical)],
    measurementError: [...own.measurementError, ...left(shipped.measurementError, own.measurementError)],
  };
}

type Spoken = { measure: string; tasks: string[]; language?: string | null | undefined };

/** What of the program's rows no row of the site takes the place of. */
function left<Row extends Spoken>(shipped: readonly Row[], own: readonly Row[]): Row[] {
  const isReplaced = (row: Row, task: string) =>
    own.some((one) => one.measure === row.measure && one.tasks.includes(task) && sharesLanguage(one, row));
  return shipped.flatMap((row) => {
    const tasks = row.tasks.filter((task) => !isReplaced(row, task));
    return tasks.length > 0 ? [{ ...row, tasks }] : [];
  });
}

/** A row without a language speaks of all. */
function sharesLanguage({ language: a = null }: Spoken, { language: b = null }: Spoken): boolean {
  return a === null || b === null || a === b;
}
