import { alsfrsBulbar, alsfrsTotal, type VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { DoubtReason, Measure } from "../../../shared/domain/measure.ts";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type TaskId, tasks } from "../../../shared/domain/task.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { visitVowelSpace } from "../measures/indices/vowel-space.ts";

/** One value of one recording (or form) of a visit. */
export type Observation = {
  visit: Visit;
  task: string;
  value: number;
  accepted: boolean;
  /** Shown with the point; a change marks the series. */
  version: string;
  /** Everything that must be the same for two values to be compared; a change splits the series. */
  protocol: string;
};

/** A series before statistics. */
export type ObservedSeries = {
  id: string;
  name: string;
  /** Task id of a measure, "visit" for a measure over several tasks, "alsfrs-r", or the tasks' words for a model. */
  task: string;
  unit: string;
  observations: Observation[];
};

export type TrendModel = Pick<ModelSummary, "id" | "name" | "ordinal" | "positiveLabel">;

/** Flags and doubts after which a value does not count. The others describe a whole set-up and repeat every visit. */
const disqualifyingFlags: readonly QualityFlag[] = [
  "silent",
  "too-short",
  "too-quiet",
  "clipped",
  "low-snr",
  "truncated",
];
const disqualifyingDoubts: readonly DoubtReason[] = [
  "short",
  "clipped",
  "low-snr",
  "aperiodic",
  "several-breaths",
];

type Analysed = { visit: Visit; task: TaskId; analysis: Analysis };

/** Recordings that have been analysed for the task that they hold, with their visits: a task may be corrected later. */
export function analysedRecordings(visits: readonly Visit[], recordings: readonly Recording[]): Analysed[] {
  const byId = new Map<string, Visit>(visits.map((visit) => [visit.id, visit]));
  return recordings.flatMap(({ visitId, task, analysis }) => {
    const visit = byId.get(visitId);
    return visit && analysis?.task === task ? [{ visit, task, analysis }] : [];
  });
}

/** One series per measure and task that ever had a value. */
export function measureSeries(
  analysed: readonly Analysed[],
  measureName: (measureId: string) => string,
): ObservedSeries[] {
  const series = new Map<string, ObservedSeries>();
  for (const { visit, task, analysis } of analysed)
    for (const [id, measure] of Object.entries(analysis.measures)) {
      if (measure.value === null) continue;
      const key = `${id} ${task}`;
      const { unit, value } = measure;
      const found = series.get(key) ?? { id, name: measureName(id), task, unit, observations: [] };
      series.set(key, found);
      found.observations.push({
        visit,
        task,
        value,
        accepted: passesQuality(analysis, measure),
        version: [`Bulbar ${analysis.programVersion}`, recogniser(id, analysis)].filter(Boolean).join(", "),
        protocol: `${measureProtocol(analysis)} ${recogniser(id, analysis)}`,
      });
    }
  return [...series.values()];
}

/** The model that made a measure, with its version; empty for those that no model made. */
function recogniser(measureId: string, { intelligibility }: Analysis): string {
  if (measureId !== "digit-intelligibility" || !intelligibility) return "";
  return `${intelligibility.model} ${intelligibility.version}`;
}

/**
 * One series per measure of the vowel space, from the formants stored with the visits' vowels; one value a visit, from
 * the vowels that passed quality where these suffice.
 */
export function vowelSpaceSeries(
  analysed: readonly Analysed[],
  measureName: (measureId: string) => string,
): ObservedSeries[] {
  const corners = analysed.filter(({ task }) => ["vowel-a", "vowel-i", "vowel-u"].includes(task));
  const observed = [...Map.groupBy(corners, ({ visit }) => visit.id).values()].flatMap(vowelSpaceOf);
  return [...Map.groupBy(observed, ({ id }) => id)].map(([id, observations]) => ({
    id,
    name: measureName(id),
    task: "visit",
    unit: observations[0]!.unit,
    observations,
  }));
}

function vowelSpaceOf(ofVisit: Analysed[]): (Observation & { id: string; unit: string })[] {
  const spaceOf = (some: Analysed[]) =>
    visitVowelSpace(some.map(({ task, analysis }) => ({ task, measures: analysis.measures })));
  const passed = ofVisit.filter(
    ({ analysis }) =>
      passesQuality(analysis, analysis.measures.f1) && passesQuality(analysis, analysis.measures.f2),
  );
  const [ofPassed, ofAll] = [spaceOf(passed), spaceOf(ofVisit)];
  const distinct = (texts: string[]) => [...new Set(texts)].sort().join(", ");
  const version = distinct(ofVisit.map(({ analysis }) => `Bulbar ${analysis.programVersion}`));
  const protocol = distinct(ofVisit.map(({ analysis }) => measureProtocol(analysis)));
  return Object.entries(ofAll).flatMap(([id, { value, unit }]) => {
    const good = ofPassed[id]?.value ?? null;
    if (value === null) return [];
    const { visit } = ofVisit[0]!;
    return {
      id,
      unit,
      visit,
      task: "visit",
      value: good ?? value,
      accepted: good !== null,
      version,
      protocol,
    };
  });
}

