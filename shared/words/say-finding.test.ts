import { expect, test } from "vitest";
import type { Change, Finding, NamedChange, Progression } from "../domain/finding.ts";
import type { NormJudgement } from "../domain/norm.ts";
import { outsideMarks } from "./pseudo.ts";
import {
  sayChange,
  sayFindingChange,
  sayFindingName,
  sayFindingValue,
  sayLeftOut,
  sayLimit,
  sayNorm,
  sayNormSource,
  sayRemarks,
} from "./say-finding.ts";
import { sayProgressionLimits, sayVisit } from "./say-visit.ts";

const norm: NormJudgement = {
  limit: 4.05,
  side: "lower",
  verdict: "outside",
  borderline: null,
  centre: 6,
  source: "Ben-David 2017",
  population: "healthy adults",
  program: "by hand",
  speakers: 90,
  language: null,
};

const change: Change = {
  since: "baseline",
  sinceDate: "2026-10-05",
  sinceVisits: 1,
  from: 3.9,
  value: -0.42,
  inError: -1.8,
  label: "exceeds-measurement-error",
  direction: "worse",
  error: { kind: "published", sem: 0.08, degreesOfFreedom: null, limit: 0.23, source: "Stipancic 2018" },
};

const finding: Finding = {
  measure: "ddk-rate",
  task: "ddk-pataka",
  unit: "1/s",
  value: 3.484,
  missing: [],
  used: ["a", "b"],
  leftOut: [{ recording: "c", reason: "truncated", reasons: ["truncated"] }],
  doubtful: false,
  doubts: [],
  withinVisitSd: null,
  byHand: false,
  norm,
  change,
  sinceLast: null,
  notJudged: null,
};

test("a finding says its name, value, takes, norm and change", () => {
  expect(sayFindingName(finding, "en")).toBe("syllable rate (DDK rate) /pa ta ka/");
  expect(sayFindingValue(finding, "de")).toBe("3,48 pro s");
  expect(sayFindingValue({ ...finding, value: null }, "de")).toBe("–");
  expect(sayLeftOut(finding, "en")).toBe("1 of 3 takes left out: cut off");
  expect(sayLeftOut({ ...finding, leftOut: [] }, "en")).toBe("");
  expect([sayNorm(norm, "en"), sayNorm(null, "de")]).toEqual(["outside the norm", "keine Norm bekannt"]);
  expect(sayLimit("ddk-rate", norm, "1/s", "en")).toBe("norm from 4.05 per s");
  expect(sayNormSource(norm, "en")).toBe("Ben-David 2017; healthy adults, by hand, n = 90");
});

test("a change names the error that judged it", () => {
  expect(sayFindingChange(finding, "en")).toBe(
    "−0.42 per s since 5 Oct 2026, 1.8 times the measurement error (published, Stipancic 2018)",
  );
  expect(sayFindingChange(finding, "de")).toBe(
    "−0,42 pro s seit 5. Okt. 2026, das 1,8-Fache des Messfehlers (veröffentlicht, Stipancic 2018)",
  );
  const ownLine: Change = {
    ...change,
    value: 0.1,
    inError: 0.4,
    sinceVisits: 2,
    label: "within-measurement-error",
    error: { kind: "own-line", sem: 0.1, degreesOfFreedom: 3, limit: 0.3, source: "5 visits" },
  };
  expect(sayChange("ddk-rate", "1/s", ownLine, "en")).toBe(
    "+0.10 per s since the mean of 2 visits from 5 Oct 2026, within measurement error (scatter about this patient's own line)",
  );
  const shortTerm: Change = { ...ownLine, inError: 2.2, label: "beyond-short-term-error-only" };
  expect(sayChange("ddk-rate", "1/s", shortTerm, "en")).toMatch(/2\.2 times the scatter within one visit/);
  const unknown: Change = { ...change, inError: null, error: null, label: "no-error-known" };
  expect(sayChange("ddk-rate", "1/s", unknown, "en")).toBe("−0.42 per s since 5 Oct 2026, error not known");
  expect(sayFindingChange({ ...finding, change: null, notJudged: "device-changed" }, "en")).toBe(
    "starts anew: microphone changed",
  );
});

