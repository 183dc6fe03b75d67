import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { call } from "@orpc/server";
import type { VisitRequest } from "../../../shared/contract/exchange.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ExchangeTarget, ExportFormat } from "../../../shared/domain/exchange.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { deliver, openTargets } from "../analysis/deliver-messages.ts";
import { visitFindings } from "../analysis/judge-patient.ts";
import type { Core } from "../core.ts";
import { refuseUnsafe } from "../exchange/send/destination.ts";
import { parseTerminology } from "../exchange/terminology.ts";
import { visitCsv } from "../exchange/visit-csv.ts";
import type { ClinicalDocument, ExportedReport, VisitDocument } from "../exchange/visit-document.ts";
import { visitJson } from "../exchange/visit-json.ts";
import { audited } from "../history/audit.ts";
import { readExchangeSettings, writeExchangeSettings } from "../history/exchange-settings.ts";
import type { History } from "../history/open-history.ts";
import { addToOutbox, getOutboxEntry, listOutbox, removeFromOutbox } from "../history/outbox.ts";
import { listReports, readReport } from "../history/reports.ts";
import { visitRecord } from "../history/visit-record.ts";
import { codeInFileName } from "./code-in-file-name.ts";
import { type Context, operation } from "./implementer.ts";
import { reports } from "./reports.ts";

/** Loaded when a visit is written so: a dictionary of DICOM alone takes as long as the rest of the core. */
const dicom = () => import("../exchange/dicom/encapsulated-pdf.ts");
const fhir = () => import("../exchange/fhir/bundle.ts");
const hl7 = () => import("../exchange/hl7/observation-result.ts");

const { exchange: on } = operation;

export const exchange = {
  visit: on.visit.handler(async ({ context, input, signal }) => {
    const { core } = context;
    const document = await visitDocument(core, input.visitId, signal);
    const { extension, type, content } = await write(input.format, document, input, context);
    const { patient, visit } = document;
    audited(
      await core.history(),
      () => {},
      () => ({ action: "export", patientId: patient.id, subject: `visit ${visit.id}`, detail: input.format }),
    );
    return {
      fileName: `bulbar-${codeInFileName(patient.code)}-${visit.date}.${extension}`,
      content: new Blob([content], { type }),
    };
  }),
  targets: on.targets.handler(async ({ context: { core } }) =>
    openTargets(readExchangeSettings(await core.history())),
  ),
  send: on.send.handler(async ({ context, input, signal }) => {
    const { core } = context;
    const history = await core.history();
    if (!openTargets(readExchangeSettings(history)).includes(input.target))
      throw new BulbarError("invalid-input", { why: "exchange-not-set" });
    const document = await withReport(await visitDocument(core, input.visitId, signal), input, context);
    const messages = await messagesFor(input.target, document, core);
    const entries = messages.map((message) =>
      addToOutbox(history, { visitId: input.visitId, target: input.target, ...message }),
    );
    const tried = [];
    for (const entry of entries) tried.push(await deliver(core, entry, { isAsked: true }));
    return tried;
  }),
  outbox: on.outbox.handler(async ({ context: { core }, input }) =>
    listOutbox(await core.history(), input.visitId),
  ),
  retry: on.retry.handler(async ({ context: { core }, input: { id } }) =>
    deliver(core, getOutboxEntry(await core.history(), id), { isAsked: true }),
  ),
  discard: on.discard.handler(async ({ context: { core }, input: { id } }) => ({
    removed: removeFromOutbox(await core.history(), id),
  })),
  settings: on.settings.handler(async ({ context: { core } }) => readExchangeSettings(await core.history())),
  saveSettings: on.saveSettings.handler(async ({ context: { core }, input }) => {
    refuseUnsafe(input);
    return writeExchangeSettings(await core.history(), input);
  }),
};

type Written = { extension: string; type: string; content: string | Uint8Array<ArrayBuffer> };

async function write(
  format: ExportFormat,
  document: VisitDocument,
  request: VisitRequest,
  context: Context,
): Promise<Written> {
  const { core } = context;
  if (format === "csv")
    return { extension: "csv", type: "text/csv;charset=utf-8", content: visitCsv(document) };
  if (format === "json") return { extension: "json", type: "application/json", content: visitJson(document) };
  const clinical = await withReport(document, request, context);
  if (format === "fhir") {
    const { fhirBundle } = await fhir();
    const content = `${JSON.stringify(fhirBundle(clinical), null, 2)}\n`;
    return { extension: "fhir.json", type: "application/fhir+json", content };
  }
  const [message] = await messagesFor(format, clinical, core);
  const { payload } = message!;
  return format === "hl7"
    ? { extension: "hl7", type: "text/plain;charset=utf-8", content: payload }
    : { extension: "dcm", type: "application/dicom", content: payload };
}

type Message = { messageId: string; payload: Uint8Array<ArrayBuffer> };

/** What is sent: one HL7 message, also into a folder, or a DICOM instance of the report and of each addendum. */
async function messagesFor(
  target: ExchangeTarget,
  document: ClinicalDocument,
  core: Core,
): Promise<Message[]> {
  if (target === "dicom") {
    const { encapsulatedPdf } = await dicom();
    return [document.report.pdf, ...document.report.addenda].map((pdf) => {
      const { instanceUid, bytes } = encapsulatedPdf(document, pdf);
      return { messageId: instanceUid, payload: bytes as Uint8Array<ArrayBuffer> };
    });
  }
  const { names } = readExchangeSettings(await core.history());
  const messageId = randomUUID().replaceAll("-", "").slice(0, 20);
  const { observationResult } = await hl7();
  const text = observationResult(document, names, { controlId: messageId, at: core.now() });
  return [{ messageId, payload: new TextEncoder().encode(text) }];
}

async function visitDocument(core: Core, visitId: VisitId, signal?: AbortSignal): Promise<VisitDocument> {
  const history = await core.history();
  return {
    ...visitRecord(history, visitId),
    findings: await visitFindings(core, visitId, signal ? { signal } : {}),
    programVersion: core.options.programVersion,
  };
}

async function withReport(
  document: VisitDocument,
  request: VisitRequest,
  context: Context,
): Promise<ClinicalDocument> {
  const { core } = context;
  const report = signedReport(await core.history(), request.visitId) ?? (await draftReport(request, context));
  const codes = join(core.options.programFolder, "resources", "exchange", "code-system.json");
  return { ...document, report, terminology: parseTerminology(await readFile(codes, "utf8")) };
}

/** The report that was signed last, with what was added to it; null where none was. */
function signedReport(history: History, visitId: VisitId): ExportedReport | null {
  const kept = listReports(history, visitId);
  const signed = kept.find(({ kind }) => kind === "signed");
  if (!signed) return null;
  const addenda = kept.filter(({ addsTo }) => addsTo === signed.sha256).reverse();
  return {
    pdf: readReport(history, signed.id).pdf,
    addenda: addenda.map(({ id }) => readReport(history, id).pdf),
    language: null,
    createdAt: new Date(signed.createdAt),
    signedBy: signed.signature?.signer ?? null,
  };
}

/** The report as it is now, unsigned, kept as everything that is handed out. */
async function draftReport({ visitId, language }: VisitRequest, context: Context): Promise<ExportedReport> {
  const { pdf } = await call(reports.create, { visitId, language }, { context });
  return {
    pdf: new Uint8Array(await pdf.arrayBuffer()),
    addenda: [],
    language,
    createdAt: context.core.now(),
    signedBy: null,
  };
}
