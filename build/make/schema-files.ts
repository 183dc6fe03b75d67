import { z } from "zod";
import { EvaluationFile } from "../../shared/domain/evaluation-file.ts";
import { ModelManifest } from "../../shared/domain/model-manifest.ts";
import { AskedTaskId } from "../../shared/domain/task.ts";

/** The files of models/training/schema: name and text, JSON schema 2020-12 of what is written, before defaults are filled in. */
export function schemaFiles(): [string, string][] {
  const types = { "model-manifest": ModelManifest, evaluation: EvaluationFile, task: AskedTaskId };
  return Object.entries(types).map(([name, type]) => [
    `${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(type, { io: "input" }), null, 2)}\n`,
  ]);
}
