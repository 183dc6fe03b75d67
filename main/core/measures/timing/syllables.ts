import { median } from "../../dsp/median.ts";
import { envelopeStepSeconds, type SyllableEnvelope } from "./syllable-envelope.ts";

/** How syllables are found; every number can be tuned for a difficult recording. */
export type SyllableSettings = {
  /** A syllable rises at least this far out of the dips on either side, dB. */
  minimumDipDb: number;
  /** A syllable is at most this far below the typical one, dB. */
  maximumBelowTypicalDb: number;
  /** Two onsets are at least this far apart, s. */
  minimumIntervalSeconds: number;
  /** The nucleus stays within 6 dB of its peak for at least this long, s: clicks do not. */
  minimumNucleusSeconds: number;
  /** An onset is the first rise with at least this share of the strongest rise of its syllable. */
  onsetShare: number;
  /** An onset rises at least this share of the typical one: a vowel that only swells is one syllable. */
  minimumRiseShare: number;
};

export const standardSyllables: SyllableSettings = {
  minimumDipDb: 4,
  maximumBelowTypicalDb: 20,
  minimumIntervalSeconds: 0.07,
  minimumNucleusSeconds: 0.024,
  onsetShare: 0.35,
  minimumRiseShare: 0.2,
};

/** What peaks this close to the end, s, is the click of a stopped recorder or a syllable cut off. */
const endClickSeconds = 0.05;
/** A vowel is loudest at most this long after its onset, s. */
const longestRiseSeconds = 0.4;

export type SyllableTiming = {
  /** Release of the consonant, or the beginning of the vowel where there is none. */
  onsetSeconds: number;
  /** Where the level has fallen half way (dB) into the next dip. */
  endSeconds: number;
  /** Level of the nucleus relative to the loud parts of the recording, dB. */
  levelDb: number;
};

/** Syllables of a recording in order: peaks of the envelope that stand out of their dips, each with its onset. */
export function findSyllables(envelope: SyllableEnvelope, settings = standardSyllables): SyllableTiming[] {
  const nuclei = prominentPeaks(envelope.levelDb, settings.minimumDipDb);
  const typical = median(nuclei.map((peak) => envelope.levelDb[peak]!));
  const strength = riseStrength(envelope);
  const loud = nuclei.filter(
    (peak) =>
      envelope.levelDb[peak]! >= typical - settings.maximumBelowTypicalDb &&
      (envelope.frames - peak) * envelopeStepSeconds >= endClickSeconds &&
      widthSeconds(envelope.levelDb, peak, 6) >= settings.minimumNucleusSeconds,
  );
  const onsets = loud.map((peak, i) =>
    onsetBefore(envelope.levelDb, strength, i > 0 ? loud[i - 1]! : 0, peak, settings),
  );
  const shortest = settings.minimumIntervalSeconds / envelopeStepSeconds;
  const weakest = settings.minimumRiseShare * median(onsets.map((onset) => strength[onset]!));
  const kept: number[] = [];
  for (const onset of onsets)
    if (strength[onset]! >= weakest && (kept.length === 0 || onset - kept.at(-1)! >= shortest))
      kept.push(onset);
  return timeSyllables(
    envelope,
    kept.map((frame) => frame * envelopeStepSeconds),
  );
}

/** Nucleus level and end of each syllable, given its onset (found or corrected by hand), s in order. */
export function timeSyllables(
  { levelDb, frames }: SyllableEnvelope,
  onsetsSeconds: number[],
): SyllableTiming[] {
  const starts = onsetsSeconds.map((seconds) =>
    Math.min(frames - 1, Math.round(seconds / envelopeStepSeconds)),
  );
  return starts.map((start, i) => {
    const limit = Math.max(start + 1, starts[i + 1] ?? frames);
    let peak = start;
    // the last syllable has no successor: its nucleus lies within half a second
    for (let f = start; f < Math.min(limit, start + 0.5 / envelopeStepSeconds); f++)
      if (levelDb[f]! > levelDb[peak]!) peak = f;
    let dip = peak;
    for (let f = peak; f < limit; f++) if (levelDb[f]! < levelDb[dip]!) dip = f;
    const half = (levelDb[peak]! + levelDb[dip]!) / 2;
    let end = peak;
    while (end < dip && levelDb[end]! > half) end++;
    return {
      onsetSeconds: onsetsSeconds[i]!,
      endSeconds: end * envelopeStepSeconds,
      levelDb: levelDb[peak]!,
    };
  });
}

/** Peaks that rise at least `dip` above the deepest point between them and a higher peak (or the end), in order. */
export function prominentPeaks(level: Float64Array, dip: number): number[] {
  const peaks: number[] = [];
  let highest = 0;
  let lowest = 0;
  let rising = true;
  for (let i = 1; i < level.length; i++) {
    if (rising) {
      if (level[i]! > level[highest]!) highest = i;
      else if (level[i]! <= level[highest]! - dip) {
        if (level[highest]! - level[lowest]! >= dip) peaks.push(highest);
        rising = false;
        lowest = i;
      }
    } else if (level[i]! < level[lowest]!) lowest = i;
    else if (level[i]! >= level[lowest]! + dip) {
      rising = true;
      highest = i;
    }
  }
  if (rising && level[highest]! - level[lowest]! >= dip) peaks.push(highest);
  return peaks;
}

/** How long the level stays within `drop` dB of the peak, s. */
function widthSeconds(level: Float64Array, peak: number, drop: number): number {
  let [from, to] = [peak, peak];
  while (from > 0 && level[from - 1]! > level[peak]! - drop) from--;
  while (to < level.length - 1 && level[to + 1]! > level[peak]! - drop) to++;
  return (to - from + 1) * envelopeStepSeconds;
}

/** How much the bands rise about each frame: sum over bands of the rise from 10 ms before to 8 ms after, dB. */
function riseStrength({ bandsDb, frames }: SyllableEnvelope): Float64Array {
  const strength = new Float64Array(frames);
  for (const band of bandsDb) {
    for (let i = 5; i + 4 < frames; i++) {
      const before = (band[i - 5]! + band[i - 4]! + band[i - 3]! + band[i - 2]!) / 4;
      const after = (band[i + 1]! + band[i + 2]! + band[i + 3]! + band[i + 4]!) / 4;
      strength[i]! += Math.max(0, after - before);
    }
  }
  return strength;
}

/** Frame of the first strong rise between the dip before `peak` and the peak. */
function onsetBefore(
  level: Float64Array,
  strength: Float64Array,
  previousPeak: number,
  peak: number,
  settings: SyllableSettings,
): number {
  let dip = previousPeak;
  for (let f = previousPeak; f <= peak; f++) if (level[f]! <= level[dip]!) dip = f;
  const frames = (seconds: number) => Math.round(seconds / envelopeStepSeconds);
  const from = Math.max(previousPeak, dip - frames(0.015), peak - frames(longestRiseSeconds));
  let strongest = from;
  for (let f = from; f <= peak; f++) if (strength[f]! > strength[strongest]!) strongest = f;
  const enough = settings.onsetShare * strength[strongest]!;
  for (let f = Math.max(1, from); f < strongest; f++)
    if (strength[f]! >= enough && strength[f]! > strength[f - 1]! && strength[f]! >= strength[f + 1]!)
      return f;
  return strongest;
}
