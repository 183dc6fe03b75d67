import { isPlacedByHand } from "../../../shared/domain/analysis.ts";
import type { CalendarDate } from "../../../shared/domain/calendar.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TrendSeries } from "../../../shared/domain/trend.ts";
import type { Core } from "../core.ts";
import { listAlsfrs } from "../history/alsfrs.ts";
import { listPatientRecordings } from "../history/recordings.ts";
import { listVisits } from "../history/visits.ts";
import { buildTrends } from "../trends/series.ts";

/** Every series of a patient, up to and including the visits of `until` where it is given. */
export async function patientSeries(
  core: Core,
  patient: Patient,
  until?: CalendarDate,
): Promise<TrendSeries[]> {
  const history = await core.history();
  const { packages } = await core.models.content();
  const recordings = listPatientRecordings(history, patient.id);
  const series = buildTrends({
    patient,
    visits: listVisits(history, patient.id).filter(({ date }) => until === undefined || date <= until),
    recordings,
    alsfrs: listAlsfrs(history, patient.id),
    models: packages.map(({ manifest }) => manifest),
    norms: await core.formerNorms(),
    measureName: (id) => id,
  });
  return series.filter(({ id }) => !isModelInput(id)).map((one) => markedByHand(one, recordings));
}

/** The series with the points marked that rest on onsets placed by hand. */
function markedByHand(series: TrendSeries, recordings: readonly Recording[]): TrendSeries {
  const { id, task, points } = series;
  const corrected = recordings.filter(
    (one) => one.task === task && one.analysis !== null && isPlacedByHand(one.analysis, id),
  );
  if (corrected.length === 0) return series;
  const visits = new Set<string>(corrected.map(({ visitId }) => visitId));
  const marked = points.map((point) => (visits.has(point.visitId) ? { ...point, byHand: true } : point));
  return { ...series, points: marked };
}

/** Cepstral means are what models take in; by themselves they tell a clinician nothing. */
function isModelInput(seriesId: string): boolean {
  return /^mfcc-\d+$/.test(seriesId);
}
