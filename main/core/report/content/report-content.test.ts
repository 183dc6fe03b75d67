import { expect, test } from "vitest";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { sayShownLabel } from "../../../../shared/words/say-model.ts";
import { visitResults } from "../../inference/visit-result.ts";
import { chooseReportPicture } from "./choose-picture.ts";
import { chooseMeasures } from "./measure-rows.ts";
import { reportContent } from "./report-content.ts";
import type { ReportInput } from "./report-input.ts";
import { chooseRhythm, rhythmOf } from "./rhythm.ts";
import { sampleModel, samplePrediction, sampleRecording, sampleReport } from "./sample-report.fixture.ts";

/** The sample with every prediction replaced. */
function withPredictions(...predictions: ReturnType<typeof samplePrediction>[]): ReportInput {
  const input = sampleReport();
  input.recordings = predictions.map((prediction, index) => {
    const recording = sampleRecording("vowel-a", index, input.visit.id);
    return { ...recording, analysis: { ...recording.analysis!, predictions: [prediction] } };
  });
  input.results = visitResults(predictions);
  return input;
}

test("the summary is one sentence with the change, the model's class and its uncertainty, and the quality", () => {
  const { summary } = reportContent(sampleReport());
  expect(summary).toBe(
    "Change since 12 Mar 2025 exceeds measurement error in 2 of 6 measures judged (syllable rate /ta/ −1.41 per s, " +
      "syllable rate /pa/ −1.49 per s); the experimental model ALS screen (spectrogram) favours ALS with probability 0.72 " +
      "(control not excluded at 90 %); quality remarks on 1 of 8 recordings.",
  );
});

test("changes that do not exceed measurement error are said to be within it", () => {
  const { summary } = reportContent(sampleReport(2));
  expect(summary).toContain("is within measurement error in all 6 measures judged");
  expect(summary).not.toContain("exceeds");
});

test("one visit has no change to judge, and says so", () => {
  const content = reportContent(sampleReport(1));
  expect(content.summary).toContain("First visit with measures: change cannot be judged yet");
  expect(content.measures.every(({ change }) => change === null)).toBe(true);
  expect(content.trendNote).toContain("No trend yet");
});

test("nothing in a report says worse, better, or healthy", () => {
  for (const visits of [1, 2, 5]) {
    const words = JSON.stringify({ ...reportContent(sampleReport(visits)), picture: null });
    expect(words).not.toMatch(/worse|better|improv|deteriorat|healthy|!/i);
  }
});

