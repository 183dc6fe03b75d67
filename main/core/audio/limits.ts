import { BulbarError } from "../../../shared/domain/error.ts";

/** Longest recording, seconds. A speech task lasts seconds, a reading passage minutes. */
export const LONGEST_SECONDS = 1800;
/** Most samples of the mono signal: 30 minutes at 48 kHz, 346 MB; 225 s at 384 kHz. Bounds the memory. */
export const MOST_SAMPLES = LONGEST_SECONDS * 48_000;
/** Largest file, bytes. Video with a sound track may be large. */
export const LARGEST_FILE_BYTES = 2 ** 31;
/** Sampling rates that are taken, Hz. Below 4 kHz no second formant is left. */
export const LOWEST_RATE_HZ = 4000;
export const HIGHEST_RATE_HZ = 768_000;
/** Most channels that are averaged. */
export const MOST_CHANNELS = 64;
/** Largest magnitude of a sample, full scale = 1 (+36 dB): beyond it the file is not scaled as float audio. */
const LARGEST_SAMPLE = 64;

/**
 * Refuses a recording that is too long for Bulbar.
 *
 * @throws BulbarError `audio-too-long` above 30 minutes, `audio-too-large` above 86.4 million samples.
 */
export function checkLength(file: string, frames: number, sampleRateHz: number): void {
  const seconds = frames / sampleRateHz;
  if (seconds > LONGEST_SECONDS) throw tooLong(file, seconds);
  if (frames > MOST_SAMPLES)
    throw new BulbarError("audio-too-large", {
      file,
      why: "samples",
      facts: { limitMillions: MOST_SAMPLES / 1e6, rateHz: sampleRateHz },
    });
}

/** The refusal of a recording above 30 minutes. */
export function tooLong(file: string, seconds: number): BulbarError {
  const minutes = Math.round(seconds / 60);
  // A decode is cut just above the limit, so its length is not known.
  const limit = LONGEST_SECONDS / 60;
  return minutes > limit
    ? new BulbarError("audio-too-long", { file, why: "lasts", facts: { minutes, limit } })
    : new BulbarError("audio-too-long", { file, why: "lasts-more", facts: { limit } });
}

/** @throws BulbarError `audio-too-large` above 2 GiB. */
export function checkFileSize(file: string, bytes: number): void {
  if (bytes <= LARGEST_FILE_BYTES) return;
  throw new BulbarError("audio-too-large", {
    file,
    why: "bytes",
    facts: { gibibytes: (bytes / 2 ** 30).toFixed(1), limit: LARGEST_FILE_BYTES / 2 ** 30 },
  });
}

/** @throws BulbarError `file-corrupt` for none and for what is no number, `audio-format-unsupported` for values outside the limits. */
export function checkFormat(file: string, channels: number, sampleRateHz: number): void {
  const isCount = Number.isInteger(channels) && channels > 0;
  if (!isCount || !(sampleRateHz > 0))
    throw new BulbarError("file-corrupt", { file, why: isCount ? "no-rate" : "no-channels" });
  if (channels > MOST_CHANNELS)
    throw new BulbarError("audio-format-unsupported", {
      file,
      why: "channels",
      facts: { channels, limit: MOST_CHANNELS },
    });
  if (sampleRateHz < LOWEST_RATE_HZ || sampleRateHz > HIGHEST_RATE_HZ)
    throw new BulbarError("audio-format-unsupported", {
      file,
      why: "rate",
      facts: { rateHz: sampleRateHz, lowest: LOWEST_RATE_HZ, highest: HIGHEST_RATE_HZ },
    });
}

/**
 * Refuses samples that are not numbers or lie far outside full scale. They are not replaced: a measure of
 * invented samples would look like a measure of the voice.
 *
 * @throws BulbarError `file-corrupt`
 */
export function checkSamples(file: string, samples: Float32Array, sampleRateHz: number): void {
  let bad = 0;
  // Written so that NaN fails too.
  while (bad < samples.length && Math.abs(samples[bad]!) <= LARGEST_SAMPLE) bad++;
  if (bad === samples.length) return;
  const value = samples[bad]!;
  const seconds = Number((bad / sampleRateHz).toFixed(3));
  throw Number.isFinite(value)
    ? new BulbarError("file-corrupt", { file, why: "sample-too-large", facts: { seconds, value } })
    : new BulbarError("file-corrupt", { file, why: "sample-not-a-number", facts: { seconds } });
}
