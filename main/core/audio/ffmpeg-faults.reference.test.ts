import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { BulbarError } from "../../../shared/domain/error.ts";
import { sayError } from "../../../shared/words/say-error.ts";
import { decodeAudio } from "./decode.ts";
import { type Ffmpeg, findFfmpeg, runFfmpeg } from "./ffmpeg.ts";
import { encode, vowel, write } from "./test-recordings.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "a.flac");
const real = await findFfmpeg();
encode(real, vowel(1, 16_000).samples, { sampleRateHz: 16_000, channels: 1, options: "", path });

/** A program that answers to `-version` as ffmpeg 6 does, and to everything else with the given lines of shell. */
function fake(name: string, lines: string, version = 'echo "ffmpeg version 6.0 x"; exit 0'): Ffmpeg {
  const script = `#!/bin/sh\nif [ "$2" = "-version" ]; then ${version}; fi\n${lines}\n`;
  const program = write(join(folder, name), script);
  chmodSync(program, 0o755);
  return { path: program, version: "6.0" };
}

const find = (program: string, limitMs?: number) =>
  findFfmpeg({ ...process.env, BULBAR_FFMPEG: program }, limitMs).catch((error: unknown) => error);
const decode = (ffmpeg: Ffmpeg) => decodeAudio({ path }, { fileName: "a.flac", ffmpeg: async () => ffmpeg });
const run = { args: [], fileName: "a.flac", onOutput: () => {}, outputLimitBytes: 1e6 };

/** Is a process with this id running (a zombie is not)? */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** A process that was ended is gone a moment later. */
const expectEnded = (pid: number) => expect.poll(() => isRunning(pid)).toBe(false);

/** The process that a fake wrote the id of. */
async function pidIn(file: string): Promise<number> {
  const written = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
  await expect.poll(written).toMatch(/^\d+\n$/);
  return Number(written());
}

test.skipIf(process.platform === "win32").each([
  ["too old", 'echo "ffmpeg version 4.4.2 Copyright"; exit 0', "ffmpeg-too-old", 60_000],
  ["another program", 'echo "SoX v14.4.2"; exit 0', "ffmpeg-failed", 60_000],
  ["garbage", "head -c 100000 /dev/urandom; exit 0", "ffmpeg-failed", 60_000],
  ["a crash", "kill -SEGV $$", "ffmpeg-failed", 60_000],
  ["an answer that never comes", "sleep 1000", "ffmpeg-hung", 500],
  ["an answer that never comes, from a child", "sleep 1000 & wait", "ffmpeg-hung", 500],
])("BULBAR_FFMPEG names %s: that is told, and no other is taken", async (name, version, code, limitMs) => {
  const { path: program } = fake(name, "exit 1", version);
  const error = await find(program, limitMs);
  expect(error).toMatchObject({ code, data: { detail: expect.stringContaining(program) } });
  expect(sayError(code, (error as BulbarError).data, "en").remedy).toContain("BULBAR_FFMPEG");
});

test("BULBAR_FFMPEG names a file that is no program", async () => {
  expect(await find(write(join(folder, "note.txt"), "ffmpeg"))).toMatchObject({ code: "ffmpeg-failed" });
  expect(await find(join(folder, "absent"))).toMatchObject({ code: "ffmpeg-missing" });
});

test.skipIf(process.platform === "win32").each([
  ["segfault", "kill -SEGV $$"],
  ["abort after some messages", 'echo "Input #0, flac, from x" >&2; kill -ABRT $$'],
  ["a crash that a wrapper tells of", "exit 139"],
  ["garbage", "head -c 100000 /dev/urandom"],
  ["zeros", "head -c 100000 /dev/zero"],
  ["nothing", "exit 0"],
  ["a failure without a word", "exit 1"],
  ["a missing library", 'echo "error while loading shared libraries: libx.so.1" >&2; exit 127'],
])("a decode that ends in %s is ffmpeg's fault, not the file's", async (name, lines) => {
  const error = await decode(fake(`decode ${name}`, lines)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "ffmpeg-failed", data: { file: "a.flac" } });
  expect(JSON.stringify(error)).not.toContain(path);
});

test.skipIf(process.platform === "win32")(
  "a run that says nothing hangs, and ends with all its children",
  async () => {
    const pidFile = join(folder, "hung.pid");
    const ffmpeg = fake("hung", `sleep 1000 & echo $! > "${pidFile}"; wait`);
    await expect(runFfmpeg(ffmpeg, { ...run, stallLimitMs: 3000 })).rejects.toMatchObject({
      code: "ffmpeg-hung",
    });
    await expectEnded(await pidIn(pidFile));
  },
);

test.skipIf(process.platform === "win32")(
  "a run that goes on telling its progress does not hang",
  async () => {
    const ffmpeg = fake("slow", "for i in 1 2 3 4 5 6 7 8; do echo out_time_us=$i >&2; sleep 0.5; done");
    const { exitCode } = await runFfmpeg(ffmpeg, { ...run, stallLimitMs: 3000 });
    expect(exitCode).toBe(0);
  },
);

test.skipIf(process.platform === "win32")("cancelling ends the whole process group", async () => {
  const pidFile = join(folder, "cancelled.pid");
  const ffmpeg = fake("cancelled", `sleep 1000 & echo $! > "${pidFile}"; wait`);
  const controller = new AbortController();
  const running = runFfmpeg(ffmpeg, { ...run, signal: controller.signal });
  const pid = await pidIn(pidFile);
  expect(isRunning(pid)).toBe(true);
  controller.abort();
  await expect(running).rejects.toMatchObject({ code: "cancelled" });
  await expectEnded(pid);
});

test.skipIf(process.platform === "win32")(
  "a child that outlives its ffmpeg is ended, and not waited for",
  async () => {
    const pidFile = join(folder, "orphan.pid");
    const ffmpeg = fake(
      "orphan",
      `sleep 1000 & echo $! > "${pidFile}"; echo "Invalid data found" >&2; exit 1`,
    );
    expect(await runFfmpeg(ffmpeg, run)).toMatchObject({ exitCode: 1, log: "Invalid data found" });
    await expectEnded(await pidIn(pidFile));
  },
);

test.skipIf(process.platform === "win32")(
  "a child in a session of its own keeps nobody waiting",
  async () => {
    const pidFile = join(folder, "session.pid");
    const ffmpeg = fake(
      "session",
      `setsid sh -c 'echo $$ > "${pidFile}"; exec sleep 1000' & sleep 0.3; exit 1`,
    );
    expect(await runFfmpeg(ffmpeg, run)).toMatchObject({ exitCode: 1 });
    process.kill(await pidIn(pidFile), "SIGKILL");
  },
);