test("the class of healthy speakers of a severity scale is 'no detectable dysarthria' for a patient known to have ALS", () => {
  expect(sayShownLabel("healthy control", "severity", true, "en")).toBe(
    "no detectable dysarthria (like controls)",
  );
  expect(sayShownLabel("healthy control", "severity", false, "en")).toBe("healthy control");
  const severity = {
    ...sampleModel,
    kind: "severity" as const,
    labels: ["severe", "healthy control"],
    ordinal: true,
  };
  const labels = {
    labels: severity.labels,
    top: { label: "healthy control", probability: 0.7 },
    probabilities: [0.3, 0.7],
    set: null,
  };
  const input = { ...withPredictions(samplePrediction(0.3, labels)), models: [severity] };
  const { summary, models } = reportContent(input);
  expect(summary).toContain(
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
  const { summary, models } = reportContent(withPredictions(unsure, unsure, samplePrediction(0.9)));
  expect(models[0]!.answer).toBe("Not sure");
  expect(summary).toContain("is not sure (highest probability 0.67)");
  expect(summary).not.toContain("favours");
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

test("measures of motor speech come before those of the voice, values before missing values", () => {
  const chosen = chooseMeasures(sampleReport().recordings).map(
    ({ measureId, task }) => `${measureId} ${task}`,
  );
  expect(chosen).toEqual([
    "ddk-rate ddk-ta",
    "ddk-rate ddk-pa",
    "ddk-rate ddk-ka",
    "ddk-cv ddk-ta",
    "f0-sd vowel-a",
    "jitter-local vowel-a",
    "shimmer-local vowel-a",
  ]);
});

test("never more than eight measures, of which at most five of motor speech while the voice has enough", () => {
  const input = sampleReport();
  const ids = [
    "speaking-rate",
    "pause-ratio",
    "articulation-rate",
    "f0-sd",
    "jitter-local",
    "shimmer-local",
    "cpps",
    "hnr",
  ];
  for (const [index, task] of (["reading", "ddk-pataka", "vowel-a"] as const).entries()) {
    const recording = sampleRecording(task, index, input.visit.id);
    for (const id of ids) recording.analysis!.measures[id] = { value: 1, unit: "" };
    input.recordings.push(recording);
  }
  const chosen = chooseMeasures(input.recordings).map(({ measureId }) => measureId);
  expect(chosen).toEqual([
    "speaking-rate",
    "pause-ratio",
    "ddk-rate",
    "ddk-rate",
    "ddk-rate",
    "f0-sd",
    "jitter-local",
    "shimmer-local",
  ]);
});

test("a missing value says why, a doubtful one is marked", () => {
  const { measures } = reportContent(sampleReport());
  const missing = measures.find(({ measureId, task }) => measureId === "ddk-rate" && task === "ddk-ka")!;
  expect([missing.valueText, missing.remark, missing.reliable]).toEqual(["–", "too noisy", false]);
  const input = sampleReport();
  input.recordings[0]!.analysis!.measures["f0-sd"] = { value: 3, unit: "Hz", doubts: ["clipped", "low-snr"] };
  const doubtful = reportContent(input).measures.find(({ measureId }) => measureId === "f0-sd")!;
  expect([doubtful.valueText, doubtful.remark, doubtful.reliable]).toEqual([
    "3.00",
    "overloaded and background noise",
    false,
  ]);
});

test("a change is shown only when this visit's own accepted point is the last", () => {
  const rowOf = (edit: (series: TrendSeries) => void) => {
    const input = sampleReport();
    const series = input.trends.find(({ task }) => task === "ddk-ta")!;
    edit(series);
    return reportContent(input).measures.find(({ task }) => task === "ddk-ta")!;
  };
  expect(rowOf(() => {}).change!.text).toBe("−1.41");
  const failed = rowOf(({ points }) => {
    points.at(-1)!.accepted = false;
  });
  expect([failed.change, failed.changeNote]).toEqual([null, "not judged: recording quality"]);
  const older = rowOf(({ points }) => {
    points.push({ ...points.at(-1)!, visitId: "later", date: "2026-09-01" });
  });
  expect([older.change, older.changeNote]).toEqual([null, "later visits follow"]);
});

test("norms carry their citation once, by number", () => {
  const { measures, citations } = reportContent(sampleReport());
  const references = measures.map(({ norm }) => norm?.reference ?? null);
  expect(references).toEqual([1, 1, null, null, 2, 3, 3]);
  expect(citations).toEqual(["made-up norm for tests, n = 60", "made-up norm of pitch", "MDVP threshold"]);
});

test("the picture is of the most typical recording, not of the most striking", () => {
  const { recordings, models } = withPredictions(
    samplePrediction(0.99),
    samplePrediction(0.8),
    samplePrediction(0.6),
  );
  expect(chooseReportPicture(recordings, models)).toEqual({
    recordingId: "recording-1",
    explanation: { model: "als-cnn", target: "ALS" },
  });
  expect(chooseReportPicture(recordings, [])).toEqual({ recordingId: "recording-0", explanation: null });
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

test("a device that changed starts the comparison anew, and the baseline's date is that of its visit", () => {
  const input = sampleReport();
  const series = input.trends.find(({ task }) => task === "ddk-ta")!;
  series.points.at(-1)!.breakBefore = true;
  series.change = { value: 0, inMdc: null, label: "not-enough-visits" };
  const row = reportContent(input).measures.find(({ task }) => task === "ddk-ta")!;
  expect([row.change, row.changeNote]).toEqual([null, "starts anew: device or settings changed"]);
  for (const each of input.trends) each.baseline = { value: each.points[1]!.value, visits: 1 };
  expect(reportContent(input).summary).toContain("Change since 12 Jun 2025");
});

test("the trend leads with the clinical scale, then the model", () => {
  const input = sampleReport();
  const speech = {
    ...input.trends[0]!,
    id: "alsfrs-speech",
    name: "ALSFRS-R speech",
    task: "alsfrs-r",
    unit: "points",
  };
  input.trends.push(speech);
  const drawn = reportContent(input).trends.map(({ title }) => title);
  expect(drawn.slice(0, 3)).toEqual([
    "ALSFRS-R speech",
    "ALS screen (spectrogram network): probability of ALS",
    "syllable rate /ta/",
  ]);
  expect(drawn).toHaveLength(6);
});

test("the answer to all tasks together leads, with the error of both vowels; single recordings follow", () => {
  const input = withPredictions(samplePrediction(0.9), samplePrediction(0.95));
  const together = samplePrediction(0.6);
  input.results[0] = { ...input.results[0]!, together };
  const [model] = reportContent(input).models;
  expect(model!.answer).toBe("Favours ALS (0.60); control not excluded");
  expect(model!.notes[0]).toMatch(
    / together; single recordings: ALS on 2 of 2 \(0\.90 to 0\.95 over 2 recordings\)\.$/,
  );
});

test("the measured error is that of the answer at hand, not always that of the model at its best", () => {
  const input = sampleReport();
  const { provenance } = input.results[0]!;
  const honestError = { metric: "AUC", value: 0.61, interval: null, protocol: 'from "Sustained /a/" alone' };
  input.results[0]!.provenance = { ...provenance, honestError };
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
  const { ensembles } = reportContent({
    ...sampleReport(),
    ensembles: [ensemble, { ...ensemble, kind: "digits" }],
  });
  expect(ensembles).toEqual([
    "2 models together (ALS screen (spectrogram) and other): no detectable dysarthria (like controls), mean probability 0.60; " +
      "majority vote no detectable dysarthria (like controls), by 1 of 2 (0.30 to 0.90). No error was measured of them together.",
  ]);
  const honestError = {
    metric: "macro-F1",
    value: 0.8,
    interval: [0.7, 0.9] as [number, number],
    protocol: "5-fold",
  };
  const measured = reportContent({ ...sampleReport(), ensembles: [{ ...ensemble, honestError }] });
  expect(measured.ensembles[0]).toMatch(
    /\(0\.30 to 0\.90\)\. Measured error together: macro-F1 0\.80 \(95 %: 0\.70–0\.90\); 5-fold\.$/,
  );
});

test("the picture's class too is worded for a patient known to have ALS", () => {
  const input = sampleReport();
  input.models = [{ ...sampleModel, kind: "severity" }];
  input.picture!.explanation = { ...input.picture!.explanation!, target: "healthy" };
  expect(reportContent(input).picture!.sentences[0]).toContain("towards no detectable dysarthria");
});

test("onsets placed by hand are said beside the rhythm, in the list of recordings and among the methods", () => {
  const input = sampleReport();
  const recording = input.recordings.find(({ task }) => task === "ddk-ta")!;
  recording.analysis!.settings.onsetsSeconds = [0.5, 1, 1.5];
  const { measures, recordings, methods } = reportContent(input);
  const rows = measures.filter(({ remark }) => remark.includes("onsets placed by hand"));
  expect(rows.map(({ measureId, task }) => `${measureId} ${task}`)).toEqual([
    "ddk-rate ddk-ta",
    "ddk-cv ddk-ta",
  ]);
  expect(rows.every(({ reliable }) => reliable)).toBe(true);
  const marked = recordings.filter(({ remarks }) => remarks.includes("onsets placed by hand"));
  expect(marked.map(({ task, remarked }) => [task, remarked])).toEqual([["Repeated /ta/", false]]);
  expect(methods.find(({ label }) => label === "By hand")!.text).toContain("Repeated /ta/");
});

test("the visit as a whole: values, doubts, why not, and the vowels behind them", () => {
  const input = sampleReport();
  for (const [index, [f1, f2]] of [
    [700, 1200],
    [500, 1900],
    [300, 2300],
  ].entries()) {
    const { measures } = input.recordings[index]!.analysis!;
    measures.f1 = { value: f1!, unit: "Hz" };
    measures.f2 = { value: f2!, unit: "Hz" };
  }
  input.visitMeasures = {
    measures: {
      fcr: { value: 1.234, unit: "1", doubts: ["low-snr"] },
      tvsa: { value: null, unit: "Hz^2", missing: "too-noisy" },
    },
    norms: { fcr: { lower: null, upper: 1.1, citation: "made-up norm" } },
  };
  const { rows, lacking, vowels } = reportContent(input).wholeVisit!;
  expect(rows.find(({ name }) => name.includes("FCR"))).toMatchObject({
    value: "1.23",
    norm: "up to 1.10 (made-up norm)",
    remark: "background noise",
  });
  expect(rows.find(({ name }) => name.includes("tVSA"))).toMatchObject({ value: "–", remark: "too noisy" });
  expect(lacking).toBe("AVQI 03.01 and ABI: not measured, continuous speech not recorded.");
  expect(vowels.map(({ letter }) => letter)).toEqual(["a", "e", "i"]);
});

test("what was measured once gives way to what has a course", () => {
  const input = sampleReport();
  const once = input.trends.find(({ task }) => task === "ddk-ta")!;
  once.points = once.points.slice(-1);
  const titles = reportContent(input).trends.map(({ title }) => title);
  expect(titles[0]).toBe("ALS screen (spectrogram network): probability of ALS");
  expect(titles.indexOf("syllable rate /ta/")).not.toBe(1);
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
    "3 syllables, 4.70 per s, intervals vary by 14.2 %, onsets found by the program.",
  );
  recording.analysis!.settings.onsetsSeconds = [0.5, 1, 1.5];
  expect(rhythmOf(input, recordings, "en")!.words).toContain("onsets placed by hand");
  expect(rhythmOf(null, recordings, "en")).toBeNull();
});
