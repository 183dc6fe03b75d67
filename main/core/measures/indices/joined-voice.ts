import type { MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { resamplePraat } from "../../dsp/resample-praat.ts";
import { intensity } from "../timing/intensity.ts";

/**
 * Continuous speech and a sustained vowel in one, as the script of AVQI 03.01 joins them: above 34 Hz, the voiced parts
 * of the speech, then the last 3 s of the vowel; at the lower of the two rates. Or the reason why not:
 * `sample-rate-too-low` below 20 kHz (the spectrum is needed to 10 kHz), `too-short` where the vowel or the voiced speech
 * lasts less than 1 s.
 */
export function joinSpeechAndVowel(speech: Sound, vowel: Sound): Sound | MissingReason {
  const sampleRateHz = Math.min(speech.sampleRateHz, vowel.sampleRateHz);
  if (sampleRateHz < 20_000) return "sample-rate-too-low";
  const voiced = voicedSpeech(highPass(atRate(speech, sampleRateHz)));
  const steady = highPass(atRate(vowel, sampleRateHz)).samples.slice(-3 * sampleRateHz);
  if (voiced.length < sampleRateHz || steady.length < sampleRateHz) return "too-short";
  const samples = new Float32Array(voiced.length + steady.length);
  samples.set(voiced);
  samples.set(steady, voiced.length);
  return { samples, sampleRateHz };
}

function atRate(signal: Sound, rate: number): Sound {
  if (signal.sampleRateHz === rate) return signal;
  return { samples: Float32Array.from(resamplePraat(signal, rate).samples), sampleRateHz: rate };
}

/** Butterworth high-pass of order 4 at 34 Hz, in place of the script's "Filter (stop Hann band): 0, 34, 0.1". */
function highPass({ samples, sampleRateHz }: Sound): Sound {
  const out = Float64Array.from(samples);
  const w = Math.tan((Math.PI * 34) / sampleRateHz);
  for (const damping of [2 * Math.cos(Math.PI / 8), 2 * Math.cos((3 * Math.PI) / 8)]) {
    const norm = 1 / (1 + damping * w + w * w);
    const a1 = 2 * (w * w - 1) * norm;
    const a2 = (1 - damping * w + w * w) * norm;
    let x1 = 0;
    let x2 = 0;
    let y1 = 0;
    let y2 = 0;
    for (let i = 0; i < out.length; i++) {
      const x = out[i]!;
      const y = norm * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      out[i] = y;
    }
  }
  return { samples: Float32Array.from(out), sampleRateHz };
}

/**
 * Voiced parts of continuous speech: what is not silent (25 dB below the maximum, 0.1 s), in pieces of 30 ms that have
 * more than 30 % of its mean power and fewer than 3000 zero crossings per second.
 */
export function voicedSpeech(signal: Sound): Float32Array {
  const { sampleRateHz } = signal;
  const loud = loudParts(signal);
  const size = Math.round(0.03 * sampleRateHz);
  const enough = 0.3 * meanPower(loud);
  const pieces: Float32Array[] = [];
  for (let start = 0; start + 2 * size < loud.length; start += size) {
    const piece = loud.subarray(start, start + size);
    if (meanPower(piece) > enough && zeroCrossingRate(piece, sampleRateHz) < 3000) pieces.push(piece);
  }
  const joined = new Float32Array(pieces.length * size);
  for (const [i, piece] of pieces.entries()) joined.set(piece, i * size);
  return joined;
}

function meanPower(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! * samples[i]!;
  return sum / Math.max(1, samples.length);
}

/** Zero crossings per second between 2.5 and 27.5 ms of a piece. */
function zeroCrossingRate(piece: Float32Array, sampleRateHz: number): number {
  const crossings: number[] = [];
  for (let i = Math.round(0.0025 * sampleRateHz); i < 0.0275 * sampleRateHz; i++)
    if (piece[i]! < 0 !== piece[i - 1]! < 0) crossings.push(i);
  return crossings.length < 2
    ? 0
    : ((crossings.length - 1) * sampleRateHz) / (crossings.at(-1)! - crossings[0]!);
}

/** The signal without silences: Praat's "To TextGrid (silences): 50, 0.003, -25, 0.1, 0.1". */
function loudParts(signal: Sound): Float32Array {
  const contour = intensity(signal, 50, 0.003);
  if (!contour) return new Float32Array(0);
  const threshold = contour.levelsDb.reduce((a, b) => Math.max(a, b)) - 25;
  const sounding = Array.from(contour.levelsDb, (level) => level >= threshold);
  flipShortRuns(sounding, true, Math.round(0.1 / contour.stepSeconds));
  flipShortRuns(sounding, false, Math.round(0.1 / contour.stepSeconds));
  return signal.samples.filter((_, i) => {
    const frame = Math.round((i / signal.sampleRateHz - contour.firstSeconds) / contour.stepSeconds);
    return sounding[Math.min(contour.count - 1, Math.max(0, frame))];
  });
}

/** Runs of `kind` that are shorter than `shortest` become the other kind, in place. */
function flipShortRuns(values: boolean[], kind: boolean, shortest: number): void {
  for (let from = 0; from < values.length; from++) {
    if (values[from] !== kind) continue;
    let to = from;
    while (to < values.length && values[to] === kind) to++;
    if (to - from < shortest) values.fill(!kind, from, to);
    from = to;
  }
}
