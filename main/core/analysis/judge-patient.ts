import { ageAt, type CalendarDate } from "../../../shared/domain/calendar.ts";
import type { Course } from "../../../shared/domain/course.ts";
import { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import type { Patient, Sex } from "../../../shared/domain/patient.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import type { VisitFindings } from "../../../shared/domain/visit-findings.ts";
import type { Core } from "../core.ts";
import type { NormsAtHand } from "../findings/norms.ts";
import type { ObservedVisit } from "../findings/observed-value.ts";
import { type FindingsInput, type PatientFindings, patientFindings } from "../findings/patient-findings.ts";
import { sufficiencyOf } from "../findings/sufficiency.ts";
import { judgeTakes, visitTakes } from "../findings/takes.ts";
import { listAlsfrs } from "../history/alsfrs.ts";
import { listHeard } from "../history/listenings.ts";
import { getPatient } from "../history/patients.ts";
import { listPatientRecordings, listRecordings } from "../history/recordings.ts";
import { getVisit, listVisits } from "../history/visits.ts";
import { normsAtHand } from "./norms-at-hand.ts";
import { knownIndices, visitIndices } from "./visit-indices.ts";
import { joinVisit } from "./visit-results.ts";

/** Ids of what no history holds. */
const unstored = { id: VisitId.parse(""), patientId: PatientId.parse("") };

type Run = { signal?: AbortSignal; onProgress?: OnProgress };

/**
 * What a patient's visits say, up to and including the visits of `until` where it is given. AVQI and ABI are as they are
 * kept.
 */
export async function judgePatient(
  core: Core,
  patient: Patient,
  until?: CalendarDate,
): Promise<PatientFindings & { observed: readonly ObservedVisit[] }> {
  const input = await observePatient(core, patient, until);
  return { ...patientFindings(input), observed: input.visits };
}

/** What findings of a patient are made of, the visits oldest first. */
export async function observePatient(
  core: Core,
  patient: Patient,
  until?: CalendarDate,
): Promise<FindingsInput> {
  const history = await core.history();
  const visits = listVisits(history, patient.id).filter(({ date }) => until === undefined || date <= until);
  const recordings = Map.groupBy(listPatientRecordings(history, patient.id), ({ visitId }) => visitId);
  const alsfrs = new Map(listAlsfrs(history, patient.id).map((entry) => [entry.visitId, entry.alsfrs]));
  const heard = Map.groupBy(listHeard(history, patient.id), ({ recordingId }) => recordingId);
  const observed: ObservedVisit[] = [];
  for (const visit of visits.toSorted(byDate)) {
    const takes = judgeTakes(recordings.get(visit.id) ?? []);
    observed.push({
      visit,
      takes,
      alsfrs: alsfrs.get(visit.id) ?? null,
      indices: await knownIndices(core, visit.id, takes),
      heard: takes.flatMap(({ recording }) => heard.get(recording.id) ?? []),
      ...(await joinVisit(core, takes)),
    });
  }
  const { sex, birthDate, onsetDate } = patient;
  const ageYearsAt = (date: CalendarDate) => (birthDate ? ageAt(birthDate, date) : null);
  return findingsInput(core, { sex, onsetDate, ageYearsAt }, observed, await normsAtHand(core));
}

/** Everything that a visit says as of its date. @throws BulbarError not-found, and what `signal` aborts with */
export async function visitFindings(core: Core, visitId: VisitId, run: Run = {}): Promise<VisitFindings> {
  return (await visitWithCourses(core, visitId, run)).findings;
}

/**
 * The same with the courses up to it. AVQI and ABI are computed for it where they are not kept yet.
 * @throws BulbarError not-found, and what `signal` aborts with
 */
export async function visitWithCourses(
  core: Core,
  visitId: VisitId,
  run: Run = {},
): Promise<{ findings: VisitFindings; courses: Course[] }> {
  const history = await core.history();
  const visit = getVisit(history, visitId);
  const patient = getPatient(history, visit.patientId);
  await visitIndices(core, visitId, judgeTakes(listRecordings(history, visitId)), run);
  const { observed, ofVisit, courses } = await judgePatient(core, patient, visit.date);
  return { findings: toVisitFindings(observed.find((one) => one.visit.id === visitId)!, ofVisit), courses };
}

/** What recordings say as one visit that is not stored: no earlier visit to compare with. */
export async function findingsOfFiles(
  core: Core,
  { sex, ageYears }: { sex: Sex | null; ageYears: number | null },
  recordings: readonly Pick<Recording, "id" | "task" | "analysis" | "choice">[],
  date: CalendarDate,
  norms: NormsAtHand,
): Promise<VisitFindings> {
  const visit: Visit = { ...unstored, date, device: "", notes: "", createdAt: `${date}T00:00:00Z` };
  const takes = judgeTakes(recordings);
  const observed = { visit, takes, alsfrs: null, indices: {}, heard: [], ...(await joinVisit(core, takes)) };
  const input = await findingsInput(
    core,
    { sex, onsetDate: null, ageYearsAt: () => ageYears },
    [observed],
    norms,
  );
  return toVisitFindings(observed, patientFindings(input).ofVisit);
}

async function findingsInput(
  core: Core,
  patient: FindingsInput["patient"],
  visits: readonly ObservedVisit[],
  norms: FindingsInput["norms"],
): Promise<FindingsInput> {
  const { packages } = await core.models.content();
  const models = packages.map(({ manifest }) => manifest);
  return { patient, visits, models, norms, language: null };
}

function toVisitFindings(
  { visit, takes, results, ensembles }: ObservedVisit,
  ofVisit: PatientFindings["ofVisit"],
): VisitFindings {
  const found = ofVisit(visit.id);
  return {
    visitId: visit.id,
    date: visit.date,
    takes: visitTakes(takes),
    ...found,
    sufficiency: sufficiencyOf(found.findings, found.progression),
    results: [...results],
    ensembles: [...ensembles],
  };
}

/** Visits oldest first; of one day in the order in which they were entered. */
export function byDate(a: Visit, b: Visit): number {
  return a.date.localeCompare(b.date) || a.createdAt.localeCompare(b.createdAt);
}
