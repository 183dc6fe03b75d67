import { expect, test } from "vitest";
import { speakerOf } from "./speaker.ts";
import { treatmentName, treatmentPeriod } from "./treatment-words.ts";

const english = speakerOf("en");
const german = speakerOf("de");

test.each([
  ["PEG", "", "gastrostomy (PEG)"],
  ["riluzole", "50 mg twice daily", "riluzole, 50 mg twice daily"],
  ["other", "speech therapy", "speech therapy"],
  ["other", "", "other treatment"],
] as const)("%s with label '%s' is %s", (kind, label, name) => {
  expect(treatmentName({ kind, label }, english)).toBe(name);
});

test("a treatment without an end goes on", () => {
  expect(treatmentPeriod({ start: "2026-01-12", end: null }, english)).toBe("since 12 Jan 2026");
  const ended = { start: "2025-10-06", end: "2026-04-13" };
  expect(treatmentPeriod(ended, english)).toBe("6 Oct 2025 to 13 Apr 2026");
  expect(treatmentPeriod(ended, german)).toBe("6. Okt. 2025 bis 13. Apr. 2026");
});
