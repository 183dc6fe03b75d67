import { quantile } from "../dsp/median.ts";
import { randomOf } from "../dsp/random.ts";
import type { Score } from "./scores.ts";

export const bootstrapRounds = 1000;
const seed = "evaluate";

/**
 * 95 % percentile intervals of scores over speakers drawn with replacement, all recordings of one together, for they
 * are alike; within each class where every speaker has one class only, so that none is missing by chance. The same data
 * gives the same intervals. Null where the score is undefined, or there are fewer than two speakers.
 */
export function bootstrapIntervals<One extends { speaker: string; truth: number }, Name extends string>(
  known: readonly One[],
  scores: Readonly<Record<Name, (drawn: readonly One[]) => Score>>,
): Record<Name, [number, number] | null> {
  const names = Object.keys(scores) as Name[];
  const drawn: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  const strata = strataOf(known);
  const random = randomOf(seed);
  const speakers = strata.reduce((count, stratum) => count + stratum.length, 0);
  for (let round = 0; round < bootstrapRounds && speakers > 1; round++) {
    const sample = strata.flatMap((stratum) =>
      stratum.flatMap(() => stratum[Math.floor(random.uniform() * stratum.length)]!),
    );
    for (const name of names) {
      const score = scores[name](sample);
      if (score !== null) drawn[name]!.push(score);
    }
  }
  const interval = (values: number[]): [number, number] | null =>
    values.length === 0 ? null : [quantile(values, 0.025), quantile(values, 0.975)];
  return Object.fromEntries(names.map((name) => [name, interval(drawn[name]!)])) as ReturnType<
    typeof bootstrapIntervals<One, Name>
  >;
}

/** Each speaker's recordings, the speakers of one class together; all together where a speaker has several. */
function strataOf<One extends { speaker: string; truth: number }>(known: readonly One[]): One[][][] {
  const bySpeaker = [...Map.groupBy(known, ({ speaker }) => speaker).values()];
  const isOfOneClass = bySpeaker.every((own) => own.every(({ truth }) => truth === own[0]!.truth));
  if (!isOfOneClass) return [bySpeaker];
  return [...Map.groupBy(bySpeaker, (own) => own[0]!.truth).values()];
}
