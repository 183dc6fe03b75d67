import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import type { RoomAspect, RoomFacts, RoomFinding, RoomRemark } from "../../../shared/domain/room-check.ts";
import { CLIPPED_FRACTION, LOWEST_SNR_DB, QUIET_PEAK_DBFS, SILENT_PEAK_DBFS } from "../audio/quality.ts";

/** Time of held samples from which a gate or a mute is at work, s: more than the start of a device brings. Own choice. */
const gateHeldSeconds = 0.1;
/**
 * Distance of voice and pauses beyond which the pauses are not those of a room, dB. A loud voice at 4 cm has about 88 dB,
 * a sound booth with a good microphone's own noise 20 dB: 68 dB. Own choice above that.
 */
const unnaturalSnrDb = 72;
/** Power of the hum over that of all other noise from which it is told, dB. Own choice. */
const humDb = -10;
/** Change of a steady tone within its seconds from which a gain follows, dB: loudspeakers stay well within 1 dB. Own choice. */
const driftDb = 3;
/** Bluetooth's wide voice band ends at 8 kHz, and the slope of the filter behind it a little above, Hz. */
const narrowEdgeHz = 8500;
const narrowRateHz = 16_000;

/** A remark; null for found good, "not-checked" where what was heard cannot tell. */
type Outcome = RoomRemark | null | "not-checked";

/**
 * Judges room and microphone by a room check. What was not heard is not checked: silence says nothing of the gain, a
 * check without a voice nothing of the noise. Nothing found does not prove that nothing is there.
 */
export function judgeRoom(facts: RoomFacts, device: Pick<CaptureDevice, "sampleRateHz">): RoomFinding[] {
  const isSilent = facts.peakDbfs === null || facts.peakDbfs < SILENT_PEAK_DBFS;
  const judge = (outcome: () => Outcome): Outcome => (isSilent ? "not-checked" : outcome());
  const outcomes: Record<RoomAspect, Outcome> = {
    level: isSilent ? "silent" : levelRemark(facts),
    noise: judge(() => noiseRemark(facts)),
    hum: judge(() => humRemark(facts)),
    gate: judge(() => gateRemark(facts)),
    gain: judge(() => gainRemark(facts)),
    band: judge(() => bandRemark(facts, device.sampleRateHz)),
  };
  return Object.entries(outcomes).map(([aspect, outcome]) => ({
    aspect: aspect as RoomAspect,
    standing: outcome === null ? "good" : outcome === "not-checked" ? "not-checked" : "poor",
    remark: outcome === "not-checked" ? null : outcome,
  }));
}

function levelRemark({ peakDbfs, clippedFraction }: RoomFacts): Outcome {
  if (clippedFraction >= CLIPPED_FRACTION) return "clipped";
  return (peakDbfs ?? 0) < QUIET_PEAK_DBFS ? "too-quiet" : null;
}

function noiseRemark({ snrDb }: RoomFacts): Outcome {
  if (snrDb === null) return "not-checked";
  return snrDb < LOWEST_SNR_DB ? "noisy" : null;
}

function humRemark({ hum, humHeard }: RoomFacts): Outcome {
  if (!humHeard) return "not-checked";
  return hum && hum.overNoiseDb >= humDb ? "hum" : null;
}

function gateRemark({ heldSeconds, snrDb }: RoomFacts): Outcome {
  if (heldSeconds >= gateHeldSeconds) return "gated";
  if (snrDb === null) return "not-checked";
  return snrDb > unnaturalSnrDb ? "unnaturally-quiet" : null;
}

function gainRemark({ toneDriftDb }: RoomFacts): Outcome {
  if (toneDriftDb === null) return "not-checked";
  return Math.abs(toneDriftDb) >= driftDb ? "gain-follows" : null;
}

function bandRemark({ bandEdgeHz, snrDb }: RoomFacts, sampleRateHz: number): Outcome {
  if (sampleRateHz <= narrowRateHz || (bandEdgeHz !== null && bandEdgeHz <= narrowEdgeHz))
    return "narrow-band";
  return snrDb === null ? "not-checked" : null;
}
