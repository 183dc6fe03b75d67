import { expect, test } from "vitest";
import { PatientId, TreatmentId } from "../../shared/domain/ids.ts";
import type { Treatment } from "../../shared/domain/treatment.ts";
import { laneBars } from "./treatment-lanes.ts";

const treatment = (kind: Treatment["kind"], start: string, end: string | null): Treatment => ({
  id: TreatmentId.parse(`${kind} ${start}`),
  patientId: PatientId.parse("p"),
  kind,
  label: "",
  start,
  end,
});
const span: [string, string] = ["2026-01-01", "2026-12-31"];

test("bars are cut at the span; what lies outside is left out", () => {
  const bars = laneBars(
    [
      treatment("riluzole", "2025-05-01", null),
      treatment("PEG", "2026-06-01", "2026-07-01"),
      treatment("NIV", "2025-01-01", "2025-12-31"),
      treatment("tofersen", "2027-01-01", null),
    ],
    span,
    "2027-06-01",
  );
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    ["2026-01-01", "2026-12-31"],
    ["2026-06-01", "2026-07-01"],
  ]);
});

test("a treatment that goes on is drawn until today, not into a projection", () => {
  const [bar] = laneBars([treatment("riluzole", "2026-02-01", null)], span, "2026-08-01");
  expect(bar?.to).toBe("2026-08-01");
});

test("a treatment that was taken up again stays in its lane; lanes follow the first start", () => {
  const bars = laneBars(
    [
      treatment("edaravone", "2026-03-01", null),
      treatment("riluzole", "2026-02-01", "2026-03-01"),
      treatment("riluzole", "2026-05-01", null),
    ],
    span,
    "2027-06-01",
  );
  expect(bars.map(({ treatment: { kind }, lane }) => [kind, lane])).toEqual([
    ["riluzole", 0],
    ["edaravone", 1],
    ["riluzole", 0],
  ]);
});
