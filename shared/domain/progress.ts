import { z } from "zod";

/** Progress of long work. */
export const Progress = z.object({
  /** What is being done, in words: "decoding", "measuring", "als-cnn". */
  stage: z.string(),
  fraction: z.number().min(0).max(1),
});
export type Progress = z.infer<typeof Progress>;
export type OnProgress = (progress: Progress) => void;
