import type { AnalysisSettings, MeasuredPart } from "../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Decoded } from "../audio/decoded.ts";
import { cutToPart } from "../measures/measured-part.ts";

/** Less than this is no recording any more, s. */
const shortestSeconds = 0.1;

/**
 * A recording as if only a part of it had been recorded; null: all of it. Its times count from the part's start.
 * @throws BulbarError invalid-input where the part is next to nothing or not within the recording
 */
export function trimmed(decoded: Decoded, part: MeasuredPart | null): Decoded {
  if (!part) return decoded;
  const { startSeconds, endSeconds } = part;
  const isWithin = endSeconds <= decoded.audio.durationSeconds + 1e-3;
  if (endSeconds - startSeconds < shortestSeconds || !isWithin)
    throw new BulbarError("invalid-input", { why: "no-stretch" });
  const signal = cutToPart(decoded.signal, part);
  const durationSeconds = signal.samples.length / signal.sampleRateHz;
  return { ...decoded, signal, audio: { ...decoded.audio, durationSeconds } };
}

/** Onsets placed by hand, s, in the time of another trim; those outside it are gone. Null stays null. */
export function movedOnsets(
  onsetsSeconds: number[] | null,
  from: AnalysisSettings["trim"],
  to: AnalysisSettings["trim"],
): number[] | null {
  if (!onsetsSeconds) return null;
  const by = (from?.startSeconds ?? 0) - (to?.startSeconds ?? 0);
  const length = to ? to.endSeconds - to.startSeconds : Number.POSITIVE_INFINITY;
  return onsetsSeconds.map((onset) => onset + by).filter((onset) => onset >= 0 && onset <= length);
}
