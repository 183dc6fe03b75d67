import { expect, test } from "vitest";
import { auditFilter } from "./audit-filter.ts";

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("empty fields ask for nothing", () => {
  expect(auditFilter(formOf({ actor: "", action: "", patient: "  ", from: "", until: "" }))).toEqual({});
});

test("both days are in, as this computer counts them, over the end of a month", () => {
  const { from, until, patient } = auditFilter(
    formOf({ patient: " P-1 ", from: "2026-11-30", until: "2026-11-30" }),
  );
  expect(patient).toBe("P-1");
  expect(new Date(from ?? "")).toEqual(new Date(2026, 10, 30));
  expect(new Date(until ?? "")).toEqual(new Date(2026, 11, 1));
});
