import { z } from "zod";

const Times = z.strictObject({ processorMs: z.number().positive(), wallMs: z.number().positive() });

/** One figure of speed, with what it was made of. Processor time decides, but for throughput. */
export const Figure = z.strictObject({
  /** How many times as fast as the peer (`...Vs...`), or as much time as the other run takes. */
  ratio: z.number().positive().optional(),
  /** Processor time, ms. */
  value: z.number().positive().optional(),
  goal: z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() }).nullable(),
  meetsGoal: z.boolean().nullable(),
  /** What Bulbar does; median of one run. */
  work: z.string(),
  ours: Times,
  /** What is compared with it; null where nothing is. */
  against: z.string().nullable(),
  peer: Times.nullable(),
  /** Where both do not do quite the same. */
  remark: z.string().optional(),
  /** Where the time goes that keeps it from its goal, by a profile; only where it misses it. */
  whyMissed: z.string().optional(),
  /** Load of the machine (mean of a minute: processes that run or wait) when the runs began. */
  load: z.number(),
});
export type Figure = z.infer<typeof Figure>;

/** What `npm run bench -- --json --keep` wrote down: figures by name, of one machine. */
export const KeptFigures = z.strictObject({
  command: z.string(),
  date: z.iso.date(),
  machine: z.string(),
  rounds: z.number().int().positive(),
  figures: z.record(z.string(), Figure),
});
export type KeptFigures = z.infer<typeof KeptFigures>;
