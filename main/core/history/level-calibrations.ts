import { LevelCalibration, type LevelCalibrationId } from "../../../shared/domain/level-calibration.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";

/** A calibration, and when somebody said that it no longer holds. */
export type KeptCalibration = { calibration: LevelCalibration; endedAt: string | null };
type Row = { calibration: string; endedAt: string | null };

/** Every calibration of the site, the newest first. They say nothing of a patient: looking at them is not audited. */
export function listCalibrations({ database }: History): KeptCalibration[] {
  return database
    .prepare<[], Row>("SELECT calibration, endedAt FROM levelCalibrations ORDER BY rowid DESC")
    .all()
    .map(({ calibration, endedAt }) => ({
      calibration: LevelCalibration.parse(JSON.parse(calibration)),
      endedAt,
    }));
}

export function addCalibration(history: History, calibration: LevelCalibration): void {
  const { id, device, room } = calibration;
  audited(
    history,
    () =>
      history.database
        .prepare("INSERT INTO levelCalibrations (id, calibration) VALUES (?, ?)")
        .run(id, JSON.stringify(calibration)),
    () => ({
      action: "create",
      patientId: null,
      subject: `level calibration ${id}`,
      detail: `${device.label}, ${room}`,
    }),
  );
}

/** The gain was changed, or the microphone moved: from now on it holds for nothing new. False when it did not hold. */
export function endCalibration(history: History, id: LevelCalibrationId): boolean {
  return audited(
    history,
    () =>
      history.database
        .prepare("UPDATE levelCalibrations SET endedAt = ? WHERE id = ? AND endedAt IS NULL")
        .run(history.now().toISOString(), id).changes > 0,
    (ended) => ({
      action: "update",
      patientId: null,
      subject: `level calibration ${id}`,
      detail: ended ? "ended" : "was not held",
    }),
  );
}
