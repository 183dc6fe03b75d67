import { type Analysis, isPlacedByHand } from "../../../../shared/domain/analysis.ts";
import { sayTask } from "../../../../shared/words/say-task.ts";
import { visitResults } from "../../inference/visit-result.ts";
import type { Fact, ReportInput } from "./report-input.ts";
import { countWords, numberWords } from "./report-words.ts";

const overRecordings: Fact = {
  label: "Over recordings",
  text: "Probabilities are means over the visit's recordings with their range; a class counts as not excluded when the conformal set of any recording holds it.",
};

/** How the report's numbers were made: versions, settings, model hashes, definitions. */
export function reportMethods({ recordings, models, programVersion, trends }: ReportInput): Fact[] {
  const analyses = recordings.map(({ analysis }) => analysis).filter((analysis) => analysis !== null);
  const predictions = analyses.flatMap((analysis) => analysis.predictions);
  const refusals = analyses.flatMap((analysis) => analysis.refusals);
  return [
    { label: "Program", text: programWords(programVersion, analyses) },
    { label: "Measures", text: settingsWords(analyses) },
    ...handMethod(analyses),
    ...digitMethod(analyses, models),
    ...visitResults(predictions).map(({ model, version, modelSha256 }) => {
      const devices = predictions.filter((each) => each.model === model).map(({ device }) => device);
      const bandwidth = models.find(({ id }) => id === model)?.trainingBandwidthHz;
      return {
        label: "Model",
        text: `${model} ${version}, SHA-256 ${modelSha256.slice(0, 16)}…, run on ${[...new Set(devices)].join(", ")}${bandwidth ? `, training recordings held ${bandwidth[0] / 1000}–${bandwidth[1] / 1000} kHz` : ""}`,
      };
    }),
    ...(refusals.length ? [{ label: "Not answered", text: refusalWords(refusals) }] : []),
    ...(predictions.length ? [overRecordings] : []),
    ...changeMethod(trends),
  ];
}

function programWords(version: string, analyses: Analysis[]): string {
  const older = [...new Set(analyses.map((analysis) => analysis.programVersion))].filter(
    (v) => v !== version,
  );
  return `Bulbar ${version}${older.length ? `; some recordings were analysed with ${older.join(", ")}` : ""}`;
}

function settingsWords(analyses: Analysis[]): string {
  const lines = analyses.map(({ settings: { measures: m } }) => {
    return `Praat's definitions (${m.dialect}), pitch ${m.pitchFloorHz}–${m.pitchCeilingHz} Hz, formant ceiling ${m.formantCeilingHz} Hz`;
  });
  const distinct = [...new Set(lines)];
  return distinct.length ? `At the recordings' own sampling rate; ${distinct.join("; or ")}` : "None.";
}

function handMethod(analyses: Analysis[]): Fact[] {
  const byHand = analyses.filter((analysis) => isPlacedByHand(analysis, "ddk-rate"));
  const names = [...new Set(byHand.map(({ task }) => sayTask(task, "en")))];
  return names.length
    ? [{ label: "By hand", text: `Syllable onsets were placed by hand in: ${names.join(", ")}.` }]
    : [];
}

/** Who recognised the digits, and how good that recogniser is: it misses some of healthy speakers too. */
function digitMethod(analyses: Analysis[], models: ReportInput["models"]): Fact[] {
  const tests = analyses.map(({ intelligibility }) => intelligibility).filter((found) => found !== null);
  const words = tests.map(({ model, version }) => {
    const error = models.find(({ id }) => id === model)?.honestError;
    const figure = error
      ? `, ${error.metric} ${numberWords(error.value, 2)} in testing (${error.protocol})`
      : "";
    return `recognised by ${model} ${version}${figure}`;
  });
  const distinct = [...new Set(words)];
  return distinct.length
    ? [{ label: "Digits", text: `${distinct.join("; ")}. It misses some digits of healthy speakers too.` }]
    : [];
}

function refusalWords(refusals: Analysis["refusals"]): string {
  const counts = Map.groupBy(refusals, ({ model, reason }) =>
    reason.startsWith(`${model}:`) ? reason : `${model}: ${reason}`,
  );
  return [...counts].map(([words, all]) => `${words} (${countWords(all.length, "recording")})`).join(" ");
}

function changeMethod(trends: ReportInput["trends"]): Fact[] {
  const sources = [...new Set(trends.flatMap(({ mdc }) => (mdc ? [mdc.source] : [])))];
  if (!trends.length) return [];
  const source = sources.length ? ` Measurement error from: ${sources.join("; ")}.` : "";
  return [
    {
      label: "Change",
      text: `MDC = minimal detectable change at 95 %, 1.96 × the square root of 2 × standard error of measurement. Slope: Theil-Sen, from three accepted visits.${source}`,
    },
  ];
}
