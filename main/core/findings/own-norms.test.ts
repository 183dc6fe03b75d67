import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { judgeNorm, type Norm, type Norms, type NormsAtHand, parseNorms } from "./norms.ts";
import { withOwnNorms } from "./own-norms.ts";

const shipped = parseNorms(readFileSync(new URL("../../../resources/norms.json", import.meta.url), "utf8"));
const own = (...norms: Partial<Norm>[]): Norms =>
  parseNorms(
    JSON.stringify({
      schemaVersion: 2,
      norms: norms.map((norm) => ({
        ...{ measure: "jitter-local", tasks: ["vowel-a"], unit: "%", seen: "measured" },
        ...{ source: "our clinic", population: "120 of our own", program: "Bulbar 0.1.0" },
        ...{ sex: null, ageYears: null, language: null, speakers: 120, kind: "cut-off", limit: 2.5 },
        ...norm,
      })),
      typical: [],
      measurementError: [],
    }),
  );
const jitter = (norms: Norms, task: string, sex: "female" | "male" | null = null) =>
  judgeNorm(norms, { measure: "jitter-local", task, unit: "%", value: 2, sex, ageYears: 60, language: null });

test("a row of the site judges in place of the program's and says so; other tasks and measures keep the program's", () => {
  const norms = withOwnNorms(shipped, own({}));
  expect(jitter(shipped, "vowel-a")?.verdict).toBe("outside");
  expect(jitter(norms, "vowel-a")).toMatchObject({
    ...{ verdict: "within", limit: 2.5, source: "our clinic", ofSite: true },
  });
  expect(jitter(norms, "vowel-i")).toEqual(jitter(shipped, "vowel-i"));
  expect(jitter(norms, "vowel-i")?.ofSite).toBeUndefined();
});

test("a site's norm of one sex leaves the other without one: two populations are not mixed", () => {
  const norms = withOwnNorms(shipped, own({ sex: "female" }));
  expect(jitter(norms, "vowel-a", "female")?.limit).toBe(2.5);
  expect(jitter(norms, "vowel-a", "male")).toBeNull();
});

test("a site's norm of its language leaves those of other languages", () => {
  const rate = { measure: "speaking-rate-wpm", tasks: ["reading"], unit: "1/min", limit: 110 };
  const norms = withOwnNorms(shipped, own({ ...rate, language: "de" }));
  const judged = (language: string) =>
    judgeNorm(norms, { ...rate, task: "reading", value: 130, sex: null, ageYears: null, language });
  expect(judged("de")).toMatchObject({ verdict: "within", ofSite: true });
  expect(judged("en")?.source).toContain("fneur.2021.664713");
});

test("a row of the site takes the place of the program's in its own task alone, and the row stays for its other tasks", () => {
  const limits = (norms: NormsAtHand) =>
    norms.norms.map(({ measure, tasks, ofSite }) => [measure, tasks, ofSite ?? false]);
  const both = own({ tasks: ["vowel-a", "vowel-i"] });
  expect(limits(withOwnNorms(both, own({})))).toEqual([
    ["jitter-local", ["vowel-a"], true],
    ["jitter-local", ["vowel-i"], false],
  ]);
  expect(limits(withOwnNorms(own({}), both))).toEqual([["jitter-local", ["vowel-a", "vowel-i"], true]]);
});

test("a row of the site leaves those of other measures in the same task", () => {
  const shipped = own({}, { measure: "shimmer-local" });
  const { norms } = withOwnNorms(shipped, own({}, { measure: "hnr", unit: "dB" }));
  expect(norms.map(({ measure, ofSite }) => [measure, ofSite ?? false])).toEqual([
    ["jitter-local", true],
    ["hnr", true],
    ["shimmer-local", false],
  ]);
});

test.each([
  ["of every language", null, "de", true],
  ["of its language", "de", "de", true],
  ["of one language, where the program's is of every one,", "de", null, true],
  ["of every language, where the program's is too,", null, null, true],
  ["of another language", "de", "en", false],
])("a row of the site %s (%s for %s) replaces the program's: %s", (_, site, program, replaced) => {
  const { norms } = withOwnNorms(own({ language: program }), own({ language: site }));
  expect(norms).toHaveLength(replaced ? 1 : 2);
});

test("typical values and errors of the site stand before the program's and in their place as well", () => {
  const row = (measure: string, source: string) => ({
    ...{ measure, tasks: ["vowel-a"], unit: "%", source, population: "P", seen: "measured" as const },
  });
  const rows = (source: string, ...measures: string[]): Norms => ({
    ...{ schemaVersion: 2, norms: [] },
    typical: measures.map((measure) => ({
      ...{ ...row(measure, source), program: "Bulbar", sex: null, ageYears: null, language: null },
      ...{ otherLanguages: false, speakers: null, centre: 1, statistic: "mean" as const },
    })),
    measurementError: measures.map((measure) => ({ ...row(measure, source), sem: 1 })),
  });
  const { typical, measurementError } = withOwnNorms(
    rows("program", "jitter-local", "shimmer-local"),
    rows("site", "jitter-local"),
  );
  for (const found of [typical, measurementError])
    expect(found.map(({ measure, source }) => [measure, source])).toEqual([
      ["jitter-local", "site"],
      ["shimmer-local", "program"],
    ]);
});
