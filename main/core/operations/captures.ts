import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { CaptureEvent } from "../../../shared/contract/captures.ts";
import type { UnfinishedCapture } from "../../../shared/domain/capture.ts";
import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { LevelCalibration, LevelCalibrationId } from "../../../shared/domain/level-calibration.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { importCapture } from "../analysis/import-capture.ts";
import { checkRoom } from "../analysis/probe.ts";
import { encodeWav } from "../audio/wav.ts";
import { captureSeconds, readCapture } from "../capture/capture-file.ts";
import { type CapturePlace, captureFileOf, sealTicket } from "../capture/capture-place.ts";
import type { Core } from "../core.ts";
import { calibrationStanding } from "../findings/calibration.ts";
import { beginCapture, listCaptures, removeCapture, type StoredCapture } from "../history/captures.ts";
import { listCalibrations } from "../history/level-calibrations.ts";
import type { History } from "../history/open-history.ts";
import { decideTake } from "../history/take-choices.ts";
import { synthesise } from "../synth/synthesise.ts";
import { operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { captures: on } = operation;

type Judged = Extract<CaptureEvent, { type: "judged" }>;

/** A take that was written to within this is still being recorded, ms. */
const stillRecordedMs = 5000;

/** A probe is listened to and judged within this, ms. */
const probeLastsMs = 10 * 60_000;

/** A healthy voice, the same every time. */
const exampleVoice = { sex: "female", severity: 0, seed: 1, sampleRateHz: 44_100, snrDb: 60 } as const;

export const captures = {
  begin: on.begin.handler(async ({ context: { core }, input }) => {
    const place = placeOf(core);
    const history = await core.history();
    const calibration = input.calibration && validCalibration(core, history, input.calibration, input.device);
    const { id, key } = beginCapture(history, { ...input, calibration });
    return { id, ticket: sealTicket(place, id, key, core.now()) };
  }),
  finish: on.finish.handler(({ context: { core }, input, signal }) =>
    withProgress<{ recording: Recording }, Judged>(async ({ tell, ...run }) => {
      const onJudged = (judged: Omit<Judged, "type">) => tell({ type: "judged", ...judged });
      return { recording: await importCapture(core, input, { ...run, onJudged }) };
    }, signal),
  ),
  checkRoom: on.checkRoom.handler(({ context: { core }, input: { id } }) => checkRoom(core, id)),
  unfinished: on.unfinished.handler(async ({ context: { core } }) => {
    const { captures: place } = core.options;
    if (!place) return [];
    // files first: whatever is begun meanwhile has its row before its file
    const files = await filesIn(place);
    const begun = listCaptures(await core.history());
    await removeStrangers(place, files, begun);
    for (const { id } of begun.filter((take) => isForgotten(take, core.now()))) {
      removeCapture(await core.history(), id);
      await rm(captureFileOf(place, id), { force: true });
    }
    const found = await Promise.all(begun.map((take) => leftOver(place, take, core.now())));
    return found.filter((take) => take !== null);
  }),
  discard: on.discard.handler(async ({ context: { core }, input: { id } }) => {
    const removed = removeCapture(await core.history(), id);
    await rm(captureFileOf(placeOf(core), id), { force: true });
    return { removed };
  }),
  example: on.example.handler(({ input: { task } }) => {
    const { signal } = synthesise({ task, ...exampleVoice });
    return new Blob([encodeWav(signal) as Uint8Array<ArrayBuffer>], { type: "audio/wav" });
  }),
  replace: on.replace.handler(async ({ context: { core }, input }) =>
    decideTake(await core.history(), { ...input, decision: "leave-out" }),
  ),
};

/** The calibration that a take is recorded with; null where it does not hold for the microphone any more. */
function validCalibration(
  core: Core,
  history: History,
  id: LevelCalibrationId,
  device: CaptureDevice,
): LevelCalibration | null {
  const kept = listCalibrations(history).find(({ calibration }) => calibration.id === id);
  return kept && calibrationStanding(kept, device, core.now()) === "valid" ? kept.calibration : null;
}

/** What is there of a take that nobody records any more; null where that is nothing. */
async function leftOver(
  place: CapturePlace,
  { key, purpose, calibration: _, ...take }: StoredCapture,
  now: Date,
): Promise<UnfinishedCapture | null> {
  if (purpose === "probe") return null;
  const path = captureFileOf(place, take.id);
  const found = await stat(path).catch(() => null);
  if (!found || now.getTime() - found.mtimeMs < stillRecordedMs) return null;
  const sound = readCapture(await readFile(path), key);
  return sound && { ...take, seconds: captureSeconds(sound) };
}

/** A probe that nobody asks the outcome of any more, as when its page was closed. */
function isForgotten({ purpose, startedAt }: StoredCapture, now: Date): boolean {
  return purpose === "probe" && now.getTime() - Date.parse(startedAt) > probeLastsMs;
}

/** Removes the files of takes whose visit was erased: without their key they are noise. */
async function removeStrangers(
  place: CapturePlace,
  files: readonly string[],
  begun: readonly StoredCapture[],
): Promise<void> {
  const known = new Set(begun.map(({ id }) => captureFileOf(place, id)));
  for (const path of files) if (!known.has(path)) await rm(path, { force: true });
}

async function filesIn({ folder }: CapturePlace): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.map((name) => join(folder, name));
}

/** @throws BulbarError not-permitted at a door that records nothing */
function placeOf({ options }: Core): CapturePlace {
  if (options.captures) return options.captures;
  throw new BulbarError("not-permitted", { detail: "this door records nothing" });
}
