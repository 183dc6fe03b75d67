import type { ComparedTake, ComparedVisit, Comparison } from "../../../shared/domain/comparison.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import type { Core } from "../core.ts";
import { conditionsOf, unlikeConditions } from "../findings/comparability.ts";
import { compareVisits } from "../findings/compare-visits.ts";
import type { ObservedVisit } from "../findings/observed-value.ts";
import { visitTakes } from "../findings/takes.ts";
import { getPatient } from "../history/patients.ts";
import { listRecordings } from "../history/recordings.ts";
import { getVisit } from "../history/visits.ts";
import { byDate, observePatient } from "./judge-patient.ts";

/** What is compared; null stands for what the program chooses: the visit before, the most telling task, the takes that count. */
export type AskedComparison = {
  a: VisitId | null;
  b: VisitId;
  task: TaskId | null;
  takeA: RecordingId | null;
  takeB: RecordingId | null;
};

/** Tasks in the order in which they tell of ALS. */
const tellingTasks: readonly TaskId[] = [
  "reading",
  "ddk-pataka",
  "ddk-ta",
  "ddk-pa",
  "ddk-ka",
  "mpt-a",
  "vowel-a",
  "vowel-i",
  "vowel-u",
  "vowel-e",
  "vowel-o",
  "digits",
  "free",
];

/**
 * Two visits of a patient, or two takes of one visit, beside each other; the earlier one is `a`, whichever was asked for
 * first. Null where the visit before is asked for and there is none.
 * @throws BulbarError not-found; invalid-input where the visits are of two patients
 */
export async function compare(core: Core, asked: AskedComparison): Promise<Comparison | null> {
  const history = await core.history();
  const { takeA, takeB, ...ordered } = inOrder(asked, (id) => getVisit(history, id));
  const patient = getPatient(history, ordered.b.patientId);
  const input = await observePatient(core, patient, ordered.b.date);
  const place = input.visits.findIndex(({ visit }) => visit.id === ordered.b.id);
  const visits = input.visits.slice(0, place + 1);
  const b = visits[place]!;
  const a = ordered.a
    ? visits.find(({ visit }) => visit.id === ordered.a?.id)
    : visits.slice(0, place).findLast((one) => hasTask(one, asked.task));
  if (!a) return null;
  const tasks = tellingTasks.filter((one) => hasTask(a, one) && hasTask(b, one));
  const task = asked.task ?? tasks[0] ?? null;
  const compared = (observed: ObservedVisit, take: RecordingId | null, at: number) =>
    comparedVisit(observed, listRecordings(history, observed.visit.id), { task, take, at });
  const [sideA, sideB] = [compared(a, takeA, 0), compared(b, takeB, a === b ? 1 : 0)];
  // of one visit the takes themselves are compared, else the visits' values unless a take was asked for
  const [aloneA, aloneB] = a === b ? [sideA.shown, sideB.shown] : [takeA, takeB];
  return {
    patient,
    tasks,
    task,
    a: sideA,
    b: sideB,
    ofTakes: aloneA !== null || aloneB !== null,
    unlike: unlikeTakes(a, sideA.shown, b, sideB.shown),
    differences: compareVisits({ visit: a, take: aloneA }, { visit: b, take: aloneB }, { ...input, visits }),
  };
}

type InOrder = Pick<AskedComparison, "takeA" | "takeB"> & { a: Visit | null; b: Visit };

function inOrder({ takeA, takeB, ...asked }: AskedComparison, visitOf: (id: VisitId) => Visit): InOrder {
  const b = visitOf(asked.b);
  const a = asked.a && visitOf(asked.a);
  if (a && a.patientId !== b.patientId) throw new BulbarError("invalid-input", { why: "two-patients" });
  const isSwapped = a !== null && byDate(a, b) > 0;
  return isSwapped ? { a: b, b: a, takeA: takeB, takeB: takeA } : { a, b, takeA, takeB };
}

/** Whether the visit has an analysed take of the task; of any task where none is asked for. */
function hasTask({ takes }: ObservedVisit, task: TaskId | null): boolean {
  return takes.some(({ recording, analysis }) => analysis && (task === null || recording.task === task));
}

/** @param shown the take that was asked for, or its place among those that count where none was */
function comparedVisit(
  { visit, takes }: ObservedVisit,
  recordings: readonly Recording[],
  { task, take, at }: { task: TaskId | null; take: RecordingId | null; at: number },
): ComparedVisit {
  const ofTask = visitTakes(takes).filter((one) => one.task === task);
  const compared = ofTask.flatMap((one): ComparedTake[] => {
    const recording = recordings.find(({ id }) => id === one.recording);
    if (!recording?.analysis) return [];
    const { audio, quality, part } = recording.analysis;
    return [
      {
        ...one,
        fileName: recording.fileName,
        durationSeconds: audio.durationSeconds,
        sampleRateHz: audio.sampleRateHz,
        speechStartSeconds: part?.startSeconds ?? 0,
        levelDb: levelOfSound(quality),
        snrDb: quality.snrDb,
      },
    ];
  });
  const counting = [...compared.filter(({ counts }) => counts), ...compared.filter(({ counts }) => !counts)];
  const shown = compared.find(({ recording }) => recording === take) ?? counting[at] ?? counting[0];
  return { visit, takes: compared, shown: (shown?.recording as RecordingId | undefined) ?? null };
}

/** The level of the whole, which silence lowers, over what is not silence alone. */
function levelOfSound({
  rmsDbfs,
  durationSeconds,
  usableSeconds,
}: {
  rmsDbfs: number | null;
  durationSeconds: number;
  usableSeconds: number;
}): number | null {
  return rmsDbfs === null ? null : rmsDbfs + 10 * Math.log10(durationSeconds / Math.max(usableSeconds, 0.01));
}

function unlikeTakes(
  a: ObservedVisit,
  shownA: string | null,
  b: ObservedVisit,
  shownB: string | null,
): Comparison["unlike"] {
  const [one, other] = [takeOf(a, shownA), takeOf(b, shownB)];
  if (!one || !other) return [];
  const unlike = unlikeConditions(
    conditionsOf("", a.visit.device, one),
    conditionsOf("", b.visit.device, other),
  );
  return one.programVersion === other.programVersion ? unlike : [...unlike, "program"];
}

function takeOf({ takes }: ObservedVisit, id: string | null) {
  return takes.find(({ recording }) => recording.id === id)?.analysis ?? null;
}
