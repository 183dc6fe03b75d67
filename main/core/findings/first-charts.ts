import type { TrendChart } from "../../../shared/domain/trend-set.ts";

type Wanted = readonly [measure: string, ...tasks: string[]];

/** Charts that are shown first where the clinic has no set of its own, a slot each: of the alternatives the first that there is. */
const slots: readonly (readonly Wanted[])[] = [
  [
    ["speaking-rate-wpm", "reading"],
    ["speaking-rate", "reading", "digits", "free"],
  ],
  [["alsfrs-speech", "alsfrs-r"]],
  [["alsfrs-bulbar", "alsfrs-r"]],
  [["ddk-rate", "ddk-pataka", "ddk-ta", "ddk-pa", "ddk-ka"]],
  [["pause-ratio", "reading", "digits", "free"]],
  [
    ["f0-sd", "vowel-a"],
    ["cpps", "vowel-a"],
  ],
];

/** A series of a patient, what tracks ALS best first; `visits`: how many have a value. */
type Series = TrendChart & { visits: number };

/**
 * The charts that are shown first, out of those that a patient has: the clinic's own set in its order; else one a slot, the
 * slots that the patient lacks filled with what tracks ALS best of the rest that has a course.
 */
export function firstCharts<Of extends Series>(
  series: readonly Of[],
  own: readonly TrendChart[] | null,
): Of[] {
  const present = series.filter(({ visits }) => visits > 0);
  const find = ({ id, task }: TrendChart) => present.find((one) => one.id === id && one.task === task);
  if (own) return own.flatMap((chart) => find(chart) ?? []);
  const chosen = slots.flatMap((slot) => {
    const wanted = slot.flatMap(([id, ...tasks]) => tasks.map((task) => ({ id, task })));
    return wanted.flatMap((chart) => find(chart) ?? []).slice(0, 1);
  });
  const rest = present.filter((one) => !chosen.includes(one) && one.visits > 1);
  return [...chosen, ...rest].slice(0, slots.length);
}
