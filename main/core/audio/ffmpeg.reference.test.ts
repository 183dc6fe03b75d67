import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sayError } from "../../../shared/words/say-error.ts";
import { findFfmpeg, parseProgressSeconds, parseVersion, runFfmpeg } from "./ffmpeg.ts";
import { parseDurationSeconds, parseMappedCodec } from "./ffmpeg-decode.ts";
import { write } from "./test-recordings.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();

const endless = ["-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-f", "f32le", "pipe:1"];
const quiet = { fileName: "test", onOutput: () => {}, outputLimitBytes: Number.POSITIVE_INFINITY };

test("BULBAR_FFMPEG comes first, and PATH last", async () => {
  expect(ffmpeg.version).toMatch(/\d/);
  expect(await findFfmpeg({ ...process.env, BULBAR_FFMPEG: ffmpeg.path })).toEqual(ffmpeg);
  const script = '#!/bin/sh\necho "ffmpeg version 5.0.2 Copyright"\n';
  const own = write(join(folder, "ffmpeg"), script);
  const { chmodSync } = await import("node:fs");
  chmodSync(own, 0o755);
  const chosen = await findFfmpeg({ ...process.env, BULBAR_FFMPEG: own });
  expect(chosen).toEqual({ path: own, version: "5.0.2" });
});

test("a missing or old ffmpeg is an error that says what to do", async () => {
  const env = { PATH: "", BULBAR_FFMPEG: join(folder, "not-here") };
  const error = await findFfmpeg(env).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "ffmpeg-missing" });
  expect(sayError("ffmpeg-missing", {}, "en").remedy).toContain("npm run setup");
  expect(error).toMatchObject({ data: { detail: expect.stringContaining("not-here") } });
});

test.each([
  ["ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000", { version: "5.1.9-0+deb12u1", major: 5 }],
  ["ffmpeg version 7.1-static x\nconfiguration: --enable-libsoxr", { version: "7.1-static", major: 7 }],
  ["ffmpeg version n6.0 Copyright", { version: "n6.0", major: 6 }],
  ["ffmpeg version N-118000-g1a2b Copyright", { version: "N-118000-g1a2b", major: 99 }],
  ["ffprobe version 5.1", null],
])("version of %s", (text, expected) => expect(parseVersion(text)).toEqual(expected));

test.each([
  ["out_time_us=2000000", 2],
  ["out_time_us=N/A", null],
  ["out_time_ms=2000000", null],
  ["out_time=00:00:02.000000", null],
  ["progress=end", null],
  ["", null],
])("progress of %j", (line, expected) => expect(parseProgressSeconds(line)).toBe(expected));

test.each([
  ["  Duration: 00:00:02.04, start: 0.025057, bitrate: 64 kb/s", 2.04],
  ["  Duration: 02:00:00.00, bitrate: 1 kb/s", 7200],
  ["  Duration: N/A, bitrate: N/A", null],
  ["    comment         : Duration: 09:00:00.00, x", null],
])("duration of %j", (line, expected) => expect(parseDurationSeconds(line)).toBe(expected));

test.each([
  ["  Stream #0:0 -> #0:0 (mp3 (mp3float) -> pcm_f32be (native))", "mp3"],
  ["  Stream #0:1 -> #0:0 (aac (native) -> pcm_f32be (native))", "aac"],
  ["  Stream #0:0: Audio: mp3, 44100 Hz, mono, fltp, 64 kb/s", null],
])("codec of %j", (line, expected) => expect(parseMappedCodec(line)).toBe(expected));

test("a run ends at its time limit", async () => {
  const run = runFfmpeg(ffmpeg, { ...quiet, args: endless, timeLimitMs: 300 });
  await expect(run).rejects.toMatchObject({ code: "decode-timeout", data: { file: "test" } });
});

test("a run ends at its output limit", async () => {
  let bytes = 0;
  const run = runFfmpeg(ffmpeg, {
    ...quiet,
    args: endless,
    outputLimitBytes: 1e6,
    onOutput: (chunk) => {
      bytes += chunk.length;
    },
  });
  await expect(run).rejects.toMatchObject({ code: "audio-too-large" });
  expect(bytes).toBeLessThanOrEqual(1e6);
});

test("a run ends when it is cancelled", async () => {
  const controller = new AbortController();
  const run = runFfmpeg(ffmpeg, {
    ...quiet,
    args: endless,
    signal: controller.signal,
    onOutput: () => controller.abort(),
  });
  await expect(run).rejects.toMatchObject({ code: "cancelled" });
});

test("a throw from the caller ends the run and comes through", async () => {
  const run = runFfmpeg(ffmpeg, {
    ...quiet,
    args: endless,
    onOutput: () => {
      throw new RangeError("enough");
    },
  });
  await expect(run).rejects.toThrow(new RangeError("enough"));
});

test("the program's own words come back on failure, without the path", async () => {
  const path = join(folder, "absent.wav");
  const { exitCode, log } = await runFfmpeg(ffmpeg, {
    ...quiet,
    path,
    args: ["-i", path, "-f", "null", "-"],
  });
  expect(exitCode).not.toBe(0);
  expect(log).toContain("test: No such file or directory");
  expect(log).not.toContain(folder);
});

test("an ffmpeg that cannot be started is missing", async () => {
  const absent = { path: join(folder, "absent"), version: "5" };
  await expect(runFfmpeg(absent, { ...quiet, args: [] })).rejects.toMatchObject({ code: "ffmpeg-missing" });
});

test("no network: an address is refused without a connection", async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as { port: number };
  const args = ["-i", `http://127.0.0.1:${port}/a.wav`, "-f", "null", "-"];
  const { exitCode, log } = await runFfmpeg(ffmpeg, { ...quiet, args });
  expect(exitCode).not.toBe(0);
  expect(log).toMatch(/not on whitelist/);
  expect(connections).toBe(0);
  await new Promise((closed) => server.close(closed));
});
