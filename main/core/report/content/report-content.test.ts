import { expect, test } from "vitest";
import type { Figure } from "../../../../shared/domain/model-manifest.ts";
import { SiteForm } from "../../../../shared/domain/site-form.ts";
import { visitResults } from "../../inference/visit-result.ts";
import { chooseReportPicture } from "./choose-picture.ts";
import { reportContent } from "./report-content.ts";
import type { ReportInput } from "./report-input.ts";
import { reportText } from "./report-text.ts";
import { chooseRhythm, rhythmOf } from "./rhythm.ts";
import {
  sampleModel,
  samplePrediction,
  sampleRecording,
  sampleReport,
  withRecordings,
} from "./sample-report.fixture.ts";

/** The sample with every prediction replaced. */
function withPredictions(...predictions: ReturnType<typeof samplePrediction>[]): ReportInput {
  const input = sampleReport();
  input.recordings = predictions.map((prediction, index) => {
    const recording = sampleRecording("vowel-a", index, input.visit.id);
    return { ...recording, analysis: { ...recording.analysis!, predictions: [prediction] } };
  });
  return withRecordings(input, input.recordings);
}

test("the summary says what changed since when, by how much and how that stands to its error, then what lies outside", () => {
  const { summary, recordingsLine } = reportContent(sampleReport());
  expect(summary[0]).toMatch(/^Likely change since 12 Mar 2025/);
  expect(summary.join(" ")).toContain(
    "Worse: syllable rate /ta/ 6.01 to 4.72 per s (1.7 times the measurement error)",
  );
  expect(summary.join(" ")).toContain("Outside the norm: ");
  expect(summary.join(" ")).not.toMatch(/favours|control/);
  expect(recordingsLine).toBe("8 recordings, all used");
});

test("changes that do not exceed measurement error are no change detected", () => {
  const { summary, measures } = reportContent(sampleReport(2));
  expect(summary[0]).toBe("No change detected since 12 Mar 2025.");
  expect(measures.map(({ judgement }) => judgement)).toEqual(measures.map(() => "within measurement error"));
});

test("one visit has no change to judge: the columns of change are empty, and there is no chart of one point", () => {
  const content = reportContent(sampleReport(1));
  expect(content.summary[0]).toBe("First visit with measures: change cannot be judged yet.");
  expect(content.measures.every(({ changeText, judgement }) => changeText === "" && judgement === "")).toBe(
    true,
  );
  expect(content.trends).toEqual([]);
  expect(content.trendNote).toContain("No trend yet");
});

test("worse and better are said of a change beyond its error only, and nothing is praised", () => {
  const { measures } = reportContent(sampleReport());
  for (const { finding, judgement } of measures)
    if (finding.change?.label !== "exceeds-measurement-error") expect(judgement).not.toMatch(/worse|better/);
  for (const visits of [1, 2, 5]) {
    const words = JSON.stringify({ ...reportContent(sampleReport(visits)), picture: null });
    expect(words).not.toMatch(/improv|deteriorat|!/i);
  }
});

test("the class of healthy speakers of a severity scale is 'no detectable dysarthria' for a patient known to have ALS", () => {
  const severity = {
    ...sampleModel,
    kind: "severity" as const,
    labels: ["severe", "healthy control"],
    roles: ["level" as const, "healthy" as const],
    ordinal: true,
  };
  const labels = {
    labels: severity.labels,
    top: { label: "healthy control", probability: 0.7 },
    probabilities: [0.3, 0.7],
    set: null,
  };
  const input = { ...withPredictions(samplePrediction(0.3, labels)), models: [severity] };
  const { models } = reportContent(input);
  expect(models[0]!.sentence).toContain(
    "favours no detectable dysarthria (like controls) with probability 0.70 (AUC 0.75 in testing)",
  );
  expect(models[0]!.rows.map(({ label }) => label)).toEqual([
    "severe",
    "no detectable dysarthria (like controls)",
  ]);
});

