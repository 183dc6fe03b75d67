import type { RecordingState } from "../../../shared/domain/recording-state.ts";
import type { Speaker } from "../../speaker.ts";

/** What was noted of the patient's state, in one line: "at 14:05, fatigue 7 of 10"; empty where nothing was. */
export function recordingStateWords(state: RecordingState, { words }: Speaker): string {
  const { told, ventilations, masks, postures } = words.room.state;
  const { timeOfDay, fatigue, ventilation, mask, posture } = state;
  return [
    timeOfDay && told.timeOfDay(timeOfDay),
    fatigue !== null && told.fatigue(String(fatigue)),
    ventilation && told.ventilation(ventilations[ventilation]),
    mask && mask !== "none" && told.mask(masks[mask]),
    posture && postures[posture],
  ]
    .filter(Boolean)
    .join(", ");
}
