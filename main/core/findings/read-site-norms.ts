import { highestAlsfrs } from "../../../shared/domain/alsfrs.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { heardMeasures, unitOfHeard } from "../../../shared/domain/listening.ts";
import { describeMeasure } from "../../../shared/domain/measure-catalogue.ts";
import { askedTaskIds } from "../../../shared/domain/task.ts";
import { Norms } from "./norms.ts";
import { readJson, wrongContent } from "./read-json.ts";

const lists = ["norms", "typical", "measurementError"] as const;
const knownTasks: readonly string[] = [...askedTaskIds, "visit", "alsfrs-r"];

/**
 * A site's norms from the text of their file. Rows that would never judge anything are refused too: a measure, a task or a
 * unit that this program does not have.
 * @throws BulbarError invalid-input, which names the file, the first place that is wrong, and why
 */
export function readSiteNorms(file: string, json: string): Norms {
  const parsed = Norms.safeParse(readJson(file, json));
  if (!parsed.success) throw wrongContent(file, "norms-file", parsed.error);
  refuseIdleRows(parsed.data, file);
  return parsed.data;
}

/** @throws BulbarError invalid-input, which names the file and the first row that would never judge anything */
export function refuseIdleRows(norms: Norms, file: string): void {
  for (const list of lists)
    for (const [k, row] of norms[list].entries()) refuseIdle(row, `${list}.${k}`, file);
}

type Row = { measure: string; tasks: string[]; unit: string };

/** Refuses a row that no value of this program will ever be held against. */
function refuseIdle({ measure, tasks, unit }: Row, row: string, file: string): void {
  const expected = unitOf(measure);
  const at = (field: string) => ({ place: `${row}.${field}` });
  if (expected === null)
    throw new BulbarError("invalid-input", {
      ...{ file, why: "norms-measure", facts: { ...at("measure"), measure } },
    });
  const task = tasks.find((one) => !knownTasks.includes(one));
  if (task !== undefined)
    throw new BulbarError("invalid-input", { file, why: "norms-task", facts: { ...at("tasks"), task } });
  if (unit !== expected)
    throw new BulbarError("invalid-input", {
      ...{ file, why: "norms-unit", facts: { ...at("unit"), unit, expected } },
    });
}

/** Unit of a measure, a listener's or a score; null where the program has none of that name. */
function unitOf(measure: string): string | null {
  const heard = heardMeasures.find((one) => one === measure);
  if (heard) return unitOfHeard(heard);
  return describeMeasure(measure)?.unit ?? (Object.hasOwn(highestAlsfrs, measure) ? "points" : null);
}
