import type { CaptureEnd } from "../../shared/domain/capture.ts";

/** When a take ends by itself. */
export type StopRule = { maximumSeconds: number; silenceSeconds: number | null };

/** The least level that is taken for a voice, however quiet the room, dB full scale. */
const leastVoiceDb = -50;
/** A voice stands out of the quietest moment so far by this, dB. */
const voiceAboveFloorDb = 12;
/** Silence lies below the loudest moment so far by this, dB: more than vowels and closures differ. */
const silenceBelowPeakDb = 25;
/** A level is smoothed over this, s: shorter clicks are no voice, shorter closures no silence. */
const smoothingSeconds = 0.1;

/**
 * Decides block by block whether a take ends: at its longest, or when silence follows a voice. Both thresholds follow
 * the room and the voice, so that a soft voice counts and a fan does not.
 */
export function watchForStop({ maximumSeconds, silenceSeconds }: StopRule) {
  let seconds = 0;
  let power = 0;
  let floorDb = Number.POSITIVE_INFINITY;
  let loudestDb = Number.NEGATIVE_INFINITY;
  let hasSpoken = false;
  let silentFor = 0;
  /** @param rms of a block, full scale 1; @param blockSeconds its length */
  return (rms: number, blockSeconds: number): Extract<CaptureEnd, "silence" | "time"> | null => {
    seconds += blockSeconds;
    const share = Math.min(1, blockSeconds / smoothingSeconds);
    power += share * (rms * rms - power);
    if (seconds >= maximumSeconds) return "time";
    const levelDb = 10 * Math.log10(Math.max(power, 1e-12));
    if (seconds > smoothingSeconds) floorDb = Math.min(floorDb, levelDb);
    loudestDb = Math.max(loudestDb, levelDb);
    hasSpoken ||= levelDb > Math.max(leastVoiceDb, floorDb + voiceAboveFloorDb);
    const silenceDb = Math.max(loudestDb - silenceBelowPeakDb, floorDb + voiceAboveFloorDb / 2);
    silentFor = hasSpoken && levelDb < silenceDb ? silentFor + blockSeconds : 0;
    return silenceSeconds !== null && silentFor >= silenceSeconds ? "silence" : null;
  };
}
