import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import { isPlacedByHand, placedByHandWords } from "../../../../shared/domain/analysis.ts";
import { ageAt, monthsBetween } from "../../../../shared/domain/calendar.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import { type ModelSummary, researchUseOnly } from "../../../../shared/domain/prediction.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import { isKnownAls, shownLabel } from "../../../../shared/domain/shown-label.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import { sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { sayTask, sayTaskShort } from "../../../../shared/words/say-task.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import { baselineWords, type DescribeMeasure, type MeasureRow, measureRows } from "./measure-rows.ts";
import { ensembleSentences, type ModelResult, modelResults } from "./model-results.ts";
import type { Fact, PictureInput, ReportInput } from "./report-input.ts";
import { reportMethods } from "./report-methods.ts";
import { countWords, dateWords, listWords, qualityWords, unitWords, withinSentence } from "./report-words.ts";
import { type Rhythm, rhythmOf } from "./rhythm.ts";
import { type VisitSection, visitSection } from "./visit-section.ts";

export type RecordingRow = {
  task: string;
  fileName: string;
  length: string;
  format: string;
  snr: string;
  /** Quality in words; "no remarks" when nothing was found. */
  remarks: string;
  remarked: boolean;
};

export type ReportPicture = Omit<PictureInput, "recordingId"> & {
  title: string;
  /** What the highlight means and what it does not. */
  sentences: string[];
};

/** A series of the report with the way its numbers are written. */
export type DrawnSeries = { series: TrendSeries; title: string; unit: string; decimals: number };

/** What a report says, in words and plain data, before any layout. */
export type ReportContent = {
  createdAt: Date;
  programVersion: string;
  disclaimer: string;
  /** Name of the patient, or the code where no name is known. */
  patientName: string;
  /** The hospital's code, then birth date, age and sex: on every page. */
  identifiers: { code: string; person: string };
  visitDate: string;
  facts: Fact[];
  summary: string;
  recordingsLine: string;
  models: ModelResult[];
  modelsNote: string;
  /** Models of one question together. */
  ensembles: string[];
  measures: MeasureRow[];
  citations: string[];
  trends: DrawnSeries[];
  trendNote: string;
  recordings: RecordingRow[];
  /** Null where no measure needs several tasks. */
  wholeVisit: VisitSection | null;
  picture: ReportPicture | null;
  rhythm: Rhythm | null;
  methods: Fact[];
  modelVersions: string;
};

/** Most series that a report draws. */
const mostTrends = 6;

/** Chooses and words what a report says. Pure: the same input gives the same content. */
export function reportContent(input: ReportInput): ReportContent {
  const { patient, visit, recordings, trends, describe } = input;
  const { rows, citations } = measureRows(visit.id, recordings, trends, describe);
  const knownAls = isKnownAls(patient.diagnosis);
  const models = modelResults(input.results, input.models, knownAls);
  const drawn = chooseTrends(trends, rows, models[0]?.model, describe);
  return {
    createdAt: input.createdAt,
    programVersion: input.programVersion,
    disclaimer: researchUseOnly,
    patientName: patient.name || patient.code,
    identifiers: identifierWords(patient, visit),
    visitDate: dateWords(visit.date),
    facts: patientFacts(patient, visit),
    summary: summarySentence(rows, models, recordings),
    recordingsLine: recordingsSentence(recordings),
    models,
    modelsNote: models.length ? "" : "No model answered on the recordings of this visit.",
    ensembles: ensembleSentences(input.ensembles, input.models, knownAls),
    measures: rows,
    citations,
    trends: drawn,
    trendNote: trendSentence(drawn),
    recordings: recordings.map(recordingRow),
    wholeVisit: visitSection({ visitId: visit.id, recordings, trends, ...input.visitMeasures }),
    picture: pictureOf(input),
    rhythm: rhythmOf(input.rhythm, recordings),
    methods: reportMethods(input),
    modelVersions: models.map(({ model, version }) => `${model} ${version}`).join(", ") || "no models",
  };
}

