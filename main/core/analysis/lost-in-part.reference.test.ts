import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { BulbarError } from "../../../shared/domain/error.ts";
import { encode, vowel } from "../audio/test-recordings.ts";
import { encodeWav } from "../audio/wav.ts";
import { type Core, createCore } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { analyseRecording } from "./analyse-recording.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-lost-in-part-"));
const core = createCore({ ...testCoreOptions(dataFolder) });
afterAll(() => core.close());
const noFfmpeg = () => Promise.reject(new BulbarError("ffmpeg-missing"));
const noGraph = () => Promise.reject(new BulbarError("model-tampered", { why: "differs" }));

/** Ten bursts of a voice, 0.3 s each, with pauses of 0.4 s. */
function burstsOfVoice(sampleRateHz: number): Uint8Array {
  const burst = vowel(0.3, sampleRateHz).samples;
  const samples = new Float32Array(Math.round(7.5 * sampleRateHz));
  for (let word = 0; word < 10; word++) samples.set(burst, Math.round((0.4 + 0.7 * word) * sampleRateHz));
  return encodeWav({ samples, sampleRateHz });
}

const analyseVowel = (broken: Core, signal?: AbortSignal) =>
  analyseRecording(
    broken,
    { source: { bytes: encodeWav(vowel(3, 44_100)) }, fileName: "vowel-a.wav", task: "vowel-a" },
    { signal },
  );

const digitList = {
  source: { bytes: burstsOfVoice(44_100) },
  fileName: "digits.wav",
  task: "digits",
} as const;

test("a digit list whose model is damaged keeps its measures, has no score, and says why", async () => {
  const { analysis } = await analyseRecording({ ...core, session: noGraph }, digitList);
  expect(Object.keys(analysis.measures).length).toBeGreaterThan(3);
  expect(analysis.intelligibility).toBeNull();
  expect(analysis.measures["digit-intelligibility"]).toBeUndefined();
  expect(analysis.intelligibilityRefusal).toMatchObject({ model: "digits-cnn", code: "model-tampered" });
  expect(analysis.refusals).toContainEqual(analysis.intelligibilityRefusal);
});

test("without ffmpeg a WAV file at any rate gets all its answers", async () => {
  const bare = { ...core, ffmpeg: noFfmpeg };
  const list = await analyseRecording(bare, digitList);
  expect(list.analysis.intelligibilityRefusal).toBeNull();
  expect(list.analysis.intelligibility!.answers).toHaveLength(10);
  expect(list.analysis).toEqual((await analyseRecording(core, digitList)).analysis);
  const { analysis } = await analyseVowel(bare);
  expect(analysis.refusals).toEqual([]);
  expect(analysis.predictions.map(({ model }) => model)).toContain("als-cnn");
  expect(analysis.measures["f0-mean"]!.value).toBeCloseTo(120, 0);
});

test("without ffmpeg a file that is no WAV is refused, and says so", async () => {
  const path = join(dataFolder, "vowel-a.mp3");
  const { samples, sampleRateHz } = vowel(3, 44_100);
  encode(await core.ffmpeg(), samples, { sampleRateHz, channels: 1, options: "", path });
  const asked = analyseRecording(
    { ...core, ffmpeg: noFfmpeg },
    { source: { path }, fileName: "vowel-a.mp3" },
  );
  await expect(asked).rejects.toMatchObject({ code: "ffmpeg-missing" });
});

test("a model that fails as nobody foresaw is a refusal; a cancelled one is not", async () => {
  const broken = { ...core, session: () => Promise.reject(new TypeError("no such tensor")) };
  const { analysis } = await analyseVowel(broken);
  expect(analysis.predictions).toEqual([]);
  expect(analysis.refusals.length).toBeGreaterThan(0);
  for (const { code, detail } of analysis.refusals) {
    expect(code).toBe("model-failed");
    expect(detail).toContain("no such tensor");
  }
  const controller = new AbortController();
  const cancelling = {
    ...core,
    session: () => {
      controller.abort();
      return Promise.reject(new BulbarError("cancelled"));
    },
  };
  await expect(analyseVowel(cancelling, controller.signal)).rejects.toMatchObject({ code: "cancelled" });
});
