import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import type { DemoTake } from "../../../shared/domain/demo-take.ts";
import type { PatientDetails } from "../../../shared/domain/patient.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { VisitDetails } from "../../../shared/domain/visit.ts";
import { synthesise } from "./synthesise.ts";

/** The patient of demonstrations, who says of herself that she is none. */
export const demoPatient: PatientDetails = {
  code: "DEMO-1",
  name: "Demo Patient (synthetic voice)",
  birthDate: "1961-05-17",
  sex: "female",
  onsetDate: "2025-04-01",
  onsetRegion: "bulbar",
  diagnosisCode: "unknown",
  diagnosis: "Synthetic voice for demonstration; not a person",
  notes: "",
};

/** The ALSFRS-R besides its bulbar items: this patient has the others in full. */
const limbsAndBreathing = {
  handwriting: 4,
  cuttingFood: 4,
  gastrostomy: false,
  dressing: 4,
  turningInBed: 4,
  walking: 4,
  climbingStairs: 4,
  dyspnoea: 4,
  orthopnoea: 4,
  respiratoryInsufficiency: 4,
  rater: "",
  mode: null,
};

export type DemoVisit = { details: VisitDetails; severity: number; alsfrs: Alsfrs };

const demoVisit = (date: string, severity: number, bulbar: [number, number, number]): DemoVisit => {
  const [speech, salivation, swallowing] = bulbar;
  return {
    details: { date, device: "synthesiser, 44.1 kHz", notes: "" },
    severity,
    alsfrs: { speech, salivation, swallowing, ...limbsAndBreathing },
  };
};

/** Five visits over a year; severity of the synthesiser, 0 healthy to 4 severe, and made-up bulbar items to go with it. */
export const demoVisits: readonly DemoVisit[] = [
  demoVisit("2025-10-06", 0.6, [4, 4, 4]),
  demoVisit("2026-01-12", 1.1, [4, 4, 4]),
  demoVisit("2026-04-13", 1.7, [3, 4, 4]),
  demoVisit("2026-07-06", 2.4, [3, 3, 3]),
  demoVisit("2026-10-05", 3.1, [2, 3, 3]),
];

/** The eight tasks of VOC-ALS and SAND, and a passage: the voice quality indices need continuous speech. */
export const demoTasks = [
  "vowel-a",
  "vowel-e",
  "vowel-i",
  "vowel-o",
  "vowel-u",
  "ddk-pa",
  "ddk-ta",
  "ddk-ka",
  "reading",
] as const satisfies TaskId[];

/** Takes of a task in each visit: three of /a/ and /pa/ tell how much a value varies by itself. */
const takesOf = (task: TaskId) => (task === "vowel-a" || task === "ddk-pa" ? 3 : 1);

/** All recordings, visit by visit. */
export const demoTakes: readonly DemoTake[] = demoVisits.flatMap((_, visit) =>
  demoTasks.flatMap((task) =>
    Array.from({ length: takesOf(task) }, (_, take): DemoTake => ({ visit, task, take })),
  ),
);

/** The voice of a take, 44.1 kHz: the same every time. */
export function demoSound({ visit, task, take }: DemoTake): Sound {
  const { severity } = demoVisits[visit]!;
  const settings = { sex: "female", seed: 2026, sampleRateHz: 44_100, snrDb: 40 } as const;
  return synthesise({ ...settings, task, severity, visit, take }).signal;
}
