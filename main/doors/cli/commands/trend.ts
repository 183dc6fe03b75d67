import { Command } from "commander";
import type { PatientTrends } from "../../../../shared/contract/trends.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import { researchUseOnly } from "../../../../shared/domain/prediction.ts";
import { sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { trendCsv } from "../../../core/trends/csv.ts";
import { findPatient } from "../find.ts";
import { dataOption, jsonOption } from "../options.ts";
import { significant, table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { patient: string; json?: boolean; csv?: boolean };

export function trendCommand(): Command {
  return new Command("trend")
    .description("change over visits against measurement error")
    .requiredOption("--patient <patient>", "id or code")
    .addOption(jsonOption().conflicts("csv"))
    .option("--csv", "print every point as CSV")
    .addOption(dataOption())
    .action(async (flags: Flags) => {
      const trends = await withCore(flags, async (client) => {
        const { id } = await findPatient(client, flags.patient);
        return client.trends.get({ patientId: id });
      });
      if (flags.json) process.stdout.write(`${JSON.stringify(trends, null, 2)}\n`);
      else process.stdout.write(flags.csv ? trendCsv(trends.courses) : describe(trends));
    });
}

function describe({ courses, progressionRate }: PatientTrends): string {
  const lines = [
    table(["measure", "task", "unit", "visits", "first", "last", ...changeHeader], courses.map(row)),
  ];
  if (progressionRate) {
    lines.push(
      `ALSFRS-R progression rate ${significant(progressionRate.perMonth)} points a month (${progressionRate.date})`,
    );
  }
  return `${lines.join("\n\n")}\n\n${researchUseOnly}\n`;
}

/** Headings of what `changeCells` gives. */
export const changeHeader = ["slope a month (95 %)", "change in errors", "judgement"];

/** Slope with its interval, change in multiples of its error, and what that means in words. */
export function changeCells({ line, change, notJudged }: Course): string[] {
  return [
    line
      ? `${significant(line.perMonth)} (${significant(line.perMonthLower)} to ${significant(line.perMonthUpper)})`
      : "-",
    significant(change?.inError ?? null, 2),
    (change?.label ?? notJudged)?.replaceAll("-", " ") ?? "-",
  ];
}

function row(series: Course): (string | number)[] {
  const { id, task, unit, points } = series;
  const [first, last] = [points[0], points.at(-1)].map((point) => significant(point?.value ?? null));
  return [sayMeasureName(id, "en"), task, unit, points.length, first!, last!, ...changeCells(series)];
}
