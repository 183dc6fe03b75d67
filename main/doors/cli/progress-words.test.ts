import { expect, test } from "vitest";
import { progressWords } from "./progress-words.ts";

test("the rate is of this run alone, the remaining time of all that is left", () => {
  const many = { done: 300, before: 1000, failures: 2, total: 2000, seconds: 10 };
  expect(progressWords(many, "en")).toBe("1300 of 2000, 2 failed, 30.0 per s, 23 s left");
  expect(progressWords({ ...many, total: 10_000 }, "de")).toBe(
    "1300 von 10000, 2 gescheitert, 30,0 je s, noch 4 min 50 s",
  );
});

test("while the source is not counted there is no remaining time", () => {
  expect(progressWords({ done: 5, before: 0, failures: 0, total: null, seconds: 2 }, "en")).toBe(
    "5 of …, 0 failed, 2.5 per s",
  );
});
