import type { MeasuredPart } from "../../../../shared/domain/analysis.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { frameTime } from "../../dsp/frame-grid.ts";
import { inWorkspace, kernels } from "../../dsp/kernels.ts";
import { median } from "../../dsp/median.ts";
import { type Pitch, pitch, standardPitch } from "../pitch/pitch.ts";

/** Where the sustained voice lies, and the pitch contour of the whole recording that says so. */
export type Phonation = {
  /** Null where no voice is found. */
  part: MeasuredPart | null;
  /** Null where the recording is shorter than three periods of the floor. */
  pitch: Pitch | null;
};

/** Sound that goes on lies at most this far below the voice, dB; and this far above the noise, but not above the voice. */
const belowVoiceDb = 25;
const aboveNoiseDb = 6;
const belowVoiceAtLeastDb = 3;
/** What counts as noise of the room lies this far below the voice, dB, and there is this much of it, s. */
const noiseBelowVoiceDb = 8;
const leastNoiseSeconds = 0.15;
/** A breath ends a phonation: shorter interruptions do not, s (as in `mpt`). */
const breathSeconds = 0.25;
/** Share of voiced frames below which a stretch is no phonation with breaks, but a whisper. */
const leastVoicedShare = 0.2;
/** Shorter runs of voiced frames are no voice, s: a click has one or two. */
const shortestVoiceSeconds = 0.03;
/** What is louder for less than this in all, s, is no voice: a click, a door, a cough. */
const passingSeconds = 0.5;
/** Such sounds are limited to this many times the peak of the rest (12 dB). */
const passingFactor = 4;

/**
 * The phonation of a sustained vowel: from the first to the last voiced frame (Praat's standard pitch) of the main
 * stretch of sound. A stretch goes on while frames are voiced, or lie less than 25 dB below the voice and 6 dB above the
 * noise of the room; interruptions below 0.25 s do not end it. The main one has the most voice (voiced time weighted by
 * amplitude), so that a click, a cough or a word far from the vowel is left out; one that is hardly voiced is measured whole. Its ends lie where the
 * level rises and falls, within the first and last frame's windows and a frame's step before and after.
 * @param floorHz pitch floor; `ceilingHz` pitch ceiling
 */
export function findPhonation(signal: Sound, floorHz: number, ceilingHz: number): Phonation {
  const settings = standardPitch(floorHz, ceilingHz);
  const contour = pitch(withoutPassingPeaks(signal), settings);
  const voiced = contour && voicedFrames(contour);
  if (!contour || !voiced?.includes(1)) return { part: null, pitch: contour };
  const halfWindow = (0.5 * settings.periodsPerWindow) / floorHz;
  const levels = frameLevels(signal, contour, halfWindow);
  const threshold = soundThreshold(levels, voiced, contour.stepSeconds);
  const [first, last] = mainVoice(contour, levels, voiced, threshold);
  const outer = { startSeconds: frameTime(contour, first), endSeconds: frameTime(contour, last) };
  return {
    part: fittedEnds(signal, outer, { halfWindow, step: contour.stepSeconds, threshold }),
    pitch: contour,
  };
}

/** The sound with peaks limited that are far above what is reached in half a second; itself where there are none. */
function withoutPassingPeaks({ samples, sampleRateHz }: Sound): Sound {
  const hop = Math.max(1, Math.round(0.01 * sampleRateHz));
  const peaks = new Float64Array(Math.ceil(samples.length / hop));
  for (let place = 0; place < peaks.length; place++) {
    const end = Math.min(samples.length, (place + 1) * hop);
    let peak = 0;
    for (let i = place * hop; i < end; i++) peak = Math.max(peak, Math.abs(samples[i]!));
    peaks[place] = peak;
  }
  peaks.sort();
  const limit =
    passingFactor * (peaks[Math.max(peaks.length >> 1, peaks.length - passingSeconds / 0.01)] ?? 0);
  if (limit === 0 || limit >= (peaks.at(-1) ?? 0)) return { samples, sampleRateHz };
  return { samples: samples.map((sample) => Math.max(-limit, Math.min(limit, sample))), sampleRateHz };
}

/** 1 for each frame that is in a run of voiced ones which is long enough to be a voice. */
function voicedFrames({ frequencies, stepSeconds }: Pitch): Uint8Array {
  const voiced = Uint8Array.from(frequencies, (frequency) => (frequency > 0 ? 1 : 0));
  const shortest = Math.round(shortestVoiceSeconds / stepSeconds);
  for (let from = 0, to = 0; from < voiced.length; from = to + 1) {
    for (to = from; to < voiced.length && voiced[to]; ) to++;
    if (to - from < shortest) voiced.fill(0, from, to);
  }
  return voiced;
}

/** Level of each frame's window about its mean, dB full scale. */
function frameLevels({ samples, sampleRateHz }: Sound, contour: Pitch, halfWindow: number): Float64Array {
  return inWorkspace((room) => {
    const block = room.floats(Math.ceil(2 * halfWindow * sampleRateHz) + 1);
    return Float64Array.from({ length: contour.count }, (_, i) => {
      const [from, to] = [-halfWindow, halfWindow].map((by) =>
        Math.max(0, Math.round((frameTime(contour, i) + by) * sampleRateHz)),
      );
      const inside = samples.subarray(from, to);
      block.values.set(inside);
      const count = Math.max(1, inside.length);
      const mean = kernels.sum(block.address, inside.length) / count;
      return decibels(kernels.energy(block.address, inside.length) / count - mean * mean);
    });
  });
}

