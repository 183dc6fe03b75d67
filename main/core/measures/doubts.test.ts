import { expect, test } from "vitest";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { Quality, QualityFlag } from "../../../shared/domain/quality.ts";
import { withDoubts } from "./doubts.ts";

const measures: Measures = {
  "read-score-stops": { value: -3, unit: "nats" },
  "read-vowel-dispersion": { value: 1.6, unit: "Bark" },
  "read-f2-slope": { value: 3, unit: "Hz/ms" },
  "read-words-rate": { value: 150, unit: "1/min" },
  "read-pauses-between": { value: null, unit: "count", missing: "not-aligned" },
};
const doubtsBeside = (...flags: QualityFlag[]) => {
  const found = withDoubts(measures, "reading", { flags } as Quality, 0);
  return Object.fromEntries(Object.entries(found).map(([id, { doubts = [] }]) => [id, doubts]));
};

test("noise makes scores and formants of a reading doubtful, and leaves its rate", () => {
  expect(doubtsBeside("low-snr")).toEqual({
    "read-score-stops": ["low-snr"],
    "read-vowel-dispersion": ["low-snr"],
    "read-f2-slope": ["low-snr"],
    "read-words-rate": [],
    "read-pauses-between": [],
  });
  expect(Object.values(doubtsBeside()).flat()).toEqual([]);
});

test("the echo of a room makes voice quality, pauses and syllables doubtful, and leaves F0, formants and the rate of words", () => {
  const told: Measures = Object.fromEntries(
    [
      "hnr",
      "shimmer-local",
      "ddk-cv",
      "pause-ratio",
      "f0-mean",
      "f1",
      "read-words-rate",
      "read-pauses-between",
    ].map((id) => [id, { value: 1, unit: "%" }]),
  );
  const marked = withDoubts(told, "ddk-pa", { flags: ["reverberant"] } as unknown as Quality, 200);
  const doubtful = Object.keys(marked).filter((id) => marked[id]?.doubts?.includes("reverberant"));
  expect(doubtful).toEqual(["hnr", "shimmer-local", "ddk-cv", "pause-ratio", "read-pauses-between"]);
});

test("what is cut off makes the rate doubtful too, and what has no value is not marked", () => {
  expect(doubtsBeside("truncated")).toMatchObject({
    "read-words-rate": ["short"],
    "read-pauses-between": [],
  });
});
