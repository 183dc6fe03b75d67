import { expect, test } from "vitest";
import { sayTreatment, sayTreatmentPeriod } from "./say-treatment.ts";

test.each([
  ["PEG", "", "gastrostomy (PEG)"],
  ["riluzole", "50 mg twice daily", "riluzole, 50 mg twice daily"],
  ["other", "speech therapy", "speech therapy"],
  ["other", "", "other treatment"],
] as const)("%s with label '%s' is %s", (kind, label, name) => {
  expect(sayTreatment({ kind, label }, "en")).toBe(name);
});

test("a treatment without an end goes on", () => {
  expect(sayTreatmentPeriod({ start: "2026-01-12", end: null }, "en")).toBe("since 12 Jan 2026");
  const ended = { start: "2025-10-06", end: "2026-04-13" };
  expect(sayTreatmentPeriod(ended, "en")).toBe("6 Oct 2025 to 13 Apr 2026");
  expect(sayTreatmentPeriod(ended, "de")).toBe("6. Okt. 2025 bis 13. Apr. 2026");
});
