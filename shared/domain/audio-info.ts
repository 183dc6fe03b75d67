import { z } from "zod";

/** What the file holds, as found by the decoder. */
export const AudioInfo = z.object({
  durationSeconds: z.number().nonnegative(),
  /** Native rate; measures are computed at this rate. */
  sampleRateHz: z.number().positive(),
  channels: z.number().int().positive(),
  /** ffmpeg's codec name: "pcm_s16le", "mp3", "opus" ... */
  codec: z.string(),
  /** True where the codec discards information, so that perturbation measures are not to be trusted. */
  lossy: z.boolean(),
});
export type AudioInfo = z.infer<typeof AudioInfo>;
