import { expect, test } from "vitest";
import { auditFilter } from "./audit-filter.ts";

test("empty fields ask for nothing", () => {
  expect(auditFilter({ actor: "", action: "", patient: "  ", from: "", until: "" })).toEqual({});
});

test("both days are in, as this computer counts them, over the end of a month", () => {
  const { from, until, patient } = auditFilter({ patient: " P-1 ", from: "2026-11-30", until: "2026-11-30" });
  expect(patient).toBe("P-1");
  expect(new Date(from ?? "")).toEqual(new Date(2026, 10, 30));
  expect(new Date(until ?? "")).toEqual(new Date(2026, 11, 1));
});
