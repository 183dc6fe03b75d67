import { Command } from "commander";
import { type PatientTrends, receiveTrends } from "../../../../shared/contract/trends.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import { sayNotJudged } from "../../../../shared/words/say-finding.ts";
import { sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { trendCsv } from "../../../core/trends/csv.ts";
import { findPatient } from "../find.ts";
import { language, words } from "../language.ts";
import { dataOption, jsonOption } from "../options.ts";
import { significant, table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { patient: string; json?: boolean; csv?: boolean };

export function trendCommand(): Command {
  return new Command("trend")
    .description(words.commands.trend)
    .requiredOption("--patient <patient>", words.options.patient)
    .addOption(jsonOption().conflicts("csv"))
    .option("--csv", words.options.csv)
    .addOption(dataOption())
    .action(async (flags: Flags) => {
      const trends = await withCore(flags, async (client) => {
        const { id } = await findPatient(client, flags.patient);
        return receiveTrends(await client.trends.get({ patientId: id }));
      });
      if (flags.json) process.stdout.write(`${JSON.stringify(trends, null, 2)}\n`);
      else process.stdout.write(flags.csv ? trendCsv(trends.courses) : describe(trends));
    });
}

function describe({ courses, progressionRate }: PatientTrends): string {
  const { columns } = words;
  const lines = [
    table(
      [
        columns.measure,
        columns.task,
        columns.unit,
        columns.visits,
        columns.first,
        columns.last,
        ...changeHeader,
      ],
      courses.map(row),
    ),
  ];
  if (progressionRate) {
    lines.push(words.progression(significant(progressionRate.perMonth), progressionRate.date));
  }
  return `${lines.join("\n\n")}\n\n${wordsOf(language).general.researchUseOnly}\n`;
}

/** Headings of what `changeCells` gives. */
export const changeHeader = [words.columns.slope, words.columns.inMdc, words.columns.judgement];

/** Slope with its interval, change in multiples of its error, and what that means in words. */
export function changeCells({ line, change, notJudged }: Course): string[] {
  return [
    line
      ? `${significant(line.perMonth)} (${wordsOf(language).say.to(significant(line.perMonthLower), significant(line.perMonthUpper))})`
      : "-",
    significant(change?.inError ?? null, 2),
    judgementWords({ change, notJudged }),
  ];
}

function judgementWords({ change, notJudged }: Pick<Course, "change" | "notJudged">): string {
  if (change) return wordsOf(language).findings.changeTag[change.label];
  return notJudged ? sayNotJudged(notJudged, language) : "-";
}

function row(series: Course): (string | number)[] {
  const { id, task, unit, points } = series;
  const [first, last] = [points[0], points.at(-1)].map((point) => significant(point?.value ?? null));
  return [sayMeasureName(id, language), task, unit, points.length, first!, last!, ...changeCells(series)];
}