/** One series per model: expected level of an ordinal model, else probability of its positive label. */
export function modelSeries(analysed: readonly Analysed[], models: readonly TrendModel[]): ObservedSeries[] {
  return models.flatMap((model) => {
    const { ordinal, positiveLabel, id, name } = model;
    if (!ordinal && positiveLabel === null) return [];
    const observations = analysed.flatMap((recording) => modelObservations(recording, model));
    const task = [...new Set(observations.map(({ task }) => task))].join(", ");
    const what = ordinal
      ? { id: `${id}:level`, name: `${name}: expected level`, unit: "level" }
      : {
          id: `${id}:${positiveLabel}`,
          name: `${name}: probability of ${positiveLabel}`,
          unit: "probability",
        };
    return observations.length ? [{ ...what, task, observations }] : [];
  });
}

function modelObservations({ visit, task, analysis }: Analysed, model: TrendModel): Observation[] {
  return analysis.predictions
    .filter((prediction) => prediction.model === model.id)
    .flatMap((prediction) => {
      const value = model.ordinal ? prediction.expectedLevel : probabilityOf(prediction, model.positiveLabel);
      if (value === null) return [];
      const version = `${prediction.version} (Bulbar ${analysis.programVersion})`;
      const protocol = [task, prediction.modelSha256, audioProtocol(analysis)].join(" ");
      return [{ visit, task, value, accepted: passesQuality(analysis), version, protocol }];
    });
}

/** ALSFRS-R speech item, bulbar subscore and total. */
export function alsfrsSeries(visits: readonly Visit[], entries: readonly VisitAlsfrs[]): ObservedSeries[] {
  const byId = new Map<string, Visit>(visits.map((visit) => [visit.id, visit]));
  const task = "alsfrs-r";
  const scores = [
    { id: "alsfrs-speech", name: "ALSFRS-R speech", score: ({ alsfrs }: VisitAlsfrs) => alsfrs.speech },
    {
      id: "alsfrs-bulbar",
      name: "ALSFRS-R bulbar",
      score: ({ alsfrs }: VisitAlsfrs) => alsfrsBulbar(alsfrs),
    },
    { id: "alsfrs-total", name: "ALSFRS-R total", score: ({ alsfrs }: VisitAlsfrs) => alsfrsTotal(alsfrs) },
  ];
  return scores.flatMap(({ id, name, score }) => {
    const observations = entries.flatMap((entry) => {
      const visit = byId.get(entry.visitId);
      const same = { task, accepted: true, version: "", protocol: "" };
      return visit ? [{ ...same, visit: { ...visit, device: "" }, value: score(entry) }] : [];
    });
    return observations.length ? [{ id, name, task, unit: "points", observations }] : [];
  });
}

function probabilityOf({ labels, probabilities }: Prediction, label: string | null): number | null {
  return label === null ? null : (probabilities[labels.indexOf(label)] ?? null);
}

/** Noise down to which syllable onsets are found (measured: none missed on trains with firm closures), dB. */
const lowestSnrOfSyllablesDb = 10;

function passesQuality({ quality, task }: Analysis, { doubts = [] }: Partial<Measure> = {}): boolean {
  // Weak closures leak voice into the pauses that the estimate rests on: a finding, not a noisy room.
  const isAudible =
    tasks[task].family === "ddk" && quality.snrDb !== null && quality.snrDb >= lowestSnrOfSyllablesDb;
  const counts = (reason: QualityFlag | DoubtReason) => !(reason === "low-snr" && isAudible);
  return (
    !quality.flags.some((flag) => disqualifyingFlags.includes(flag) && counts(flag)) &&
    !doubts.some((doubt) => disqualifyingDoubts.includes(doubt) && counts(doubt))
  );
}

function measureProtocol(analysis: Analysis): string {
  const { dialect, pitchFloorHz, pitchCeilingHz, formantCeilingHz } = analysis.settings.measures;
  return [dialect, pitchFloorHz, pitchCeilingHz, formantCeilingHz, audioProtocol(analysis)].join(" ");
}

function audioProtocol({ audio }: Analysis): string {
  return `${audio.sampleRateHz} ${audio.lossy}`;
}
