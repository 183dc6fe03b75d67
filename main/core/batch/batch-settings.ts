import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ModelChoice } from "../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { definitionVersions, measureKinds } from "../../../shared/domain/measure-kind.ts";
import { ModelSummary, researchUseOnly } from "../../../shared/domain/prediction.ts";
import { RulesOrigin } from "../../../shared/domain/rules-origin.ts";
import { TaskId } from "../../../shared/domain/task.ts";
import { measureUnits } from "./columns.ts";

const settingsFile = "settings.json";

/** What is chosen for all recordings of a batch. */
export const BatchOptions = z.object({
  /** Of recordings whose row tells none; null: guessed from the file's name. */
  task: TaskId.nullable(),
  models: ModelChoice,
  device: z.string(),
});
export type BatchOptions = z.infer<typeof BatchOptions>;

/** Everything that the results of a batch depend on besides the recordings, and how to read them. */
export const BatchSettings = z.object({
  notice: z.literal(researchUseOnly),
  program: z.object({ name: z.literal("bulbar"), version: z.string() }),
  source: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("folder"), path: z.string() }),
    z.object({ kind: z.literal("table"), path: z.string(), sha256: z.string() }),
  ]),
  shard: z.object({ index: z.int().positive(), count: z.int().positive() }),
  options: BatchOptions,
  rules: RulesOrigin.default({ of: "program" }),
  /** Those that answer, with their versions, hashes and honest errors. */
  models: z.array(ModelSummary),
  /** Versions of the measures' definitions, by kind. */
  definitions: z.record(z.enum(measureKinds), z.number()),
  units: z.record(z.string(), z.string()),
});
export type BatchSettings = z.infer<typeof BatchSettings>;

export function batchSettings(
  about: Pick<BatchSettings, "source" | "shard" | "options" | "rules" | "models"> & {
    programVersion: string;
  },
): BatchSettings {
  const { programVersion, source, shard, options, rules, models } = about;
  return {
    notice: researchUseOnly,
    program: { name: "bulbar", version: programVersion },
    source,
    shard,
    options,
    rules,
    models,
    definitions: definitionVersions,
    units: measureUnits,
  };
}

/** As they are written. */
export function settingsText(settings: BatchSettings): string {
  return `${JSON.stringify(BatchSettings.parse(settings), null, 2)}\n`;
}

/** Path of the settings in a batch's folder. */
export function settingsPath(folder: string): string {
  return join(folder, settingsFile);
}

/** The settings of a batch that was begun; null where there is none. @throws BulbarError `batch-refused` */
export function readSettings(folder: string): BatchSettings | null {
  if (!existsSync(settingsPath(folder))) return null;
  try {
    return BatchSettings.parse(JSON.parse(readFileSync(settingsPath(folder), "utf8")));
  } catch (error) {
    throw new BulbarError("batch-refused", { file: folder, why: "no-settings" }, { cause: error });
  }
}

/** Names of the settings in which two batches differ. */
export function differences(a: BatchSettings, b: BatchSettings): string[] {
  const [one, other] = [flat(a), flat(b)];
  return Object.keys(one).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
}

function flat(settings: BatchSettings): Record<string, unknown> {
  const { options, models, ...rest } = BatchSettings.parse(settings);
  return { ...rest, task: options.task, device: options.device, models: [options.models, models] };
}
