import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import type { BatchEvent } from "../../../shared/contract/batches.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { sayError } from "../../../shared/words/say-error.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { synthesise } from "../synth/synthesise.ts";
import { batches } from "./batches.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-batches-"));
const core = await loggedOnCore(testCoreOptions(join(folder, "data")));
afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true });
});
const context = { context: { core, session: localAdministrator } };

const { signal: voice } = synthesise({
  task: "vowel-a",
  sex: "male",
  severity: 1,
  seed: 1,
  sampleRateHz: 16_000,
  snrDb: 45,
});
const source = mkdtempSync(join(folder, "recordings-"));
for (const name of ["001_a.wav", "002_a.wav", "note.wav"])
  writeFileSync(join(source, name), encodeWav(voice));
writeFileSync(join(source, "003_i.wav"), "");
const results = join(folder, "results");
const asked = { source, results, task: null, withModels: false };
const allRows = { results, failuresOnly: false, offset: 0, limit: 10 };

test("what would be done is told with the tasks of the names, and nothing is written", async () => {
  const plan = await call(batches.plan, asked, context);
  expect(plan).toMatchObject({ files: 4, done: 0 });
  expect(plan.tasks).toEqual([
    { task: "vowel-a", files: 2 },
    { task: "vowel-i", files: 1 },
    { task: "unknown", files: 1 },
  ]);
  expect(plan.first.map(({ file }) => file)).toEqual(["001_a.wav", "002_a.wav", "003_i.wav", "note.wav"]);
  await expect(call(batches.page, allRows, context)).rejects.toMatchObject({ code: "batch-refused" });
});

test("a batch that was stopped goes on where it was, its table has a row a recording, and the trail says who", async () => {
  for await (const event of await call(batches.run, asked, context)) {
    expect(event).toMatchObject({ type: "counted", done: 1, before: 0, failures: 0 });
    break; // as a page that stops it, or closes
  }
  const events: BatchEvent[] = [];
  for await (const event of await call(batches.run, asked, context)) events.push(event);
  const counted = events.filter((event) => event.type === "counted");
  expect(counted[0]?.before).toBeGreaterThan(0);
  expect(counted.at(-1)).toMatchObject({ done: 4 - counted[0]!.before, total: 4, failures: 1 });
  expect(events.at(-1)).toEqual({ type: "done", isComplete: true });
  const { total, rows } = await call(batches.page, allRows, context);
  expect(total).toBe(4);
  expect(rows.map(({ task, error }) => task ?? error)).toEqual([
    "vowel-a",
    "vowel-a",
    { code: "file-empty", why: "no-bytes" },
    "unknown",
  ]);
  const { reason, remedy } = sayError("file-empty", { why: "no-bytes" }, "en");
  expect(readFileSync(join(results, "failures.csv"), "utf8")).toContain(`003_i.wav: ${reason} ${remedy}`);
  const table = await (await call(batches.csv, { results }, context)).text();
  expect(table.trim().split("\n")).toHaveLength(5);
  expect((await call(batches.plan, asked, context)).done).toBe(4);
  const told = listAudit(await core.history()).filter(({ subject }) => subject.includes("batch"));
  expect(told.map(({ action }) => action)).toEqual(["read", "create", "create", "read", "export"]);
});

test("a folder that is not written in full is refused", async () => {
  await expect(call(batches.plan, { ...asked, source: "recordings" }, context)).rejects.toMatchObject({
    code: "invalid-input",
    data: { why: "folder-in-part", file: "recordings" },
  });
});
