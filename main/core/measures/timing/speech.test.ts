import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { decodeAudio } from "../../audio/decode.ts";
import { randomOf } from "../../dsp/random.ts";
import { speakerOf } from "../../synth/severity.ts";
import { phrases } from "../../synth/syllable-plan.ts";
import { syllableTrain } from "../../synth/syllable-train.ts";
import { pitch, standardPitch } from "../pitch/pitch.ts";
import { noise, vowel } from "../test-signals.ts";
import { mptMeasures } from "./mpt.ts";
import { speechMeasures } from "./speech.ts";

const contour = (signal: { samples: Float32Array; sampleRateHz: number }) =>
  pitch(signal, standardPitch(75, 500));

test.each([
  { rate: 2, snrDb: null, sampleRateHz: 8000 },
  { rate: 4, snrDb: 20, sampleRateHz: 8000 },
  { rate: 4, snrDb: null, sampleRateHz: 44_100 },
  { rate: 6, snrDb: null, sampleRateHz: 8000 },
])(
  "phrases at $rate syllables per second, noise $snrDb dB, $sampleRateHz Hz",
  ({ rate, snrDb, sampleRateHz }) => {
    const random = randomOf("speech", rate, sampleRateHz);
    const { voice } = speakerOf({ sex: "male", severity: 0.3, seed: 2, visit: 0 });
    const plan = phrases(
      {
        articulationRateHz: rate,
        syllablesPerPhrase: 7,
        pauseSeconds: 0.8,
        durationSeconds: 10,
        marginSeconds: 0.5,
      },
      random,
    );
    const { signal, truth } = syllableTrain(
      { voice, ...plan, closureLeak: 0.1, sampleRateHz, snrDb },
      random,
    );
    const measures = speechMeasures(signal, contour(signal));
    const count = truth.syllables.length;
    const seconds = truth.syllables.at(-1)!.endSeconds - truth.syllables[0]!.onsetSeconds;
    const paused = truth.pauses.reduce((sum, pause) => sum + pause.endSeconds - pause.startSeconds, 0);
    expect(Math.abs(measures["speech-syllables"]!.value! - count)).toBeLessThanOrEqual(1);
    expect(Math.abs(measures["speaking-rate"]!.value! - count / seconds)).toBeLessThan(0.12);
    expect(Math.abs(measures["articulation-rate"]!.value! - count / (seconds - paused))).toBeLessThan(0.5);
    expect(Math.abs(measures["pause-ratio"]!.value! - (100 * paused) / seconds)).toBeLessThan(4);
    expect(measures["pause-count"]!.value).toBe(truth.pauses.length);
    expect(Math.abs(measures["pause-mean"]!.value! - paused / truth.pauses.length)).toBeLessThan(0.1);
  },
);

test("words a minute: the passage's words over the time from the first to the last sound, or none", () => {
  const random = randomOf("words", 1);
  const { voice } = speakerOf({ sex: "female", severity: 0.3, seed: 3, visit: 0 });
  const plan = phrases(
    {
      ...{ articulationRateHz: 4, syllablesPerPhrase: 7, pauseSeconds: 0.8 },
      ...{ durationSeconds: 12, marginSeconds: 1.5 },
    },
    random,
  );
  const { signal, truth } = syllableTrain(
    { voice, ...plan, closureLeak: 0.1, sampleRateHz: 16_000, snrDb: 40 },
    random,
  );
  const seconds = truth.syllables.at(-1)!.endSeconds - truth.syllables[0]!.onsetSeconds;
  const words = Math.round(truth.syllables.length / 1.4);
  const rate = (count?: number) => speechMeasures(signal, contour(signal), count)["speaking-rate-wpm"];
  expect(rate(words)!.unit).toBe("1/min");
  expect(Math.abs(rate(words)!.value! - (60 * words) / seconds)).toBeLessThan(3);
  expect(rate()).toBeUndefined();
  // the whole passage has many more words than these syllables can be: it was not read to its end
  expect(rate(3 * words)).toEqual({ value: null, unit: "1/min", missing: "too-few-syllables" });
});

