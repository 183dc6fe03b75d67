import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import { highestAlsfrs } from "../../../../shared/domain/alsfrs.ts";
import { monthsBetween } from "../../../../shared/domain/calendar.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { ReportSection } from "../../../../shared/domain/report.ts";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import type { VisitFindings } from "../../../../shared/domain/visit-findings.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayCount, sayDate, sayList, sayNumber, sayUnit } from "../../../../shared/words/say.ts";
import { sayByHand } from "../../../../shared/words/say-by-hand.ts";
import {
  sayFindingName,
  sayNotJudged,
  sayReason,
  sayReasons,
  saySince,
} from "../../../../shared/words/say-finding.ts";
import { sayAnswers, sayFormText } from "../../../../shared/words/say-form.ts";
import { decimalsOf, sayMeasureParts } from "../../../../shared/words/say-measure.ts";
import { sayModelName, sayShownLabel } from "../../../../shared/words/say-model.ts";
import { sayReferralPart } from "../../../../shared/words/say-referral.ts";
import { sayRoomSound } from "../../../../shared/words/say-room-sound.ts";
import { sayTask, sayTaskShort } from "../../../../shared/words/say-task.ts";
import { sayTreatment, sayTreatmentPeriod } from "../../../../shared/words/say-treatment.ts";
import { sayProgressionLimits, sayVisit } from "../../../../shared/words/say-visit.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import { paragraphsOf } from "./addendum.ts";
import { courseInWords, waveformInWords } from "./in-words.ts";
import { type MeasureRow, measureRows, sayJudgement } from "./measure-rows.ts";
import { ensembleSentences, type ModelResult, modelResults } from "./model-results.ts";
import { type Profile, profileRows } from "./profile-rows.ts";
import { type Frame, frameOf, signatureFacts } from "./report-frame.ts";
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
  inWords: { waveform: string; spectrogram: string };
};

/** A course of the report with the way its numbers are written. */
export type DrawnCourse = {
  course: Course;
  title: string;
  unit: string;
  decimals: number;
  /** Ends of the axis of a scale whose ends are fixed; null for a measure. */
  axis: [number, number] | null;
  /** "3.9 to 3.5 since 5 Oct 2026: worse, 1.8 × error". */
  caption: string;
  /** Its points in words. */
  inWords: string;
};

/** What a report says, in words and plain data, before any layout. */
export type ReportContent = Frame & {
  visitDate: string;
  /** Parts that are shown. */
  sections: readonly ReportSection[];
  facts: Fact[];
  /** What takes a line of its own beneath them: indication, notes, treatments, the forms of the site. */
  remarks: Fact[];
  /** What asks for an evaluation of alternative communication, a paragraph each; empty where that was not chosen. */
  referral: string[];
  /** Free text, a paragraph each. */
  conclusion: string[];
  /** Who signed; empty for a report that is not signed. */
  signature: Fact[];
  /** What the visit says, a sentence each: change, what lies outside its norm, ALSFRS-R. */
  summary: string[];
  profile: Profile;
  recordingsLine: string;
  models: ModelResult[];
  modelsNote: string;
  /** Models of one question together. */
  ensembles: string[];
  measures: MeasureRow[];
  citations: string[];
  trends: DrawnCourse[];
  /** What could not have been seen, the smallest changes that would have been, and the intended use. */
  limits: string[];
  trendNote: string;
  recordings: RecordingRow[];
  /** Null where no measure needs several tasks. */
  wholeVisit: VisitSection | null;
  picture: ReportPicture | null;
  rhythm: Rhythm | null;
  methods: Fact[];
};

/** Most series that a report draws. */
const mostTrends = 6;

/** Most paragraphs of the conclusion: more are run together, or short lines would fill pages. */
const mostParagraphs = 25;

function paragraphsWithin(text: string, most: number): string[] {
  const paragraphs = paragraphsOf(text);
  return [...paragraphs.slice(0, most - 1), paragraphs.slice(most - 1).join(" ")].filter(Boolean);
}

