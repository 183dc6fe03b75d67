import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { receiveTrends } from "../../../../shared/contract/trends.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import type { DemoTake } from "../../../../shared/domain/demo-take.ts";
import type { VisitId } from "../../../../shared/domain/ids.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import { sayCount, sayNumber, sayPlain } from "../../../../shared/words/say.ts";
import { sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { sayTask } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { demoTakes, demoVisits } from "../../../core/synth/demo-patient.ts";
import { language, words } from "../language.ts";
import { deviceOption } from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { significant, table } from "../table.ts";
import { type CoreFlags, withCores } from "../with-core.ts";
import { changeCells, changeHeader } from "./trend.ts";

/** Told to everybody: what it protects is a synthetic voice. */
const demoUser = { name: "demo", password: "demo-only" };

async function logOnDemo(client: LocalClient): Promise<void> {
  const { hasUsers } = await client.session.current();
  if (hasUsers) await client.session.logOn(demoUser);
  else await client.session.setUp(demoUser);
}

type VisitMade = { visit: Visit; severity: number; recordings: Recording[] };

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

type DemoResult = { patient: Patient; visits: VisitMade[]; courses: Course[] };

/** Makes the patient of `patients.addDemo`, its recordings by all cores at once. */
async function runDemo(clients: LocalClient[], out: string): Promise<DemoResult> {
  const client = clients[0]!;
  const { patient, visits: entered } = await client.files.enterDemo();
  const visits = entered.map(
    (visit, index): VisitMade => ({ visit, severity: demoVisits[index]!.severity, recordings: [] }),
  );
  const progress = new ProgressLine();
  let done = 0;
  const remaining = demoTakes.values();
  const importRemaining = async (client: LocalClient) => {
    for (const take of remaining) {
      const what = `${words.visitNumber(String(take.visit + 1))}  ${sayTask(take.task, language)}`;
      progress.show(words.progress(String(++done), String(demoTakes.length), what));
      const { visit, recordings } = visits[take.visit]!;
      recordings.push(await importTake(client, visit.id, take));
    }
  };
  await Promise.all(clients.map(importRemaining));
  progress.show(words.writingReport);
  const { courses } = receiveTrends(await client.trends.get({ patientId: patient.id }));
  const { pdf } = await client.reports.create({ visitId: visits.at(-1)!.visit.id, language });
  await writeFile(join(out, "report.pdf"), Buffer.from(await pdf.arrayBuffer()));
  progress.clear();
  return { patient, visits, courses };
}

async function importTake(client: LocalClient, visitId: VisitId, take: DemoTake): Promise<Recording> {
  for await (const event of await client.files.importDemoTake({ ...take, visitId })) {
    if (event.type === "done") return event.recording;
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
