import { codeSystemUri, type Terminology } from "../terminology.ts";

export type CodeableConcept = { coding: { system: string; code: string; display?: string }[]; text?: string };

const hl7 = (name: string) => `http://terminology.hl7.org/CodeSystem/${name}`;

/** A code of Bulbar's own system. */
export function ownConcept(code: string, terminology: Terminology, text?: string): CodeableConcept {
  const display = terminology.get(code);
  return {
    coding: [{ system: codeSystemUri, code, ...(display ? { display } : {}) }],
    ...(text ? { text } : {}),
  };
}

/** A code of one of HL7's systems. */
export function hl7Concept(system: string, code: string, display: string): CodeableConcept {
  return { coding: [{ system: hl7(system), code, display }] };
}

/** A number in a unit of UCUM; `unit` is how the program itself writes it. */
export function quantity(value: number, code: string, unit = code) {
  return { value, unit, system: "http://unitsofmeasure.org", code };
}
