import { calibrateLevel } from "../analysis/probe.ts";
import { calibrationStanding } from "../findings/calibration.ts";
import { endCalibration, listCalibrations } from "../history/level-calibrations.ts";
import { operation } from "./implementer.ts";

const { levels: on } = operation;

export const levels = {
  list: on.list.handler(async ({ context: { core }, input: { device } }) =>
    listCalibrations(await core.history()).map((kept) => ({
      ...kept.calibration,
      standing: calibrationStanding(kept, device, core.now()),
    })),
  ),
  calibrate: on.calibrate.handler(({ context: { core }, input }) => calibrateLevel(core, input)),
  end: on.end.handler(async ({ context: { core }, input: { id } }) => ({
    ended: endCalibration(await core.history(), id),
  })),
};
