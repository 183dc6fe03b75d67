import type { Sound } from "../../../../shared/domain/sound.ts";
import { pitch, standardPitch } from "../pitch/pitch.ts";

/** A stretch of sound between pauses, seconds. */
export type WordSegment = { startSeconds: number; endSeconds: number };

const frameSeconds = 0.01;
/** Shorter gaps belong to the word: the closure before a stop ("six", "eight"). */
const longestGapSeconds = 0.15;
const shortestWordSeconds = 0.1;
/** Kept before and after, where weak fricatives ("five", "six") lie below the threshold. */
const marginSeconds = 0.06;
/** A word is louder than the noise floor by this part of the distance to the loudest frames, in dB. */
const thresholdShare = 0.35;

/**
 * Words spoken one by one with pauses between them, by energy: frames of 10 ms above a threshold between the noise
 * floor (10th percentile) and the loudest (98th), joined over closures. Empty where nothing stands out by 10 dB.
 */
export function wordSegments({ samples, sampleRateHz }: Sound): WordSegment[] {
  const levels = frameLevels(samples, Math.round(frameSeconds * sampleRateHz));
  const sorted = Float64Array.from(levels).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [floor, peak] = [at(0.1), at(0.98)];
  if (sorted.length === 0 || peak - floor < 10) return [];
  const threshold = floor + thresholdShare * (peak - floor);
  const duration = samples.length / sampleRateHz;
  return runsAbove(levels, threshold)
    .filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= shortestWordSeconds)
    .map(({ startSeconds, endSeconds }) => ({
      startSeconds: Math.max(0, startSeconds - marginSeconds),
      endSeconds: Math.min(duration, endSeconds + marginSeconds),
    }));
}

/** Less voice than this has no word, but a click, a breath, the release of a stop, s. */
const leastVoicedSeconds = 0.06;
/** A word that a burst or a long closure has cut: its parts lie no farther apart than this, margins aside, s ... */
const longestCutSeconds = 0.25;
/** ... and are together no longer than a word, s. */
const longestWordSeconds = 0.9;

/** The words of a recording that may hold one alone: what has no voice is none, and the parts of one are one. */
export function spokenWords(sound: Sound): WordSegment[] {
  const segments = wordSegments(sound);
  if (segments.length < 2) return segments;
  const words: WordSegment[] = [];
  for (const segment of segments.filter(
    (one) => voicedSeconds(cutSegment(sound, one)) >= leastVoicedSeconds,
  )) {
    const last = words.at(-1);
    const isPart =
      last &&
      segment.startSeconds - last.endSeconds + 2 * marginSeconds <= longestCutSeconds &&
      segment.endSeconds - last.startSeconds <= longestWordSeconds;
    if (isPart) last.endSeconds = segment.endSeconds;
    else words.push({ ...segment });
  }
  return words;
}

function voicedSeconds(sound: Sound): number {
  const found = pitch(sound, standardPitch(voiceHz.lowest, voiceHz.highest));
  return found ? found.frequencies.filter((hertz) => hertz > 0).length * found.stepSeconds : 0;
}

/** Fundamental frequencies of voices that speak. */
const voiceHz = { lowest: 70, highest: 500 };

/** The samples of a segment. */
export function cutSegment(
  { samples, sampleRateHz }: Sound,
  { startSeconds, endSeconds }: WordSegment,
): Sound {
  const [from, to] = [startSeconds, endSeconds].map((seconds) => Math.round(seconds * sampleRateHz));
  return { samples: samples.subarray(from, to), sampleRateHz };
}

function frameLevels(samples: Float32Array, size: number): Float64Array {
  return Float64Array.from({ length: Math.floor(samples.length / size) }, (_, frame) => {
    let energy = 0;
    for (let n = frame * size; n < (frame + 1) * size; n++) energy += samples[n]! * samples[n]!;
    return 10 * Math.log10(energy / size + 1e-10);
  });
}

function runsAbove(levels: Float64Array, threshold: number): WordSegment[] {
  const runs: WordSegment[] = [];
  for (const [frame, level] of levels.entries()) {
    if (level < threshold) continue;
    const startSeconds = frame * frameSeconds;
    const last = runs.at(-1);
    if (last && startSeconds - last.endSeconds <= longestGapSeconds)
      last.endSeconds = startSeconds + frameSeconds;
    else runs.push({ startSeconds, endSeconds: startSeconds + frameSeconds });
  }
  return runs;
}
