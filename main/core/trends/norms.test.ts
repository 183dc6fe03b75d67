import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadNorms, normBand, normFor, publishedError, stabilityOf } from "./norms.ts";

const shipped = loadNorms(new URL("../../../resources/norms-1.json", import.meta.url).pathname);

test("Praat's norm of jitter comes before MDVP's, within its ages", async () => {
  const norm = normFor(await shipped, "jitter-local", "vowel-a", "male", 60);
  expect(norm).toMatchObject({ algorithm: "Praat", kind: "mean", mean: 0.26, sd: 0.12, ageYears: [20, 79] });
  expect(normBand(norm!)).toMatchObject({ lower: expect.closeTo(0.0248), upper: expect.closeTo(0.4952) });
});

test("outside those ages, or without an age, MDVP's threshold stands, and says so", async () => {
  for (const age of [80, null]) {
    const norm = normFor(await shipped, "jitter-local", "vowel-a", null, age);
    expect(norm).toMatchObject({ algorithm: "MDVP", upper: 1.04 });
    expect(normBand(norm!)?.citation).toContain("other algorithm (MDVP)");
  }
});

test.each([
  ["jitter-rap", 0.68],
  ["jitter-ppq5", 0.84],
  ["shimmer-local-db", 0.35],
  ["shimmer-apq11", 3.07],
])("MDVP's threshold of %s is %d", async (measure, upper) => {
  const norm = normFor(await shipped, measure, "vowel-a", null, 50);
  expect(normBand(norm!)).toMatchObject({ lower: null, upper });
  expect(normFor(await shipped, measure, "vowel-i", null, 50)).toBeNull();
});

test("phonation time: a band from the standard error and the speakers; medians alone give none", async () => {
  const norms = await shipped;
  // 22.97 -+ 1.96 * 1.11 * sqrt(26)
  expect(normBand(normFor(norms, "mpt", "mpt-a", "male", 75)!)).toMatchObject({
    lower: expect.closeTo(11.877, 2),
    upper: expect.closeTo(34.063, 2),
  });
  const median = normFor(norms, "mpt", "mpt-a", "female", 90);
  expect(median).toMatchObject({ kind: "centre", centre: 12, statistic: "median" });
  expect(normBand(median!)).toBeNull();
});

test("the typical CPPS is the woman's for women; a figure that was not seen in print says so", async () => {
  const norms = await shipped;
  expect(normFor(norms, "cpps", "vowel-a", "female", 50)).toMatchObject({ centre: 16.1 });
  expect(normFor(norms, "cpps", "vowel-a", null, 50)).toMatchObject({ centre: 16.3 });
  expect(normBand(normFor(norms, "ddk-rate", "ddk-pataka", null, 70)!)?.citation).toContain("not verified");
});

test("measurement error: MDC95 becomes SEM; reliability coefficients and other units do not", async () => {
  const norms = await shipped;
  const error = publishedError(norms, "alsfrs-speech", "alsfrs-r", "points");
  expect(error?.sem).toBeCloseTo(0.86 / 2.77181, 5);
  expect(error?.degreesOfFreedom).toBe(Number.POSITIVE_INFINITY);
  expect(publishedError(norms, "alsfrs-speech", "alsfrs-r", "percent")).toBeNull();
  expect(publishedError(norms, "jitter-local", "vowel-a", "%")).toBeNull();
  expect(publishedError(norms, "ddk-rate", "ddk-pa", "1/s")).toBeNull();
});

test.each([
  ["jitter-local", "vowel-a", "moderate"],
  ["hnr", "vowel-a", "good"],
  ["ddk-rate", "ddk-pa", "excellent"],
  ["f0-sd", "vowel-a", "poor"],
  ["jitter-local", "reading", "poor"],
])("stability of %s in %s is %s", async (measure, task, level) => {
  expect(stabilityOf(await shipped, measure, task)?.level).toBe(level);
});

test("every norm has a citation, and only those seen in print are verified", async () => {
  const { norms, measurementError } = await shipped;
  for (const { citation, verified } of [...norms, ...measurementError])
    expect(verified).toBe(!citation.includes("clinical reference"));
});

test("a file that is not a file of norms is refused", async () => {
  const path = join(tmpdir(), `bulbar-norms-${process.pid}.json`);
  await writeFile(path, '{"schemaVersion": 1, "norms": [{"measure": "mpt"}], "measurementError": []}');
  await expect(loadNorms(path)).rejects.toMatchObject({ code: "invalid-input" });
});
