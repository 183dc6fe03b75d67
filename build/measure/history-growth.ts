/**
 * How a history's work grows from 1,000 to 5,000 patients with 40 recordings each (200,000): opening, list, search, the
 * patient's page, the trend, storing an analysed recording. Turns are taken between the two, so that the machine's load meets
 * both alike; prints medians of processor time, their quotients and what a trend takes to send, and exits with 1 where one
 * exceeds 1.5. Making the histories takes five minutes of processor time. --keep writes the figures down for the README.
 *
 *   npm run history-growth -- [--recordings 40] [--repeats 9] [--keep]
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { call } from "@orpc/server";
import { judgePatient } from "../../main/core/analysis/judge-patient.ts";
import type { Core } from "../../main/core/core.ts";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { analysisOf } from "../../main/core/history/analysis.fixture.ts";
import { historyFileName } from "../../main/core/history/history-file-name.ts";
import { openHistory } from "../../main/core/history/open-history.ts";
import { listPatients } from "../../main/core/history/patient-list.ts";
import { findPatient, getPatient, patientIds } from "../../main/core/history/patients.ts";
import { addRecording } from "../../main/core/history/recordings.ts";
import { createVisit, listVisits } from "../../main/core/history/visits.ts";
import { loggedOnCore } from "../../main/core/logged-on.fixture.ts";
import { patients } from "../../main/core/operations/patients.ts";
import { reports } from "../../main/core/operations/reports.ts";
import { trends } from "../../main/core/operations/trends.ts";
import { visits } from "../../main/core/operations/visits.ts";
import { localAdministrator } from "../../shared/domain/session.fixture.ts";
import { type GrowthFigures, growthTable, mostGrowth, sizes } from "./growth-figures.ts";
import { machine } from "./machine.ts";
import { enterLongPatient, enterManyPatients, type LongPatient } from "./many-patients.ts";
import { inThisProcess } from "./speed/timing.ts";

/** Visits of the patient whose trend is timed. */
const longVisits = 30;

type Site = { core: Core; folder: string; long: LongPatient };
type Work = (site: Site) => Promise<unknown> | unknown;

const works = {
  open: ({ core, folder }) => openHistory(join(folder, historyFileName), core.vault.dataKey()).close(),
  list: async ({ core }) => listPatients(await core.history(), { limit: 100 }),
  search: async ({ core }) => listPatients(await core.history(), { query: "muller ada", limit: 100 }),
  page: async ({ core }) => {
    const context = { context: { core, session: localAdministrator } };
    const { id } = findPatient(await core.history(), "ALS-00007")!;
    await call(patients.get, { id }, context);
    await call(visits.handOffs, { patientId: id }, context);
    await call(reports.list, { patientId: id }, context);
  },
  trend: ({ core, long }) =>
    call(trends.get, { patientId: long.id }, { context: { core, session: localAdministrator } }),
  import: async ({ core, long }) => {
    const recording = {
      visitId: long.visitId,
      task: "free",
      fileName: "a.wav",
      bytes: randomBytes(400_000),
    } as const;
    addRecording(await core.history(), { ...recording, analysis: analysisOf("f0-mean", 120, "free") });
  },
} satisfies Record<string, Work>;

/** The same in the words of the README's table. */
const workWords: Record<keyof typeof works, string> = {
  open: "opening it",
  list: "first page of patients",
  search: "search for two words, which one patient of a hundred has",
  page: "a patient's page",
  trend: `trend of a patient of ${longVisits} visits`,
  import: "storing an analysed recording",
};

async function makeSite(patientCount: number, recordings: number): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-growth-"));
  const core = await loggedOnCore(testCoreOptions(folder));
  const history = await core.history();
  enterManyPatients(history, patientCount);
  history.database.transaction(() => {
    for (const patientId of patientIds(history)) {
      const [known] = listVisits(history, patientId);
      const visit = known ?? createVisit(history, { patientId, date: "2026-01-05", device: "", notes: "" });
      for (let left = recordings; left > 0; left--) {
        const recording = { visitId: visit.id, task: "vowel-a", fileName: "a.wav" } as const;
        addRecording(history, {
          ...recording,
          bytes: randomBytes(64),
          analysis: analysisOf("f0-mean", 100 + left),
        });
      }
    }
  })();
  return { core, folder, long: await enterLongPatient(core, longVisits) };
}

type WorkName = keyof typeof works;
const workNames = Object.keys(works) as WorkName[];

/** Processor time of each work, ms. */
async function timesOf(site: Site): Promise<Record<WorkName, number>> {
  const times: [WorkName, number][] = [];
  for (const name of workNames) {
    const { processorMs } = await inThisProcess(() => works[name](site))();
    times.push([name, processorMs]);
  }
  return Object.fromEntries(times) as Record<WorkName, number>;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** What a trend of the long patient takes to send, kB: as it is sent, and with every point written out. */
async function trendSizes({ core, long }: Site) {
  const context = { context: { core, session: localAdministrator } };
  const { courses } = await judgePatient(core, getPatient(await core.history(), long.id));
  const sent = await call(trends.get, { patientId: long.id }, context);
  return {
    sentKb: Math.round(bytesOf(sent) / 1000),
    writtenOutKb: Math.round(bytesOf({ ...sent, courses }) / 1000),
  };
}

/** Medians of `repeats` rounds, in each of which every work is done at either size. */
async function measured(sites: readonly Site[], repeats: number): Promise<GrowthFigures["works"]> {
  const rounds: Record<WorkName, number>[][] = [];
  for (let left = repeats; left > 0; left--) {
    const round = [];
    for (const site of sites) round.push(await timesOf(site));
    rounds.push(round);
  }
  return Object.fromEntries(
    workNames.map((name) => {
      const [smallMs, largeMs] = sites.map((_, size) => median(rounds.map((round) => round[size]![name])));
      return [name, { work: workWords[name], smallMs: smallMs!, largeMs: largeMs! }];
    }),
  );
}

const { values } = parseArgs({
  options: {
    recordings: { type: "string", default: "40" },
    repeats: { type: "string", default: "9" },
    keep: { type: "boolean", default: false },
  },
});
const made: Site[] = [];
try {
  const [recordingsOfEach, repeats] = [Number(values.recordings), Number(values.repeats)];
  for (const size of sizes) made.push(await makeSite(size, recordingsOfEach));
  const figures: GrowthFigures = {
    command: "npm run history-growth -- --keep",
    date: new Date().toISOString().slice(0, 10),
    machine,
    repeats,
    recordingsOfEach,
    works: await measured(made, repeats),
  };
  console.log(growthTable(figures));
  console.log(`A trend of ${longVisits} visits:`, await trendSizes(made[1]!));
  const keptPath = join(import.meta.dirname, "growth-figures.json");
  if (values.keep) writeFileSync(keptPath, `${JSON.stringify(figures, null, 2)}\n`);
  const grown = Object.values(figures.works).filter(({ smallMs, largeMs }) => largeMs / smallMs > mostGrowth);
  process.exitCode = grown.length === 0 ? 0 : 1;
} finally {
  for (const { core, folder } of made) {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
