import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { TaskModels } from "../../../shared/domain/task-models.ts";
import { createCore } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { chooseModel, tellsMost } from "./single-answer.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-answer-"));
const core = createCore({ ...testCoreOptions(dataFolder) });
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});

const program = { taskModels: {}, simulatedModels: false };
const voice = "als-screen-voice";
test.each([
  ["a name that tells the task", { fileName: "022_a.wav" }, [voice, "vowel-a", "file-name"]],
  ["a name that tells nothing", { fileName: "x.wav" }, [voice, "vowel-a", "default"]],
  ["a task against the name", { fileName: "022_a.wav", task: "digits" }, ["digits-cnn", "digits", "request"]],
  ["a model", { fileName: "x.wav", model: "digits-ann" }, ["digits-ann", "digits", "model"]],
  // what the model does not accept is for the model to refuse, not to be called something else
  [
    "a model against the name",
    { fileName: "1_i.wav", model: "digits-ann" },
    ["digits-ann", "vowel-i", "file-name"],
  ],
] as const)("%s chooses", async (_name, asked, [model, task, taskFrom]) => {
  expect(await chooseModel(core, asked, program)).toEqual({ model, task, taskFrom });
});

test("where an answer is to be explained, a model that shows where it looks comes before a recommended one", async () => {
  expect((await chooseModel(core, { fileName: "022_a.wav" }, program, tellsMost)).model).toBe("als-cnn");
  expect((await chooseModel(core, { fileName: "022_a.wav", model: voice }, program, tellsMost)).model).toBe(
    voice,
  );
});

test("a task that no model answers unasked about, and a model that is not there, are refused", async () => {
  const unasked = chooseModel(core, { fileName: "x.wav", task: "reading" }, program);
  await expect(unasked).rejects.toMatchObject({ code: "model-refused-task", data: { why: "none-unasked" } });
  await expect(chooseModel(core, { fileName: "x.wav", model: "none" }, program)).rejects.toMatchObject({
    code: "model-not-found",
  });
});

test("a site's choice of models is kept to, and where it chose none there is no answer", async () => {
  const taskModels: TaskModels = { "vowel-a": ["als-cnn"], "vowel-i": "none" };
  const rules = { taskModels, simulatedModels: false };
  expect((await chooseModel(core, { fileName: "022_a.wav" }, rules)).model).toBe("als-cnn");
  await expect(chooseModel(core, { fileName: "022_i.wav" }, rules)).rejects.toMatchObject({
    code: "model-refused-task",
  });
});
