import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { readRecordingBytes } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { recordings } from "../operations/recordings.ts";
import { importRecording } from "./import-recording.ts";
import { signals } from "./recording-signal.ts";
import { movedOnsets, trimmed } from "./trim-recording.ts";

const core = await loggedOnCore({ ...testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-trim-"))) });
afterAll(() => core.close());

const sampleRateHz = 16_000;

/** Two seconds at 120 Hz, then two at 200 Hz. */
function twoPitches(): Uint8Array {
  const samples = Float32Array.from({ length: 4 * sampleRateHz }, (_, k) => {
    const phase = (2 * Math.PI * (k < 2 * sampleRateHz ? 120 : 200) * k) / sampleRateHz;
    return 0.2 * Math.sin(phase) + 0.1 * Math.sin(2 * phase) + 0.05 * Math.sin(3 * phase);
  });
  return encodeWav({ samples, sampleRateHz });
}

async function stored(bytes: Uint8Array) {
  const history = await core.history();
  const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
  const patient = createPatient(history, {
    ...details,
    code: `T${Math.random()}`,
    onsetRegion: "unknown",
    diagnosisCode: "unknown",
  });
  const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
  const run = { signal: new AbortController().signal, onProgress: () => {} };
  const request = { visitId: visit.id, source: { bytes }, fileName: "a.wav", task: "vowel-a" as const };
  return (await importRecording(core, request, run)).recording;
}

async function trim(id: string, part: { startSeconds: number; endSeconds: number } | null) {
  const context = { core, session: localAdministrator };
  for await (const event of await call(recordings.setTrim, { id, trim: part }, { context }))
    if (event.type === "done") return event.recording;
  throw new Error("The recording was not analysed.");
}

test("every measure follows the part that is kept; the file stays, and all of it comes back", async () => {
  const bytes = twoPitches();
  const { id, analysis } = await stored(bytes);
  const f0 = (found: typeof analysis) => found?.measures["f0-mean"]?.value ?? 0;
  const kept = await trim(id, { startSeconds: 2.2, endSeconds: 3.8 });
  expect(f0(kept.analysis)).toBeCloseTo(200, 0);
  expect(f0(kept.analysis)).not.toBeCloseTo(f0(analysis), 0);
  expect(kept.analysis?.audio.durationSeconds).toBeCloseTo(1.6, 6);
  expect(kept.analysis?.quality.durationSeconds).toBeCloseTo(1.6, 6);
  expect(kept.analysis?.settings.trim).toEqual({ startSeconds: 2.2, endSeconds: 3.8 });
  expect((await signals.of(core, id)).samples).toHaveLength(1.6 * sampleRateHz);
  const history = await core.history();
  expect(Buffer.compare(readRecordingBytes(history, id), bytes)).toBe(0);
  const back = await trim(id, null);
  expect(back.analysis?.measures).toEqual(analysis?.measures);
  expect(back.analysis?.settings.trim).toBeNull();
});

test("a part outside the file, or next to nothing of it, is refused and changes nothing", async () => {
  const { id } = await stored(twoPitches());
  for (const part of [
    { startSeconds: 1, endSeconds: 9 },
    { startSeconds: 1, endSeconds: 1.05 },
    { startSeconds: 3, endSeconds: 2 },
  ])
    await expect(trim(id, part)).rejects.toMatchObject({
      code: "invalid-input",
      data: { why: "no-stretch" },
    });
  expect((await trim(id, null)).analysis?.settings.trim).toBeNull();
});

test("the audit says what was kept", async () => {
  const { id } = await stored(twoPitches());
  await trim(id, { startSeconds: 0.5, endSeconds: 1.5 });
  const told = (await core.history()).database
    .prepare("SELECT action, detail FROM audit WHERE subject = ? ORDER BY number DESC LIMIT 1")
    .get(`analysis of recording ${id}`);
  expect(told).toEqual({ action: "create", detail: "trimmed to 0.500-1.500 s" });
});

test("onsets placed by hand keep their place in the sound", () => {
  const part = { startSeconds: 1, endSeconds: 3 };
  expect(movedOnsets([0.5, 1.5, 2.5, 3.5], null, part)).toEqual([0.5, 1.5]);
  expect(movedOnsets([0.5, 1.5], part, null)).toEqual([1.5, 2.5]);
  expect(movedOnsets(null, part, null)).toBeNull();
});

test("without a trim nothing is copied", () => {
  const decoded = { audio: {}, signal: {}, truncated: false, flags: [] } as never;
  expect(trimmed(decoded, null)).toBe(decoded);
});
