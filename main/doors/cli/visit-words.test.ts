import { expect, test } from "vitest";
import type { Figure } from "../../../shared/domain/model-manifest.ts";
import { sampleProvenance } from "../../../shared/domain/provenance.fixture.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { analysisOf } from "../../core/history/analysis.fixture.ts";
import { ensembles, visitResults } from "../../core/inference/visit-result.ts";
import { measuresLine, recordingNote, resultLines } from "./visit-words.ts";

test("a recording's note has its flags and says whose the onsets are", () => {
  const analysis = analysisOf("ddk-rate", 5, "ddk-pa");
  const note = (onsetsSeconds: number[] | null) =>
    recordingNote({
      analysis: { ...analysis, settings: { ...analysis.settings, onsetsSeconds } },
    } as Recording);
  expect(note(null)).toBe("no quality flags");
  expect(note([0.5, 1])).toBe("no quality flags, onsets placed by hand");
  expect(recordingNote({ analysis: null } as Recording)).toBe("not analysed");
});

test("measures over several tasks with their doubts and reasons why not", () => {
  expect(
    measuresLine({
      fcr: { value: 0.881, unit: "1" },
      avqi: { value: 2.1, unit: "1", doubts: ["low-snr"] },
      tvsa: { value: null, unit: "Hz^2", missing: "unvoiced" },
    }),
  ).toBe("whole visit: FCR 0.88, AVQI 03.01 2.10 (low-snr), tVSA - (unvoiced)\n");
  expect(measuresLine({})).toBe("");
});

test("every answer comes with its uncertainty, vote and error; models together without one of their own", () => {
  const [one] = analysisOf("f1", 500).predictions;
  const results = visitResults([one!, { ...one!, model: "b", modelSha256: "cd".repeat(32) }]);
  const joined = (error: Figure | null) =>
    ensembles(
      results,
      () => "screen",
      () => error,
    );
  const lines = resultLines(results, joined(null), (label) => label).split("\n");
  expect(lines[0]).toBe(
    "als-cnn 1.0.0 (experimental): ALS, probability 0.700 (one recording); no set of classes; vote ALS on 1 of 1 (0.700 to 0.700)",
  );
  expect(lines[1]).toContain(`${sampleProvenance.honestError.metric} 0.75 (95 % 0.62-0.86;`);
  expect(lines[4]).toBe(
    "als-cnn + b: ALS, mean probability 0.700; vote ALS by 2 of 2 models (0.700 to 0.700); no error was measured of them together",
  );
  const measured = resultLines(results, joined(sampleProvenance.honestError), (label) => label);
  expect(measured).toMatch(/by 2 of 2 models \(0\.700 to 0\.700\)\n {2}honest error together: AUC 0\.75/);
  expect(lines.at(-2)).toBe("Research use only, not for diagnosis.");
  expect(resultLines([], [], (label) => label)).toBe("");
  const reworded = resultLines(results, [], (label, model) => (model === "b" ? "in other words" : label));
  expect(reworded).toContain("b 1.0.0 (experimental): in other words, probability 0.700");
});
