import type { Sex } from "../../../shared/domain/patient.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { assessQuality } from "../audio/quality.ts";
import { measureRecording } from "../measures/measure-recording.ts";
import { measureSettings } from "../measures/measure-settings.ts";
import { acceptTake } from "./acceptance.ts";

/** A sound measured as a recording of a task, and what the rule says of it. */
export function judged(sound: Sound, task: TaskId = "vowel-a", sex: Sex | null = null) {
  const durationSeconds = sound.samples.length / sound.sampleRateHz;
  const audio = {
    durationSeconds,
    sampleRateHz: sound.sampleRateHz,
    channels: 1,
    codec: "pcm_s16le",
    lossy: false,
    channelUsed: 1,
  };
  const quality = assessQuality(sound, audio, task, false);
  const { measures } = measureRecording(sound, task, measureSettings({ sex }), quality);
  const take = { task, quality, measures, sex, channel: null, roomSounds: [] };
  return { take, measures, acceptance: acceptTake(take) };
}
