import type { Patient } from "../../../../shared/domain/patient.ts";
import { stableUuid } from "../stable-id.ts";
import { hl7Concept } from "./coding.ts";
import { present, type Resource } from "./resource.ts";

/** The patient by the hospital's identifier. The name is one text: which part of it is the family's is not known. */
export function patientResource({ id, code, name, birthDate, sex }: Patient): Resource {
  return {
    resourceType: "Patient",
    id: stableUuid("patient", id),
    identifier: [{ type: hl7Concept("v2-0203", "PI", "Patient internal identifier"), value: code }],
    ...present("name", name ? [{ text: name }] : null),
    ...present("gender", sex),
    ...present("birthDate", birthDate),
  };
}
