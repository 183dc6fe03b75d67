import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import type { Course } from "../../../../shared/domain/course.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import { sayCount, sayNumber, sayPlain } from "../../../../shared/words/say.ts";
import { sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { sayTask } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { encodeWav } from "../../../core/audio/wav.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { synthesise } from "../../../core/synth/synthesise.ts";
import { language, words } from "../language.ts";
import { deviceOption } from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { significant, table } from "../table.ts";
import { type CoreFlags, withCores } from "../with-core.ts";
import { changeCells, changeHeader } from "./trend.ts";

/** The eight tasks of VOC-ALS and SAND, and a passage: the voice quality indices need continuous speech. */
const demoTasks = [
  "vowel-a",
  "vowel-e",
  "vowel-i",
  "vowel-o",
  "vowel-u",
  "ddk-pa",
  "ddk-ta",
  "ddk-ka",
  "reading",
] as const satisfies TaskId[];

/** Takes of a task in each visit: three of /a/ and /pa/ tell how much a value varies by itself. */
const takesOf = (task: TaskId) => (task === "vowel-a" || task === "ddk-pa" ? 3 : 1);

/** Five visits over a year; severity of the synthesiser, 0 healthy to 4 severe, and made-up bulbar items to go with it. */
const demoVisits = [
  { date: "2025-10-06", severity: 0.6, speech: 4, salivation: 4, swallowing: 4 },
  { date: "2026-01-12", severity: 1.1, speech: 4, salivation: 4, swallowing: 4 },
  { date: "2026-04-13", severity: 1.7, speech: 3, salivation: 4, swallowing: 4 },
  { date: "2026-07-06", severity: 2.4, speech: 3, salivation: 3, swallowing: 3 },
  { date: "2026-10-05", severity: 3.1, speech: 2, salivation: 3, swallowing: 3 },
];

/** The other items of the ALSFRS-R, which this patient has in full. */
const limbsAndBreathing = {
  handwriting: 4,
  cuttingFood: 4,
  gastrostomy: false,
  dressing: 4,
  turningInBed: 4,
  walking: 4,
  climbingStairs: 4,
  dyspnoea: 4,
  orthopnoea: 4,
  respiratoryInsufficiency: 4,
};

const demoSeed = 2026;

/** Told to everybody: what it protects is a synthetic voice. */
const demoUser = { name: "demo", password: "demo-only" };

async function logOnDemo(client: LocalClient): Promise<void> {
  const { hasUsers } = await client.session.current();
  if (hasUsers) await client.session.logOn(demoUser);
  else await client.session.setUp(demoUser);
}

type DemoJob = { visitIndex: number; task: TaskId; take: number };
type DemoVisit = { visit: Visit; severity: number; recordings: Recording[] };

export function demoCommand(): Command {
  return new Command("demo")
    .description(words.commands.demo)
    .option("--out <folder>", words.options.outDemo, "demo-out")
    .addOption(deviceOption())
    .action(async (flags: CoreFlags & { out: string }) => {
      const started = performance.now();
      await rm(flags.out, { recursive: true, force: true });
      await mkdir(flags.out, { recursive: true });
      const result = await withCores(
        { ...flags, data: flags.out },
        2,
        (clients) => runDemo(clients, flags.out),
        logOnDemo,
      );
      await writeFile(join(flags.out, "results.json"), `${JSON.stringify(result, null, 2)}\n`);
      process.stdout.write(describe(result, flags.out, (performance.now() - started) / 1000));
    });
}

type DemoResult = { patient: Patient; visits: DemoVisit[]; courses: Course[] };

async function runDemo(clients: LocalClient[], out: string): Promise<DemoResult> {
  const client = clients[0]!;
  const patient = await client.patients.create({
    code: "DEMO-1",
    name: "Demo Patient (synthetic voice)",
    birthDate: "1961-05-17",
    sex: "female",
    onsetDate: "2025-04-01",
    onsetRegion: "bulbar",
    diagnosis: "Synthetic voice for demonstration; not a person",
    notes: "",
  });
  const progress = new ProgressLine();
  const visits = await Promise.all(
    demoVisits.map(async ({ date, severity, ...bulbar }): Promise<DemoVisit> => {
      const details = { patientId: patient.id, date, device: "synthesiser, 44.1 kHz", notes: "" };
      const visit = await client.visits.create(details);
      await client.visits.setAlsfrs({ id: visit.id, alsfrs: { ...bulbar, ...limbsAndBreathing } });
      return { visit, severity, recordings: [] };
    }),
  );
  const jobs = visits.flatMap((_, visitIndex) =>
    demoTasks.flatMap((task) =>
      Array.from({ length: takesOf(task) }, (_, take): DemoJob => ({ visitIndex, task, take })),
    ),
  );
  let done = 0;
  const remaining = jobs.values();
  const importRemaining = async (client: LocalClient) => {
    for (const job of remaining) {
      const what = `${words.visitNumber(String(job.visitIndex + 1))}  ${sayTask(job.task, language)}`;
      progress.show(words.progress(String(++done), String(jobs.length), what));
      const { visit, severity, recordings } = visits[job.visitIndex]!;
      recordings.push(await importSynthetic(client, out, visit.id, severity, job));
    }
  };
  await Promise.all(clients.map(importRemaining));
  progress.show(words.writingReport);
  const { courses } = await client.trends.get({ patientId: patient.id });
  const { pdf } = await client.reports.create({ visitId: visits.at(-1)!.visit.id, language });
  await writeFile(join(out, "report.pdf"), Buffer.from(await pdf.arrayBuffer()));
  progress.clear();
  return { patient, visits, courses };
}

async function importSynthetic(
  client: LocalClient,
  out: string,
  visitId: string,
  severity: number,
  { task, take, visitIndex }: DemoJob,
): Promise<Recording> {
  const { signal } = synthesise({
    task,
    sex: "female",
    severity,
    seed: demoSeed,
    visit: visitIndex,
    take,
    sampleRateHz: 44_100,
    snrDb: 40,
  });
  const path = join(out, `visit-${visitIndex + 1}-take-${take + 1}_${task}.wav`);
  await writeFile(path, encodeWav(signal));
  try {
    for await (const event of await client.files.import({ path, visitId, task })) {
      if (event.type === "done") return event.recording;
    }
  } finally {
    await rm(path);
  }
  throw new Error("The import ended without a result.");
}

function describe({ visits, courses }: DemoResult, out: string, seconds: number): string {
  const { columns } = words;
  const shown = courses.filter(({ points }) => points.length === visits.length).slice(0, 12);
  const rows = shown.map((series) => [
    sayMeasureName(series.id, language),
    series.task,
    series.unit,
    ...visits.map(({ visit }) =>
      significant(series.points.find(({ visitId }) => visitId === visit.id)?.value ?? null),
    ),
    ...changeCells(series),
  ]);
  const count = visits.reduce((sum, { recordings }) => sum + recordings.length, 0);
  return [
    words.demoSummary(
      sayCount(visits.length, "visit", language),
      sayCount(count, "recording", language),
      visits.map(({ severity }) => sayPlain(severity, language)).join(", "),
    ),
    "",
    table(
      [
        columns.measure,
        columns.task,
        columns.unit,
        ...visits.map(({ visit }) => visit.date),
        ...changeHeader,
      ],
      rows,
    ),
    "",
    words.demoWritten(join(out, "history.db"), sayNumber(seconds, 1, language)),
    words.demoLogOn(demoUser.name, demoUser.password),
    wordsOf(language).general.researchUseOnly,
    "",
  ].join("\n");
}
