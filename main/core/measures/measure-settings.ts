import { BulbarError } from "../../../shared/domain/error.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import type { Sex } from "../../../shared/domain/patient.ts";

/** Praat manual, "Intro 4.2. Configuring the pitch contour": floor and ceiling by sex; without sex the union. */
const pitchRangeHz = { male: [75, 300], female: [100, 500], unknown: [75, 500] } as const;

/** Praat manual, "Sound: To Formant (burg)...": maximum formant for an adult man or woman; without sex the default. */
const formantCeilingHz = { male: 5000, female: 5500, unknown: 5500 } as const;

type Wishes = { sex?: Sex | null; pitchFloorHz?: number; pitchCeilingHz?: number };

/** Settings of a recording; what is not asked for comes from the sex. Throws `invalid-input` where floor >= ceiling. */
export function measureSettings({ sex = null, pitchFloorHz, pitchCeilingHz }: Wishes): MeasureSettings {
  const [floor, ceiling] = pitchRangeHz[sex ?? "unknown"];
  const settings: MeasureSettings = {
    dialect: "praat-script",
    pitchFloorHz: pitchFloorHz ?? floor,
    pitchCeilingHz: pitchCeilingHz ?? ceiling,
    formantCeilingHz: formantCeilingHz[sex ?? "unknown"],
    sex,
  };
  if (!(settings.pitchFloorHz > 0 && settings.pitchFloorHz < settings.pitchCeilingHz))
    throw new BulbarError("invalid-input", {
      why: "pitch-range",
      facts: { floor: settings.pitchFloorHz, ceiling: settings.pitchCeilingHz },
    });
  return settings;
}
