import { createCore } from "../../../main/core/core.ts";
import { testCoreOptions } from "../../../main/core/core-options.fixture.ts";
import { listAudit } from "../../../main/core/history/audit.ts";
import { listPatients } from "../../../main/core/history/patient-list.ts";
import { listPatientRecordings, readRecordingBytes } from "../../../main/core/history/recordings.ts";
import { testCredentials } from "../../../main/doors/cli/run-cli.fixture.ts";
import type { Recording } from "../../../shared/domain/recording.ts";

export type StoredSound = { recording: Recording; sampleRateHz: number; channels: Float32Array[] };

/** The recordings of a data folder's one patient with the sound as it is stored; no program may have it open. */
export async function storedSounds(dataFolder: string): Promise<{ sounds: StoredSound[]; trail: string[] }> {
  const core = createCore(testCoreOptions(dataFolder));
  const { BULBAR_USER: name, BULBAR_PASSWORD: password } = testCredentials;
  await core.vault.logOn({ name, password });
  try {
    const history = await core.history();
    const [patient] = listPatients(history).rows;
    const sounds = listPatientRecordings(history, patient!.id).map((recording) => ({
      recording,
      ...floatWav(readRecordingBytes(history, recording.id)),
    }));
    const trail = listAudit(history).map(({ action, subject, detail }) => `${action} ${subject}: ${detail}`);
    return { sounds, trail };
  } finally {
    await core.close();
  }
}

/** Reads a WAV of 32-bit floats as this program writes it. */
function floatWav(bytes: Uint8Array): { sampleRateHz: number; channels: Float32Array[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataOffset = Buffer.from(bytes.buffer, bytes.byteOffset).indexOf("data") + 8;
  const [count, sampleRateHz] = [view.getUint16(22, true), view.getUint32(24, true)];
  const frames = (bytes.byteLength - dataOffset) / 4 / count;
  const channels = Array.from({ length: count }, (_, channel) =>
    Float32Array.from({ length: frames }, (_, frame) =>
      view.getFloat32(dataOffset + 4 * (frame * count + channel), true),
    ),
  );
  return { sampleRateHz, channels };
}
