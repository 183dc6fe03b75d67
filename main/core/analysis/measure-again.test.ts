import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { VisitDetails } from "../../../shared/domain/visit.ts";
import { encodeWav } from "../audio/wav.ts";
import { addAnalysis, listAnalyses } from "../history/analyses.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { vowel } from "../measures/test-signals.ts";
import { findProgramFolder } from "../program.ts";
import { analyseRecording } from "./analyse-recording.ts";
import { isOutdated, measureAgain } from "./measure-again.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-again-"));
const core = await loggedOnCore({
  programFolder: findProgramFolder(),
  dataFolder,
  programVersion: "9.9.9",
  device: "cpu",
  threads: 1,
});
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

test("recordings of earlier definitions are measured again, the old analysis is kept, today's are left alone", async () => {
  const history = await core.history();
  const { id: patientId } = createPatient(history, PatientDetails.parse({ code: "P" }));
  const visit = createVisit(history, { ...VisitDetails.parse({ date: "2026-01-05" }), patientId });
  const stored = await Promise.all(
    [120, 150, 180].map(async (hz) => {
      const bytes = encodeWav(vowel({ sampleRateHz: 16_000, seconds: 2, f0Hz: () => hz }));
      const request = {
        source: { bytes },
        fileName: `${hz}.wav`,
        task: "vowel-a" as const,
        models: "none" as const,
      };
      const { analysis } = await analyseRecording(core, request);
      const broken = hz === 180 ? new Uint8Array([1, 2, 3]) : bytes;
      return addRecording(history, {
        visitId: visit.id,
        task: "vowel-a",
        fileName: `${hz}.wav`,
        bytes: broken,
        analysis,
      }).recording;
    }),
  );
  const [today, old, lost] = stored as [(typeof stored)[0], (typeof stored)[0], (typeof stored)[0]];
  expect(stored.map(isOutdated)).toEqual([false, false, false]);
  for (const { id, analysis } of [old, lost])
    addAnalysis(history, id, { ...analysis!, definitions: undefined });
  const signal = new AbortController().signal;
  const { measured, failed } = await measureAgain(core, patientId, { signal, onProgress: () => {} });
  expect(measured).toBe(1);
  expect(failed).toEqual([{ recording: lost.id, code: expect.stringMatching(/^file-|ffmpeg/) }]);
  expect(listAnalyses(history, today.id)).toHaveLength(1);
  const analyses = listAnalyses(history, old.id);
  expect(analyses).toHaveLength(3);
  expect(isOutdated({ task: "vowel-a", analysis: analyses[0]!.analysis })).toBe(false);
});
