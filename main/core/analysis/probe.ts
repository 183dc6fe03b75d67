import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { CaptureId } from "../../../shared/domain/ids.ts";
import {
  type LevelCalibration,
  LevelCalibrationId,
  type MeterReading,
} from "../../../shared/domain/level-calibration.ts";
import type { RoomCheck } from "../../../shared/domain/room-check.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { roomFacts } from "../audio/room-facts.ts";
import { loudestChannel, readCapture } from "../capture/capture-file.ts";
import { captureFileOf } from "../capture/capture-place.ts";
import type { Core } from "../core.ts";
import { calibrate } from "../findings/calibration.ts";
import { judgeRoom } from "../findings/room.ts";
import { getCapture, removeCapture, type StoredCapture } from "../history/captures.ts";
import { addCalibration } from "../history/level-calibrations.ts";
import { addRoomCheck } from "../history/room-checks.ts";

type Probe = { take: StoredCapture; sound: Sound };

/**
 * Judges room and microphone by a probe, and keeps what was found with the visit; the sound goes.
 * @throws BulbarError not-found; file-empty where no sound arrived
 */
export async function checkRoom(core: Core, id: CaptureId): Promise<RoomCheck> {
  const { take, sound } = await hearProbe(core, id);
  const facts = roomFacts(sound);
  const { startedAt: at, by, device } = take;
  const check: RoomCheck = { at, by, device, facts, findings: judgeRoom(facts, device) };
  addRoomCheck(await core.history(), take.visitId, check);
  return check;
}

/**
 * Calibrates the level of a microphone by a probe of the quiet room and one of the sound that a meter was read at; both
 * go.
 * @throws BulbarError calibration-refused; not-found; file-empty where no sound arrived
 */
export async function calibrateLevel(
  core: Core,
  { noise, sound, reading }: { noise: CaptureId; sound: CaptureId; reading: MeterReading },
): Promise<LevelCalibration> {
  const heard = await hearProbe(core, sound);
  const quiet = await hearProbe(core, noise);
  const { startedAt: at, by, device } = heard.take;
  const calibration: LevelCalibration = {
    ...reading,
    ...calibrate({ noise: quiet.sound, sound: heard.sound }, reading),
    ...{ id: LevelCalibrationId.parse(randomUUID()), at, by, device },
  };
  addCalibration(await core.history(), calibration);
  return calibration;
}

/** What arrived of a probe; it is thrown away. */
async function hearProbe(core: Core, id: CaptureId): Promise<Probe> {
  const { captures: place } = core.options;
  const history = await core.history();
  const take = getCapture(history, id);
  if (!place || take.purpose !== "probe") throw new BulbarError("not-found", { why: "recording" });
  const path = captureFileOf(place, id);
  const captured = readCapture(await readFile(path).catch(() => Buffer.alloc(0)), take.key);
  removeCapture(history, id);
  await rm(path, { force: true });
  if (!captured) throw new BulbarError("file-empty", { file: take.device.label, why: "no-samples" });
  return { take, sound: loudestChannel(captured) };
}
