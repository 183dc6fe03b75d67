import { expect, test } from "vitest";
import type { Heard } from "../../../shared/domain/listening.ts";
import { agreementOf } from "./agreement.ts";

const heardBy = (listener: string, grades: number[], isRepeat = false): Heard[] =>
  grades.map((grade, recording) => ({
    ...{ recordingId: `r${recording}`, sessionId: `s ${listener}`, listener, isRepeat, amongVisits: 4 },
    ...{ answeredAt: "2026-01-05T10:00:00Z", kind: "rating" },
    answer: { "grbas-grade": grade, "listening-effort": grade === 3 ? null : 20 * grade },
  }));

test("two listeners agree over what both heard, each with himself over what he heard twice", () => {
  const found = agreementOf([
    ...heardBy("A", [0, 1, 2, 3, 1]),
    ...heardBy("A", [0, 1, 2], true),
    ...heardBy("B", [0, 1, 2, 3]),
  ]);
  const told = found.map(({ measure, first, second, recordings, reliability }) => [
    ...[measure, first, second, recordings],
    reliability && [reliability.statistic, reliability.value],
  ]);
  expect(told).toEqual([
    ["listening-effort", "A", "A", 3, ["icc-2-1", 1]],
    ["listening-effort", "A", "B", 3, ["icc-2-1", 1]],
    ["grbas-grade", "A", "A", 3, ["weighted-kappa", 1]],
    ["grbas-grade", "A", "B", 4, ["weighted-kappa", 1]],
  ]);
});

test("sentences that a listener already knew tell nothing", () => {
  const typed = (listener: string, heardBefore: boolean): Heard => ({
    ...{ recordingId: "r", sessionId: "s", listener, isRepeat: false, amongVisits: 4 },
    ...{ answeredAt: "2026-01-05T10:00:00Z", kind: "transcription" },
    answer: { passage: "unseen-en-1", typed: "", words: 10, right: 5, heardBefore },
  });
  expect(agreementOf([typed("A", true), typed("B", false)])).toEqual([]);
  expect(agreementOf([typed("A", false), typed("B", false)])).toMatchObject([
    { measure: "sentence-intelligibility", recordings: 1, reliability: null },
  ]);
});
