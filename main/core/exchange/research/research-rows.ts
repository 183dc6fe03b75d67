import { stringify } from "csv-stringify/sync";
import { type Alsfrs, alsfrsBulbar, alsfrsTotal } from "../../../../shared/domain/alsfrs.ts";
import { monthsBetween } from "../../../../shared/domain/calendar.ts";
import { harmlessText } from "../../../../shared/domain/csv.ts";
import { type Heard, heardMeasures, unitOfHeard } from "../../../../shared/domain/listening.ts";
import type { Measures } from "../../../../shared/domain/measure.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import { researchUseOnly } from "../../../../shared/domain/prediction.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { FormEntry } from "../../../../shared/domain/site-form.ts";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import type { VisitTake } from "../../../../shared/domain/visit-findings.ts";
import { markOf } from "../../findings/heard-value.ts";
import { findPassage } from "../../protocol/passages.ts";
import { enteredOf } from "../entered.ts";
import { type Hiding, hiddenAge, hiddenDate, hiddenId } from "./hide.ts";
import { type ResearchTable, researchColumns } from "./research-columns.ts";

/** A visit with what is exported of it. */
export type ResearchVisit = {
  visit: Visit;
  alsfrs: Alsfrs | null;
  indices: Measures;
  heard: readonly Heard[];
  forms: readonly FormEntry[];
  recordings: readonly Recording[];
  takes: readonly VisitTake[];
};

/** A patient with all visits, oldest first. */
export type ResearchPatient = {
  patient: Patient;
  visits: readonly ResearchVisit[];
  treatments: readonly Treatment[];
};

type Cell = string | number | boolean | null | undefined;
type Row = Record<string, Cell>;

/** The header of a table. */
export function researchHeader(table: ResearchTable): string {
  return csv([researchColumns[table].map(([name]) => name)]);
}

/** A patient's rows of a table, as CSV without a header. Free text, names and real dates are in none of them. */
export function researchCsv(table: ResearchTable, patient: ResearchPatient, hiding: Hiding): string {
  const names = researchColumns[table].map(([name]) => name);
  return csv(rowsOf[table](patient, hiding).map((row) => names.map((name) => row[name])));
}

function csv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      record_delimiter: "windows",
      cast: { string: harmlessText, boolean: String },
    },
  );
}

const rowsOf: Record<ResearchTable, (of: ResearchPatient, hiding: Hiding) => Row[]> = {
  patients: ({ patient, visits }, hiding) => [
    {
      patient: hiding.pseudonym,
      sex: patient.sex,
      diagnosis: patient.diagnosisCode,
      onset_region: patient.onsetRegion,
      onset_date: patient.onsetDate && hiddenDate(patient.onsetDate, hiding),
      visits: visits.length,
    },
  ],
  visits: (of, hiding) => of.visits.map((one) => visitRow(of, one, hiding)),
  treatments: ({ treatments }, hiding) =>
    treatments.map(({ kind, start, end }) => ({
      patient: hiding.pseudonym,
      kind,
      start: hiddenDate(start, hiding),
      end: end && hiddenDate(end, hiding),
    })),
  recordings: ({ visits }, hiding) =>
    visits.flatMap(({ recordings, takes }) =>
      recordings.map((recording) => recordingRow(recording, takes, hiding)),
    ),
  measures: ({ visits }, hiding) =>
    visits.flatMap(({ recordings }) => recordings.flatMap(measureRows(hiding))),
  forms: ({ visits }, hiding) => visits.flatMap(({ forms }) => forms.flatMap(formRows(hiding))),
  heard: ({ visits }, hiding) =>
    visits.flatMap(({ recordings, heard }) => recordings.flatMap(heardRows(heard, hiding))),
  answers: ({ visits }, hiding) => visits.flatMap(({ recordings }) => recordings.flatMap(answerRows(hiding))),
};

