import { Command } from "commander";
import type { PatientTrends } from "../../../../shared/contract/trends.ts";
import { researchUseOnly } from "../../../../shared/domain/prediction.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
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
      else process.stdout.write(flags.csv ? trendCsv(trends.series) : describe(trends));
    });
}

function describe({ series, progressionRate }: PatientTrends): string {
  const lines = [
    table(["measure", "task", "unit", "visits", "first", "last", ...changeHeader], series.map(row)),
  ];
  if (progressionRate) {
    lines.push(
      `ALSFRS-R progression rate ${significant(progressionRate.perMonth)} points a month (${progressionRate.date})`,
    );
  }
  return `${lines.join("\n\n")}\n\n${researchUseOnly}\n`;
}

/** Headings of what `changeCells` gives. */
export const changeHeader = ["slope a month (95 %)", "change in MDC", "judgement"];

/** Slope with its interval, change in multiples of the minimal detectable change, and what that means in words. */
export function changeCells({ slope, change }: TrendSeries): string[] {
  return [
    slope
      ? `${significant(slope.perMonth)} (${significant(slope.lower)} to ${significant(slope.upper)})`
      : "-",
    significant(change?.inMdc ?? null, 2),
    change?.label.replaceAll("-", " ") ?? "-",
  ];
}

function row(series: TrendSeries): (string | number)[] {
  const { id, task, unit, points } = series;
  const [first, last] = [points[0], points.at(-1)].map((point) => significant(point?.value ?? null));
  return [sayMeasureName(id, "en"), task, unit, points.length, first!, last!, ...changeCells(series)];
}