/** Mean between two samples; 0 where there are none. */
function meanOf({ samples }: Sound, fromSample: number, toSample: number): number {
  const from = Math.max(0, fromSample);
  const to = Math.min(samples.length, toSample);
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i]!;
  return to > from ? sum / (to - from) : 0;
}

/** Level about an offset between two samples, dB full scale. */
function levelDb({ samples }: Sound, fromSample: number, toSample: number, offset: number): number {
  const from = Math.max(0, fromSample);
  const to = Math.min(samples.length, toSample);
  let total = 0;
  for (let i = from; i < to; i++) total += (samples[i]! - offset) ** 2;
  return decibels(total / Math.max(1, to - from));
}

function decibels(power: number): number {
  return 10 * Math.log10(Math.max(0, power) + 1e-20);
}

/** Level from which there is sound, dB: below the voice, and above the noise where enough of that is heard. */
function soundThreshold(levels: Float64Array, voiced: Uint8Array, stepSeconds: number): number {
  const voiceDb = typicalLevel(levels.filter((_, i) => voiced[i]));
  const noise = levels.filter((level, i) => !voiced[i] && level < voiceDb - noiseBelowVoiceDb);
  const noiseDb = noise.length * stepSeconds >= leastNoiseSeconds ? median(noise) : Number.NEGATIVE_INFINITY;
  return Math.max(voiceDb - belowVoiceDb, Math.min(noiseDb + aboveNoiseDb, voiceDb - belowVoiceAtLeastDb));
}

/** Median of levels (dB) weighted by amplitude: a long quiet hum counts for little, a short cough too. */
function typicalLevel(levels: Float64Array): number {
  const sorted = levels.toSorted();
  const amplitude = (level: number) => 10 ** (level / 20);
  const half = 0.5 * sorted.reduce((sum, level) => sum + amplitude(level), 0);
  let [place, sum] = [0, 0];
  while (place < sorted.length - 1 && sum + amplitude(sorted[place]!) < half)
    sum += amplitude(sorted[place++]!);
  return sorted[place] ?? Number.NEGATIVE_INFINITY;
}

/**
 * First and last voiced frame of the stretch of sound with the most voice; of the whole stretch where hardly anything of
 * it is voiced, as in a whisper.
 */
function mainVoice(
  { count, stepSeconds }: Pitch,
  levels: Float64Array,
  voiced: Uint8Array,
  threshold: number,
): [first: number, last: number] {
  const breath = Math.round(breathSeconds / stepSeconds);
  const begun = (i: number) => ({ voice: 0, frames: 0, first: -1, last: -1, from: i, to: i });
  let current = begun(0);
  let best = current;
  for (let i = 0; i < count; i++) {
    if (!voiced[i] && levels[i]! < threshold) continue;
    if (i - current.to > breath) current = begun(i);
    current.to = i;
    if (!voiced[i]) continue;
    if (current.first < 0) current.first = i;
    current.last = i;
    current.frames++;
    current.voice += 10 ** (levels[i]! / 20);
    if (current.voice > best.voice) best = current;
  }
  const isWhisper = best.frames < leastVoicedShare * (best.to + 1 - best.from);
  return isWhisper ? [best.from, best.to] : [best.first, best.last];
}

type Fit = { halfWindow: number; step: number; threshold: number };

/**
 * Ends of the part, at samples: the first and last above the threshold with what follows (precedes) them. The file's own
 * ends where it sounds within 2 ms of them. A fraction of a millisecond matters: Praat's pulses start from the middle.
 */
function fittedEnds(signal: Sound, { startSeconds, endSeconds }: MeasuredPart, fit: Fit): MeasuredPart {
  const { halfWindow, step, threshold } = fit;
  const rate = signal.sampleRateHz;
  const count = signal.samples.length;
  const [quiet, coarse, fine] = [0.02, 0.002, 0.00025].map((s) => Math.ceil(s * rate)) as [
    number,
    number,
    number,
  ];
  const reach = halfWindow + step;
  const outerStart = Math.max(0, Math.round((startSeconds - reach) * rate));
  const outerEnd = Math.min(count, Math.round((endSeconds + reach) * rate));
  const [innerStart, innerEnd] = [(startSeconds + halfWindow) * rate, (endSeconds - halfWindow) * rate];
  const isLoud = (from: number, to: number, offset: number) => levelDb(signal, from, to, offset) >= threshold;
  const ofAll = meanOf(signal, 0, count);
  const before = outerStart > 0 ? meanOf(signal, outerStart - quiet, outerStart) : ofAll;
  const after = outerEnd < count ? meanOf(signal, outerEnd, outerEnd + quiet) : ofAll;
  const rises = (i: number) => isLoud(i, i + 1, before) && isLoud(i, i + fine, before);
  const falls = (i: number) => isLoud(i - 1, i, after) && isLoud(i - fine, i, after);
  let [start, end] = [outerStart, outerEnd];
  if (start > 0 || !isLoud(0, coarse, before)) while (start < innerStart && !rises(start)) start++;
  if (end < count || !isLoud(end - coarse, end, after)) while (end > innerEnd && !falls(end)) end--;
  return { startSeconds: start / rate, endSeconds: end / rate };
}
