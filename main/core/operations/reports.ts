import { createHash } from "node:crypto";
import { ReportDraft } from "../../../shared/contract/reports.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { ReportSignature, SigningMeaning } from "../../../shared/domain/report.ts";
import type { Session } from "../../../shared/domain/session.ts";
import { visitFindings } from "../analysis/judge-patient.ts";
import type { Core } from "../core.ts";
import { audited } from "../history/audit.ts";
import type { History } from "../history/open-history.ts";
import { getPatient } from "../history/patients.ts";
import { keepReportDraft, readReportDraft } from "../history/report-drafts.ts";
import { addReport, listPatientReports, listReports, readReport } from "../history/reports.ts";
import { getVisit } from "../history/visits.ts";
import { addendumContent } from "../report/content/addendum.ts";
import { plainPage } from "../report/content/plain-page.ts";
import { reportContent } from "../report/content/report-content.ts";
import { reportText } from "../report/content/report-text.ts";
import type { SignatureRoom } from "../report/pdf/document.ts";
import { codeInFileName } from "./code-in-file-name.ts";
import { operation } from "./implementer.ts";
import { type ReportRequest, reportInput } from "./report-input.ts";
import { clinicHeadOf, clinicOf, signingCertificate } from "./site.ts";

/** What draws a PDF and what signs one is loaded when one is asked for: each takes as long as the rest of the core. */
const drawing = () => import("../report/pdf/report-pdf.ts");
const letters = () => import("../report/pdf/letter-pdf.ts");
const signing = () => import("../signing/pdf-signature.ts");

export const reports = {
  create: operation.reports.create.handler(async ({ context: { core }, input, signal }) => {
    const history = await core.history();
    const draft = draftOf(history, input);
    const pdf = await writtenReport(core, { visitId: input.visitId, draft, signature: null }, signal);
    addReport(history, { visitId: input.visitId, pdf, signature: null, addsTo: null });
    return { fileName: fileNameOf(history, input.visitId), pdf: pdfBlob(pdf) };
  }),
  draft: operation.reports.draft.handler(async ({ context: { core }, input }) =>
    draftOf(await core.history(), input),
  ),
  saveDraft: operation.reports.saveDraft.handler(async ({ context: { core }, input }) =>
    keepReportDraft(await core.history(), input.visitId, input.draft),
  ),
  preview: operation.reports.preview.handler(async ({ context: { core }, input, signal }) => {
    const pdf = await writtenReport(core, { ...input, signature: null }, signal);
    return { fileName: fileNameOf(await core.history(), input.visitId), pdf: pdfBlob(pdf) };
  }),
  sign: operation.reports.sign.handler(async ({ context: { core, session }, input, signal }) => {
    const { visitId, draft, meaning } = input;
    const signature = signatureOf(core, session, meaning);
    const history = await core.history();
    const pdf = await signed(core, history, signature, (room) =>
      writtenReport(core, { visitId, draft, signature }, signal, room),
    );
    return addReport(history, { visitId, pdf, signature, addsTo: null });
  }),
  addAddendum: operation.reports.addAddendum.handler(async ({ context: { core, session }, input }) => {
    const { id, text, language, meaning } = input;
    const signature = signatureOf(core, session, meaning);
    const history = await core.history();
    const { report: addsTo } = readReport(history, id);
    if (!addsTo.signature) throw new BulbarError("invalid-input", { why: "not-signed" });
    const frame = frameInput(core, history, addsTo.visitId as VisitId, language);
    const createdAt = new Date(signature.signedAt);
    const content = addendumContent({ ...frame, createdAt, addsTo, text, signature });
    const { writeAddendum } = await letters();
    const pdf = await signed(core, history, signature, (room) => writeAddendum(content, room));
    return addReport(history, {
      visitId: addsTo.visitId as VisitId,
      pdf,
      signature,
      addsTo: addsTo.sha256,
    });
  }),
  list: operation.reports.list.handler(async ({ context: { core }, input }) => {
    const history = await core.history();
    return "visitId" in input
      ? listReports(history, input.visitId)
      : listPatientReports(history, input.patientId);
  }),
  get: operation.reports.get.handler(async ({ context: { core }, input: { id } }) => {
    const history = await core.history();
    const { report, pdf } = readReport(history, id);
    const fileName = fileNameOf(history, report.visitId as VisitId, report.sha256.slice(0, 8));
    return { report, fileName, pdf: pdfBlob(pdf) };
  }),
  verify: operation.reports.verify.handler(async ({ context: { core }, input: { id } }) => {
    const { report, pdf } = readReport(await core.history(), id);
    const { verifyPdf } = await signing();
    const check = await verifyPdf(pdf);
    return {
      report,
      unchanged: createHash("sha256").update(pdf).digest("hex") === report.sha256,
      signature: check && {
        valid: check.valid && check.whole,
        signer: check.signer,
        certificateSha256: check.certificateSha256,
      },
    };
  }),
  text: operation.reports.text.handler(async ({ context: { core }, input, signal }) => {
    const history = await core.history();
    const draft = draftOf(history, input);
    // no picture is needed for what is text
    const sections = draft.sections.filter((section) => section !== "sound");
    const request = { visitId: input.visitId, draft: { ...draft, sections }, signature: null };
    const text = reportText(reportContent(await reportInput(core, request, signal)));
    exported(history, input.visitId, "report as text");
    return { text };
  }),
  plain: operation.reports.plain.handler(async ({ context: { core }, input, signal }) => {
    const history = await core.history();
    const frame = frameInput(core, history, input.visitId, input.language);
    const findings = await visitFindings(core, input.visitId, signal ? { signal } : {});
    const { writePlainPage } = await letters();
    const pdf = await writePlainPage(plainPage({ ...frame, findings }));
    exported(history, input.visitId, "page in plain words");
    return { fileName: fileNameOf(history, input.visitId, "plain"), pdf: pdfBlob(pdf) };
  }),
};

