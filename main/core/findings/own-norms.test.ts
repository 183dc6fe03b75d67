import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { judgeNorm, type Norm, type Norms, parseNorms } from "./norms.ts";
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