test("results over recordings: mean, range, majority vote, and the union of the conformal sets", () => {
  const [result] = visitResults([samplePrediction(0.9), samplePrediction(0.6), samplePrediction(0.3)]);
  expect(result!.probabilities[1]).toBeCloseTo(0.6, 10);
  expect([result!.lowest[1], result!.highest[1]]).toEqual([0.3, 0.9]);
  expect(result!.vote).toEqual({ label: "ALS", recordings: 2 });
  expect(result!.notExcluded).toEqual({ coverage: 0.9, labels: ["control", "ALS"] });
  expect(visitResults([samplePrediction(0.9), samplePrediction(0.95)])[0]!.notExcluded!.labels).toEqual([
    "ALS",
  ]);
  expect(
    visitResults([samplePrediction(0.9), samplePrediction(0.9, { set: null })])[0]!.notExcluded,
  ).toBeNull();
});

test("vote and mean may disagree, and both are told", () => {
  const { models } = reportContent(
    withPredictions(samplePrediction(0.51), samplePrediction(0.52), samplePrediction(0.1)),
  );
  expect(models[0]!.answer).toBe("Favours control (0.62); ALS not excluded");
  expect(models[0]!.notes[0]).toBe("Mean of 3 recordings; majority vote: ALS on 2 of 3.");
});

test("a model that is not sure on most recordings gives no class", () => {
  const unsure = samplePrediction(0.55, { rejected: true });
  const { models } = reportContent(withPredictions(unsure, unsure, samplePrediction(0.9)));
  expect(models[0]!.answer).toBe("Not sure");
  expect(models[0]!.sentence).toContain("is not sure (highest probability 0.67)");
  expect(models[0]!.sentence).not.toContain("favours");
});

test("a model that is no longer installed is shown as such, and one on digits is not shown", () => {
  const gone = reportContent({ ...sampleReport(), models: [] }).models[0]!;
  expect([gone.name, gone.status]).toEqual(["ALS screen (spectrogram network)", "no longer installed"]);
  expect(reportContent({ ...sampleReport(), models: [{ ...sampleModel, kind: "digits" }] }).models).toEqual(
    [],
  );
});

test("every model states its status, what it learned from and its measured error", () => {
  const { models } = reportContent(sampleReport());
  expect(models[0]!.status).toBe("experimental");
  expect(models[0]!.limits).toEqual([
    sampleModel.trainedOn,
    "Measured error: AUC 0.75 (95 %: 0.63–0.86); 5-fold by speaker, repeated 3 times, 64 speakers.",
  ]);
});

test("a doubtful value is marked, and takes left out are told with their reason", () => {
  const input = sampleReport();
  const [vowel] = input.recordings;
  vowel!.analysis!.measures["f0-sd"] = { value: 3, unit: "Hz", doubts: ["clipped", "low-snr"] };
  const rowOf = (report: ReportInput, measure: string) =>
    reportContent(report).measures.find(({ finding }) => finding.measure === measure)!;
  const doubtful = rowOf(withRecordings(input, input.recordings), "f0-sd");
  expect([doubtful.valueText, doubtful.remark]).toEqual([
    "3.00",
    "doubtful: overloaded and background noise",
  ]);
  const again = { ...sampleRecording("vowel-a", 20, input.visit.id), task: "vowel-a" as const };
  const report = withRecordings(input, [...input.recordings, again]);
  expect(rowOf(report, "f0-sd").remark).toBe("1 of 2 takes left out: overloaded");
  again.analysis!.quality.flags = ["truncated"];
  again.analysis!.measures = {};
  const { recordings, recordingsLine } = reportContent(withRecordings(input, [...input.recordings, again]));
  expect(recordings.at(-1)!.remarks).toContain("left out and cut off");
  expect(recordingsLine).toContain("left out: /a/");
});

test("a change is that of the visit's own finding; doubtful takes are not judged", () => {
  const input = sampleReport();
  const rowOf = (report: ReportInput) =>
    reportContent(report).measures.find(({ finding }) => finding.task === "ddk-ta")!;
  const row = rowOf(input);
  expect(row.finding).toBe(
    input.findings.findings.find(({ measure, task }) => measure === "ddk-rate" && task === "ddk-ta"),
  );
  expect([row.valueText, row.changeText, row.judgement]).toEqual(["4.72", "−1.29", "worse, 1.7 ×"]);
  for (const { task, analysis } of input.recordings)
    if (task === "ddk-ta") analysis!.quality.flags = ["clipped"];
  const failed = rowOf(withRecordings(input, input.recordings));
  expect([failed.changeText, failed.judgement]).toEqual(["", "not judged: recording quality"]);
});

