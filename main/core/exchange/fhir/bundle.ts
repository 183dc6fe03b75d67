import { createHash } from "node:crypto";
import { researchUseOnly } from "../../../../shared/domain/prediction.ts";
import { stableUuid } from "../stable-id.ts";
import type { ClinicalDocument } from "../visit-document.ts";
import { ownConcept } from "./coding.ts";
import { modelDevice, programDevice } from "./devices.ts";
import { formResponse } from "./form-response.ts";
import { recordingMedia } from "./media.ts";
import { findingObservation } from "./observation.ts";
import { patientResource } from "./patient.ts";
import { present, type Resource, referenceTo, urlOf } from "./resource.ts";
import { stateObservation } from "./state-observation.ts";

/**
 * A visit as a FHIR R4 collection: patient, program and models, recordings (without their sound), an observation a
 * finding, the state at recording, the site's forms, and the report with its PDF. Preliminary until it is signed. The same visit gives the same ids.
 */
export function fhirBundle(document: ClinicalDocument): Resource {
  const { visit, recordings, findings, report, programVersion, terminology } = document;
  const patient = patientResource(document.patient);
  const program = programDevice(programVersion, terminology);
  const models = new Map(findings.results.map((one) => [one.model, modelDevice(one, program, terminology)]));
  const about = { patient, date: visit.date, microphone: visit.device, terminology };
  const media = new Map(recordings.map((one) => [one.id as string, recordingMedia(one, about)]));
  const around = { patient, program, models, media };
  const observations = [
    ...findings.findings.map((finding) => findingObservation(finding, document, around)),
    ...[stateObservation(document, patient)].filter((one) => one !== null),
  ];
  const responses = document.forms.flatMap((form) => formResponse(form, document, patient) ?? []);
  const resources = [
    diagnosticReport(document, patient, observations, [...media.values()]),
    patient,
    program,
    ...models.values(),
    ...media.values(),
    ...observations,
    ...responses,
  ];
  return {
    resourceType: "Bundle",
    id: stableUuid("bundle", visit.id, pdfSha1(report.pdf)),
    type: "collection",
    timestamp: report.createdAt.toISOString(),
    entry: resources.map((resource) => ({ fullUrl: urlOf(resource), resource })),
  };
}

function diagnosticReport(
  { visit, findings, report, terminology }: ClinicalDocument,
  patient: Resource,
  observations: readonly Resource[],
  media: readonly Resource[],
): Resource {
  const { progression, rateStratum } = findings;
  const { pdf, addenda, createdAt, signedBy } = report;
  return {
    resourceType: "DiagnosticReport",
    id: stableUuid("report", visit.id),
    status: signedBy === null ? "preliminary" : addenda.length > 0 ? "appended" : "final",
    code: ownConcept("voice-assessment", terminology),
    subject: referenceTo(patient),
    effectiveDateTime: visit.date,
    issued: createdAt.toISOString(),
    ...present("resultsInterpreter", signedBy === null ? null : [{ display: signedBy }]),
    ...present("result", observations.map(referenceTo)),
    ...present(
      "media",
      media.map((one) => ({ link: referenceTo(one) })),
    ),
    conclusion: researchUseOnly,
    conclusionCode: [progression.verdict, ...(rateStratum ? [rateStratum] : [])].map((code) =>
      ownConcept(code, terminology),
    ),
    presentedForm: [
      {
        ...attachment(pdf, report),
        ...present("title", terminology.get("report")),
        creation: createdAt.toISOString(),
      },
      ...addenda.map((one) => ({
        ...attachment(one, report),
        ...present("title", terminology.get("addendum")),
      })),
    ],
  };
}

function attachment(pdf: Uint8Array, { language }: ClinicalDocument["report"]) {
  return {
    contentType: "application/pdf",
    ...present("language", language),
    data: Buffer.from(pdf).toString("base64"),
    size: pdf.length,
    hash: pdfSha1(pdf),
  };
}

/** FHIR R4 names an attachment's hash by SHA-1, in base 64. */
function pdfSha1(pdf: Uint8Array): string {
  return createHash("sha1").update(pdf).digest("base64");
}
