import { expect, test } from "vitest";
import { sayBatchProgress } from "./say-batch.ts";

test("the rate is of this run alone, the remaining time of all that is left", () => {
  const many = { done: 300, before: 1000, failures: 2, total: 2000 };
  expect(sayBatchProgress(many, 10, "en")).toBe("1300 of 2000, 2 failed, 30.0 per s, 23 s left");
  expect(sayBatchProgress({ ...many, total: 10_000 }, 10, "de")).toBe(
    "1300 von 10000, 2 gescheitert, 30,0 je s, noch 4 min 50 s",
  );
});

test("while the source is not counted there is no remaining time", () => {
  expect(sayBatchProgress({ done: 5, before: 0, failures: 0, total: null }, 2, "en")).toBe(
    "5 of …, 0 failed, 2.5 per s",
  );
});
