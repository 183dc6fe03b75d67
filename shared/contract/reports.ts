import { z } from "zod";
import { PatientId, VisitId } from "../domain/ids.ts";
import { NewSiteText, Passage, PassageLanguage, SiteTextCheck, SiteTextId } from "../domain/passage.ts";
import { Protocols, RecordingProtocol } from "../domain/protocol.ts";
import {
  ClinicHead,
  longestConclusion,
  longestIndication,
  Paper,
  ReportSection,
  SigningMeaning,
  StoredReport,
  usualSections,
} from "../domain/report.ts";
import { SiteForm } from "../domain/site-form.ts";
import { SiteNormsSummary } from "../domain/site-norms.ts";
import { ChoosableModels, TaskModels } from "../domain/task-models.ts";
import { TrendSet } from "../domain/trend-set.ts";
import { Language } from "../words/language.ts";
import { may } from "./may.ts";

/** What a person chooses and writes for a report; everything else in it is found. */
export const ReportDraft = z.object({
  language: Language.default("en"),
  paper: Paper.default("A4"),
  sections: z.array(ReportSection).default([...usualSections]),
  indication: z.string().trim().max(longestIndication).default(""),
  conclusion: z.string().trim().max(longestConclusion).default(""),
});
export type ReportDraft = z.infer<typeof ReportDraft>;

/** What a look at a kept report found. */
export const ReportCheck = z.object({
  report: StoredReport,
  /** The bytes are those of the SHA-256 that was kept with them. */
  unchanged: z.boolean(),
  /** Null for a report without a signature. */
  signature: z
    .object({
      /** It is one over the bytes as they are, and covers the whole file. */
      valid: z.boolean(),
      signer: z.string(),
      certificateSha256: z.string(),
    })
    .nullable(),
});
export type ReportCheck = z.infer<typeof ReportCheck>;

const visitId = z.object({ visitId: VisitId });
const visitInLanguage = visitId.extend({ language: Language.default("en") });
const written = z.object({ fileName: z.string(), pdf: z.instanceof(Blob) });
const kept = z.object({ id: z.string().min(1).max(100) });

export const reports = {
  /** PDF of one visit as its draft says, in the reader's language, not signed; kept as it was handed out. */
  create: may("clinician").input(visitInLanguage).output(written),
  /** What was written for the visit's next report; what the site sets where nothing was. */
  draft: may("clinician").input(visitInLanguage).output(ReportDraft),
  saveDraft: may("clinician").input(visitId.extend({ draft: ReportDraft })),
  /** The PDF that a draft gives, kept nowhere. */
  preview: may("clinician")
    .input(visitId.extend({ draft: ReportDraft }))
    .output(written),
  /**
   * Signs what a draft gives: keeps it for ever, and forgets the draft.
   * @throws not-permitted: not-confirmed, where the password was not entered within the last minutes
   */
  sign: may("clinician")
    .input(visitId.extend({ draft: ReportDraft, meaning: SigningMeaning }))
    .output(StoredReport),
  /** Signs a second document that names a signed report. */
  addAddendum: may("clinician")
    .input(
      kept.extend({
        text: z.string().trim().min(1).max(longestConclusion),
        language: Language.default("en"),
        meaning: SigningMeaning,
      }),
    )
    .output(StoredReport),
  /** Reports of a visit or of all visits of a patient, newest first. */
  list: may("clinician", "technician")
    .input(z.union([visitId, z.object({ patientId: PatientId })]))
    .output(z.array(StoredReport)),
  /** One kept report, by its id or SHA-256. */
  get: may("clinician")
    .input(kept)
    .output(written.extend({ report: StoredReport })),
  verify: may("clinician").input(kept).output(ReportCheck),
  /** The report as text for the hospital's record. */
  text: may("clinician")
    .input(visitInLanguage)
    .output(z.object({ text: z.string() })),
  /** The page in plain words for the patient. */
  plain: may("clinician").input(visitInLanguage).output(written),
};

/** A certificate as it is shown. */
export const CertificateSummary = z.object({
  subject: z.string(),
  issuer: z.string(),
  validTo: z.string(),
  sha256: z.string(),
  selfMade: z.boolean(),
});

