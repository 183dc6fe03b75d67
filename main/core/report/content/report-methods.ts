import { type Analysis, isPlacedByHand } from "../../../../shared/domain/analysis.ts";
import type { ErrorKind, Finding } from "../../../../shared/domain/finding.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayCount, sayInterval, sayList, sayNumber } from "../../../../shared/words/say.ts";
import { sayError } from "../../../../shared/words/say-error.ts";
import { sayChosenModels, sayMetric, sayProtocol } from "../../../../shared/words/say-model.ts";
import { sayTask, sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { visitResults } from "../../inference/visit-result.ts";
import type { Fact, ReportInput } from "./report-input.ts";

/** How the report's numbers were made: versions, settings, model hashes, definitions. */
export function reportMethods(input: ReportInput): Fact[] {
  const { recordings, models, programVersion, findings, courses, auditHead, draft } = input;
  const { language } = draft;
  const { methods } = wordsOf(language).report;
  const { labels } = methods;
  const analyses = recordings.map(({ analysis }) => analysis).filter((analysis) => analysis !== null);
  const predictions = analyses.flatMap((analysis) => analysis.predictions);
  const refusals = analyses.flatMap((analysis) => analysis.refusals);
  return [
    { label: labels.program, text: programWords(programVersion, analyses, language) },
    { label: labels.measures, text: settingsWords(analyses, language) },
    ...partMethod(recordings, language),
    ...handMethod(analyses, language),
    ...digitMethod(analyses, models, language),
    ...sayChosenModels(analyses, language).map((text) => ({ label: labels.chosen, text })),
    ...visitResults(predictions).map(({ model, version, modelSha256 }) => {
      const devices = predictions.filter((each) => each.model === model).map(({ device }) => device);
      const bandwidth = models.find(({ id }) => id === model)?.trainingBandwidthHz;
      const held = bandwidth
        ? methods.bandwidth(
            sayNumber(bandwidth[0] / 1000, bandwidth[0] % 1000 ? 1 : 0, language),
            sayNumber(bandwidth[1] / 1000, bandwidth[1] % 1000 ? 1 : 0, language),
          )
        : "";
      const hash = modelSha256.slice(0, 16);
      return {
        label: labels.model,
        text: methods.model(model, version, hash, [...new Set(devices)].join(", "), held),
      };
    }),
    ...(refusals.length ? [{ label: labels.notAnswered, text: refusalWords(refusals, language) }] : []),
    ...(predictions.length ? [{ label: labels.overRecordings, text: methods.overRecordings }] : []),
    ...changeMethod(findings.findings, courses.length > 0, language),
    { label: labels.audit, text: methods.audit(String(auditHead.number), auditHead.sha256) },
  ];
}

function programWords(version: string, analyses: Analysis[], language: Language): string {
  const older = [...new Set(analyses.map((analysis) => analysis.programVersion))].filter(
    (v) => v !== version,
  );
  return wordsOf(language).report.methods.program(version, older.join(", "));
}

function settingsWords(analyses: Analysis[], language: Language): string {
  const { methods } = wordsOf(language).report;
  const lines = analyses.map(({ settings: { measures: m } }) =>
    methods.settings(m.dialect, `${m.pitchFloorHz}–${m.pitchCeilingHz}`, String(m.formantCeilingHz)),
  );
  const distinct = [...new Set(lines)];
  return distinct.length ? methods.ownRate(distinct.reduce(methods.orSettings)) : methods.none;
}

function handMethod(analyses: Analysis[], language: Language): Fact[] {
  const { methods } = wordsOf(language).report;
  const namesOf = (changed: Analysis[]) =>
    [...new Set(changed.map(({ task }) => sayTask(task, language)))].join(", ");
  const placed = namesOf(analyses.filter((analysis) => isPlacedByHand(analysis, "ddk-rate")));
  const words = namesOf(analyses.filter((analysis) => isPlacedByHand(analysis, "read-words-rate")));
  const trimmed = namesOf(analyses.filter(({ settings }) => settings.trim !== null));
  const text = [
    placed && methods.byHand(placed),
    words && methods.wordsByHand(words),
    trimmed && methods.trimmed(trimmed),
  ]
    .filter(Boolean)
    .join(" ");
  return text ? [{ label: methods.labels.byHand, text }] : [];
}

/** Who recognised the digits, and how good that recogniser is: it misses some of healthy speakers too. */
function digitMethod(analyses: Analysis[], models: ReportInput["models"], language: Language): Fact[] {
  const { methods } = wordsOf(language).report;
  const tests = analyses.map(({ intelligibility }) => intelligibility).filter((found) => found !== null);
  const words = tests.map(({ model, version }) => {
    const error = models.find(({ id }) => id === model)?.honestError;
    const figure = error
      ? methods.recognisedFigure(
          sayMetric(error.metric, language),
          sayNumber(error.value, 2, language),
          sayProtocol(error.protocol, language),
        )
      : "";
    return methods.recognised(model, version, figure);
  });
  const distinct = [...new Set(words)];
  return distinct.length ? [{ label: methods.labels.digits, text: methods.digits(distinct.join("; ")) }] : [];
}

function refusalWords(refusals: Analysis["refusals"], language: Language): string {
  const counts = Map.groupBy(refusals, ({ model, code, ...refused }) => {
    const { reason } = sayError(code, refused, language);
    return reason.startsWith(`${model}:`) ? reason : `${model}: ${reason}`;
  });
  const { methods } = wordsOf(language).report;
  return [...counts]
    .map(([words, all]) => methods.refusal(words, sayCount(all.length, "recording", language)))
    .join(" ");
}

function changeMethod(findings: readonly Finding[], hasCourses: boolean, language: Language): Fact[] {
  const { methods } = wordsOf(language).report;
  if (!hasCourses) return [];
  const errors = findings.flatMap(({ change }) => change?.error ?? []);
  const kinds = [
    ...new Set(
      errors.map(({ kind, source }) => (kind === "published" ? source : sayErrorKind(kind, language))),
    ),
  ];
  return [
    {
      label: methods.labels.change,
      text: methods.change(kinds.length ? methods.errorFrom(sayList(kinds, language)) : ""),
    },
  ];
}

function sayErrorKind(kind: ErrorKind, language: Language): string {
  return wordsOf(language).findings.errorKind[kind];
}

/** What of each recording was measured: "Sustained /a/ 1.50–4.05 s". */
function partMethod(recordings: readonly Recording[], language: Language): Fact[] {
  const { methods } = wordsOf(language).report;
  const parts = recordings.flatMap(({ task, analysis }) => {
    const part = analysis?.part;
    if (!part) return [];
    const range = sayInterval(part.startSeconds, part.endSeconds, 2, language);
    return [methods.part(sayTaskShort(task, language), range)];
  });
  return parts.length ? [{ label: methods.labels.part, text: methods.parts(parts.join(", ")) }] : [];
}
