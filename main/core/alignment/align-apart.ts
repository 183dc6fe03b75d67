import { Worker } from "node:worker_threads";
import type { Alignment } from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { resample } from "../audio/resample.ts";
import { recogniserRateHz } from "../recogniser/speech-recogniser.ts";
import type { AlignmentWork, FromAlignment } from "./alignment-worker.ts";
import type { ReadingText } from "./reading-words.ts";

/** The recogniser hears up to 3700 Hz: below this rate a part of that is missing. */
const leastRateHz = 7400;

type Run = { signal?: AbortSignal; onAligned?: (fraction: number) => void };

/**
 * Aligns read speech in a thread of its own, which takes seconds and up to 100 MB that end with it.
 * @throws what `signal` aborts with
 */
export async function alignApart(
  sound: Sound,
  reading: ReadingText,
  { signal, onAligned }: Run = {},
): Promise<Alignment> {
  if (sound.sampleRateHz < leastRateHz)
    return { status: "not-aligned", language: reading.language, why: "rate-too-low", unknownWords: [] };
  signal?.throwIfAborted();
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const workerData: AlignmentWork = { sound: resample(sound, recogniserRateHz), reading };
  const worker = new Worker(new URL(`./alignment-worker.${extension}`, import.meta.url), { workerData });
  try {
    return await new Promise<Alignment>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.on("error", reject);
      worker.on("message", (message: FromAlignment) => {
        if ("alignment" in message) resolve(message.alignment);
        else onAligned?.(message.fraction);
      });
    });
  } finally {
    await worker.terminate();
  }
}