/** What a site sets once: how its reports are headed, what they are signed with, what its visits record. */
export const site = {
  clinicHead: may("clinician").output(ClinicHead),
  setClinicHead: may().input(ClinicHead).output(ClinicHead),
  /** What a visit records: the clinic's own protocol and those of the program, with texts in a language. */
  protocols: may("clinician", "technician")
    .input(
      z.object({
        language: PassageLanguage,
        /** Where the visit is told, it is given the sentences that its patient has not read yet. */
        visitId: VisitId.optional(),
      }),
    )
    .output(Protocols),
  /** Null: the clinic has none of its own any more. */
  setProtocol: may("clinician")
    .input(z.object({ protocol: RecordingProtocol.nullable() }))
    .output(z.object({ protocol: RecordingProtocol.nullable() })),
  /** The site's own texts to read. */
  texts: may("clinician", "technician").output(z.array(Passage)),
  /** What a text lacks before its readings can be aligned: the pronunciations of words. */
  checkText: may("clinician").input(NewSiteText).output(SiteTextCheck),
  /** Takes a text in, of which every word has its pronunciation. */
  addText: may("clinician").input(NewSiteText).output(z.array(Passage)),
  /** Takes a text from the list; readings of it keep what was measured. */
  removeText: may("clinician")
    .input(z.object({ id: SiteTextId }))
    .output(z.array(Passage)),
  /** The charts that the clinic looks at first; null: those that the program chooses. */
  trendSet: may("clinician").output(z.object({ set: TrendSet.nullable() })),
  setTrendSet: may("clinician")
    .input(z.object({ set: TrendSet.nullable() }))
    .output(z.object({ set: TrendSet.nullable() })),
  /** Questionnaires and examinations that the site has brought. */
  forms: may("clinician", "technician").output(z.array(SiteForm)),
  /** A form to begin with, which ships with the program. */
  exampleForm: may().output(SiteForm),
  /** Takes a form's file in, JSON, in place of the form with its id; what was filled in keeps the form as it was. */
  addForm: may()
    .input(z.object({ fileName: z.string().max(255), json: z.string().max(200_000) }))
    .output(z.array(SiteForm)),
  removeForm: may()
    .input(z.object({ id: z.string().max(60) }))
    .output(z.array(SiteForm)),
  /** Whether models that learned from simulated voices answer unasked: for training staff and for tests. */
  simulatedModels: may("clinician", "technician", "researcher").output(z.object({ answer: z.boolean() })),
  setSimulatedModels: may()
    .input(z.object({ answer: z.boolean() }))
    .output(z.object({ answer: z.boolean() })),
  /** Which models answer about each task at visits, and which can be chosen. */
  taskModels: may("clinician", "technician", "researcher").output(
    z.object({ chosen: TaskModels, choosable: z.array(ChoosableModels) }),
  ),
  setTaskModels: may()
    .input(z.object({ chosen: TaskModels }))
    .output(z.object({ chosen: TaskModels })),
  /** The site's own norms, which values are held against before the program's; null where it has brought none. */
  norms: may("clinician").output(SiteNormsSummary.nullable()),
  /** Takes a file of norms in, JSON, in place of the one in use. */
  setNorms: may()
    .input(z.object({ fileName: z.string().max(255), json: z.string().max(2_000_000) }))
    .output(SiteNormsSummary.nullable()),
  removeNorms: may().output(SiteNormsSummary.nullable()),
  /** The program's own file of norms: the form that a site's is to have. */
  programNorms: may().output(z.object({ json: z.string() })),
  /** Norms and choice of models of this site, as a file for what opens no history: `analyse`, `batch`, `serve --api`. */
  exportRules: may("clinician", "researcher").output(z.object({ json: z.string() })),
  /** Null until the first signature makes one or one is imported. */
  certificate: may("clinician").output(CertificateSummary.nullable()),
  /** Takes a PKCS#12 file, base 64, in place of the one in use; reports that are signed keep theirs. */
  importCertificate: may()
    .input(z.object({ fileBase64: z.base64().max(200_000), password: z.string().max(1000) }))
    .output(CertificateSummary),
};