function identifierWords(patient: Patient, visit: Visit): ReportContent["identifiers"] {
  const born = patient.birthDate
    ? `born ${dateWords(patient.birthDate)} (${ageAt(patient.birthDate, visit.date)} y)`
    : "birth date not recorded";
  return { code: patient.code, person: `${born} · ${patient.sex ?? "sex not recorded"}` };
}

function patientFacts(patient: Patient, visit: Visit): Fact[] {
  const months = patient.onsetDate ? Math.round(monthsBetween(patient.onsetDate, visit.date)) : null;
  const onset = patient.onsetDate
    ? `${dateWords(patient.onsetDate)}${months !== null && months >= 0 ? `, ${countWords(months, "month")} before this visit` : ""}`
    : "not recorded";
  const region = patient.onsetRegion === "unknown" ? "" : ` (${patient.onsetRegion})`;
  return [
    { label: "Diagnosis", text: patient.diagnosis || "not recorded" },
    { label: "Onset", text: onset + region },
    { label: "Recorded with", text: visit.device || "not recorded" },
    ...(visit.notes.trim() ? [{ label: "Notes", text: visit.notes.trim() }] : []),
  ];
}

function summarySentence(rows: MeasureRow[], models: ModelResult[], recordings: Recording[]): string {
  if (!recordings.some(({ analysis }) => analysis)) return "No recording of this visit has been analysed.";
  const parts = [changeSentence(rows)];
  const spoken = models.find(({ simulated }) => !simulated);
  const silence = models.length ? "only models trained on simulated voices answered" : "no model answered";
  parts.push(spoken?.sentence ?? silence);
  const remarked = recordings.filter(({ analysis }) => analysis?.quality.flags.length).length;
  if (remarked) parts.push(`quality remarks on ${remarked} of ${countWords(recordings.length, "recording")}`);
  return `${parts.join("; ")}.`;
}

function changeSentence(rows: MeasureRow[]): string {
  const exceeding = rows.filter(({ change }) => change?.label === "exceeds-measurement-error");
  const within = rows.filter(({ change }) => change?.label === "within-measurement-error");
  const judged = exceeding.length + within.length;
  const visits = Math.max(0, ...rows.map(({ series }) => series?.points.length ?? 0));
  if (!rows.length) return "No measures of speech or voice were obtained";
  if (visits < 2) return "First visit with measures: change cannot be judged yet";
  if (!judged) {
    const reasons = [...new Set(rows.map(({ changeNote }) => changeNote.replace("not judged: ", "")))];
    return `Change since the first visit cannot be judged (${listWords(reasons.filter(Boolean))})`;
  }
  const since = baselineWords([...exceeding, ...within]);
  if (!exceeding.length)
    return `Change ${since} is within measurement error in all ${countWords(judged, "measure")} judged`;
  const named = exceeding.slice(0, 3).map(({ name, taskName, change, unit }) => {
    return `${withinSentence(name)} ${taskName} ${change!.text}${unit ? ` ${unit}` : ""}`;
  });
  const more = exceeding.length > named.length ? `, and ${exceeding.length - named.length} more` : "";
  return `Change ${since} exceeds measurement error in ${exceeding.length} of ${countWords(judged, "measure")} judged (${named.join(", ")}${more})`;
}

function recordingsSentence(recordings: Recording[]): string {
  if (!recordings.length) return "No recordings.";
  const remarked = recordings.filter(({ analysis }) => analysis?.quality.flags.length);
  const notAnalysed = recordings.filter(({ analysis }) => !analysis).length;
  const details = remarked.map(({ task, analysis }) => {
    const words = analysis!.quality.flags.map((flag) => qualityWords[flag]);
    return `${sayTaskShort(task, "en")}: ${listWords(words)}`;
  });
  return [
    countWords(recordings.length, "recording"),
    remarked.length ? `quality remarks on ${remarked.length} (${details.join("; ")})` : "no quality remarks",
    ...(notAnalysed ? [`${notAnalysed} not analysed`] : []),
  ].join(", ");
}

/**
 * The clinical scale, the main model's series, then those of the table's measures that have a value, in the table's
 * order; what was measured once comes last.
 */