test("variability of a known F0: half an octave up and down", () => {
  const signal = vowel({ seconds: 3, f0Hz: (t) => 120 * 2 ** (0.5 * Math.sin(2 * Math.PI * 0.7 * t)) });
  const measures = speechMeasures(signal, contour(signal));
  expect(Math.abs(measures["f0-sd-semitones"]!.value! - 6 / Math.SQRT2)).toBeLessThan(0.4);
  expect(measures["intensity-sd"]!.value!).toBeLessThan(3);
});

test("no speech: silence, too short, noise", () => {
  const silence = { samples: new Float32Array(32_000), sampleRateHz: 16_000 };
  expect(speechMeasures(silence, null)["speaking-rate"]!.missing).toBe("silent");
  expect(speechMeasures(vowel({ seconds: 0.5 }), null)["pause-ratio"]!.missing).toBe("too-short");
  const hiss = { samples: noise(32_000).map((x) => 0.1 * x), sampleRateHz: 16_000 };
  expect(speechMeasures(hiss, null)["speaking-rate"]!.missing).toBe("unvoiced");
  const steady = vowel({ seconds: 2 });
  expect(speechMeasures(steady, contour(steady))["articulation-rate"]!.missing).toBe("too-few-syllables");
});

/** A vowel from 0.5 s on, with silences (s) cut out, in a little noise. */
function phonation(seconds: number, breaks: [number, number][], sampleRateHz = 8000) {
  const voice = vowel({ seconds, sampleRateHz }).samples;
  const hiss = noise(Math.round((seconds + 1) * sampleRateHz));
  const samples = hiss.map((x, i) => {
    const t = i / sampleRateHz - 0.5;
    const silent = breaks.some(([from, to]) => t >= from && t < to);
    return 0.001 * x + (silent ? 0 : (voice[i - 0.5 * sampleRateHz] ?? 0));
  });
  return { samples, sampleRateHz };
}

test("maximum phonation time: the longest breath; short breaks do not end it", () => {
  const one = phonation(6, []);
  expect(Math.abs(mptMeasures(one, contour(one)).mpt!.value! - 6)).toBeLessThan(0.1);
  const two = phonation(6, [[2, 2.5]]);
  expect(Math.abs(mptMeasures(two, contour(two)).mpt!.value! - 3.5)).toBeLessThan(0.15);
  const hiccup = phonation(6, [[2, 2.1]]);
  expect(Math.abs(mptMeasures(hiccup, contour(hiccup)).mpt!.value! - 6)).toBeLessThan(0.1);
});

test("no phonation: silence, noise", () => {
  expect(mptMeasures({ samples: new Float32Array(16_000), sampleRateHz: 8000 }, null).mpt!.missing).toBe(
    "silent",
  );
  const hiss = { samples: noise(16_000), sampleRateHz: 8000 };
  expect(mptMeasures(hiss, contour(hiss)).mpt!.missing).toBe("unvoiced");
});

const phrasesFolder = resolve(import.meta.dirname, "../../../../../shared/data/svd-phrases/wav");

test.skipIf(!existsSync(phrasesFolder))(
  "real sentence of 9 syllables, 8 when reduced: counted so in 60 % of 24 pathological voices",
  async () => {
    const counts: number[] = [];
    for (const fileName of readdirSync(phrasesFolder)) {
      const ffmpeg = () => Promise.reject(new Error("a WAV file needs no ffmpeg"));
      const { signal } = await decodeAudio({ path: join(phrasesFolder, fileName) }, { fileName, ffmpeg });
      counts.push(speechMeasures(signal, contour(signal))["speech-syllables"]!.value!);
    }
    const right = counts.filter((count) => count === 8 || count === 9).length / counts.length;
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    console.log(`SVD sentence: ${(100 * right).toFixed(0)} % counted as 8 or 9, mean ${mean.toFixed(2)}`);
    expect(right).toBeGreaterThanOrEqual(0.6);
    expect(mean).toBeGreaterThan(7.9);
    expect(mean).toBeLessThan(9.1);
  },
);
