import { createHash } from "node:crypto";
import dcmjs from "dcmjs";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import { nameParts } from "../person-name.ts";
import { objectIdentifier, stableUuid } from "../stable-id.ts";
import type { ClinicalDocument } from "../visit-document.ts";

const { DicomDict, DicomMetaDictionary } = dcmjs.data;

/** Encapsulated PDF Storage, and Explicit VR Little Endian. */
export const encapsulatedPdfClass = "1.2.840.10008.5.1.4.1.1.104.1";
export const explicitLittleEndian = "1.2.840.10008.1.2.1";
/** This program as a writer of DICOM files. */
const implementationUid = objectIdentifier(stableUuid("implementation", "bulbar"));

/** A DICOM file (part 10) and the UID of what is in it. */
export type DicomInstance = { instanceUid: string; bytes: Uint8Array };

/**
 * A visit's report, or an addendum to it, as DICOM Encapsulated PDF. Study and series are the visit's; the instance is the report's, by its hash:
 * another PDF is another instance.
 */
export function encapsulatedPdf(document: ClinicalDocument, pdf = document.report.pdf): DicomInstance {
  const { visit } = document;
  const pdfHash = createHash("sha256").update(pdf).digest("hex");
  const instanceUid = objectIdentifier(stableUuid("instance", visit.id, pdfHash));
  const file = new DicomDict(
    DicomMetaDictionary.denaturalizeDataset({
      FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
      MediaStorageSOPClassUID: encapsulatedPdfClass,
      MediaStorageSOPInstanceUID: instanceUid,
      TransferSyntaxUID: explicitLittleEndian,
      ImplementationClassUID: implementationUid,
      ImplementationVersionName: "BULBAR",
    }),
  );
  file.dict = DicomMetaDictionary.denaturalizeDataset({
    ...patientModule(document.patient),
    ...studyModule(document),
    ...documentModule(document, pdf),
    SOPClassUID: encapsulatedPdfClass,
    SOPInstanceUID: instanceUid,
  });
  return { instanceUid, bytes: new Uint8Array(file.write()) };
}

const sexes = { male: "M", female: "F" } as const;

function patientModule({ code, name, birthDate, sex }: Patient) {
  const { family, given } = nameParts(name);
  return {
    SpecificCharacterSet: "ISO_IR 192",
    TimezoneOffsetFromUTC: "+0000",
    PatientName: name ? `${plain(family)}^${plain(given)}` : "",
    PatientID: plain(code),
    PatientBirthDate: birthDate ? dateOf(birthDate) : "",
    PatientSex: sex ? sexes[sex] : "",
  };
}

function studyModule({ visit, programVersion }: ClinicalDocument) {
  return {
    StudyInstanceUID: objectIdentifier(stableUuid("study", visit.id)),
    StudyDate: dateOf(visit.date),
    StudyTime: startedAt(visit),
    StudyID: stableUuid("study", visit.id).slice(0, 8),
    AccessionNumber: "",
    ReferringPhysicianName: "",
    SeriesInstanceUID: objectIdentifier(stableUuid("series", visit.id)),
    SeriesNumber: 1,
    Modality: "DOC",
    ConversionType: "WSD",
    Manufacturer: "Bulbar",
    ManufacturerModelName: "Bulbar",
    SoftwareVersions: programVersion,
  };
}

/** When the visit was entered, where that was on its day; of any other only the day is known. */
function startedAt({ date, createdAt }: Visit): string {
  return createdAt.startsWith(date) ? createdAt.slice(11, 19).replaceAll(":", "") : "";
}

/** The document has an even length in DICOM; its own is written beside it, so that the same bytes come out again. */
function documentModule({ visit, report, terminology }: ClinicalDocument, pdf: Uint8Array) {
  const { createdAt, signedBy } = report;
  const padded = new Uint8Array(pdf.length + (pdf.length % 2));
  padded.set(pdf);
  const [date, time] = createdAt.toISOString().replaceAll(/[-:]/g, "").slice(0, 15).split("T");
  return {
    InstanceNumber: 1,
    ContentDate: date,
    ContentTime: time,
    AcquisitionDateTime: dateOf(visit.date),
    BurnedInAnnotation: "YES",
    VerificationFlag: signedBy === null ? "UNVERIFIED" : "VERIFIED",
    DocumentTitle: terminology.get("voice-assessment") ?? "",
    ConceptNameCodeSequence: [],
    MIMETypeOfEncapsulatedDocument: "application/pdf",
    EncapsulatedDocumentLength: pdf.length,
    EncapsulatedDocument: padded.buffer,
    _vrMap: { EncapsulatedDocument: "OB" },
  };
}

/** Without what separates values and parts of names in DICOM. */
const plain = (text: string): string => text.replaceAll(/[\\^=\p{Cc}]/gu, " ");

const dateOf = (date: string): string => date.replaceAll("-", "");
