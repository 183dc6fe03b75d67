import type { AudioInfo } from "../../../shared/domain/audio-info.ts";
import type { DecodeFlag, Quality, QualityFlag } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type TaskFamily, type TaskId, tasks } from "../../../shared/domain/task.ts";
import { bandwidth } from "./bandwidth.ts";
import { clippedFraction } from "./clipping.ts";
import { HOP_SECONDS, hopPowers, noiseFloor, stretches } from "./noise-floor.ts";
import { reverberationSeconds } from "./reverberation.ts";

/** Peak without DC below which nothing was recorded, dB full scale: 33 steps of 16 bit. Own choice. */
export const SILENT_PEAK_DBFS = -60;
/**
 * Peak below which the voice is too quiet, dB full scale. The quantisation noise of 16 bit (-98 dB) then lies less
 * than about 46 dB below the voice (12 dB crest), hardly more than the 42 dB SNR recommended in clinical.md 6.
 */
export const QUIET_PEAK_DBFS = -40;
/** Share of clipped samples above which it is told. Own choice: 22 samples of 5 s at 44.1 kHz. */
export const CLIPPED_FRACTION = 1e-4;
/** DC offset relative to the signal's RMS: 0.1 shifts a level by 0.04 dB. Own choice. */
export const DC_SHARE_OF_RMS = 0.1;
/** Acceptable SNR, dB; 42 dB is recommended. clinical.md 6 (to be verified there). */
export const LOWEST_SNR_DB = 30;
/** Lowest sampling rate of the recording protocol, Hz. clinical.md 6. */
export const LOWEST_SAMPLE_RATE_HZ = 44_100;
/**
 * Reverberation from which the room changes the measures, seconds. Measured with Bulbar: over it lie 1 of 128 vowels, no one of 24 sentences and
 * 3.6 % of 3,000 single words, which fade by themselves; a train of syllables heard through a room of 1 s as loud as the voice lies at
 * 0.9 to 1.2, and its regularity there is up to four times off.
 */
export const LONGEST_REVERBERATION_SECONDS = 0.8;
/** Bandwidth that the first five formants of a male voice need, Hz: Praat's formant ceiling, clinical.md 3. */
export const LOWEST_BANDWIDTH_HZ = 5000;
/** What counts as sound: within 30 dB of the loudest part, as librosa.effects.trim is used in data-notes.md. */
export const ACTIVE_RANGE_DB = 30;
/** A pause that can be a breath, and the phonation on either side that makes it one, seconds. Own choice. */
export const BREATH_SECONDS = 0.2;
export const PHONATION_SECONDS = 0.3;
/**
 * Sound that a task needs, seconds. Vowel: PVI needs 1.4 s of voiced F0 (clinical.md 3). Syllables: six intervals
 * at 3 per second. A maximum phonation of any length is a finding. Reading: two breath groups.
 */
export const SHORTEST_SECONDS: Readonly<Record<TaskFamily, number>> = {
  vowel: 1.5,
  ddk: 2,
  mpt: 0.3,
  speech: 0.1,
  free: 0.1,
  unknown: 0,
};

/**
 * Judges a recording before it is measured. The signal itself is not changed: no DC is removed.
 *
 * SNR compares the mean power of the sound with the noise in its pauses (see `noiseFloor`); a vowel that was cut
 * to the voice has no pauses and gets null, because the noise between harmonics would count a breathy voice as a bad room.
 *
 * @param signal mono, native rate, finite
 * @param truncated as found by the decoder
 * @param found what else the decoder found
 */
