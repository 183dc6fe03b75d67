import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeWav } from "../../../main/core/audio/wav.ts";

/** Rate at which Chromium's fake microphone gives a file as it is, Hz. */
export const fakeRateHz = 44_100;
/** The fake microphone hands its file over in blocks of this; another length would be filled up with zeros. */
const fakeBlock = 441;

/** A fake microphone's file, with its samples as 16-bit numbers. */
export type FakeVoice = { path: string; samples: Int16Array };

/** Noise, in which any few samples name their place, then silence: heard again and again. */
export function writeFakeVoice(folder: string, noiseSeconds: number, silenceSeconds: number): FakeVoice {
  const blocks = (seconds: number) => Math.round((seconds * fakeRateHz) / fakeBlock) * fakeBlock;
  const noise = blocks(noiseSeconds);
  const samples = new Float32Array(noise + blocks(silenceSeconds));
  let state = 0x2545f491;
  for (let k = 0; k < noise; k++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    samples[k] = (0.3 * state) / 2 ** 31;
  }
  return writeFake(join(folder, "noise.wav"), samples);
}

/** Writes what the fake microphone is to hear. */
export function writeFake(path: string, samples: Float32Array): FakeVoice {
  const wav = encodeWav({ samples, sampleRateHz: fakeRateHz });
  writeFileSync(path, wav);
  return { path, samples: new Int16Array(wav.slice(44).buffer) };
}

/** A 16-bit sample as Chromium's fake microphone gives it. */
function heard(sample: number): number {
  return sample < 0 ? sample / 32768 : Math.fround(sample * Math.fround(1 / 32767));
}

/**
 * How a take agrees with the fake microphone's file, which is heard again and again: aligned by the first of its
 * noise, then compared sample by sample.
 * @returns samples that differ, and those that were compared
 */
export function compareWithFake(
  taken: Float32Array,
  { samples }: FakeVoice,
): { differ: number; all: number } {
  const expected = Float32Array.from(samples, heard);
  const probe = 8;
  const at = taken.findIndex((_, k) => taken.subarray(k, k + probe).every((sample) => sample !== 0));
  // silence alone has no place, and must be silence
  if (at < 0) return { differ: taken.filter((sample) => sample !== 0).length, all: taken.length };
  const place = expected.findIndex((_, k) => matches(expected, k, taken.subarray(at, at + probe)));
  if (place < 0) return { differ: taken.length, all: taken.length };
  let differ = 0;
  for (const [k, sample] of taken.entries()) {
    const period = expected.length;
    if (sample !== expected[(((place + k - at) % period) + period) % period]) differ++;
  }
  return { differ, all: taken.length };
}

function matches(samples: Float32Array, start: number, probe: Float32Array): boolean {
  return probe.every((sample, k) => sample === samples[start + k]);
}
