import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import type { PassageId } from "../../../shared/domain/passage.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { recordings } from "../operations/recordings.ts";
import { findPassage } from "../protocol/passages.ts";
import { synthesise } from "../synth/synthesise.ts";
import { analyseRecording } from "./analyse-recording.ts";
import { importRecording } from "./import-recording.ts";
import { visitFindings } from "./judge-patient.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-passage-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const run = { signal: new AbortController().signal, onProgress: () => {} };

function read(task: TaskId): Uint8Array {
  const { signal } = synthesise({
    ...{ task, sex: "female", severity: 0, seed: 4, sampleRateHz: 16_000, durationSeconds: 12 },
  });
  return encodeWav(signal);
}

async function setPassage(id: Parameters<typeof visitFindings>[1] | string, passage: PassageId | null) {
  const context = { core, session: localAdministrator };
  for await (const event of await call(recordings.setPassage, { id, passage } as never, { context }))
    if (event.type === "done") return event.recording;
  throw new Error("no recording");
}

test("words a minute of a known passage, with its norm in its own language; none where it is not known", async () => {
  const history = await core.history();
  const details = {
    name: "",
    birthDate: null,
    sex: null,
    onsetDate: null,
    diagnosisCode: "unknown" as const,
    diagnosis: "",
    notes: "",
  };
  const patient = createPatient(history, { ...details, code: "P", onsetRegion: "unknown" });
  const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
  const source = { bytes: read("reading") };
  const { recording } = await importRecording(
    core,
    { visitId: visit.id, source, fileName: "reading.wav", passage: "sentences-en" },
    run,
  );
  const { measures, settings } = recording.analysis!;
  expect(settings.passage).toBe("sentences-en");
  const seconds = measures["speech-syllables"]!.value! / measures["speaking-rate"]!.value!;
  const { words } = findPassage("sentences-en")!;
  expect(measures["speaking-rate-wpm"]!.value).toBeCloseTo((60 * words) / seconds, 6);

  const english = await visitFindings(core, visit.id);
  const of = (found: typeof english) => found.findings.find(({ measure }) => measure === "speaking-rate-wpm");
  expect(of(english)).toMatchObject({ unit: "1/min", norm: { limit: 150, side: "lower" } });
  expect(english.rateStratum).toMatch(/^rate-/);

  await setPassage(recording.id, "sentences-de");
  const german = await visitFindings(core, visit.id);
  expect(of(german)!.value).toBeGreaterThan(0);
  expect([of(german)!.norm, german.rateStratum]).toEqual([null, null]);

  const { analysis } = await setPassage(recording.id, null);
  expect(analysis!.settings.passage).toBeNull();
  expect(analysis!.measures).not.toHaveProperty("speaking-rate-wpm");
  expect(analysis!.measures).toHaveProperty("speaking-rate");
});

test("only reading has a passage", async () => {
  const request = { source: { bytes: read("digits") }, fileName: "digits.wav", passage: "sentences-en" };
  const { analysis } = await analyseRecording(core, { ...request, models: "none" });
  expect(analysis.task).toBe("digits");
  expect(analysis.settings.passage).toBeNull();
  expect(analysis.measures).not.toHaveProperty("speaking-rate-wpm");
});