test("remarks tell why there is no value, what is in doubt, what was left out or set by hand", () => {
  expect(sayRemarks({ ...finding, value: null, missing: ["unvoiced"], leftOut: [] }, "en")).toEqual([
    "no value: no voice found",
  ]);
  expect(sayRemarks({ ...finding, doubtful: true, doubts: ["short"], byHand: true }, "en")).toEqual([
    "doubtful: short recording",
    "1 of 3 takes left out: cut off",
    "times placed by hand",
  ]);
  expect(sayRemarks({ ...finding, leftOut: [] }, "en")).toEqual([]);
});

const progression: Progression = {
  verdict: "likely-change",
  sinceDate: "2026-02-23",
  judged: 12,
  worse: [
    {
      measure: "ddk-rate",
      task: "ddk-pataka",
      family: "timing",
      unit: "1/s",
      value: 3.48,
      change: -0.42,
      inError: -1.8,
      direction: "worse",
      visits: 2,
    },
  ],
  better: [],
  notSeen: [{ measure: "hnr", task: "vowel-a", reason: "no-error-known" }],
  detectable: [{ measure: "ddk-rate", task: "ddk-pataka", unit: "1/s", value: 0.31 }],
};

const alsfrs: Finding = {
  ...finding,
  measure: "alsfrs-speech",
  task: "alsfrs-r",
  unit: "points",
  value: 2,
  norm: null,
  change: { ...change, value: -1, sinceDate: "2026-02-23" },
};

test("the visit's sentence: what changed by how much, what lies outside its norm, ALSFRS-R", () => {
  expect(sayVisit({ progression, findings: [finding, alsfrs] }, "en")).toEqual([
    "Likely change since 23 Feb 2026.",
    "Worse: syllable rate /pa ta ka/ 3.90 to 3.48 per s (1.8 times the measurement error).",
    "Outside the norm: syllable rate /pa ta ka/ 3.48 per s (norm from 4.05 per s).",
    "ALSFRS-R speech 2 of 4 (−1 since 23 Feb 2026).",
  ]);
  expect(sayVisit({ progression, findings: [] }, "de")[0]).toBe(
    "Wahrscheinliche Änderung seit 23. Feb. 2026.",
  );
  expect(sayProgressionLimits(progression, "en")).toEqual([
    "Would have been found in 80 of 100 patients: syllable rate /pa ta ka/ by 0.31 per s.",
    "Could not have been seen: voice against noise /a/.",
  ]);
});

test("one measure stands for its family in the sentence, what tracks ALS best first", () => {
  const [rate] = progression.worse as [NamedChange];
  const worse = [
    { ...rate, measure: "shimmer-local", task: "vowel-i", inError: 156 },
    { ...rate, measure: "shimmer-apq3", task: "vowel-i", inError: 200 },
    { ...rate, measure: "alsfrs-speech", task: "alsfrs-r" },
    { ...rate, task: "ddk-ka", inError: -9 },
    rate,
  ];
  const said = sayVisit({ progression: { ...progression, worse }, findings: [] }, "en")[1];
  expect(said).toMatch(/^Worse: syllable rate \/pa ta ka\/ .* and steadiness of loudness \/i\/ [^,]*\.$/);
});

test("no word of a finding is outside shared/words", () => {
  const said = [
    ...sayVisit({ progression, findings: [finding, alsfrs] }, "pseudo"),
    ...sayProgressionLimits(progression, "pseudo"),
    ...sayRemarks({ ...finding, doubtful: true, doubts: ["short"], byHand: true }, "pseudo"),
  ];
  for (const text of said) expect(outsideMarks(text)).not.toMatch(/\p{L}/u);
  const data = /Stipancic|Ben-David|healthy adults|by hand/g;
  expect(outsideMarks(sayFindingChange(finding, "pseudo")).replace(data, "")).not.toMatch(/\p{L}/u);
});
