import { expect, test } from "vitest";
import { stageTimes } from "./stage-times.ts";

test("a stage lasts until the next begins; one that comes again adds up", () => {
  let nowMs = 100;
  const times = stageTimes(() => nowMs);
  const stages = ["decoding", "decoding", "measuring", "predicting", "measuring", "done"] as const;
  for (const stage of stages) {
    nowMs += 10;
    times.onProgress({ stage, fraction: 0 });
  }
  nowMs += 5;
  expect(times.end()).toEqual({ stagesMs: { decoding: 20, measuring: 20, predicting: 10 }, totalMs: 65 });
});