/** Chooses and words what a report says. Pure: the same input gives the same content. */
export function reportContent(input: ReportInput): ReportContent {
  const { patient, visit, recordings, findings, courses, draft, signature } = input;
  const { language, sections } = draft;
  const { general, report } = wordsOf(language);
  const { rows, citations } = measureRows(findings.findings, language);
  const reader = { knownAls: patient.diagnosisCode === "als", language };
  const models = modelResults(findings.results, input.models, reader);
  const holdsSimulated = models.some(({ simulated }) => simulated);
  const state = report.state[signature ? "signed" : "unsigned"];
  const drawn = chooseCourses(courses, rows, language);
  return {
    ...frameOf({ ...input, ...draft }),
    documentTitle: report.documentTitle(sayDate(visit.date, language)),
    title: report.title(sayDate(visit.date, language)),
    state: holdsSimulated ? report.withSimulated(state) : state,
    versions: sayVersions(models, language),
    visitDate: sayDate(visit.date, language),
    sections,
    facts: patientFacts(patient, visit, language),
    remarks: remarkFacts(input),
    referral: sections.includes("referral") ? sayReferralPart(findings, input.reminders, language) : [],
    conclusion: paragraphsWithin(draft.conclusion, mostParagraphs),
    signature: signature ? signatureFacts(signature, language) : [],
    summary: recordings.some(({ analysis }) => analysis)
      ? sayVisit(findings, language)
      : [report.summary.notAnalysed],
    profile: profileRows(findings.findings, language),
    recordingsLine: recordingsSentence(recordings, findings, language),
    models,
    modelsNote: models.length ? "" : report.models.none,
    ensembles: ensembleSentences(findings, input.models, reader),
    measures: rows,
    citations,
    trends: drawn,
    trendNote: drawn.length ? trendNote(drawn, language) : report.trend.one,
    limits: [
      ...(holdsSimulated ? [general.holdsSimulated] : []),
      ...(findings.progression.verdict === "first-visit"
        ? []
        : sayProgressionLimits(findings.progression, language)),
      ...report.intendedUse,
    ],
    recordings: recordings.map((recording) => recordingRow(recording, findings, language)),
    wholeVisit: visitSection(findings.findings, recordings, language),
    picture: pictureOf(input),
    rhythm: rhythmOf(input.rhythm, recordings, language),
    methods: reportMethods(input),
  };
}

/** Most models that a page's foot names. */
const mostVersions = 2;

function sayVersions(models: readonly ModelResult[], language: Language): string {
  const { report } = wordsOf(language);
  if (models.length > mostVersions) return report.manyModels(sayCount(models.length, "model", language));
  return models.map(({ model, version }) => `${model} ${version}`).join(", ") || report.models.noModels;
}

function remarkFacts({ visit, treatments, forms, draft }: ReportInput): Fact[] {
  const { language, sections } = draft;
  const { facts } = wordsOf(language).report;
  const given = sections.includes("treatments") ? treatmentsAt(treatments, visit) : [];
  const named = given.map((one) => `${sayTreatment(one, language)} ${sayTreatmentPeriod(one, language)}`);
  return [
    { label: facts.indication, text: paragraphsOf(draft.indication).join(" ") },
    { label: facts.notes, text: visit.notes.trim() },
    { label: facts.treatments, text: named.join("; ") },
    ...forms.map(({ form, answers }) => ({
      label: sayFormText(form.title, language),
      text: sayAnswers(form, answers, language)
        .map(({ label, text }) => `${label} ${text}`)
        .join("; "),
    })),
  ].filter(({ text }) => text);
}

/** Treatments that had begun by the visit. */
function treatmentsAt(treatments: readonly Treatment[], { date }: Visit): Treatment[] {
  return treatments.filter(({ start }) => start <= date);
}

function patientFacts(patient: Patient, visit: Visit, language: Language): Fact[] {
  const { general, report } = wordsOf(language);
  const region = patient.onsetRegion === "unknown" ? "" : ` (${general.onsetRegion[patient.onsetRegion]})`;
  return [
    { label: report.facts.diagnosis, text: patient.diagnosis || general.notRecorded },
    { label: report.facts.onset, text: onsetWords(patient, visit, language) + region },
    { label: report.facts.recordedWith, text: visit.device || general.notRecorded },
  ];
}

function onsetWords({ onsetDate }: Patient, visit: Visit, language: Language): string {
  const { general, report } = wordsOf(language);
  if (!onsetDate) return general.notRecorded;
  const months = Math.round(monthsBetween(onsetDate, visit.date));
  const date = sayDate(onsetDate, language);
  return months < 0 ? date : report.beforeVisit(date, sayCount(months, "month", language));
}

/** "11 recordings, 9 used; left out: /a/ (several breaths), /pa ta ka/ (cut off)". */
function recordingsSentence(
  recordings: Recording[],
  { takes, findings }: VisitFindings,
  language: Language,
): string {
  const words = wordsOf(language).report.recordings;
  if (!recordings.length) return words.none;
  const used = new Set(findings.flatMap((finding) => finding.used));
  const out = takes.filter(({ recording }) => !used.has(recording));
  const details = out.map(({ recording, task }) => {
    const why = findings.flatMap(
      ({ leftOut }) => leftOut.find((one) => one.recording === recording) ?? [],
    )[0];
    return words.ofTask(
      sayTaskShort(task, language),
      sayReasons(why ? [why.reason] : reasonsOf(takes, recording), language),
    );
  });
  const all = sayCount(recordings.length, "recording", language);
  return out.length
    ? words.leftOut(all, String(takes.length - out.length), details.join("; "))
    : words.allUsed(all);
}

function reasonsOf(takes: VisitFindings["takes"], id: string) {
  return takes.find(({ recording }) => recording === id)?.acceptance.reasons ?? [];
}

/** "since 6 Oct 2025": what the courses are held against, where all are held against the same. */
function trendNote(drawn: readonly DrawnCourse[], language: Language): string {
  const changes = drawn.flatMap(({ course }) => course.change ?? []);
  const dates = new Set(changes.map(({ sinceDate }) => sinceDate));
  return dates.size === 1 ? saySince(changes[0]!, language) : "";
}

