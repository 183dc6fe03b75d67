import { z } from "zod";

/** What `npm run history-growth -- --keep` wrote down: medians of processor time, ms, by work, and where. */
export const GrowthFigures = z.strictObject({
  command: z.string(),
  date: z.iso.date(),
  machine: z.string(),
  repeats: z.number().int().positive(),
  recordingsOfEach: z.number().int().positive(),
  works: z.record(
    z.string(),
    z.strictObject({ work: z.string(), smallMs: z.number().positive(), largeMs: z.number().positive() }),
  ),
});
export type GrowthFigures = z.infer<typeof GrowthFigures>;

/** Patients of the two histories, and how much more the larger may take. */
export const sizes = [1_000, 5_000] as const;
export const mostGrowth = 1.5;

/** The README's table of what a history's size costs. */
export function growthTable({
  command,
  date,
  machine,
  repeats,
  recordingsOfEach,
  works,
}: GrowthFigures): string {
  const [small, large] = sizes.map((size) => size.toLocaleString("en"));
  const rows = Object.values(works).map(({ work, smallMs, largeMs }) => {
    const growth = largeMs / smallMs;
    const missed = growth > mostGrowth ? ", missed" : "";
    return `| ${work} | ${smallMs.toPrecision(3)} | ${largeMs.toPrecision(3)} | ${growth.toFixed(2)}${missed} |`;
  });
  const recordings = (sizes[1] * recordingsOfEach).toLocaleString("en");
  return [
    `| work | ${small} patients, ms | ${large} patients, ms | growth, goal <= ${mostGrowth} |`,
    "|---|---|---|---|",
    ...rows,
    "",
    `The larger history holds ${recordings} recordings. Medians of ${repeats} runs in turns, processor time, by \`${command}\` on ${machine}, ${date}.`,
  ].join("\n");
}
