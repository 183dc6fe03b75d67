import type { VisitFindings } from "../../../shared/domain/visit-findings.ts";
import type { VisitRecord } from "../../../shared/domain/visit-record.ts";
import type { Terminology } from "./terminology.ts";

/** The report that goes along; a draft until somebody has signed it. */
export type ExportedReport = {
  pdf: Uint8Array;
  /** Documents that were signed after it and add to it, oldest first. */
  addenda: readonly Uint8Array[];
  /** Of the words in it, BCP 47; null where it is not known. */
  language: string | null;
  createdAt: Date;
  signedBy: string | null;
};

/** Everything that is handed on of a visit: what was judged of it, and whose it is. */
export type VisitDocument = VisitRecord & { findings: VisitFindings; programVersion: string };

/** A visit with its report and the codes that name what is in it: what a hospital's systems take. */
export type ClinicalDocument = VisitDocument & { report: ExportedReport; terminology: Terminology };