type Language = ReportDraft["language"];

async function writtenReport(
  core: Core,
  request: ReportRequest,
  signal?: AbortSignal,
  room: SignatureRoom | null = null,
): Promise<Uint8Array> {
  const content = reportContent(await reportInput(core, request, signal));
  const { writeReport } = await drawing();
  return writeReport(content, room);
}

/** The visit's draft in the reader's language; what the site sets where nothing was written yet. */
function draftOf(
  history: History,
  { visitId, language }: { visitId: VisitId; language: Language },
): ReportDraft {
  const kept = readReportDraft(history, visitId);
  if (kept) return { ...kept, language };
  return ReportDraft.parse({ language, paper: clinicHeadOf(history).paper });
}

/** Writes a document with room for a signature and signs it with the site's certificate. */
async function signed(
  core: Core,
  history: History,
  { signer, signedAt, meaning }: ReportSignature,
  write: (room: SignatureRoom) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { byteRangePlaceholder, signatureBytes, signPdf } = await signing();
  const certificate = await signingCertificate(core, history);
  const pdf = await write({
    signer,
    signedAt: new Date(signedAt),
    reason: meaning,
    bytes: signatureBytes,
    byteRange: byteRangePlaceholder,
  });
  return signPdf(pdf, certificate);
}

/** @throws BulbarError not-permitted where the password was not entered just now, not-logged-on without users */
function signatureOf(core: Core, session: Session, meaning: SigningMeaning): ReportSignature {
  if (!core.vault.hasUsers()) throw new BulbarError("not-logged-on", { why: "no-users" });
  const now = core.now().toISOString();
  if (!session.confirmedUntil || session.confirmedUntil < now)
    throw new BulbarError("not-permitted", { why: "not-confirmed" });
  return { signer: session.user, signedAt: now, meaning };
}

function frameInput(core: Core, history: History, visitId: VisitId, language: Language) {
  const visit = getVisit(history, visitId);
  const { paper } = draftOf(history, { visitId, language });
  return {
    visit,
    patient: getPatient(history, visit.patientId),
    language,
    paper,
    clinic: clinicOf(history),
    programVersion: core.options.programVersion,
    createdAt: core.now(),
  };
}

function exported(history: History, visitId: VisitId, detail: string): void {
  audited(
    history,
    () => getVisit(history, visitId),
    ({ patientId }) => ({ action: "export", patientId, subject: `visit ${visitId}`, detail }),
  );
}

function fileNameOf(history: History, visitId: VisitId, suffix = ""): string {
  const visit = getVisit(history, visitId);
  const code = codeInFileName(getPatient(history, visit.patientId).code);
  return `${["bulbar", code, visit.date, suffix].filter(Boolean).join("-")}.pdf`;
}

function pdfBlob(pdf: Uint8Array): Blob {
  return new Blob([pdf as Uint8Array<ArrayBuffer>], { type: "application/pdf" });
}
