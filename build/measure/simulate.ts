/**
 * Simulates patients and prints what the judgements of change and progression do to them: type-I error and coverage for
 * each kind of error, stable patients ever told "possible" and "likely" by several rules, and the declines that are found.
 *
 *   npm run simulate -- [--patients N]
 */
import { parseArgs } from "node:util";
import { randomOf } from "../../main/core/dsp/random.ts";
import { likelyRule, type ProgressionRule } from "../../main/core/findings/progression.ts";
import { simulateChanges } from "./simulated-changes.ts";
import { type SimulatedPatient, simulateProgression } from "./simulated-progression.ts";

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7);

function printChanges(patients: number): void {
  console.log(`Change of one measure, ${patients} stable patients a cell, irregular dates`);
  console.log("error      visits  since      beyond  interval holds the true change");
  for (const [kind, visitCounts] of [
    ["published", [2, 3, 4, 5, 7, 10]],
    ["own-line", [5, 6, 7, 8, 10]],
    ["repeats", [2, 3, 4]],
  ] as const)
    for (const visits of visitCounts)
      for (const since of ["baseline", "last"] as const) {
        const random = randomOf("change", kind, visits, since);
        const { beyond, covered } = simulateChanges({ kind, visits, since, patients }, random);
        console.log(
          `${kind.padEnd(10)} ${String(visits).padStart(6)}  ${since.padEnd(8)} ${percent(beyond)} ${percent(covered)}`,
        );
      }
}

const rules: readonly ProgressionRule[] = [
  { measures: 1, groups: 1, visits: 2 },
  { measures: 2, groups: 1, visits: 2 },
  likelyRule,
  { measures: 3, groups: 2, visits: 2 },
  { measures: 3, groups: 3, visits: 2 },
];

function printStable(patients: number): void {
  console.log(
    `\nThe visit's sentence, ${patients} stable patients, 15 measures: ever told "likely" ("possible")`,
  );
  console.log("rule: measures of groups, confirmed; day and performance: shares of variance in common");
  for (const correlation of [
    { day: 0, performance: 0.6 },
    { day: 0.3, performance: 0.4 },
    { day: 0.5, performance: 0.3 },
    { day: 0.8, performance: 0.1 },
  ])
    for (const [error, visits] of [
      ["published", 5],
      ["published", 8],
      ["own-line", 8],
    ] as const) {
      const cells = rules.map((rule) => {
        const patient: SimulatedPatient = { visits, error, correlation };
        const found = simulateProgression(patient, patients, randomOf("stable", visits, error), rule);
        const chosen = rule === likelyRule ? "*" : "";
        return `${rule.measures} of ${rule.groups}${chosen}${percent(found.likely)} (${percent(found.possible).trim()})`;
      });
      console.log(
        `day ${correlation.day} performance ${correlation.performance}  ${error.padEnd(9)} ${visits} visits  ${cells.join("  ")}`,
      );
    }
}

/** A decline of speech and syllables alone (words/min, pauses, DDK), or of everything, over the visits. */
function printDeclines(patients: number): void {
  console.log(
    "\nDecline from the first visit to the last, in SEM (words/min: 13.2): told likely (possible) by the last",
  );
  const declines = {
    "rates, pauses, DDK": (measure: string) => /rate|pause|ddk/.test(measure),
    everything: () => true,
  };
  for (const [what, declining] of Object.entries(declines))
    for (const [error, visits] of [
      ["published", 5],
      ["own-line", 8],
    ] as const) {
      const cells = [2, 3, 4, 5, 6, 8].map((sem) => {
        const declineInSem = (measure: string) => (declining(measure) ? sem : 0);
        const found = simulateProgression(
          { visits, error, declineInSem },
          patients,
          randomOf("decline", what, visits, sem),
        );
        return `${sem}: ${percent(found.likely).trim()} (${percent(found.possible).trim()})`;
      });
      console.log(`${what.padEnd(19)} ${error.padEnd(9)} ${visits} visits  ${cells.join("  ")}`);
    }
}

const { values } = parseArgs({ options: { patients: { type: "string", default: "2000" } } });
const patients = Number(values.patients);
printChanges(10 * patients);
printStable(patients);
printDeclines(Math.ceil(patients / 4));
