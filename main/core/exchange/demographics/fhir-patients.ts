import { z } from "zod";
import { joinedName } from "../person-name.ts";
import type { ToldPatient } from "./found-patient.ts";

const Coding = z.object({ code: z.string().optional() });
const Identifier = z.object({
  use: z.string().optional(),
  value: z.string().optional(),
  type: z.object({ coding: z.array(Coding).optional() }).optional(),
});
const HumanName = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  family: z.string().optional(),
  given: z.array(z.string()).optional(),
});
/** What is read of a FHIR Patient (R4, R4B, R5); everything else in it may be as it is. */
const FhirPatient = z.object({
  resourceType: z.literal("Patient"),
  identifier: z.array(Identifier).optional(),
  name: z.array(HumanName).optional(),
  birthDate: z.string().optional(),
  gender: z.string().optional(),
});
const FhirBundle = z.object({
  resourceType: z.literal("Bundle"),
  entry: z.array(z.object({ resource: z.unknown() })).default([]),
});

/** The patients of a FHIR Patient or Bundle; null where the JSON is neither. */
export function fhirPatients(json: unknown): ToldPatient[] | null {
  const bundle = FhirBundle.safeParse(json).data;
  const resources = bundle ? bundle.entry.map(({ resource }) => resource) : [json];
  const patients = resources.flatMap((resource) => FhirPatient.safeParse(resource).data ?? []);
  return bundle || patients.length > 0 ? patients.map(told) : null;
}

function told({
  identifier = [],
  name = [],
  birthDate = "",
  gender = "",
}: z.infer<typeof FhirPatient>): ToldPatient {
  return { code: codeOf(identifier), name: nameOf(name), birthDate, sex: gender === "unknown" ? "" : gender };
}

/** A medical record number or internal identifier before another one; one that is no longer used never. */
function codeOf(identifiers: readonly z.infer<typeof Identifier>[]): string {
  const usable = identifiers.filter(({ use, value }) => use !== "old" && value);
  const isOfHospital = ({ type }: z.infer<typeof Identifier>) =>
    type?.coding?.some(({ code }) => code === "MR" || code === "PI");
  return (usable.find(isOfHospital) ?? usable[0])?.value ?? "";
}

/** The official name, else the first that is still used. */
function nameOf(names: readonly z.infer<typeof HumanName>[]): string {
  const usable = names.filter(({ use }) => use !== "old" && use !== "maiden");
  const chosen = usable.find(({ use }) => use === "official") ?? usable[0];
  if (!chosen) return "";
  const { family = "", given = [], text = "" } = chosen;
  return family ? joinedName({ family, given: given.join(" ") }) : text;
}