test("norms carry their source once, by number", () => {
  const { measures, citations } = reportContent(sampleReport());
  const references = measures.flatMap(({ norm }) => norm?.reference ?? []);
  expect(new Set(references)).toEqual(new Set(citations.map((_, index) => index + 1)));
  expect(citations[0]).toBe("made-up norm of ddk-rate; made up for tests, Bulbar, n = 60");
  expect(new Set(citations).size).toBe(citations.length);
});

test("the picture is of the most typical recording, not of the most striking", () => {
  const { recordings, models } = withPredictions(
    samplePrediction(0.99),
    samplePrediction(0.8),
    samplePrediction(0.6),
  );
  expect(chooseReportPicture(recordings, models)).toEqual({
    recordingId: "recording-visit-4-1",
    explanation: { model: "als-cnn", target: "ALS" },
  });
  expect(chooseReportPicture(recordings, [])).toEqual({
    recordingId: "recording-visit-4-0",
    explanation: null,
  });
  expect(chooseReportPicture([], models)).toBeNull();
});

test("an empty map is said to be empty", () => {
  const input = sampleReport();
  const explanation = input.picture!.explanation!;
  input.picture!.explanation = { ...explanation, values: explanation.values.map(() => 0), maximum: 0 };
  expect(reportContent(input).picture!.sentences[0]).toContain("Nothing in this recording pushed the model");
});

test("methods name versions, hashes, settings and what was not answered", () => {
  const words = reportContent(sampleReport())
    .methods.map(({ text }) => text)
    .join("\n");
  for (const part of [
    "Bulbar 0.1.0",
    "3f3f3f3f3f3f3f3f…",
    "pitch 75–500 Hz",
    "als-cnn: Made for sustained vowels. (3 recordings)",
    "Theil-Sen",
    "made-up retest",
  ])
    expect(words).toContain(part);
});

test("content is the same for the same input", () => {
  expect(reportContent(sampleReport())).toEqual(reportContent(sampleReport()));
});

test("a microphone that changed starts anew what it changes, and rates go on", () => {
  const input = sampleReport();
  const { measures } = reportContent(withRecordings(input, input.recordings, "telephone"));
  const judgementOf = (measure: string) =>
    measures.find(({ finding }) => finding.measure === measure)!.judgement;
  expect(judgementOf("shimmer-local")).toBe("starts anew: microphone changed");
  expect(judgementOf("ddk-rate")).toBe("worse, 1.7 ×");
});

test("the courses lead with the clinical scale, on its whole axis, then the chief findings", () => {
  const input = sampleReport();
  const speech = { ...input.courses[0]!, id: "alsfrs-speech", task: "alsfrs-r", unit: "points" };
  const { trends } = reportContent({ ...input, courses: [...input.courses, speech] });
  expect(trends.map(({ title }) => title).slice(0, 2)).toEqual([
    "ALSFRS-R speech",
    "syllable rate (DDK rate) /ta/",
  ]);
  expect(trends[0]!.axis).toEqual([0, 4]);
  expect(trends.map(({ caption }) => caption)[1]).toBe("6.01 to 4.72, worse, 1.7 ×");
  expect(trends.length).toBeLessThanOrEqual(6);
});

test("the answer to all tasks together leads, with the error of both vowels; single recordings follow", () => {
  const input = withPredictions(samplePrediction(0.9), samplePrediction(0.95));
  const together = samplePrediction(0.6);
  input.findings.results[0] = { ...input.findings.results[0]!, together };
  const [model] = reportContent(input).models;
  expect(model!.answer).toBe("Favours ALS (0.60); control not excluded");
  expect(model!.notes[0]).toMatch(
    / together; single recordings: ALS on 2 of 2 \(0\.90 to 0\.95 over 2 recordings\)\.$/,
  );
});

test("the measured error is that of the answer at hand, not always that of the model at its best", () => {
  const input = sampleReport();
  const { provenance } = input.findings.results[0]!;
  const honestError = { metric: "AUC", value: 0.61, interval: null, protocol: 'from "Sustained /a/" alone' };
  input.findings.results[0]!.provenance = { ...provenance, honestError };
  expect(reportContent(input).models[0]!.limits[1]).toBe(
    'Measured error: AUC 0.61; from "Sustained /a/" alone.',
  );
});

