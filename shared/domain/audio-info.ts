import { z } from "zod";

/** A channel counted from 1, or the mean of all. */
export const Channel = z.union([z.int().positive(), z.literal("mean")]);
export type Channel = z.infer<typeof Channel>;

/** What the file holds, as found by the decoder. */
export const AudioInfo = z.object({
  durationSeconds: z.number().nonnegative(),
  /** Native rate; measures are computed at this rate. */
  sampleRateHz: z.number().positive(),
  channels: z.number().int().positive(),
  /** The channel that was analysed, counted from 1, or the mean of all. */
  channelUsed: Channel.default("mean"),
  /** ffmpeg's codec name: "pcm_s16le", "mp3", "opus" ... */
  codec: z.string(),
  /** True where the codec discards information, so that perturbation measures are not to be trusted. */
  lossy: z.boolean(),
});
export type AudioInfo = z.infer<typeof AudioInfo>;
