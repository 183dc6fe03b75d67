import { readFile, rm } from "node:fs/promises";
import type { CaptureReport } from "../../../shared/domain/capture.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { CaptureId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { encodeFloatWav } from "../audio/wav.ts";
import { readCapture } from "../capture/capture-file.ts";
import { captureFileOf } from "../capture/capture-place.ts";
import type { Core } from "../core.ts";
import { getCapture } from "../history/captures.ts";
import { type ImportRun, importRecording } from "./import-recording.ts";

type Finished = { id: CaptureId } & Pick<CaptureReport, "ended" | "lostSamples">;

/**
 * Makes the pieces of a take one recording of its visit, whose file names the take: of a microphone that gives nothing, two
 * takes are alike to the last bit and still two. The take's file goes when the recording is there.
 * @throws BulbarError not-found; file-empty where nothing of it arrived
 */
export async function importCapture(
  core: Core,
  { id, ended, lostSamples }: Finished,
  run: ImportRun,
): Promise<Recording> {
  const { captures: place } = core.options;
  if (!place) throw new BulbarError("not-found", { why: "recording" });
  const take = getCapture(await core.history(), id);
  const path = captureFileOf(place, id);
  const fileName = `${take.task} ${take.startedAt.slice(0, 19).replaceAll(":", "-")}.wav`;
  const sound = readCapture(await readFile(path).catch(() => Buffer.alloc(0)), take.key);
  if (!sound) throw new BulbarError("file-empty", { file: fileName, why: "no-samples" });
  const { visitId, task, passage, startedAt, by, device, calibration } = take;
  const { recording } = await importRecording(
    core,
    {
      ...{ visitId, task, passage, fileName },
      source: { bytes: encodeFloatWav(sound, { take: { id, startedAt } }) },
      capture: { id, report: { device, startedAt, by, ended, lostSamples, calibration } },
    },
    run,
  );
  await rm(path, { force: true });
  return recording;
}
