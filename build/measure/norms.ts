/**
 * Measures the healthy speakers of Minsk2020 with today's program: percentiles on the worse side with bootstrap intervals,
 * by sex where the sexes differ, and the shares of healthy speakers and of people with bulbar ALS beyond them.
 *
 *   npm run norms -- [--write]
 *
 * With --write the measured rows of resources/norms.json are made anew. Skips with a line where the recordings are missing.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { judgeNorm, type Norm, parseNorms } from "../../main/core/findings/norms.ts";
import { type MeasuredSpeaker, measureSpeakers, normRows, type Vowel, valuesOf } from "./healthy-speakers.ts";
import { minskFolder, minskSpeakers } from "./minsk-speakers.ts";
import { rankSumDeviate, referenceRange } from "./reference-range.ts";

const root = resolve(import.meta.dirname, "../..");
const path = join(root, "resources/norms.json");

async function main(): Promise<void> {
  const { values: options } = parseArgs({ options: { write: { type: "boolean", default: false } } });
  const speakers = minskSpeakers();
  if (speakers.length === 0) return console.log(`Norms skipped: no recordings in ${minskFolder}.`);
  const measured = await measureSpeakers(
    speakers.filter(({ group, bulbarSigns }) => group === "HC" || bulbarSigns),
    true,
  );
  const healthy = measured.filter(({ speaker }) => speaker.group === "HC");
  const ill = measured.filter(({ speaker }) => speaker.group === "ALS");
  const rows = normRows(healthy);
  printRows(rows, healthy, ill);
  if (options.write) write(rows);
}

function printRows(rows: Norm[], healthy: MeasuredSpeaker[], ill: MeasuredSpeaker[]): void {
  const shown = (value: number) => String(Number(value.toPrecision(4)));
  console.log(
    `${healthy.length} healthy speakers, ${ill.length} with ALS and bulbar signs; share beyond the limit,`,
  );
  console.log("and beyond its interval too (outside)\n");
  console.log(
    "measure               task      n  side    limit   interval             median  healthy      ALS",
  );
  for (const row of rows) {
    if (row.kind !== "percentile") continue;
    const vowel = row.tasks[0] as Vowel;
    const [ofHealthy, ofIll] = [healthy, ill].map((group) => shares(row, group, vowel));
    const side = row.limit > row.centre ? "higher" : "lower";
    const [limit, low, high, centre] = [row.limit, ...row.interval, row.centre].map(shown);
    console.log(
      `${row.measure.padEnd(21)} ${vowel.padEnd(8)} ${String(row.speakers).padStart(2)}  ${side.padEnd(6)} ${limit!.padStart(7)}  ${`[${low}, ${high}]`.padEnd(18)} ${centre!.padStart(8)}  ${ofHealthy}  ${ofIll}`,
    );
    printSexes(row, healthy, vowel, side);
  }
}

/** "3 %   0 %": beyond the limit; outside, beyond its interval as well. */
function shares(row: Norm, group: MeasuredSpeaker[], vowel: Vowel): string {
  const norms = { schemaVersion: 2 as const, norms: [row], typical: [], measurementError: [] };
  const found = valuesOf(group, vowel, row.measure);
  const judged = found.flatMap(({ value, speaker }) => {
    const query = { measure: row.measure, task: vowel, unit: row.unit, language: null };
    const judgement = judgeNorm(norms, { ...query, sex: speaker.sex, ageYears: speaker.ageYears, value });
    return judgement ? [{ value, ...judgement }] : [];
  });
  const beyond = judged.filter(({ value, limit, side }) =>
    side === "higher" ? value > limit : value < limit,
  );
  const outside = judged.filter(({ verdict }) => verdict === "outside");
  const percent = (count: number) => `${Math.round((100 * count) / found.length)} %`.padStart(5);
  return `${percent(beyond.length)} ${percent(outside.length)}`;
}

/** The limits of women and men where a rank test tells them apart at 1 %; too few of each to be norms of their own. */
function printSexes(row: Norm, healthy: MeasuredSpeaker[], vowel: Vowel, side: "higher" | "lower"): void {
  const found = valuesOf(healthy, vowel, row.measure);
  const of = (sex: "female" | "male") =>
    found.filter(({ speaker }) => speaker.sex === sex).map(({ value }) => value);
  const [women, men] = [of("female"), of("male")];
  if (Math.abs(rankSumDeviate(women, men)) < 2.576) return;
  for (const [name, values] of [
    ["women", women],
    ["men", men],
  ] as const) {
    const { limit, interval, centre } = referenceRange(values, side);
    const [a, b, c, d] = [limit, ...interval, centre].map((value) => Number(value.toPrecision(4)));
    console.log(`    ${name.padEnd(17)} n ${values.length}: limit ${a} [${b}, ${c}], median ${d}`);
  }
}

function write(rows: Norm[]): void {
  const norms = parseNorms(readFileSync(path, "utf8"));
  const published = norms.norms.filter(({ seen }) => seen !== "measured");
  writeFileSync(path, JSON.stringify({ ...norms, norms: [...published, ...rows] }));
  spawnSync("npx", ["biome", "format", "--write", path], { cwd: root, stdio: "ignore" });
  console.log(`\n${rows.length} measured rows written to resources/norms.json`);
}

await main();
