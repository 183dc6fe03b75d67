import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Recording } from "../../../shared/domain/recording.ts";
import { runCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

/** A data folder with a patient and a visit, and the option that names it. */
async function folderWithVisit() {
  const folder = temporaryFolder();
  const data = join(folder, "data");
  const at = ["--data", data];
  await runCli("patients", "add", "--code", "V-1", ...at);
  const { stdout } = await runCli("visits", "add", "--patient", "V-1", "--date", "2026-01-01", ...at);
  return { folder, data, at, visit: stdout.trim() };
}

test("two processes that import into one history at once lose nothing, and the trail stays whole", async () => {
  const { folder, at, visit } = await folderWithVisit();
  const sets = [1, 2].map((set) => {
    const own = join(folder, `set-${set}`);
    mkdirSync(own);
    return [0, 1, 2].map((number) => writeVoice(own, "vowel-a", 10 * set + number));
  });
  const both = await Promise.all(
    sets.map((files) => runCli("visits", "import", ...files, "--visit", visit, ...at)),
  );
  for (const { exitCode, stderr } of both) expect(exitCode, stderr).toBe(0);
  const shown = await runCli("visits", "show", visit, "--json", ...at);
  const { recordings } = JSON.parse(shown.stdout) as { recordings: Recording[] };
  expect(recordings).toHaveLength(6);
  expect((await runCli("history", "check", ...at)).exitCode).toBe(0);
  const verified = await runCli("audit", "verify", ...at);
  expect(verified.exitCode, verified.stdout).toBe(0);
});

test("damage is found with a code, a backup brings the history back, the trail is listed and exported", async () => {
  const { folder, data, at } = await folderWithVisit();
  const backup = join(folder, "b.bulbar-backup");
  const made = await runCli("history", "backup", backup, "--json", ...at);
  expect(JSON.parse(made.stdout)).toMatchObject({ file: backup, recordings: 0 });
  const file = openSync(join(data, "history.db"), "r+");
  writeSync(file, Buffer.from([1, 2, 3, 4]), 0, 4, Math.floor(statSync(join(data, "history.db")).size / 2));
  closeSync(file);
  const damaged = await runCli("history", "check", ...at);
  expect(damaged.exitCode).toBe(1);
  expect(damaged.stderr).toContain("[history-corrupt]");
  expect((await runCli("history", "restore", backup, ...at)).stdout).toMatch(
    /Restored: patients: 1.*\n.*kept as history-before-/,
  );
  expect((await runCli("history", "check", ...at)).exitCode).toBe(0);
  const listed = await runCli("audit", "list", "--patient", "V-1", "--json", ...at);
  const rows = JSON.parse(listed.stdout) as { patientId: string; action: string }[];
  expect(rows.length).toBeGreaterThan(1);
  expect(new Set(rows.map(({ patientId }) => patientId)).size).toBe(1);
  const out = join(folder, "trail.csv");
  expect((await runCli("audit", "export", "--out", out, ...at)).exitCode).toBe(0);
  const [header, first] = readFileSync(out, "utf8").split("\r\n");
  expect(header).toBe("number,at,actor,action,patientId,subject,detail,sha256");
  expect(first).toMatch(/^1,20\d\d-/);
});

test("the trail is listed by who, what and when", async () => {
  const { at } = await folderWithVisit();
  const filtered = await runCli("audit", "list", "--action", "create", "--text", "visit", "--json", ...at);
  expect(JSON.parse(filtered.stdout)).toMatchObject([{ action: "create", actor: "tester" }]);
  const before = await runCli("audit", "list", "--until", "2020-01-01", "--json", ...at);
  expect(JSON.parse(before.stdout)).toEqual([]);
  expect((await runCli("audit", "list", "--from", "yesterday", ...at)).exitCode).toBe(2);
});

test("an older copy put in place of the history ends audit verify with 1 and the row", async () => {
  const { data, at } = await folderWithVisit();
  const path = join(data, "history.db");
  const old = readFileSync(path);
  await runCli("patients", "add", "--code", "V-2", ...at);
  const file = openSync(path, "w");
  writeSync(file, old);
  closeSync(file);
  const verified = await runCli("audit", "verify", ...at);
  expect(verified.exitCode).toBe(1);
  expect(verified.stdout).toMatch(/^row \d+: the history is not the newest one/);
  expect(verified.stderr).toContain("[audit-broken]");
  expect(readdirSync(data)).toContain("history.head");
});
