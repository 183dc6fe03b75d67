import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdFolder, sweepHeldFolders, transitFolderOf } from "./held-folder.ts";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "bulbar-held-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));
const left = () => readdirSync(transitFolderOf(data));
const source = new URL("./held-folder.ts", import.meta.url).href;

/** Holds a folder with a file in it, tells its path, and waits. */
const holder = `
  const { holdFolder } = await import(${JSON.stringify(source)});
  const { writeFileSync } = await import("node:fs");
  const { path } = await holdFolder(process.argv[1] ?? (await import("node:worker_threads")).workerData);
  writeFileSync(path + "/voice", "a voice");
  const { parentPort } = await import("node:worker_threads");
  if (parentPort) parentPort.postMessage(path);
  else console.log(path);
  setInterval(() => {}, 1000);
`;

test("a held folder is the user's alone, survives a sweep, and is gone with its lock after release", async () => {
  const held = await holdFolder(data);
  if (process.platform !== "win32") expect(statSync(held.path).mode & 0o777).toBe(0o700);
  writeFileSync(join(held.path, "voice"), "a voice");
  await sweepHeldFolders(data);
  expect(existsSync(join(held.path, "voice"))).toBe(true);
  await held.release();
  expect(left()).toEqual([]);
});

test("a folder of a process that was killed is removed by the next sweep, never before", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", holder, "--", data]);
  const path = String((await once(child.stdout, "data"))[0]).trim();
  await sweepHeldFolders(data);
  expect(existsSync(join(path, "voice"))).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(existsSync(join(path, "voice"))).toBe(true);
  await sweepHeldFolders(data);
  expect(left()).toEqual([]);
});

test("a thread's folder is held against a sweep of its own process, and freed when the thread ends", async () => {
  const worker = new Worker(`(async () => {${holder.replaceAll("process.argv[1] ?? ", "")}})()`, {
    eval: true,
    workerData: data,
  });
  const [path] = (await once(worker, "message")) as [string];
  await sweepHeldFolders(data);
  expect(existsSync(join(path, "voice"))).toBe(true);
  await worker.terminate();
  await sweepHeldFolders(data);
  expect(left()).toEqual([]);
});

test("a folder without a lock, and a lock without a folder, are swept", async () => {
  mkdirSync(join(transitFolderOf(data), "00000000-0000-4000-8000-000000000000"), { recursive: true });
  writeFileSync(join(transitFolderOf(data), "00000000-0000-4000-8000-000000000001.lock"), "");
  await sweepHeldFolders(data);
  expect(left()).toEqual([]);
  await expect(sweepHeldFolders(join(data, "absent"))).resolves.toBeUndefined();
});

test("sweeps at the same time as holders take nothing from them", async () => {
  const sweeps = Promise.all(Array.from({ length: 20 }, () => sweepHeldFolders(data)));
  const held = await Promise.all(Array.from({ length: 20 }, () => holdFolder(data)));
  await sweeps;
  await sweepHeldFolders(data);
  for (const { path } of held) expect(existsSync(path)).toBe(true);
  await Promise.all(held.map(({ release }) => release()));
  expect(left()).toEqual([]);
});
