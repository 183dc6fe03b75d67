import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskId } from "../../../shared/domain/task.ts";
import { encodeWav } from "../../core/audio/wav.ts";
import { testCoreOptions } from "../../core/core-options.fixture.ts";
import { synthesise } from "../../core/synth/synthesise.ts";
import { type RestDoor, type RunningRest, serveRest } from "./serve-rest.ts";

/** A server of the REST interface on a data folder of its own. */
export async function startRest(
  change: Partial<RestDoor> = {},
): Promise<{ server: RunningRest; dataFolder: string }> {
  const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-rest-"));
  const usual = { port: 0, publicAddress: null, cores: 1, recordingBytes: 5e6, atOnce: 8, perMinute: 6000 };
  const server = await serveRest(testCoreOptions(dataFolder), { ...usual, ...change });
  return { server, dataFolder };
}

/** A synthetic voice as a 16-bit WAV file. */
export function voiceWav(task: TaskId = "vowel-a"): Uint8Array<ArrayBuffer> {
  const voice = { task, sex: "female", severity: 1, seed: 1, sampleRateHz: 44_100, snrDb: 45 } as const;
  return encodeWav(synthesise(voice).signal) as Uint8Array<ArrayBuffer>;
}

/** A form with a recording, and other fields. */
export function formOf(
  bytes: Uint8Array<ArrayBuffer>,
  fileName = "patient-meier_a.wav",
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([bytes], { type: "audio/wav" }), fileName);
  return form;
}
