import { z } from "zod";

/** What the browser and the device report of the microphone that a take was recorded with. */
export const CaptureDevice = z.object({
  /** Name as the system gives it; empty where it gives none. */
  label: z.string().max(500),
  /** As the sound itself came, not as it was asked for. */
  sampleRateHz: z.int().min(1000).max(768_000),
  channels: z.int().min(1).max(32),
  /** Processing as the settings were read back; null where the browser does not say. */
  echoCancellation: z.boolean().nullable(),
  autoGainControl: z.boolean().nullable(),
  noiseSuppression: z.boolean().nullable(),
  /** By its name, else by a rate of 16 kHz or less. */
  suspectedBluetooth: z.boolean(),
});
export type CaptureDevice = z.infer<typeof CaptureDevice>;
