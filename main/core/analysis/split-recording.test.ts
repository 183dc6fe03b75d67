import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { TaskId } from "../../../shared/domain/task.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { getRecording, listPieces, listRecordings } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { fourTrains } from "../synth/four-trains.fixture.ts";
import { synthesise } from "../synth/synthesise.ts";
import { importRecording } from "./import-recording.ts";
import { signals } from "./recording-signal.ts";
import { joinRecording, splitRecording, suggestPieces } from "./split-recording.ts";

const core = await loggedOnCore({ ...testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-split-"))) });
afterAll(() => core.close());

const sampleRateHz = 22_050;
let made = 0;

async function stored(
  file: { bytes: Uint8Array; fileName: string; task: TaskId } = {
    bytes: encodeWav(fourTrains()),
    fileName: "series.wav",
    task: "ddk-pa",
  },
) {
  const history = await core.history();
  const patient = createPatient(history, patientDetails(`S${made++}`));
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), patientId: patient.id });
  const { bytes, ...rest } = file;
  const request = { visitId: visit.id, source: { bytes }, ...rest };
  return (await importRecording(core, request, run)).recording;
}

const run = { signal: new AbortController().signal, onProgress: () => {} };

test("four trains in one file are told apart by their pauses and become the four series; the file is left out, and all is taken back", async () => {
  const { id, visitId } = await stored();
  const pieces = suggestPieces(await signals.of(core, id), "ddk-pa");
  expect(pieces.map(({ task }) => task)).toEqual(["ddk-pa", "ddk-ta", "ddk-ka", "ddk-pataka"]);
  const takes = await splitRecording(core, { id, pieces, reason: "split into 4 takes" }, run);
  expect(takes.map(({ task, fileName }) => [task, fileName])).toEqual(
    pieces.map(({ task }, k) => [task, `series (${k + 1}).wav`]),
  );
  for (const [k, { analysis }] of takes.entries()) {
    const { startSeconds, endSeconds } = pieces[k]!;
    expect(analysis?.audio.durationSeconds).toBeCloseTo(endSeconds - startSeconds, 3);
    expect(analysis?.measures["ddk-syllables"]?.value).toBeGreaterThan(5);
  }
  const history = await core.history();
  expect(getRecording(history, id).choice).toMatchObject({
    decision: "leave-out",
    reason: "split into 4 takes",
  });
  expect(listPieces(history, id).map((piece) => piece.id)).toEqual(takes.map((take) => take.id));
  await expect(splitRecording(core, { id, pieces, reason: "again" }, run)).rejects.toMatchObject({
    data: { why: "piece-twice" },
  });
  expect(listRecordings(history, visitId)).toHaveLength(5);
  expect(await joinRecording(core, id)).toMatchObject({ id, choice: null });
  expect(listRecordings(history, visitId)).toHaveLength(1);
  expect(listPieces(history, id)).toEqual([]);
});

test("a piece outside the recording, or a stop on the way, leaves everything as it was", async () => {
  const { id, visitId } = await stored();
  const piece = { startSeconds: 0, endSeconds: 3, task: "ddk-pa" as const };
  const outside = { ...piece, startSeconds: 50, endSeconds: 60 };
  const request = { id, reason: "split" };
  await expect(splitRecording(core, { ...request, pieces: [piece, outside] }, run)).rejects.toMatchObject({
    code: "invalid-input",
    data: { why: "no-stretch" },
  });
  const stop = new AbortController();
  const stopped = { signal: stop.signal, onProgress: () => stop.abort() };
  await expect(splitRecording(core, { ...request, pieces: [piece] }, stopped)).rejects.toThrow();
  expect(listRecordings(await core.history(), visitId)).toHaveLength(1);
  expect(getRecording(await core.history(), id).choice).toBeNull();
});

test("what was cut out of an MP3 is still told to have come through it", async () => {
  const sound = synthesise({
    task: "vowel-a",
    sex: "female",
    severity: 0,
    seed: 1,
    sampleRateHz,
    durationSeconds: 4,
  });
  const { path } = await core.ffmpeg();
  const encoded = spawnSync(path, ["-v", "error", "-i", "-", "-f", "mp3", "-b:a", "64k", "-"], {
    input: encodeWav(sound.signal),
  });
  const { id } = await stored({ bytes: encoded.stdout, fileName: "phone.mp3", task: "vowel-a" });
  const pieces = [{ startSeconds: 0.5, endSeconds: 3.5, task: "vowel-a" as const }];
  const [take] = await splitRecording(core, { id, pieces, reason: "split" }, run);
  expect(take?.analysis).toMatchObject({ audio: { codec: "mp3", lossy: true } });
  expect(take?.analysis?.quality.flags).toContain("lossy-codec");
});