function visitRow(
  { patient, visits }: ResearchPatient,
  { visit, alsfrs, indices }: ResearchVisit,
  hiding: Hiding,
): Row {
  const first = visits[0]?.visit.date ?? visit.date;
  const devices = [...new Set(visits.map((one) => one.visit.device).filter(Boolean))];
  return {
    patient: hiding.pseudonym,
    visit: hiddenId("V", visit.id, hiding),
    date: hiddenDate(visit.date, hiding),
    days: Math.round((Date.parse(visit.date) - Date.parse(first)) / 86_400_000),
    age_years: hiddenAge(patient.birthDate, visit.date),
    months_since_onset: patient.onsetDate && Number(monthsBetween(patient.onsetDate, visit.date).toFixed(1)),
    device: devices.indexOf(visit.device) + 1 || null,
    alsfrs_speech: alsfrs?.speech,
    alsfrs_bulbar: alsfrs && alsfrsBulbar(alsfrs),
    alsfrs_total: alsfrs && alsfrsTotal(alsfrs),
    alsfrs_mode: alsfrs?.mode,
    avqi: indices.avqi?.value,
    abi: indices.abi?.value,
  };
}

const idsOf = ({ id, visitId, task }: Recording, hiding: Hiding): Row => ({
  patient: hiding.pseudonym,
  visit: hiddenId("V", visitId, hiding),
  recording: hiddenId("A", id, hiding),
  task,
});

function recordingRow(recording: Recording, takes: readonly VisitTake[], hiding: Hiding): Row {
  const { analysis } = recording;
  const take = takes.find((one) => one.recording === recording.id);
  return {
    ...idsOf(recording, hiding),
    passage: findPassage(analysis?.settings.passage ?? null)?.id,
    duration_s: analysis?.audio.durationSeconds,
    sampling_rate_hz: analysis?.audio.sampleRateHz,
    channels: analysis?.audio.channels,
    lossy: analysis?.audio.lossy,
    snr_db: analysis?.quality.snrDb,
    bandwidth_hz: analysis?.quality.bandwidthHz,
    quality_flags: analysis?.quality.flags.join(" "),
    accepted: take?.acceptance.verdict,
    counts: take?.counts,
    part_start_s: analysis?.part?.startSeconds,
    part_end_s: analysis?.part?.endSeconds,
    trimmed: analysis && analysis.settings.trim !== null,
    onsets_by_hand: analysis && analysis.settings.onsetsSeconds !== null,
    program_version: analysis?.programVersion,
  };
}

const measureRows =
  (hiding: Hiding) =>
  (recording: Recording): Row[] =>
    Object.entries(recording.analysis?.measures ?? {}).map(([measure, { value, unit, missing, doubts }]) => ({
      ...idsOf(recording, hiding),
      ...{ measure, value, unit, missing, doubts: doubts?.join(" ") },
      program_version: recording.analysis?.programVersion,
    }));

/** Numbers and scores; what was answered in words is left out. */
const formRows =
  (hiding: Hiding) =>
  ({ visitId, form, answers }: FormEntry): Row[] => {
    const ids = {
      patient: hiding.pseudonym,
      visit: hiddenId("V", visitId, hiding),
      form: form.id,
    };
    return enteredOf({ form, answers })
      .filter(({ answer }) => typeof answer === "number")
      .map(({ id, answer, unit }) => ({ ...ids, field: id, value: answer, unit }));
  };

const heardRows =
  (heard: readonly Heard[], hiding: Hiding) =>
  (recording: Recording): Row[] =>
    heard
      .filter(({ recordingId }) => recordingId === recording.id)
      .flatMap((one) =>
        heardMeasures.flatMap((measure) => {
          const mark = markOf(one, measure);
          if (!mark) return [];
          return [
            {
              ...idsOf(recording, hiding),
              ...{ measure, value: mark.value, unit: unitOfHeard(measure) },
              listener: hiddenId("L", mark.listener, hiding),
              is_repeat: one.isRepeat,
              among_visits: one.amongVisits,
            },
          ];
        }),
      );

const answerRows =
  (hiding: Hiding) =>
  (recording: Recording): Row[] =>
    (recording.analysis?.predictions ?? []).flatMap(
      ({ model, version, modelSha256, labels, probabilities, top, rejected, provenance: { honestError } }) =>
        labels.map((label, index) => ({
          ...idsOf(recording, hiding),
          ...{
            model,
            version,
            label,
            rejected,
            model_sha256: modelSha256,
            probability: probabilities[index],
          },
          is_top: label === top.label,
          honest_error: `${honestError.metric} ${honestError.value}`,
          notice: researchUseOnly,
        })),
    );
