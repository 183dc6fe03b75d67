import { z } from "zod";

/** Reasons to doubt a recording; thresholds stand in main/core/audio/quality.ts with their sources. */
export const qualityFlags = [
  "silent",
  "too-short",
  "too-quiet",
  "clipped",
  "dc-offset",
  "low-snr",
  "low-sample-rate",
  "narrow-bandwidth",
  "lossy-codec",
  "several-breaths",
  /** The room goes on after the voice: a far microphone in a room that echoes. */
  "reverberant",
  "truncated",
  /** Bytes behind the sound that the file's own sizes do not tell of: perhaps the rest of the recording. */
  "bytes-left-over",
  /** One channel of several holds no sound. */
  "channel-dead",
  /** Two channels hold the same voice with opposite signs, so that their mean would cancel it. */
  "channels-opposed",
  /** The channels do not hold one voice: an electroglottograph, another speaker, noise. */
  "channels-differ",
] as const;
export const QualityFlag = z.enum(qualityFlags);
export type QualityFlag = z.infer<typeof QualityFlag>;

/** What the decoder tells of a file besides that samples are missing. */
export type DecodeFlag = Extract<
  QualityFlag,
  "bytes-left-over" | "channel-dead" | "channels-opposed" | "channels-differ"
>;

export const Quality = z.object({
  durationSeconds: z.number(),
  /** Seconds of the recording that are not silence (30 dB below the peak or less). */
  usableSeconds: z.number(),
  /** Peak of the mono signal, dB full scale; null for digital silence. */
  peakDbfs: z.number().nullable(),
  /** Root mean square of the mono signal, dB full scale; null for digital silence. */
  rmsDbfs: z.number().nullable(),
  /** Share of samples in clipped runs, 0..1. */
  clippedFraction: z.number().min(0).max(1),
  /** Mean of the signal, full scale = 1. */
  dcOffset: z.number(),
  /** Sound to noise ratio, dB; null where it cannot be estimated. */
  snrDb: z.number().nullable(),
  /** How long sound goes on in the room, time to fall by 60 dB, seconds; null where it was not told. */
  reverberationSeconds: z.number().nullable().default(null),
  /** Highest frequency with energy above the noise floor, Hz. */
  bandwidthHz: z.number(),
  flags: z.array(QualityFlag),
});
export type Quality = z.infer<typeof Quality>;
