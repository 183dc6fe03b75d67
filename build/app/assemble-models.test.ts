import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { InferenceSession } from "../../main/core/inference/onnxruntime.ts";
import { assembleModels } from "./assemble-models.ts";

const root = join(import.meta.dirname, "../..");
const acousticModel = "node_modules/soundswallower/model/en-us";
let folder: string;
let models: string;
let graph: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bulbar-assembly-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  models = join(folder, "models");
  for (const name of ["graph.onnx", "assembly.json", "manifest.json"])
    cpSync(join(root, "models/digits-recogniser", name), join(models, "digits-recogniser", name));
  graph = join(models, "digits-recogniser", "model.onnx");
});

/** A folder with an acoustic model of its own, in the place where npm puts it. */
function ownDependencies(): string {
  const dependencies = join(folder, "program");
  cpSync(join(root, acousticModel), join(dependencies, acousticModel), { recursive: true });
  return join(dependencies, acousticModel);
}

const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

test("the graph and a dependency's acoustic model make the model that was exported, byte for byte", async () => {
  assembleModels(models);
  const manifest = JSON.parse(readFileSync(join(models, "digits-recogniser", "manifest.json"), "utf8"));
  expect(sha256(graph)).toBe(manifest.files["model.onnx"].sha256);
  expect(readdirSync(join(models, "digits-recogniser"))).toHaveLength(4);
  const session = await InferenceSession.create(graph);
  expect(session.outputNames).toContain("known");
  await session.release();
});

test("alone the graph is not whole: it holds none of the acoustic model's numbers", async () => {
  const alone = join(models, "digits-recogniser", "graph.onnx");
  await expect(InferenceSession.create(alone)).rejects.toThrow("scores.senones.exponents_0");
});

test("a model that is there is left; a changed one is made anew", () => {
  assembleModels(models);
  assembleModels(models, join(folder, "no-dependencies"));
  writeFileSync(graph, "an older version");
  assembleModels(models);
  expect(sha256(graph)).toBe(sha256(join(root, "models/digits-recogniser/model.onnx")));
});

test.each([
  ["source-missing", (source: string) => rmSync(join(source, "means")), "means is missing"],
  [
    "source-differs",
    (source: string) => writeFileSync(join(source, "sendump"), ""),
    "sendump is not the one",
  ],
])("%s: the file and the remedy are told, and nothing is written", (code, spoil, told) => {
  const source = ownDependencies();
  spoil(source);
  const assemble = () => assembleModels(models, join(folder, "program"));
  expect(assemble).toThrow(expect.objectContaining({ code, message: expect.stringContaining(told) }));
  expect(assemble).toThrow("npm ");
  expect(existsSync(graph)).toBe(false);
});

test("parts of two versions are refused", () => {
  const part = join(models, "digits-recogniser", "graph.onnx");
  writeFileSync(part, readFileSync(part).subarray(1));
  expect(() => assembleModels(models)).toThrow(expect.objectContaining({ code: "result-differs" }));
  expect(readdirSync(join(models, "digits-recogniser"))).toHaveLength(3);
});