test("models of one question together say how many agree, and their error together where it was measured", () => {
  const ensemble = {
    kind: "severity",
    labels: ["severe", "healthy control"],
    models: ["als-cnn", "other"],
    members: [
      { model: "als-cnn", version: "0.1.0" },
      { model: "other", version: "0.1.0" },
    ],
    probabilities: [0.4, 0.6],
    lowest: [0.1, 0.3],
    highest: [0.7, 0.9],
    top: { label: "healthy control", probability: 0.6 },
    vote: { label: "healthy control", models: 1 },
    agreeing: 1,
    disagree: true,
    honestError: null,
  };
  const withEnsembles = (
    ...some: (typeof ensemble | (Omit<typeof ensemble, "honestError"> & { honestError: Figure }))[]
  ) => {
    const input = sampleReport();
    const roles = ["ill" as const, "healthy" as const];
    const models = [{ ...sampleModel, kind: "severity" as const, labels: ensemble.labels, roles }];
    return reportContent({ ...input, models, findings: { ...input.findings, ensembles: some } });
  };
  const { ensembles } = withEnsembles(ensemble, { ...ensemble, kind: "digits" });
  expect(ensembles).toEqual([
    "The models disagree: ALS screen (spectrogram): ALS 0.72. " +
      "2 models together (ALS screen (spectrogram) 0.1.0 and other 0.1.0): no detectable dysarthria (like controls), joint probability 0.60; " +
      "majority vote no detectable dysarthria (like controls), by 1 of 2 (0.30 to 0.90). No error was measured of them together.",
  ]);
  const honestError = {
    metric: "macro-F1",
    value: 0.8,
    interval: [0.7, 0.9] as [number, number],
    protocol: "5-fold",
  };
  const measured = withEnsembles({ ...ensemble, honestError });
  expect(measured.ensembles[0]).toMatch(
    /\(0\.30 to 0\.90\)\. Measured error together: macro-F1 0\.80 \(95 %: 0\.70–0\.90\); 5-fold\.$/,
  );
});

test("the picture's class too is worded for a patient known to have ALS", () => {
  const input = sampleReport();
  input.models = [{ ...sampleModel, kind: "severity", labels: ["healthy", "ALS"] }];
  input.picture!.explanation = { ...input.picture!.explanation!, target: "healthy" };
  expect(reportContent(input).picture!.sentences[0]).toContain("towards no detectable dysarthria");
});

test("onsets placed by hand are said beside the rhythm, in the list of recordings and among the methods", () => {
  const input = sampleReport();
  const recording = input.recordings.find(({ task }) => task === "ddk-ta")!;
  recording.analysis!.settings.onsetsSeconds = [0.5, 1, 1.5];
  const { measures, recordings, methods } = reportContent(withRecordings(input, input.recordings));
  const rows = measures.filter(({ remark }) => remark.includes("times placed by hand"));
  expect(rows.map(({ finding }) => `${finding.measure} ${finding.task}`)).toEqual([
    "ddk-rate ddk-ta",
    "ddk-cv ddk-ta",
  ]);
  const marked = recordings.filter(({ remarks }) => remarks.includes("times placed by hand"));
  expect(marked.map(({ task, remarked }) => [task, remarked])).toEqual([["Repeated /ta/", false]]);
  expect(methods.find(({ label }) => label === "By hand")!.text).toContain("Repeated /ta/");
});

test("the visit as a whole: values, doubts, what is lacking, and the vowels behind them", () => {
  const input = sampleReport();
  const formants = { 0: [700, 1200], 1: [500, 1900], 2: [300, 2300], 4: [350, 800] };
  for (const [index, [f1, f2]] of Object.entries(formants)) {
    const { measures } = input.recordings[Number(index)]!.analysis!;
    measures.f1 = { value: f1!, unit: "Hz" };
    measures.f2 = {
      value: f2!,
      unit: "Hz",
      ...(index === "0" ? { doubts: ["narrow-bandwidth" as const] } : {}),
    };
  }
  const { rows, lacking, vowels } = reportContent(withRecordings(input, input.recordings)).wholeVisit!;
  expect(rows.find(({ name }) => name.includes("FCR"))).toMatchObject({
    value: "0.88",
    norm: "no norm known",
    remark: "doubtful: narrow frequency range",
  });
  expect(lacking).toBe("AVQI 03.01 and ABI: not measured, continuous speech not recorded.");
  expect(vowels.map(({ letter, doubtful }) => [letter, doubtful])).toEqual([
    ["a", true],
    ["e", false],
    ["i", false],
    ["u", false],
  ]);
});