/** Scales whose axis is shown whole. */
const wholeAxes: Readonly<Record<string, [number, number]>> = Object.fromEntries(
  Object.entries(highestAlsfrs).map(([id, highest]) => [id, [0, highest]]),
);

/** The clinical scale, then the courses of the table's measures, of two visits and more: one point is no course. */
function chooseCourses(courses: readonly Course[], rows: MeasureRow[], language: Language): DrawnCourse[] {
  const courseOf = ({ finding }: MeasureRow) =>
    courses.find(({ id, task }) => id === finding.measure && task === finding.task);
  return [
    ...courses.filter(({ id }) => id === "alsfrs-speech" || id === "alsfrs-bulbar"),
    ...rows.flatMap((row) => courseOf(row) ?? []),
  ]
    .filter(({ points }) => points.length > 1)
    .slice(0, mostTrends)
    .map((course) => ({
      course,
      title: sayFindingName({ measure: course.id, task: course.task }, language),
      unit: sayUnit(course.unit, language),
      decimals: decimalsOf(course.id, course.points[0]!.value),
      axis: wholeAxes[course.id] ?? null,
      caption: captionOf(course, language),
      inWords: courseInWords(course, language),
    }));
}

/** "3.84 to 2.14, worse, 1.3 × error"; why nothing is judged where nothing is. */
function captionOf({ id, unit, change, notJudged }: Course, language: Language): string {
  const { trend } = wordsOf(language).report;
  const shown = (value: number) => sayMeasureParts(id, value, unit, language).value;
  if (!change) return notJudged ? sayNotJudged(notJudged, language) : "";
  const judged = sayJudgement({ change, notJudged }, language);
  return [trend.fromTo(shown(change.from), shown(change.from + change.value)), judged]
    .filter(Boolean)
    .join(", ");
}

function recordingRow(
  recording: Recording,
  { findings, takes }: VisitFindings,
  language: Language,
): RecordingRow {
  const { id, task, analysis, fileName } = recording;
  const { quality: words, report } = wordsOf(language);
  const name = { task: sayTask(task, language), fileName };
  if (!analysis) {
    const remarks = report.recordings.notAnalysedOne;
    return { ...name, length: "–", format: "–", snr: "–", remarks, remarked: true };
  }
  const { audio, quality, room } = analysis;
  const take = takes.find(({ recording }) => recording === id);
  const isUsed = findings.some(({ used }) => used.includes(id));
  const sounds = room?.sounds ?? [];
  const reasons = [...new Set([...(take?.acceptance.reasons ?? []), ...quality.flags])].filter(
    (reason) => reason !== "other-sounds" || sounds.length === 0, // each of them is named
  );
  const state = isUsed ? [] : [report.recordings.notUsed];
  const choice = take?.choice ? [report.recordings.choice[take.choice.decision](take.choice.reason)] : [];
  return {
    ...name,
    length: `${sayNumber(audio.durationSeconds, 1, language)} s`,
    format: `${sayNumber(audio.sampleRateHz / 1000, 1, language)} kHz ${audio.codec.replaceAll("_", " ")}`,
    snr: quality.snrDb === null ? "–" : `${sayNumber(quality.snrDb, 0, language)} dB`,
    remarks:
      sayList(
        [
          ...state,
          ...reasons.map((reason) => sayReason(reason, language)),
          ...sounds.map((sound) => sayRoomSound(sound, language)),
          ...choice,
          ...sayByHand(analysis, language),
        ],
        language,
      ) || words.noFlags,
    remarked: !isUsed || reasons.length > 0 || sounds.length > 0,
  };
}

function pictureOf({
  picture,
  recordings,
  models,
  patient,
  draft: { language },
}: ReportInput): ReportPicture | null {
  const recording = recordings.find(({ id }) => id === picture?.recordingId);
  if (!picture || !recording) return null;
  const { recordingId: _, ...parts } = picture;
  const model = models.find(({ id }) => id === picture.explanation?.model);
  const knownAls = patient.diagnosisCode === "als";
  const inWords = (label: string) => sayShownLabel(label, model, knownAls, language);
  const sentences = picture.spectrogram
    ? explanationSentences(picture.explanation, model, { inWords, language }, picture.spectrogram)
    : [];
  return {
    ...parts,
    title: `${sayTask(recording.task, language)}, ${recording.fileName}`,
    sentences,
    inWords: {
      waveform: picture.waveform ? waveformInWords(picture.waveform, language) : "",
      spectrogram: picture.spectrogram ? spectrogramInWords(picture.spectrogram, sentences, language) : "",
    },
  };
}

function spectrogramInWords(
  { frames, hopSeconds, frequenciesHz }: Spectrogram,
  sentences: readonly string[],
  language: Language,
): string {
  return wordsOf(language).report.inWords.spectrogram(
    sayNumber(frames * hopSeconds, 1, language),
    sayNumber(frequenciesHz.at(-1)! / 1000, 1, language),
    sentences.join(" "),
  );
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
