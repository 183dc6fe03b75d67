import { expect, test } from "vitest";
import type { Finding } from "../domain/finding.ts";
import type { VisitFindings } from "../domain/visit-findings.ts";
import { sayReferral, sayReferralPart } from "./say-referral.ts";

const found = (measure: string, value: number, unit: string) =>
  ({ measure, task: "reading", value, unit, doubtful: false, norm: { language: "en" } }) as Finding;
const visit = (...findings: Finding[]) => ({ date: "2026-04-13", findings }) as unknown as VisitFindings;

test("the referral tells what is known of rate, understanding and speech, and why it is asked for", () => {
  const text = sayReferral(
    visit(
      found("speaking-rate-wpm", 108, "1/min"),
      found("sentence-intelligibility", 87.5, "%"),
      found("alsfrs-speech", 2, "points"),
    ),
    "en",
  );
  expect(text).toContain("On 13 Apr 2026 the speaking rate was 108 per min.");
  expect(text).toContain("87.50 % of the words");
  expect(text).toContain("ALSFRS-R speech: 2 points (of 4).");
  expect(text).toContain("100 to 120 words a minute");
  expect(text).toContain("doi 10.1044/2018_JSLHR-S-17-0366");
  expect(text).toContain("research use only, not for diagnosis");
});

test("what is not known is not spoken of, and a rate that is kept asks for nothing", () => {
  expect(sayReferral(visit(found("speaking-rate-wpm", 108, "1/min")), "de")).not.toContain("ALSFRS-R");
  expect(sayReferral(visit(found("speaking-rate-wpm", 150, "1/min")), "en")).toBe("");
});

test("as a part of a report it says when the marks are not reached, and speaks of the voice as long as that waits", () => {
  const slow = visit(found("speaking-rate-wpm", 108, "1/min"));
  expect(sayReferralPart(slow, ["voice-banking"], "de")).toEqual([
    sayReferral(slow, "de"),
    expect.stringContaining("Voice Banking"),
  ]);
  expect(sayReferralPart(visit(), [], "en")).toEqual([expect.stringContaining("not reached, or not known")]);
});
