import { existsSync, globSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { decodeAudio } from "../audio/decode.ts";
import { assessQuality } from "../audio/quality.ts";
import { synthesise } from "../synth/synthesise.ts";
import { measureRecording, measureSettings } from "./measure-recording.ts";
import { cutToPart } from "./measured-part.ts";
import { movedByPadding, type Padding, padded } from "./padded.fixture.ts";
import { noise, vowel } from "./test-signals.ts";

const paddings: Record<string, Padding> = {
  "1-2 s of a quiet room": { beforeSeconds: 1.3, afterSeconds: 1.9, levelDbfs: -60 },
  "half a minute on either side": { beforeSeconds: 32, afterSeconds: 20, levelDbfs: -60 },
  "a louder room": { beforeSeconds: 1.7, afterSeconds: 1.1, levelDbfs: -50 },
  "digital silence": { beforeSeconds: 1, afterSeconds: 2, levelDbfs: Number.NEGATIVE_INFINITY },
  before: { beforeSeconds: 2, afterSeconds: 0, levelDbfs: -60 },
  after: { beforeSeconds: 0, afterSeconds: 1.5, levelDbfs: -60 },
};

function measure(signal: Sound, task: TaskId) {
  const audio = {
    sampleRateHz: signal.sampleRateHz,
    channels: 1,
    channelUsed: 1,
    codec: "pcm_s16le",
    lossy: false,
  };
  const durationSeconds = signal.samples.length / signal.sampleRateHz;
  const quality = assessQuality(signal, { ...audio, durationSeconds }, task, false);
  return measureRecording(signal, task, measureSettings({}), quality);
}

/** A synthetic vowel cut to its voice, and quiet enough that the room around it is another. */
function voice(task: "vowel-a" | "vowel-i" | "vowel-u" | "mpt-a", severity: 0 | 2 | 3, seed: number): Sound {
  const made = synthesise({ task, sex: seed % 2 ? "male" : "female", severity, seed, sampleRateHz: 44_100 });
  return cutToPart(made.signal, measure(made.signal, task).part);
}

const voices = [voice("vowel-a", 0, 1), voice("vowel-i", 2, 2), voice("vowel-u", 3, 3)];

test.each(Object.keys(paddings))("quiet before and after a synthetic vowel changes nothing: %s", (name) => {
  for (const [i, cut] of voices.entries()) {
    const before = measure(cut, "vowel-a");
    const after = measure(padded(cut, paddings[name]!, i), "vowel-a");
    expect(movedByPadding(before.measures, after.measures)).toEqual([]);
    const start = paddings[name]!.beforeSeconds;
    expect(Math.abs(after.part!.startSeconds - before.part!.startSeconds - start)).toBeLessThan(0.03);
    expect(Math.abs(after.part!.endSeconds - before.part!.endSeconds - start)).toBeLessThan(0.03);
  }
});

test("the longest /a/ is as long, and measured alike, with quiet around it", () => {
  const cut = voice("mpt-a", 0, 4);
  const [before, after] = [cut, padded(cut, paddings["a louder room"]!, 1)].map((s) => measure(s, "mpt-a"));
  expect(movedByPadding(before!.measures, after!.measures)).toEqual([]);
  expect(Math.abs(after!.measures.mpt!.value! - before!.measures.mpt!.value!)).toBeLessThan(0.05);
});

const silence = (seconds: number, rate = 44_100) => new Float32Array(Math.round(seconds * rate));
const joined = (...pieces: Float32Array[]): Sound => {
  const samples = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, sampleRateHz: 44_100 };
};
const scaled = (samples: Float32Array, by: number) => samples.map((sample) => by * sample);
const tone = (seconds: number, f0Hz = 130) =>
  vowel({ seconds, sampleRateHz: 44_100, f0Hz: () => f0Hz }).samples;

const rough = voice("vowel-a", 2, 6).samples.subarray(0, 3 * 44_100);

