import { alsfrsTotal } from "../../../shared/domain/alsfrs.ts";
import { type CalendarDate, monthsBetween } from "../../../shared/domain/calendar.ts";
import type { Course } from "../../../shared/domain/course.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Projection } from "../../../shared/domain/projection.ts";
import { sendCourses } from "../../../shared/domain/sent-courses.ts";
import { judgePatient, observePatient } from "../analysis/judge-patient.ts";
import { isOutdated } from "../analysis/measure-again.ts";
import type { Core } from "../core.ts";
import { firstCourses } from "../findings/patient-findings.ts";
import { listAlsfrs } from "../history/alsfrs.ts";
import { getPatient } from "../history/patients.ts";
import { listTreatments } from "../history/treatments.ts";
import { listVisits } from "../history/visits.ts";
import { progressionRate } from "../trends/alsfrs-progression.ts";
import { projectLine } from "../trends/projection.ts";
import { operation } from "./implementer.ts";
import { trendSetOf } from "./site.ts";

const { trends: on } = operation;

export const trends = {
  first: on.first.handler(async ({ context: { core }, input: { patientId } }) => {
    const history = await core.history();
    const input = await observePatient(core, getPatient(history, patientId));
    return { courses: sendCourses(firstCourses(input, trendSetOf(history))) };
  }),
  get: on.get.handler(async ({ context: { core }, input: { patientId } }) => {
    const history = await core.history();
    const patient = getPatient(history, patientId);
    const { courses, observed } = await judgePatient(core, patient);
    return {
      patient,
      treatments: listTreatments(history, patientId),
      courses: sendCourses(courses),
      outdated: observed.flatMap(({ takes }) =>
        takes.filter(({ recording, analysis }) => isOutdated({ task: recording.task, analysis })),
      ).length,
      progressionRate: await latestProgressionRate(core, patient),
    };
  }),
  project: on.project.handler(async ({ context: { core }, input }) => {
    const patient = getPatient(await core.history(), input.patientId);
    const { courses } = await judgePatient(core, patient);
    const found = courses.find(({ id, task }) => id === input.seriesId && task === input.task);
    return found ? projectCourse(found, input.date) : null;
  }),
};

function projectCourse({ points }: Course, date: CalendarDate): Projection | null {
  const comparable = points.filter((point) => point.comparable);
  const start = comparable[0]?.date;
  if (!start) return null;
  const timed = comparable.map((point) => ({ time: monthsBetween(start, point.date), value: point.value }));
  const projected = projectLine(timed, monthsBetween(start, date));
  return projected && { date, ...projected };
}

async function latestProgressionRate(core: Core, { id, onsetDate }: Patient) {
  const history = await core.history();
  const visits = listVisits(history, id);
  const entered = listAlsfrs(history, id).findLast(({ alsfrs }) => alsfrsTotal(alsfrs) !== null);
  const date = visits.find((visit) => visit.id === entered?.visitId)?.date;
  if (!entered || !date || !onsetDate) return null;
  const perMonth = progressionRate(entered.alsfrs, onsetDate, date);
  return perMonth === null ? null : { perMonth, date };
}
