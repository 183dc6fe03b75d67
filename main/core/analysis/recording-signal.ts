import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { decodeAudio } from "../audio/decode.ts";
import type { Core } from "../core.ts";
import { getRecording, readRecordingBytes } from "../history/recordings.ts";
import { trimmed } from "./trim-recording.ts";

/** Recordings whose signal stays decoded while they are looked at. */
const mostKept = 3;

/** The decoded signals of the recordings on screen, so that each picture does not decode again. */
class SignalCache {
  readonly #signals = new Map<string, Promise<Sound>>();

  /** Mono signal of a stored recording at its native rate, what was trimmed away left out. @throws BulbarError `not-found` */
  of(core: Core, recordingId: RecordingId): Promise<Sound> {
    const known = this.#signals.get(recordingId) ?? decodeStored(core, recordingId);
    known.catch(() => this.#signals.delete(recordingId));
    this.#signals.delete(recordingId);
    this.#signals.set(recordingId, known);
    for (const id of [...this.#signals.keys()].slice(0, -mostKept)) this.#signals.delete(id);
    return known;
  }

  /** Forgets a recording that was removed. */
  forget(recordingId: RecordingId): void {
    this.#signals.delete(recordingId);
  }

  /** Forgets every recording, after a patient was erased. */
  forgetAll(): void {
    this.#signals.clear();
  }
}

export const signals = new SignalCache();

/** Mono signal of a stored recording, decoded anew: see `SignalCache.of`. */
export async function decodeStored(core: Core, id: RecordingId): Promise<Sound> {
  const history = await core.history();
  const { fileName, analysis } = getRecording(history, id);
  // What is shown is the channel that was measured.
  const channel = analysis?.audio.channelUsed;
  const options = { fileName, channel, ffmpeg: core.ffmpeg, spoolFolder: core.spoolFolder };
  const bytes = readRecordingBytes(history, id);
  return trimmed(await decodeAudio({ bytes }, options), analysis?.settings.trim ?? null).signal;
}