test("what was measured once has no chart", () => {
  const input = sampleReport();
  const courses = input.courses.map((one) =>
    one.task === "ddk-ta" ? { ...one, points: one.points.slice(-1) } : one,
  );
  expect(reportContent({ ...input, courses }).trends.some(({ title }) => title.includes("/ta/"))).toBe(false);
});

test("methods say who recognised the digits, and how well it does in testing", () => {
  const input = sampleReport();
  const result = { model: "als-cnn", version: "2.0.0", scorePercent: 80, answers: [] };
  input.recordings[0]!.analysis!.intelligibility = result;
  const { text } = reportContent(input).methods.find(({ label }) => label === "Digits")!;
  expect(text).toContain("recognised by als-cnn 2.0.0, AUC 0.75 in testing");
  expect(reportContent(sampleReport()).methods.some(({ label }) => label === "Digits")).toBe(false);
});

test("the rhythm is that of the first train with a rate, in words, with who placed the onsets", () => {
  const { recordings } = sampleReport();
  expect(chooseRhythm(recordings)!.task).toBe("ddk-ta");
  expect(chooseRhythm(recordings.filter(({ task }) => task === "ddk-ka"))).toBeNull();
  const waveform = { durationSeconds: 2, minimum: [-0.1], maximum: [0.1], clipped: [] };
  const recording = chooseRhythm(recordings)!;
  const input = { recordingId: recording.id, waveform, onsetsSeconds: [0.5, 1, 1.5] };
  expect(rhythmOf(input, recordings, "en")!.words).toBe(
    "3 syllables, 4.72 per s, intervals vary by 14.0 %, onsets found by the program.",
  );
  recording.analysis!.settings.onsetsSeconds = [0.5, 1, 1.5];
  expect(rhythmOf(input, recordings, "en")!.words).toContain("onsets placed by hand");
  expect(rhythmOf(null, recordings, "en")).toBeNull();
});

test("what was entered of the site's own forms stands in a line each", () => {
  const report = sampleReport();
  const form = SiteForm.parse({
    ...{ schemaVersion: 1, id: "weighing", title: { en: "Weighing" }, source: "own" },
    fields: [
      ...["Weight", "Lost"].map((en) => ({
        ...{
          id: en.toLowerCase(),
          label: { en },
          kind: "number",
          unit: "kg",
          minimum: 0,
          maximum: 300,
          decimals: 1,
        },
      })),
    ],
  });
  const entry = { visitId: report.visit.id, date: report.visit.date, enteredBy: "nurse", enteredAt: "" };
  const { remarks } = reportContent({
    ...report,
    forms: [{ ...entry, form, answers: { weight: 61.5, lost: 2 } }],
  });
  expect(remarks).toContainEqual({ label: "Weighing", text: "Weight 61.5 kg; Lost 2.0 kg" });
});

test("the referral stands where it was chosen, with the voice as long as that waits, and in the text for the record", () => {
  const plain = sampleReport();
  expect(reportContent(plain).referral).toEqual([]);
  const sections = [...plain.draft.sections, "referral" as const];
  const [slowest] = plain.findings.findings;
  const rate = { ...slowest!, measure: "speaking-rate-wpm", task: "reading", unit: "1/min", value: 104 };
  const slow = { ...rate, doubtful: false, norm: { ...slowest!.norm!, language: "en" } };
  const chosen: ReportInput = {
    ...plain,
    draft: { ...plain.draft, sections },
    reminders: ["voice-banking"],
    findings: { ...plain.findings, findings: [slow] },
  };
  const content = reportContent(chosen);
  expect(content.referral).toEqual([
    expect.stringMatching(/speaking rate was 104.* Stipancic et al\. 2018/),
    expect.stringContaining("Voice banking"),
  ]);
  expect(reportText(content)).toContain("Referral: alternative communication\nOn ");
});