export function assessQuality(
  signal: Sound,
  audio: AudioInfo,
  task: TaskId,
  truncated: boolean,
  found: readonly DecodeFlag[] = [],
): Quality {
  const { samples, sampleRateHz } = signal;
  const { peak, acPeak, rms, acRms, dcOffset } = levels(samples);
  const isSilent = decibels(acPeak) < SILENT_PEAK_DBFS;
  const powers = hopPowers(signal, dcOffset);
  const noise = isSilent ? null : noiseFloor(signal, powers);
  const active = isSilent ? [] : stretches(powers, activeThreshold(powers, noise?.power ?? 0));
  const activeHops = active.reduce((sum, { start, end }) => sum + end - start, 0);
  const durationSeconds = samples.length / sampleRateHz;
  const usableSeconds = (activeHops / powers.length) * durationSeconds;
  const quality = {
    durationSeconds,
    usableSeconds,
    peakDbfs: peak === 0 ? null : decibels(peak),
    rmsDbfs: rms === 0 ? null : decibels(rms),
    clippedFraction: isSilent ? 0 : clippedFraction(samples),
    dcOffset,
    snrDb: noise?.snrDb ?? null,
    reverberationSeconds: isSilent ? null : reverberationSeconds(signal),
    bandwidthHz: isSilent ? 0 : bandwidth(signal, noise?.hops ?? null),
  };
  const { family } = tasks[task];
  const checks: Record<QualityFlag, boolean> = {
    silent: isSilent,
    "too-short": usableSeconds < SHORTEST_SECONDS[family],
    "too-quiet": !isSilent && decibels(acPeak) < QUIET_PEAK_DBFS,
    clipped: quality.clippedFraction >= CLIPPED_FRACTION,
    "dc-offset": Math.abs(dcOffset) > DC_SHARE_OF_RMS * acRms && Math.abs(dcOffset) > 2 ** -14,
    "low-snr": quality.snrDb !== null && quality.snrDb < LOWEST_SNR_DB,
    "low-sample-rate": sampleRateHz < LOWEST_SAMPLE_RATE_HZ,
    "narrow-bandwidth": !isSilent && quality.bandwidthHz < LOWEST_BANDWIDTH_HZ,
    "lossy-codec": audio.lossy,
    "several-breaths": (family === "vowel" || family === "mpt") && countBreaths(active) > 1,
    reverberant: (quality.reverberationSeconds ?? 0) > LONGEST_REVERBERATION_SECONDS,
    truncated,
    "bytes-left-over": found.includes("bytes-left-over"),
    "channel-dead": found.includes("channel-dead"),
    "channels-opposed": found.includes("channels-opposed"),
    "channels-differ": found.includes("channels-differ"),
  };
  const flags = (Object.keys(checks) as QualityFlag[]).filter((flag) => checks[flag]);
  return { ...quality, flags };
}

function levels(samples: Float32Array) {
  let sum = 0;
  let squares = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    sum += x;
    squares += x * x;
    if (x < minimum) minimum = x;
    if (x > maximum) maximum = x;
  }
  const count = Math.max(1, samples.length);
  const dcOffset = sum / count;
  return {
    dcOffset,
    peak: samples.length ? Math.max(maximum, -minimum) : 0,
    acPeak: samples.length ? Math.max(maximum - dcOffset, dcOffset - minimum) : 0,
    rms: Math.sqrt(squares / count),
    acRms: Math.sqrt(Math.max(0, squares / count - dcOffset ** 2)),
  };
}

/** Within 30 dB of the loudest hop, and 3 dB above the noise where that is known. */
function activeThreshold(powers: Float64Array, noisePower: number): number {
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  return Math.max(loudest / 10 ** (ACTIVE_RANGE_DB / 10), 2 * noisePower);
}

/** Phonations of at least 0.3 s, counted apart where at least 0.2 s lie between them. */
function countBreaths(active: { start: number; end: number }[]): number {
  const phonations: { start: number; end: number }[] = [];
  for (const { start, end } of active) {
    const last = phonations.at(-1);
    if (last && (start - last.end) * HOP_SECONDS < BREATH_SECONDS) last.end = end;
    else phonations.push({ start, end });
  }
  return phonations.filter(({ start, end }) => (end - start) * HOP_SECONDS >= PHONATION_SECONDS).length;
}

function decibels(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}