function chooseTrends(
  trends: TrendSeries[],
  rows: MeasureRow[],
  model: string | undefined,
  describe: DescribeMeasure,
): DrawnSeries[] {
  const isOfModel = ({ id }: TrendSeries) => model !== undefined && id.startsWith(`${model}:`);
  const leading = [
    ...trends.filter(({ id }) => id === "alsfrs-speech" || id === "alsfrs-bulbar"),
    ...trends.filter(isOfModel).slice(0, 1),
  ].map((series) => ({
    series,
    title: sayMeasureName(series.id, "en"),
    unit: unitWords(series.unit),
    decimals: isOfModel(series) ? 2 : 0,
  }));
  const ofRows = rows.flatMap(({ series, name, taskName, unit, measureId }) =>
    series?.points.length
      ? [{ series, title: `${name} ${taskName}`, unit, decimals: describe(measureId).decimals }]
      : [],
  );
  const drawn = [...leading, ...ofRows].filter(({ series }) => series.points.length);
  const isCourse = ({ series }: DrawnSeries) => series.points.length > 1;
  return [...drawn.filter(isCourse), ...drawn.filter((one) => !isCourse(one))].slice(0, mostTrends);
}

function trendSentence(drawn: DrawnSeries[]): string {
  const visits = Math.max(0, ...drawn.map(({ series }) => series.points.length));
  if (visits >= 3) return "";
  if (visits === 2) return "Two visits: a slope needs at least three.";
  return "No trend yet: change can be judged from the second visit, a slope from the third.";
}

function recordingRow({ task, fileName, analysis }: Recording): RecordingRow {
  const name = { task: sayTask(task, "en"), fileName };
  if (!analysis)
    return { ...name, length: "–", format: "–", snr: "–", remarks: "not analysed", remarked: true };
  const { audio, quality } = analysis;
  const byHand = isPlacedByHand(analysis, "ddk-rate") ? [placedByHandWords] : [];
  return {
    ...name,
    length: `${audio.durationSeconds.toFixed(1)} s`,
    format: `${(audio.sampleRateHz / 1000).toFixed(1)} kHz ${audio.codec.replaceAll("_", " ")}`,
    snr: quality.snrDb === null ? "–" : `${Math.round(quality.snrDb)} dB`,
    remarks: listWords([...quality.flags.map((flag) => qualityWords[flag]), ...byHand]) || "no remarks",
    remarked: quality.flags.length > 0,
  };
}

function pictureOf({ picture, recordings, models, patient }: ReportInput): ReportPicture | null {
  const recording = recordings.find(({ id }) => id === picture?.recordingId);
  if (!picture || !recording) return null;
  const { recordingId: _, ...parts } = picture;
  const model = models.find(({ id }) => id === picture.explanation?.model);
  const inWords = (label: string) => shownLabel(label, model?.kind ?? null, isKnownAls(patient.diagnosis));
  return {
    ...parts,
    title: `${sayTask(recording.task, "en")}, ${recording.fileName}`,
    sentences: picture.spectrogram
      ? explanationSentences(picture.explanation, model, inWords, picture.spectrogram)
      : [],
  };
}

function explanationSentences(
  map: ExplanationMap | null,
  model: ModelSummary | undefined,
  inWords: (label: string) => string,
  { frequenciesHz }: Spectrogram,
): string[] {
  if (!map) return ["No model gave a map of what it used in this recording."];
  const [low, high] = map.trainingBandwidthHz.map((hz) => `${hz / 1000}`);
  const name = model?.name ?? map.model;
  const target = inWords(map.target);
  return [
    map.maximum > 0
      ? `Highlighted: what pushed the model ${name} towards ${target}; not a finding by itself. Outlined: the strongest 15 % of the highlighted area.`
      : `Nothing in this recording pushed the model ${name} towards ${target}: its map is empty.`,
    ...(map.trainingBandwidthHz[1] < frequenciesHz.at(-1)!
      ? [`Grey: outside the frequencies that the training recordings held (${low}–${high} kHz).`]
      : []),
    ...(map.columns < 4
      ? [`The map has only ${countWords(map.columns, "step")} in frequency: read it along time.`]
      : []),
  ];
}
