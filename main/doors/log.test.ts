import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { coreEndedLine, failureLine, logFolderOf, logIn } from "./log.ts";

const full = 2 ** 20 + 1;
const freshFolder = () => mkdtempSync(join(tmpdir(), "bulbar-log-"));

test("the log says what ended the core and where, and nothing that was worked on", () => {
  const error = new RangeError("no memory for\n    at Ludmila Nowhere (/home/x/recordings/ludmila.wav:1:2)");
  const line = coreEndedLine({ error, exitCode: 1 }, true);
  expect(line).toMatch(/^core-ended: RangeError; a new core was started\n/);
  expect(line).toMatch(/main\/doors\/log\.test\.ts:\d+:\d+/);
  expect(line).not.toMatch(/Ludmila|ludmila/);
  expect(coreEndedLine({ error: null, exitCode: 7 }, false)).toContain("exit code 7; it ended too often");
});

test("an error of the system keeps its code, and loses the file that it names", () => {
  const error = Object.assign(new Error("EACCES: /home/x/Ludmila.wav"), { code: "EACCES" });
  expect(failureLine("shell-failed", error)).toMatch(/^shell-failed: Error EACCES\n/);
  expect(failureLine("shell-failed", error)).not.toContain("Ludmila");
});

test("the log file lies in the data folder, for this user alone, and is put aside when it is full", () => {
  const folder = freshFolder();
  const log = logIn(folder);
  log("first");
  const file = join(logFolderOf(folder), "bulbar.log");
  expect(readFileSync(file, "utf8")).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z first\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, "x".repeat(full));
  log("second");
  expect(readFileSync(file, "utf8")).toMatch(/Z second\n$/);
  expect(readFileSync(join(folder, "logs", "bulbar.1.log"), "utf8")).toHaveLength(full);
  logIn(join(file, "no-folder"))("a log that cannot be written stops nothing");
});

test("five files are kept, the youngest first", () => {
  const folder = freshFolder();
  const log = logIn(folder);
  const logs = logFolderOf(folder);
  for (let k = 0; k < 8; k++) {
    log(`line ${k}`);
    writeFileSync(join(logs, "bulbar.log"), `full ${k}`.padEnd(full));
  }
  log("last");
  const names = ["bulbar.1.log", "bulbar.2.log", "bulbar.3.log", "bulbar.4.log", "bulbar.log"];
  expect(readdirSync(logs).sort()).toEqual(names);
  const aside = names.slice(0, 4).map((name) => readFileSync(join(logs, name), "utf8").slice(0, 6));
  expect(aside).toEqual(["full 7", "full 6", "full 5", "full 4"]);
});
