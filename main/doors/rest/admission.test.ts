import { expect, test } from "vitest";
import type { BulbarError } from "../../../shared/domain/error.ts";
import { Admission } from "./admission.ts";

/** The error that work throws, null where it throws none. */
function thrownBy(work: () => unknown): BulbarError | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as BulbarError;
  }
}

test("a place that was left is free again, and only once", () => {
  const admission = new Admission({ atOnce: 2, perMinute: 600 });
  const leave = admission.enter();
  admission.enter();
  const refused = thrownBy(() => admission.enter());
  expect([refused?.code, refused?.data]).toEqual([
    "too-many-requests",
    { why: "at-once", facts: { limit: 2, seconds: 1 } },
  ]);
  leave();
  expect(thrownBy(() => admission.enter())).toBeNull();
  leave();
  expect(thrownBy(() => admission.enter())?.code).toBe("too-many-requests");
});

test("a tenth of a minute's requests may come in one go; then one comes in as often as the limit says", () => {
  let nowMs = 0;
  const admission = new Admission({ atOnce: 1, perMinute: 30 }, () => nowMs);
  for (let n = 0; n < 3; n++) expect(thrownBy(() => admission.count())).toBeNull();
  expect(thrownBy(() => admission.count())?.data.facts).toEqual({ limit: 30, seconds: 2 });
  nowMs += 2000;
  expect(thrownBy(() => admission.count())).toBeNull();
  expect(thrownBy(() => admission.count())?.data.why).toBe("in-a-minute");
  nowMs += 3_600_000;
  const admitted = Array.from({ length: 10 }, () => thrownBy(() => admission.count())).filter(
    (error) => error === null,
  );
  expect(admitted).toHaveLength(3);
});
