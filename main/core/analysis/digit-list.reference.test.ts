import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { receiveTrends } from "../../../shared/contract/trends.ts";
import { digitPrompt } from "../../../shared/domain/intelligibility.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { decodeAudio } from "../audio/decode.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { trends } from "../operations/trends.ts";
import { findProgramFolder } from "../program.ts";
import { analyseRecording } from "./analyse-recording.ts";
import { bestDigitModel, intelligibilityMeasure } from "./digit-intelligibility.ts";

const programFolder = findProgramFolder();
const clips = join(programFolder, "../shared/data/fsdd/recordings");
const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-digits-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(() => core.close());

const speakers = ["george", "jackson", "lucas", "nicolas", "theo", "yweweler"];
const sampleRateHz = 8000;

/** Clips of one speaker as a read list, with pauses of 0.3 to 0.6 s of faint noise. */
async function spokenList(speaker: string, take: number, digits = digitPrompt): Promise<Sound> {
  let state = take + 1;
  const random = () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const pause = () =>
    Array.from({ length: Math.round((0.3 + 0.3 * random()) * sampleRateHz) }, () => 5e-4 * (random() - 0.5));
  const pieces = [pause()];
  for (const digit of digits) {
    const path = join(clips, `${digit}_${speaker}_${take}.wav`);
    const { signal } = await decodeAudio({ path }, { fileName: path, ffmpeg: core.ffmpeg });
    pieces.push([...signal.samples], pause());
  }
  return { samples: Float32Array.from(pieces.flat()), sampleRateHz };
}

function analysed(sound: Sound) {
  return analyseRecording(core, { source: { bytes: encodeWav(sound) }, fileName: "digits.wav" });
}

const manifestOf = (id: string): ModelManifest =>
  JSON.parse(readFileSync(join(programFolder, "models", id, "manifest.json"), "utf8"));

test.skipIf(!existsSync(clips))("lists of real digits are cut into their words and recognised", async () => {
  const scores: number[] = [];
  for (const speaker of speakers) {
    const { intelligibility, measures } = (await analysed(await spokenList(speaker, 7))).analysis;
    expect(intelligibility!.model, speaker).toBe("digits-cnn");
    const heard = intelligibility!.answers.filter(({ startSeconds }) => startSeconds !== null);
    expect(heard.length, speaker).toBeGreaterThanOrEqual(9);
    expect(measures["digit-intelligibility"]!.value).toBe(intelligibility!.scorePercent);
    scores.push(intelligibility!.scorePercent);
  }
  expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThanOrEqual(85);
});

test.skipIf(!existsSync(clips))(
  "a digit read wrongly is a confusion, and the others keep their places",
  async () => {
    const read = digitPrompt.map((digit) => (digit === "9" ? "4" : digit));
    const { answers, scorePercent } = (await analysed(await spokenList("jackson", 5, read))).analysis
      .intelligibility!;
    expect(answers.map(({ prompted }) => prompted)).toEqual(digitPrompt);
    expect(answers[4]).toMatchObject({ prompted: "9", recognised: "4" });
    const right = answers.filter(({ prompted, recognised }) => prompted === recognised).length;
    expect(right).toBeGreaterThanOrEqual(8);
    expect(scorePercent).toBe(10 * right);
  },
);

test.skipIf(!existsSync(clips))("the scores of two visits are a courses of the trend", async () => {
  const history = await core.history();
  const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
  const patient = createPatient(history, {
    ...details,
    code: "D",
    onsetRegion: "unknown",
    diagnosisCode: "unknown",
  });
  const scores: number[] = [];
  for (const [take, date] of ["2026-01-05", "2026-04-05"].entries()) {
    const visit = createVisit(history, { patientId: patient.id, date, device: "", notes: "" });
    const sound = await spokenList("jackson", take, digitPrompt.slice(0, take ? 6 : 10));
    const { analysis } = await analysed(sound);
    scores.push(analysis.intelligibility!.scorePercent);
    const stored = { visitId: visit.id, task: "digits", fileName: "digits.wav" } as const;
    addRecording(history, { ...stored, bytes: encodeWav(sound), analysis });
  }
  const context = { core, session: localAdministrator };
  const { courses } = receiveTrends(await call(trends.get, { patientId: patient.id }, { context }));
  const found = courses.find(({ id, task }) => id === "digit-intelligibility" && task === "digits");
  expect(found!.points.map(({ value }) => value)).toEqual(scores);
  expect(scores[1]).toBeLessThan(scores[0]!);
});

test("of several recognisers the recommended one with the best honest score is asked, whatever their order", () => {
  const cnn = manifestOf("digits-cnn");
  const weaker = { ...cnn, id: "a-weaker-one", honestError: { ...cnn.honestError, value: 0.5 } };
  const recogniser = manifestOf("digits-recogniser");
  expect(recogniser.honestError.value).toBeGreaterThan(cnn.honestError.value);
  for (const manifests of [
    [cnn, weaker, recogniser],
    [recogniser, weaker, cnn],
  ])
    expect(bestDigitModel([manifestOf("als-cnn"), ...manifests])?.id).toBe("digits-cnn");
  expect(bestDigitModel([recogniser])?.id).toBe("digits-recogniser");
  expect(bestDigitModel([manifestOf("als-cnn")])).toBeNull();
});

test("a score from a noisy recording is in doubt", () => {
  const result = { model: "m", version: "1.0.0", scorePercent: 40, answers: [] };
  const quality = { durationSeconds: 9, usableSeconds: 9, peakDbfs: -6, rmsDbfs: -20, clippedFraction: 0 };
  const measured = (flags: ("low-snr" | "lossy-codec")[]) =>
    intelligibilityMeasure(result, {
      ...quality,
      dcOffset: 0,
      snrDb: 9,
      reverberationSeconds: null,
      bandwidthHz: 4000,
      flags,
    });
  expect(measured(["low-snr"])).toEqual({
    "digit-intelligibility": { value: 40, unit: "%", doubts: ["low-snr"] },
  });
  expect(measured(["lossy-codec"])).toEqual({ "digit-intelligibility": { value: 40, unit: "%" } });
});
