import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { thumbnailsOfVisit } from "./thumbnail.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-thumbnails-"));
const core = await loggedOnCore(testCoreOptions(folder));
afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true });
});

test("a quiet sound is drawn by its shape, decoded once and never again", async () => {
  const history = await core.history();
  const { id: patientId } = createPatient(history, patientDetails("T-1"));
  const { id: visitId } = createVisit(history, { ...visitDetails("2026-01-12"), patientId });
  const samples = Float32Array.from({ length: 16_000 }, (_, n) => (n < 8000 ? 0 : 0.05 * Math.sin(n)));
  const take = { visitId, task: "vowel-a", fileName: "a.wav", analysis: null } as const;
  const { recording } = addRecording(history, {
    ...take,
    bytes: encodeWav({ samples, sampleRateHz: 16_000 }),
  });
  addRecording(history, { ...take, bytes: Buffer.from("no sound") });
  const [shown, ...others] = await thumbnailsOfVisit(core, visitId);
  expect(others).toEqual([]);
  expect(shown?.recording).toBe(recording.id);
  const { maximum } = shown!.thumbnail;
  expect([Math.max(...maximum.slice(0, 59)), Math.max(...maximum)]).toEqual([0, 1]);
  history.database.exec("UPDATE media SET bytes = x''");
  const [again] = await thumbnailsOfVisit(core, visitId);
  expect(again?.thumbnail.maximum.map((sample) => sample.toFixed(2))).toEqual(
    maximum.map((sample) => sample.toFixed(2)),
  );
});
