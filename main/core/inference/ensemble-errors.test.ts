import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TaskId } from "../../../shared/domain/task.ts";
import { findProgramFolder } from "../program.ts";
import { ensembleError, jointOf, readEnsembleErrors } from "./ensemble-errors.ts";

const honestError = { metric: "AUC", value: 0.9, interval: null, protocol: "5-fold by speaker" };
const models = [
  { id: "a", version: "1.0.0" },
  { id: "b", version: "2.0.0" },
];
const measured = [
  { models, tasks: ["vowel-a", "vowel-i"] as TaskId[], alone: false, honestError },
  { models, tasks: ["vowel-a"] as TaskId[], alone: true, honestError: { ...honestError, value: 0.8 } },
];
const answering = (model: string, version: string, ...tasks: TaskId[]) => ({
  model,
  version,
  tasks: new Set(tasks),
});

test("the error is that of these versions on these tasks, in any order", () => {
  const both = [answering("b", "2.0.0", "vowel-i", "vowel-a"), answering("a", "1.0.0", "vowel-a", "vowel-i")];
  expect(ensembleError(measured, both)).toEqual(honestError);
  const single = [answering("a", "1.0.0", "vowel-a"), answering("b", "2.0.0", "vowel-a")];
  expect(ensembleError(measured, single)).toEqual({
    ...honestError,
    value: 0.8,
    protocol: 'from "vowel-a" alone, 5-fold by speaker',
  });
});

test.each([
  ["another version", [answering("a", "1.0.1", "vowel-a"), answering("b", "2.0.0", "vowel-a")]],
  [
    "a model more",
    [
      ...models.map(({ id, version }) => answering(id, version, "vowel-a")),
      answering("c", "1.0.0", "vowel-a"),
    ],
  ],
  ["tasks that were not measured", [answering("a", "1.0.0", "vowel-i"), answering("b", "2.0.0", "vowel-i")]],
  [
    "a model that did not answer on one of them",
    [answering("a", "1.0.0", "vowel-a"), answering("b", "2.0.0", "vowel-a", "vowel-i")],
  ],
])("nothing is claimed for %s", (_, models) => {
  expect(ensembleError(measured, models)).toBeNull();
});

test("the shipped file speaks of the shipped versions, and of every set of tasks of the ALS screens", async () => {
  const folder = join(findProgramFolder(), "models");
  const shipped = await readEnsembleErrors(join(folder, "ensembles.json"));
  for (const { models } of shipped) {
    for (const { id, version } of models) {
      expect(JSON.parse(readFileSync(join(folder, id, "manifest.json"), "utf8")).version).toBe(version);
    }
  }
  const isScreen = ({ models, pool }: (typeof shipped)[number]) =>
    models.some(({ id }) => id === "als-screen-voice") && (pool !== undefined || models.length === 3);
  const screens = shipped.filter(isScreen);
  expect(screens.map(({ tasks }) => tasks)).toEqual([["vowel-a", "vowel-i"], ["vowel-a"], ["vowel-i"]]);
  for (const { honestError } of screens) expect(honestError.value).toBeGreaterThan(0.75);
});

test("the answer is the pool of most of the models that answered; without one, all by their mean", () => {
  const pooled = [{ ...measured[1]!, pool: { weights: [1, 0.5], rejectBelow: 0.7 } }];
  const both = [
    answering("c", "1.0.0", "vowel-a"),
    answering("b", "2.0.0", "vowel-a"),
    answering("a", "1.0.0", "vowel-a"),
  ];
  expect(jointOf(pooled, both)).toMatchObject({
    members: [
      { model: "a", version: "1.0.0", weight: 1 },
      { model: "b", version: "2.0.0", weight: 0.5 },
    ],
    rejectBelow: 0.7,
    honestError: { value: 0.8 },
  });
  const all = {
    members: both.map(({ model, version }) => ({ model, version, weight: null })),
    honestError: null,
  };
  expect(jointOf(measured, both)).toMatchObject(all);
  const otherVersion = [both[0]!, both[1]!, answering("a", "1.0.1", "vowel-a")];
  expect(jointOf(pooled, otherVersion).members.map(({ weight }) => weight)).toEqual([null, null, null]);
  const otherTask = [answering("b", "2.0.0", "vowel-i"), answering("a", "1.0.0", "vowel-i")];
  expect(jointOf(pooled, otherTask).rejectBelow).toBeNull();
});

test("a pool without weights is the mean, to the power that was fitted", () => {
  const pool = { weights: null, sharpness: 1.3, rejectBelow: null };
  const both = [answering("b", "2.0.0", "vowel-a"), answering("a", "1.0.0", "vowel-a")];
  expect(jointOf([{ ...measured[1]!, pool }], both)).toMatchObject({
    members: models.map(({ id, version }) => ({ model: id, version, weight: null })),
    sharpness: 1.3,
  });
  expect(jointOf(measured, both).sharpness).toBe(1);
});

test("nothing is claimed without a readable file", async () => {
  expect(await readEnsembleErrors("/nowhere/ensembles.json")).toEqual([]);
  const broken = join(mkdtempSync(join(tmpdir(), "bulbar-ensembles-")), "ensembles.json");
  writeFileSync(broken, "{}");
  expect(await readEnsembleErrors(broken)).toEqual([]);
});
