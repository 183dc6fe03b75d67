import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { call } from "@orpc/server";
import type { ExportFormat } from "../../../shared/domain/exchange.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { visitFindings } from "../analysis/judge-patient.ts";
import type { Core } from "../core.ts";
import { parseTerminology } from "../exchange/terminology.ts";
import { visitCsv } from "../exchange/visit-csv.ts";
import type { ClinicalDocument, ExportedReport, VisitDocument } from "../exchange/visit-document.ts";
import { visitJson } from "../exchange/visit-json.ts";
import { listAlsfrs } from "../history/alsfrs.ts";
import { audited } from "../history/audit.ts";
import { getPatient } from "../history/patients.ts";
import { listRecordings } from "../history/recordings.ts";
import { getVisit } from "../history/visits.ts";
import { type Context, operation } from "./implementer.ts";
import { reports } from "./reports.ts";

/** Loaded when a visit is written so: a dictionary of DICOM alone takes as long as the rest of the core. */
const dicom = () => import("../exchange/dicom/encapsulated-pdf.ts");
const fhir = () => import("../exchange/fhir/bundle.ts");
const hl7 = () => import("../exchange/hl7/observation-result.ts");

type Request = { visitId: VisitId; language: "en" | "de" | "pseudo" };

export const exchange = {
  visit: operation.exchange.visit.handler(async ({ context, input, signal }) => {
    const { core } = context;
    const document = await visitDocument(core, input.visitId, signal);
    const written = await write(input.format, document, input, context);
    const { patient, visit } = document;
    audited(
      await core.history(),
      () => {},
      () => ({
        action: "export",
        patientId: patient.id,
        subject: `visit ${visit.id}`,
        detail: input.format,
      }),
    );
    const code = patient.code.replace(/[^\p{L}\p{N}-]+/gu, "_");
    return {
      fileName: `bulbar-${code}-${visit.date}.${written.extension}`,
      content: new Blob([written.content], { type: written.type }),
    };
  }),
};

type Written = { extension: string; type: string; content: string | Uint8Array<ArrayBuffer> };

async function write(
  format: ExportFormat,
  document: VisitDocument,
  request: Request,
  context: Context,
): Promise<Written> {
  if (format === "csv")
    return { extension: "csv", type: "text/csv;charset=utf-8", content: visitCsv(document) };
  if (format === "json") return { extension: "json", type: "application/json", content: visitJson(document) };
  const clinical = await withReport(document, request, context);
  if (format === "fhir") {
    const { fhirBundle } = await fhir();
    const content = `${JSON.stringify(fhirBundle(clinical), null, 2)}\n`;
    return { extension: "fhir.json", type: "application/fhir+json", content };
  }
  if (format === "hl7") {
    const names = { sendingFacility: "", receivingApplication: "", receivingFacility: "" };
    const { observationResult } = await hl7();
    const { text } = observationResult(clinical, names, context.core.now());
    return { extension: "hl7", type: "text/plain;charset=utf-8", content: text };
  }
  const { encapsulatedPdf } = await dicom();
  const { bytes } = encapsulatedPdf(clinical);
  return { extension: "dcm", type: "application/dicom", content: bytes as Uint8Array<ArrayBuffer> };
}

async function visitDocument(core: Core, visitId: VisitId, signal?: AbortSignal): Promise<VisitDocument> {
  const history = await core.history();
  const visit = getVisit(history, visitId);
  return {
    visit,
    patient: getPatient(history, visit.patientId),
    recordings: listRecordings(history, visit.id),
    alsfrs: listAlsfrs(history, visit.patientId).find((one) => one.visitId === visit.id)?.alsfrs ?? null,
    findings: await visitFindings(core, visit.id, signal ? { signal } : {}),
    programVersion: core.options.programVersion,
  };
}

async function withReport(
  document: VisitDocument,
  { visitId, language }: Request,
  context: Context,
): Promise<ClinicalDocument> {
  const { core } = context;
  const { pdf } = await call(reports.create, { visitId, language }, { context });
  const report: ExportedReport = {
    pdf: new Uint8Array(await pdf.arrayBuffer()),
    language,
    createdAt: core.now(),
    signedBy: null,
  };
  const codes = join(core.options.programFolder, "resources", "exchange", "code-system.json");
  return { ...document, report, terminology: parseTerminology(await readFile(codes, "utf8")) };
}
