import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { schemaFiles } from "./schema-files.ts";

const models = join(import.meta.dirname, "../../models");
const read = (...path: string[]) => readFileSync(join(models, ...path), "utf8");
const packages = readdirSync(models).filter((name) => existsSync(join(models, name, "manifest.json")));

test.each(schemaFiles())("models/training/schema/%s is what npm run schemas writes", (name, text) => {
  expect(read("training/schema", name)).toBe(text);
});

describe.each([
  ["manifest.json", "model-manifest.schema.json"],
  ["evaluation.json", "evaluation.schema.json"],
])("%s", (file, schema) => {
  const isValid = new Ajv2020({ strict: false }).compile(JSON.parse(read("training/schema", schema)));

  test.each(packages)("of %s is by the schema, and one with an unknown field is not", (id) => {
    const content = JSON.parse(read(id, file));
    expect(isValid(content) || isValid.errors).toBe(true);
    expect(isValid({ ...content, unheard: 1 })).toBe(false);
  });
});
