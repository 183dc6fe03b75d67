import type { QueryClient } from "@tanstack/react-query";
import type { VisitRecord } from "../shared/domain/visit-record.ts";

/** What is asked about one visit: the visit itself with its recordings, and what is made of them. */
type VisitPart = "record" | "findings" | "thumbnails" | "report-draft" | "report-preview";

/** What is asked about visits in common; whatever is done to one of them changes it. */
type AcrossVisits = "comparison" | "reports" | "worklist";

/** Of everything that is asked about visits. */
export const visitsKey = ["visit"] as const;

/** Of everything that is asked about one visit. */
export const wholeVisitKey = (id: string) => [...visitsKey, { id }] as const;

/** Of one part; `asked`: what it depends on besides. */
export const visitKey = (id: string | undefined, part: VisitPart, ...asked: readonly unknown[]) =>
  [...visitsKey, { id, part }, ...asked] as const;

/** Of what is asked about visits in common. */
export const acrossVisitsKey = (what: AcrossVisits, ...asked: readonly unknown[]) =>
  [...visitsKey, what, ...asked] as const;

/** A recording with its visit and its patient, from a visit that was answered before; undefined where none has it. */
export function recordingOfKnownVisit(client: QueryClient, recordingId: string) {
  const ofAnyVisit = [...visitsKey, { part: "record" satisfies VisitPart }];
  for (const [, record] of client.getQueriesData<VisitRecord>({ queryKey: ofAnyVisit })) {
    const recording = record?.recordings.find(({ id }) => id === recordingId);
    if (record && recording) return { recording, visit: record.visit, patient: record.patient };
  }
}
