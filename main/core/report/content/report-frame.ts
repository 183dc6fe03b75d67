import { ageAt } from "../../../../shared/domain/calendar.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Paper, ReportSignature } from "../../../../shared/domain/report.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayDate } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { Clinic, Fact } from "./report-input.ts";

/** What stands on every page of a document about a visit, and what its file says of itself. */
export type Frame = {
  language: Language;
  paper: Paper;
  createdAt: Date;
  programVersion: string;
  /** The file's title: never names the patient. */
  documentTitle: string;
  title: string;
  /** "Draft, not signed", "Signed". */
  state: string;
  disclaimer: string;
  /** Name of the patient, or the code where no name is known. */
  patientName: string;
  /** The hospital's code, then birth date, age and sex: on every page. */
  identifiers: { code: string; person: string };
  clinic: Clinic | null;
  /** Versions of the models behind the document; empty for none. */
  versions: string;
};

/** What frames are made from, whatever the document. */
export type FrameInput = {
  patient: Patient;
  visit: Visit;
  language: Language;
  paper: Paper;
  clinic: Clinic | null;
  programVersion: string;
  createdAt: Date;
};

/** The frame but for what tells one document from another. */
export function frameOf({
  patient,
  visit,
  ...input
}: FrameInput): Omit<Frame, "documentTitle" | "title" | "state" | "versions"> {
  const { language, paper, clinic, programVersion, createdAt } = input;
  return {
    language,
    paper,
    clinic,
    programVersion,
    createdAt,
    disclaimer: wordsOf(language).general.researchUseOnly,
    patientName: patient.name || patient.code,
    identifiers: identifierWords(patient, visit, language),
  };
}

function identifierWords(patient: Patient, visit: Visit, language: Language): Frame["identifiers"] {
  const { general, report } = wordsOf(language);
  const born = patient.birthDate
    ? report.born(sayDate(patient.birthDate, language), String(ageAt(patient.birthDate, visit.date)))
    : report.noBirthDate;
  return {
    code: patient.code,
    person: `${born} · ${patient.sex ? general.sex[patient.sex] : report.noSex}`,
  };
}

/** Who signed, when and as what. */
export function signatureFacts({ signer, signedAt, meaning }: ReportSignature, language: Language): Fact[] {
  const words = wordsOf(language).report.signature;
  return [
    { label: words.name, text: signer },
    { label: words.time, text: sayMoment(signedAt, language) },
    { label: words.meaning, text: words.meanings[meaning] },
  ];
}

/** "2026-10-05T14:05:12Z" as "5 Oct 2026, 14:05 UTC". */
export function sayMoment(at: string, language: Language): string {
  return wordsOf(language).report.signature.moment(sayDate(at.slice(0, 10), language), at.slice(11, 16));
}
