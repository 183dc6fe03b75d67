import type { Demographics } from "../../../../shared/domain/demographics.ts";
import { BulbarError, errorFound } from "../../../../shared/domain/error.ts";
import { csvPatients } from "./csv-patients.ts";
import { decodeHl7, decodeText } from "./decode-text.ts";
import { fhirPatients } from "./fhir-patients.ts";
import { demographics } from "./found-patient.ts";
import { hl7Patients } from "./hl7-patients.ts";

/**
 * Reads who patients are from a FHIR Patient or Bundle (JSON), HL7 version 2 ADT messages or a table, told apart by how they
 * begin. Nothing is stored.
 * @param file its name, for errors
 * @throws BulbarError invalid-input where the file is none of these, or tells of no patient
 */
export function readDemographics(bytes: Uint8Array, file: string): Demographics {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof BulbarError)) throw error;
    throw errorFound(error.code, { ...error.data, file }, { cause: error });
  }
}

function read(bytes: Uint8Array): Demographics {
  const text = decodeText(bytes);
  const start = text.trimStart();
  const found = start.startsWith("{")
    ? demographics("fhir", fhirOf(text))
    : isHl7(start)
      ? demographics("hl7", hl7Patients(decodeHl7(bytes)))
      : demographics("csv", csvPatients(text));
  if (found.patients.length + found.unusable.length > 0) return found;
  throw new BulbarError("invalid-input", { why: "demographics-none" });
}

/** A message, a batch or a file of them, perhaps as MLLP frames it: after a vertical tab, which is white space. */
const isHl7 = (start: string): boolean => /^(MSH|FHS|BHS)/.test(start);

function fhirOf(text: string) {
  const patients = fhirPatients(parsed(text));
  if (patients) return patients;
  throw new BulbarError("invalid-input", { why: "demographics-fhir" });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BulbarError("invalid-input", { why: "demographics-fhir", detail: String(cause) }, { cause });
  }
}