test.each<[what: string, before: Float32Array]>([
  ["a click ten times as loud", Float32Array.from({ length: 60 }, (_, i) => (i % 2 ? 0.99 : -0.99))],
  ["a cough", scaled(noise(13_000), 0.9)],
  ["a short voiced sound", scaled(tone(0.3, 220), 0.3)],
])("%s far from the vowel is not measured", (_, disturbance) => {
  const quiet = scaled(rough, 0.1);
  const room = (seconds: number) => scaled(noise(silence(seconds).length, 7), 0.0005);
  const { measures, part } = measure(joined(room(0.5), disturbance, room(1), quiet, room(1)), "vowel-a");
  const start = 1.5 + disturbance.length / 44_100;
  expect(Math.abs(part!.startSeconds - start)).toBeLessThan(0.02);
  expect(Math.abs(part!.endSeconds - start - 3)).toBeLessThan(0.02);
  expect(
    movedByPadding(measure({ samples: quiet, sampleRateHz: 44_100 }, "vowel-a").measures, measures),
  ).toEqual([]);
});

test("breaks of the voice lie within the phonation, a breath ends it", () => {
  const broken = joined(tone(1.5), silence(0.2), tone(1.5));
  const { startSeconds, endSeconds } = measure(broken, "vowel-a").part!;
  expect(startSeconds).toBeLessThan(0.005);
  expect(endSeconds).toBe(3.2);
  const breath = measure(joined(tone(1), silence(0.6), tone(2)), "vowel-a").part!;
  expect(Math.abs(breath.startSeconds - 1.6)).toBeLessThan(0.02);
  expect(breath.endSeconds).toBe(3.6);
});

test("no part where there is no voice: noise, silence", () => {
  expect(measure({ samples: scaled(noise(88_200), 0.3), sampleRateHz: 44_100 }, "vowel-a").part).toBeNull();
  expect(measure({ samples: silence(2), sampleRateHz: 44_100 }, "vowel-a").part).toBeNull();
});

test("speech is measured from its first to its last sound, syllables over their train", () => {
  for (const task of ["reading", "ddk-pataka"] as const) {
    const { signal } = synthesise({ task, sex: "male", severity: 1, seed: 5, sampleRateHz: 16_000 });
    const before = measure(signal, task);
    for (const padding of Object.values(paddings)) {
      const after = measure(padded(signal, padding, 3), task);
      const by = padding.beforeSeconds;
      const moved = (edge: keyof MeasuredPart) => Math.abs(after.part![edge] - before.part![edge] - by);
      expect(moved("startSeconds")).toBeLessThan(0.05);
      expect(moved("endSeconds")).toBeLessThan(0.05);
      const rate = task === "reading" ? "speaking-rate" : "ddk-rate";
      expect(Math.abs(after.measures[rate]!.value! / before.measures[rate]!.value! - 1)).toBeLessThan(0.02);
    }
  }
});

test("a whispered vowel is measured over its sound, not over the few frames that seem voiced", () => {
  const whisper = scaled(noise(2 * 44_100, 3), 0.3);
  whisper.set(scaled(tone(0.06), 0.4), 30_000);
  const signal = { samples: whisper, sampleRateHz: 44_100 };
  for (const sound of [signal, padded(signal, paddings["1-2 s of a quiet room"]!, 2)]) {
    const { measures, part } = measure(sound, "vowel-a");
    expect(measures["unvoiced-fraction"]!.value!).toBeGreaterThan(85);
    expect(part === null || part.endSeconds - part.startSeconds > 1.9).toBe(true);
  }
});

const minsk = resolve(import.meta.dirname, "../../../../shared/data/minsk2020");

test.skipIf(!existsSync(minsk))("quiet before and after a real vowel changes nothing", async () => {
  const files = globSync("*/*.wav", { cwd: minsk }).sort();
  const few = files.filter((_, i) => i % 16 === 3);
  expect(few.length).toBe(8);
  for (const [i, file] of few.entries()) {
    const noFfmpeg = () => Promise.reject(new Error("a WAV file needs no ffmpeg"));
    const { signal } = await decodeAudio(
      { path: join(minsk, file) },
      { fileName: basename(file), ffmpeg: noFfmpeg },
    );
    const padding = Object.values(paddings)[i % Object.keys(paddings).length]!;
    const [cut, withQuiet] = [signal, padded(signal, padding, file)].map(
      (s) => measure(s, "vowel-a").measures,
    );
    expect([file, ...movedByPadding(cut!, withQuiet!)]).toEqual([file]);
  }
});
