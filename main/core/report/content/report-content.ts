import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import { isPlacedByHand } from "../../../../shared/domain/analysis.ts";
import { ageAt, monthsBetween } from "../../../../shared/domain/calendar.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import { isKnownAls } from "../../../../shared/domain/shown-label.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayCount, sayDate, sayList, sayNumber, sayUnit } from "../../../../shared/words/say.ts";
import { sayReasons } from "../../../../shared/words/say-finding.ts";
import { sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { sayModelName, sayShownLabel } from "../../../../shared/words/say-model.ts";
import { sayTask, sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import { baselineWords, type MeasureRow, measureRows } from "./measure-rows.ts";
import { measureScale } from "./measure-scale.ts";
import { ensembleSentences, type ModelResult, modelResults } from "./model-results.ts";
import type { Fact, PictureInput, ReportInput } from "./report-input.ts";
import { reportMethods } from "./report-methods.ts";
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
  language: Language;
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
  const { patient, visit, recordings, trends, language } = input;
  const { general, report } = wordsOf(language);
  const { rows, citations } = measureRows(visit.id, recordings, trends, language);
  const knownAls = isKnownAls(patient.diagnosis);
  const models = modelResults(input.results, input.models, { knownAls, language });
  const drawn = chooseTrends(trends, rows, models[0]?.model, language);
  return {
    language,
    createdAt: input.createdAt,
    programVersion: input.programVersion,
    disclaimer: general.researchUseOnly,
    patientName: patient.name || patient.code,
    identifiers: identifierWords(patient, visit, language),
    visitDate: sayDate(visit.date, language),
    facts: patientFacts(patient, visit, language),
    summary: summarySentence(rows, models, recordings, language),
    recordingsLine: recordingsSentence(recordings, language),
    models,
    modelsNote: models.length ? "" : report.models.none,
    ensembles: ensembleSentences(input.ensembles, input.models, { knownAls, language }),
    measures: rows,
    citations,
    trends: drawn,
    trendNote: trendSentence(drawn, language),
    recordings: recordings.map((recording) => recordingRow(recording, language)),
    wholeVisit: visitSection({ visitId: visit.id, recordings, trends, language, ...input.visitMeasures }),
    picture: pictureOf(input),
    rhythm: rhythmOf(input.rhythm, recordings, language),
    methods: reportMethods(input),
    modelVersions:
      models.map(({ model, version }) => `${model} ${version}`).join(", ") || report.models.noModels,
  };
}

function identifierWords(patient: Patient, visit: Visit, language: Language): ReportContent["identifiers"] {
  const { general, report } = wordsOf(language);
  const born = patient.birthDate
    ? report.born(sayDate(patient.birthDate, language), String(ageAt(patient.birthDate, visit.date)))
    : report.noBirthDate;
  return {
    code: patient.code,
    person: `${born} · ${patient.sex ? general.sex[patient.sex] : report.noSex}`,
  };
}

function patientFacts(patient: Patient, visit: Visit, language: Language): Fact[] {
  const { general, report } = wordsOf(language);
  const region = patient.onsetRegion === "unknown" ? "" : ` (${general.onsetRegion[patient.onsetRegion]})`;
  return [
    { label: report.facts.diagnosis, text: patient.diagnosis || general.notRecorded },
    { label: report.facts.onset, text: onsetWords(patient, visit, language) + region },
    { label: report.facts.recordedWith, text: visit.device || general.notRecorded },
    ...(visit.notes.trim() ? [{ label: report.facts.notes, text: visit.notes.trim() }] : []),
  ];
}

function onsetWords({ onsetDate }: Patient, visit: Visit, language: Language): string {
  const { general, report } = wordsOf(language);
  if (!onsetDate) return general.notRecorded;
  const months = Math.round(monthsBetween(onsetDate, visit.date));
  const date = sayDate(onsetDate, language);
  return months < 0 ? date : report.beforeVisit(date, sayCount(months, "month", language));
}

function summarySentence(
  rows: MeasureRow[],
  models: ModelResult[],
  recordings: Recording[],
  language: Language,
): string {
  const { summary } = wordsOf(language).report;
  if (!recordings.some(({ analysis }) => analysis)) return summary.notAnalysed;
  const parts = [changeSentence(rows, language)];
  const spoken = models.find(({ simulated }) => !simulated);
  const silence = models.length ? summary.onlySimulated : summary.noModel;
  parts.push(spoken?.sentence ?? silence);
  const remarked = recordings.filter(({ analysis }) => analysis?.quality.flags.length).length;
  if (remarked)
    parts.push(summary.remarks(String(remarked), sayCount(recordings.length, "recording", language)));
  return `${parts.join("; ")}.`;
}

function changeSentence(rows: MeasureRow[], language: Language): string {
  const { summary } = wordsOf(language).report;
  const exceeding = rows.filter(({ change }) => change?.label === "exceeds-measurement-error");
  const within = rows.filter(({ change }) => change?.label === "within-measurement-error");
  const judged = exceeding.length + within.length;
  const visits = Math.max(0, ...rows.map(({ series }) => series?.points.length ?? 0));
  if (!rows.length) return summary.noMeasures;
  if (visits < 2) return summary.firstVisit;
  if (!judged) {
    const reasons = [...new Set(rows.map(({ changeNote }) => changeNote))];
    return summary.notJudged(sayList(reasons.filter(Boolean), language));
  }
  const since = baselineWords([...exceeding, ...within], language);
  if (!exceeding.length) return summary.allWithin(since, judged);
  const named = exceeding.slice(0, 3).map(({ name, taskName, change, unit }) => {
    return `${name} ${taskName} ${change!.text}${unit ? ` ${unit}` : ""}`;
  });
  const more = exceeding.length - named.length;
  const list = more > 0 ? summary.andMore(named.join(", "), String(more)) : named.join(", ");
  return summary.exceeds(since, exceeding.length, judged, list);
}

function recordingsSentence(recordings: Recording[], language: Language): string {
  const words = wordsOf(language).report.recordings;
  if (!recordings.length) return words.none;
  const remarked = recordings.filter(({ analysis }) => analysis?.quality.flags.length);
  const notAnalysed = recordings.filter(({ analysis }) => !analysis).length;
  const details = remarked.map(({ task, analysis }) =>
    words.ofTask(sayTaskShort(task, language), sayReasons(analysis!.quality.flags, language)),
  );
  return [
    sayCount(recordings.length, "recording", language),
    remarked.length ? words.remarks(String(remarked.length), details.join("; ")) : words.noRemarks,
    ...(notAnalysed ? [words.notAnalysed(String(notAnalysed))] : []),
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
  language: Language,
): DrawnSeries[] {
  const isOfModel = ({ id }: TrendSeries) => model !== undefined && id.startsWith(`${model}:`);
  const leading = [
    ...trends.filter(({ id }) => id === "alsfrs-speech" || id === "alsfrs-bulbar"),
    ...trends.filter(isOfModel).slice(0, 1),
  ].map((series) => ({
    series,
    title: sayMeasureName(series.id, language),
    unit: sayUnit(series.unit, language),
    decimals: isOfModel(series) ? 2 : 0,
  }));
  const ofRows = rows.flatMap(({ series, name, taskName, unit, measureId }) =>
    series?.points.length
      ? [{ series, title: `${name} ${taskName}`, unit, decimals: measureScale(measureId).decimals }]
      : [],
  );
  const drawn = [...leading, ...ofRows].filter(({ series }) => series.points.length);
  const isCourse = ({ series }: DrawnSeries) => series.points.length > 1;
  return [...drawn.filter(isCourse), ...drawn.filter((one) => !isCourse(one))].slice(0, mostTrends);
}

function trendSentence(drawn: DrawnSeries[], language: Language): string {
  const { trend } = wordsOf(language).report;
  const visits = Math.max(0, ...drawn.map(({ series }) => series.points.length));
  if (visits >= 3) return "";
  return visits === 2 ? trend.two : trend.one;
}

function recordingRow({ task, fileName, analysis }: Recording, language: Language): RecordingRow {
  const { quality: words, findings, report } = wordsOf(language);
  const name = { task: sayTask(task, language), fileName };
  if (!analysis) {
    const remarks = report.recordings.notAnalysedOne;
    return { ...name, length: "–", format: "–", snr: "–", remarks, remarked: true };
  }
  const { audio, quality } = analysis;
  const byHand = isPlacedByHand(analysis, "ddk-rate") ? [findings.placedByHand] : [];
  return {
    ...name,
    length: `${sayNumber(audio.durationSeconds, 1, language)} s`,
    format: `${sayNumber(audio.sampleRateHz / 1000, 1, language)} kHz ${audio.codec.replaceAll("_", " ")}`,
    snr: quality.snrDb === null ? "–" : `${sayNumber(quality.snrDb, 0, language)} dB`,
    remarks:
      sayList([...quality.flags.map((flag) => words.flags[flag]), ...byHand], language) || words.noFlags,
    remarked: quality.flags.length > 0,
  };
}

function pictureOf({ picture, recordings, models, patient, language }: ReportInput): ReportPicture | null {
  const recording = recordings.find(({ id }) => id === picture?.recordingId);
  if (!picture || !recording) return null;
  const { recordingId: _, ...parts } = picture;
  const model = models.find(({ id }) => id === picture.explanation?.model);
  const inWords = (label: string) =>
    sayShownLabel(label, model?.kind ?? null, isKnownAls(patient.diagnosis), language);
  return {
    ...parts,
    title: `${sayTask(recording.task, language)}, ${recording.fileName}`,
    sentences: picture.spectrogram
      ? explanationSentences(picture.explanation, model, { inWords, language }, picture.spectrogram)
      : [],
  };
}

function explanationSentences(
  map: ExplanationMap | null,
  model: ModelSummary | undefined,
  { inWords, language }: { inWords: (label: string) => string; language: Language },
  { frequenciesHz }: Spectrogram,
): string[] {
  const { picture } = wordsOf(language).report;
  if (!map) return [picture.noMap];
  const [low, high] = map.trainingBandwidthHz;
  const kilohertz = (hz: number) => sayNumber(hz / 1000, hz % 1000 ? 1 : 0, language);
  const name = sayModelName(map.model, language, model?.name);
  const target = inWords(map.target);
  return [
    map.maximum > 0 ? picture.highlighted(name, target) : picture.empty(name, target),
    ...(high < frequenciesHz.at(-1)! ? [picture.grey(kilohertz(low), kilohertz(high))] : []),
    ...(map.columns < 4 ? [picture.coarse(sayCount(map.columns, "step", language))] : []),
  ];
}
