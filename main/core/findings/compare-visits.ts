import type { Difference } from "../../../shared/domain/comparison.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { orderSeries } from "../trends/series-order.ts";
import { judgeDifference } from "./change.ts";
import { counts, dated, errorInPrint, mayCompare } from "./held-against.ts";
import { type ObservedValue, type ObservedVisit, observedValues } from "./observed-value.ts";
import type { FindingsInput } from "./patient-findings.ts";

/** A visit, and of the takes of one task the one that alone is to count; null: those that count for the visit. */
export type ComparedSide = { visit: ObservedVisit; take: string | null };

/** The visit as if the take were the only one of its task. */
function withTakeAlone({ visit, take }: ComparedSide): ObservedVisit {
  const chosen = visit.takes.find(({ recording }) => recording.id === take);
  if (!chosen) return visit;
  const others = visit.takes.filter(({ recording }) => recording.task !== chosen.recording.task);
  return { ...visit, takes: [...others, { ...chosen, choice: null }] };
}

/**
 * Every measure of two visits beside each other, b minus a, judged by the errors of all findings; what tracks ALS best
 * first. Of two takes of one visit only what they were taken from is compared, and nothing is judged.
 * @param input the patient's visits up to and including b's
 */
export function compareVisits(a: ComparedSide, b: ComparedSide, input: FindingsInput): Difference[] {
  const [before, after] = [withTakeAlone(a), withTakeAlone(b)];
  const isOneVisit = before.visit.id === after.visit.id;
  const valuesOf = (visit: ObservedVisit) => Map.groupBy(observedValues(visit, input.models), seriesOf);
  const earlier = input.visits
    .filter(({ visit }) => visit.id !== after.visit.id)
    .map((one) => valuesOf(one.visit.id === before.visit.id ? before : one));
  const [ofA, ofB] = [valuesOf(before), valuesOf(after)];
  const task = taskOf(b);
  const pairs = [...new Set([...ofA.keys(), ...ofB.keys()])].map((series) => {
    const [valueA, valueB] = [ofA.get(series)?.[0], ofB.get(series)?.[0]];
    const history = earlier.flatMap((values) => values.get(series) ?? []);
    return differenceOf(valueA, valueB, isOneVisit ? null : history, input);
  });
  const shown = pairs.filter(
    (one) => (one.a !== null || one.b !== null) && (!isOneVisit || one.task === task),
  );
  return orderSeries(shown.map((one) => ({ ...one, id: one.measure }))).map(({ id: _, ...one }) => one);
}

const seriesOf = ({ measure, task }: ObservedValue) => `${measure} ${task}`;

function taskOf({ visit, take }: ComparedSide): TaskId | null {
  return visit.takes.find(({ recording }) => recording.id === take)?.recording.task ?? null;
}

/** @param history values of the visits before b's, a's among them; null for two takes of one visit */
function differenceOf(
  a: ObservedValue | undefined,
  b: ObservedValue | undefined,
  history: readonly ObservedValue[] | null,
  input: FindingsInput,
): Difference {
  const { measure, task, unit } = (b ?? a)!;
  const values = { measure, task, unit, a: a?.value ?? null, b: b?.value ?? null };
  const notJudged = whyNotJudged(a, b, history);
  if (!a || !b || notJudged || !history) return { ...values, change: null, notJudged };
  const alike = history.filter((one) => counts(one) && mayCompare(one, b) === null);
  const change = judgeDifference(
    {
      visit: dated(b),
      earlier: alike.map(dated),
      unit,
      published: errorInPrint(b, input),
      worse: b.worse,
    },
    alike.findIndex(({ visit }) => visit.id === a.visit.id),
  );
  return { ...values, change, notJudged: change.label === "no-error-known" ? "no-error-known" : null };
}

function whyNotJudged(
  a: ObservedValue | undefined,
  b: ObservedValue | undefined,
  history: readonly ObservedValue[] | null,
): Difference["notJudged"] {
  if (!a || !b || a.value === null || b.value === null) return "no-value";
  if (history === null) return "same-visit";
  return counts(a) && counts(b) ? mayCompare(a, b) : "doubtful-takes";
}
