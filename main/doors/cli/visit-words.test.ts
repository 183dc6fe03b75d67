import { expect, test } from "vitest";
import type { Figure } from "../../../shared/domain/model-manifest.ts";
import { sampleProvenance } from "../../../shared/domain/provenance.fixture.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { VisitResult } from "../../../shared/domain/visit-result.ts";
import { inputOf, visitOn } from "../../core/findings/findings.fixtures.ts";
import { patientFindings } from "../../core/findings/patient-findings.ts";
import { analysisOf } from "../../core/history/analysis.fixture.ts";
import { ensembles, visitResults } from "../../core/inference/visit-result.ts";
import { findingsTable, recordingNote, resultLines, sureWords } from "./visit-words.ts";

test("a recording's note has its flags and says whose the onsets are", () => {
  const analysis = analysisOf("ddk-rate", 5, "ddk-pa");
  const note = (onsetsSeconds: number[] | null) =>
    recordingNote(
      {
        analysis: { ...analysis, settings: { ...analysis.settings, onsetsSeconds } },
      } as Recording,
      "en",
    );
  expect(note(null)).toBe("no quality flags");
  expect(note([0.5, 1])).toBe("no quality flags, times placed by hand");
  expect(recordingNote({ analysis: null } as Recording, "en")).toBe("not analysed");
});

test("findings: value, norm, change and the takes left out with their reasons", () => {
  const [visit, later] = ["2025-01-01", "2025-05-03"].map((date) => visitOn(date));
  const input = inputOf([
    { visit: visit!, measures: { "ddk-rate": 5 } },
    { visit: later!, measures: { "ddk-rate": 4 } },
    { visit: later!, measures: { "ddk-rate": 9 }, flags: ["truncated"] },
  ]);
  const { findings } = patientFindings(input).ofVisit(later!.id);
  expect(findingsTable(findings, "en")).toMatch(
    /ddk-rate +ddk-pa +4\.00 +per s .*error not known +1 of 2 takes left out: cut off/,
  );
});

const jointOfAll = (results: readonly VisitResult[], honestError: Figure | null) => ({
  members: results.map(({ model, version }) => ({ model, version, weight: null })),
  sharpness: 1,
  rejectBelow: null,
  conformal: null,
  strangers: null,
  trainedOn: undefined,
  outside: [],
  honestError,
});

test("every answer comes with its uncertainty, vote and error; models together without one of their own", () => {
  const [one] = analysisOf("f1", 500).predictions;
  const results = visitResults([one!, { ...one!, model: "b", modelSha256: "cd".repeat(32) }]);
  const joined = (error: Figure | null) =>
    ensembles(
      results,
      () => "screen",
      () => jointOfAll(results, error),
    );
  const lines = resultLines(results, joined(null), (label) => label, "en").split("\n");
  expect(lines[0]).toBe(
    "als-cnn 1.0.0 (experimental): ALS, probability 0.70 (one recording); no set of classes; vote ALS on 1 of 1 (0.70 to 0.70)",
  );
  expect(lines[1]).toContain(`${sampleProvenance.honestError.metric} 0.75 (95 %: 0.62–0.86);`);
  expect(lines[4]).toBe(
    "als-cnn + b: ALS, joint probability 0.70; vote ALS by 2 of 2 models (0.70 to 0.70); no error was measured of them together",
  );
  const measured = resultLines(results, joined(sampleProvenance.honestError), (label) => label, "en");
  expect(measured).toMatch(/by 2 of 2 models \(0\.70 to 0\.70\)\n {2}honest error together: AUC 0\.75/);
  expect(lines.at(-2)).toBe("Research use only, not for diagnosis.");
  expect(resultLines([], [], (label) => label, "en")).toBe("");
  const reworded = resultLines(
    results,
    [],
    (label, model) => (model === "b" ? "in other words" : label),
    "en",
  );
  expect(reworded).toContain("b 1.0.0 (experimental): in other words, probability 0.70");
});

test("an answer that is not sure says why in either language", () => {
  const words = (notSureWhy: "undecided" | "none-of-these", language: "en" | "de") =>
    sureWords("3, 0.95", { notSure: true, notSureWhy }, language);
  expect(words("undecided", "en")).toBe("not sure; most probable 3, 0.95");
  expect(words("none-of-these", "en")).toBe("not sure, something else was probably said; fits best 3, 0.95");
  expect(words("none-of-these", "de")).toContain("etwas anderes gesagt");
  expect(sureWords("3, 0.95", { notSure: false }, "en")).toBe("3, 0.95");
});
