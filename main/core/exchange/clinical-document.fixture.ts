import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { noRecordingState, type RecordingState } from "../../../shared/domain/recording-state.ts";
import { SiteForm, type VisitForm } from "../../../shared/domain/site-form.ts";
import { findProgramFolder } from "../program.ts";
import { sampleReport } from "../report/content/sample-report.fixture.ts";
import { parseTerminology } from "./terminology.ts";
import type { ClinicalDocument } from "./visit-document.ts";

const codes = join(findProgramFolder(), "resources", "exchange", "code-system.json");

export const sampleAlsfrs: Alsfrs = {
  speech: 3,
  salivation: 4,
  swallowing: 2,
  handwriting: 4,
  cuttingFood: 1,
  gastrostomy: true,
  dressing: 4,
  turningInBed: 4,
  walking: 0,
  climbingStairs: 4,
  dyspnoea: 4,
  orthopnoea: 4,
  respiratoryInsufficiency: 4,
  rater: "Nurse B.",
  mode: "phone",
};

export const sampleState: RecordingState = {
  timeOfDay: "14:05",
  fatigue: 7,
  ventilation: "at-night",
  mask: "none",
  posture: "sitting",
};

/** A form of every kind of field, filled in. */
export const sampleForm: VisitForm = {
  form: SiteForm.parse({
    schemaVersion: 1,
    id: "examination",
    title: { en: "Examination" },
    source: "made up",
    fields: [
      {
        id: "weight",
        label: { en: "Weight" },
        kind: "number",
        unit: "kg",
        minimum: 20,
        maximum: 300,
        decimals: 1,
      },
      {
        id: "cough",
        label: { en: "Cough" },
        kind: "choice",
        options: [
          { score: 0, label: { en: "normal" } },
          { score: 1, label: { en: "weakened" } },
        ],
      },
      { id: "note", label: { en: "Note" }, kind: "text" },
    ],
  }),
  answers: { weight: 70.5, cough: 1, note: "=tired" },
  before: null,
};

const scored = (measure: string, value: number): Finding => ({
  ...sampleReport().findings.findings[0]!,
  measure,
  task: "alsfrs-r",
  unit: "points",
  value,
  used: [],
  leftOut: [],
  norm: null,
  change: null,
});

/** The made-up visit of the report's tests with an ALSFRS-R and a PDF of an odd number of bytes. */
export function sampleDocument(change: Partial<ClinicalDocument> = {}): ClinicalDocument {
  const { patient, visit, recordings, findings, programVersion } = sampleReport();
  return {
    patient,
    visit,
    recordings,
    alsfrs: sampleAlsfrs,
    alsfrsBefore: null,
    forms: [],
    state: noRecordingState,
    chosenModels: {},
    roomCheck: null,
    findings: { ...findings, findings: [...findings.findings, scored("alsfrs-total", 38)] },
    programVersion,
    report: {
      pdf: new TextEncoder().encode("%PDF-1.7 odd."),
      addenda: [],
      language: "en",
      createdAt: new Date("2026-03-12T10:15:00Z"),
      signedBy: null,
    },
    terminology: parseTerminology(readFileSync(codes, "utf8")),
    ...change,
  };
}
