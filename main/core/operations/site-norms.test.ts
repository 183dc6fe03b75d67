import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { normsAtHand } from "../analysis/norms-at-hand.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { site } from "./site.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-norms-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const context = { core, session: localAdministrator };

const row = {
  ...{ measure: "hnr", tasks: ["vowel-a"], unit: "dB", seen: "measured", program: "Bulbar" },
  ...{ source: "our clinic", population: "120 of our own", sex: null, ageYears: null, language: null },
  ...{ speakers: 120, kind: "cut-off", limit: 15 },
};
const file = (...norms: unknown[]) =>
  JSON.stringify({ schemaVersion: 2, norms, typical: [], measurementError: [] });
const load = (json: string) => call(site.setNorms, { fileName: "ours.json", json }, { context });

test("the program's own file can be brought again: every row of it names what the program has", async () => {
  const { json } = await call(site.programNorms, undefined, { context });
  expect((await load(json))?.norms.length).toBeGreaterThan(30);
});

test("a site's norms are kept, told, used and taken back, each in the trail", async () => {
  const kept = await load(file(row));
  expect(kept).toMatchObject({ fileName: "ours.json", typical: [], norms: [{ measure: "hnr" }] });
  expect(await call(site.norms, undefined, { context })).toEqual(kept);
  expect((await normsAtHand(core)).norms[0]).toMatchObject({ source: "our clinic", ofSite: true });
  expect(await call(site.removeNorms, undefined, { context })).toBeNull();
  expect(await normsAtHand(core)).toEqual(await core.norms());
  const told = listAudit(await core.history()).filter(({ subject }) => subject === "site setting norms");
  expect(told.map(({ detail }) => detail).slice(-2)).toEqual(["ours.json loaded", "none of its own"]);
});

test.each([
  ["no JSON", "{", { why: "form-not-json" }],
  ["another version", '{"schemaVersion": 1}', { why: "norms-file", facts: { place: "schemaVersion" } }],
  ["a missing limit", file({ ...row, limit: undefined }), { facts: { place: "norms.0.limit" } }],
  ["a field that is not known", file({ ...row, upper: 3 }), { facts: { place: "norms.0.upper" } }],
  [
    "a measure that is not known",
    file(row, { ...row, measure: "hrn" }),
    { why: "norms-file", facts: { place: "norms.1" } },
  ],
  [
    "a measure that every table answers to",
    file({ ...row, measure: "constructor", unit: "points" }),
    { facts: { place: expect.stringContaining("norms.0") } },
  ],
  [
    "a task that is not known",
    file({ ...row, tasks: ["vowel-y"] }),
    { why: "norms-task", facts: { place: "norms.0.tasks", task: "vowel-y" } },
  ],
  [
    "another unit",
    file({ ...row, unit: "%" }),
    { why: "norms-unit", facts: { place: "norms.0.unit", unit: "%", expected: "dB" } },
  ],
])("a file with %s is refused, names the place and changes nothing", async (_, json, data) => {
  const before = await call(site.norms, undefined, { context });
  await expect(load(json)).rejects.toMatchObject({
    ...{ code: "invalid-input", data: { file: "ours.json", ...data } },
  });
  expect(await call(site.norms, undefined, { context })).toEqual(before);
});
