import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { findFfmpeg } from "./audio/ffmpeg.ts";
import { encode, noiseSource, write } from "./audio/test-recordings.ts";
import { encodeWav } from "./audio/wav.ts";
import { sweepHeldFolders, transitFolderOf } from "./held-folder.ts";
import { findProgramFolder } from "./program.ts";

const root = mkdtempSync(join(tmpdir(), "bulbar-killed-"));
afterAll(() => rmSync(root, { recursive: true }));
const folders = { data: join(root, "data"), temporary: join(root, "tmp"), home: join(root, "home") };
for (const folder of Object.values(folders)) mkdirSync(folder);

/** An import of a file as a window does it, then a look at what was stored, over and over. */
const importer = `
  const [file, dataFolder, programFolder] = process.argv.slice(2);
  const core = (name) => import(${JSON.stringify(new URL(".", import.meta.url).href)} + name);
  const { createCore } = await core("core.ts");
  const { Uploads, withUpload } = await core("uploads.ts");
  const { importRecording } = await core("analysis/import-recording.ts");
  const { signals } = await core("analysis/recording-signal.ts");
  const { createPatient } = await core("history/patients.ts");
  const { createVisit } = await core("history/visits.ts");
  const { createReadStream } = await import("node:fs");
  const uploads = new Uploads(dataFolder);
  const options = { programFolder, dataFolder, programVersion: "1.2.3", device: "cpu", threads: 1 };
  const opened = createCore({ ...options, uploads: uploads.place });
  const user = { name: "tester", password: "for tests only" };
  await (opened.vault.hasUsers() ? opened.vault.logOn(user) : opened.vault.setUp(user));
  const history = await opened.history();
  const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
  const patient = createPatient(history, { ...details, code: "K" + process.pid, onsetRegion: "unknown", diagnosisCode: "unknown" });
  console.log("started");
  for (;;) {
    const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
    const uploadId = await uploads.receive(createReadStream(file));
    const run = { signal: new AbortController().signal, onProgress() {} };
    const request = { visitId: visit.id, fileName: "vowel-a" };
    const { recording } = await withUpload(uploads.place, uploadId, (bytes) =>
      importRecording(opened, { ...request, source: { bytes } }, run),
    );
    await signals.of(opened, recording.id);
  }
`;

const script = write(join(root, "importer.mjs"), importer);

/** Every file below a folder whose bytes hold the mark. */
function holding(folder: string, mark: Buffer): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return files.filter((path) => statSync(path).isFile() && readFileSync(path).includes(mark));
}

const noise = noiseSource(11);
const sound = {
  samples: Float32Array.from({ length: 8 * 44_100 }, () => 0.3 * noise()),
  sampleRateHz: 44_100,
};
const ffmpeg = await findFfmpeg();
const made = (name: string, options: string) => {
  const path = join(root, name);
  encode(ffmpeg, sound.samples, { sampleRateHz: 44_100, channels: 1, options, path });
  return path;
};

test.each([
  { kind: "WAV", file: write(join(root, "a.wav"), encodeWav(sound)) },
  { kind: "M4A with its index last", file: made("a.m4a", "-c:a aac") },
  { kind: "MP3", file: made("a.mp3", "") },
])(
  "an import of $kind that is killed at any moment leaves nothing of the voice in plain",
  { timeout: 120_000 },
  async ({ file }) => {
    const whole = readFileSync(file);
    const marks = [0.3, 0.6, 0.9].map((part) => {
      const start = Math.round(part * whole.length);
      return whole.subarray(start, start + 24);
    });
    for (let kill = 0; kill < 3; kill++) {
      const { data, temporary: TMPDIR, home: HOME } = folders;
      const child = spawn(process.execPath, [script, file, data, findProgramFolder()], {
        env: { ...process.env, TMPDIR, HOME },
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(child.stdout, "data");
      await wait(50 + 700 * Math.random());
      child.kill("SIGKILL");
      await once(child, "exit");
      for (const folder of Object.values(folders))
        for (const mark of marks) expect(holding(folder, mark)).toEqual([]);
      expect(readdirSync(folders.temporary)).toEqual([]);
    }
    expect(holding(root, marks[0]!)).toEqual([file]);
    await sweepHeldFolders(folders.data);
    expect(readdirSync(transitFolderOf(folders.data))).toEqual([]);
  },
);
