import { expect, test } from "vitest";
import { treatmentName, treatmentPeriod } from "./treatment-words.ts";

test.each([
  ["PEG", "", "gastrostomy (PEG)"],
  ["riluzole", "50 mg twice daily", "riluzole, 50 mg twice daily"],
  ["other", "speech therapy", "speech therapy"],
  ["other", "", "other treatment"],
] as const)("%s with label '%s' is %s", (kind, label, name) => {
  expect(treatmentName({ kind, label })).toBe(name);
});

test("a treatment without an end goes on", () => {
  expect(treatmentPeriod({ start: "2026-01-12", end: null })).toBe("since 2026-01-12");
  expect(treatmentPeriod({ start: "2025-10-06", end: "2026-04-13" })).toBe("2025-10-06 to 2026-04-13");
});
