import { stableUuid } from "../stable-id.ts";
import type { ClinicalDocument } from "../visit-document.ts";
import { hl7Concept, ownConcept } from "./coding.ts";
import { type Resource, referenceTo } from "./resource.ts";

/** How the patient was while the visit was recorded, a component each of what was noted; null where nothing was. */
export function stateObservation(document: ClinicalDocument, patient: Resource): Resource | null {
  const component = stateComponents(document);
  if (component.length === 0) return null;
  const { visit, report, terminology } = document;
  return {
    resourceType: "Observation",
    id: stableUuid("state", visit.id),
    status: report.signedBy === null ? "preliminary" : "final",
    category: [hl7Concept("observation-category", "exam", "Exam")],
    code: ownConcept("recording-state", terminology),
    subject: referenceTo(patient),
    effectiveDateTime: visit.date,
    issued: report.createdAt.toISOString(),
    component,
  };
}

function stateComponents({ state, terminology }: ClinicalDocument) {
  const { timeOfDay, fatigue, ...coded } = state;
  return [
    ...(timeOfDay === null
      ? []
      : [{ code: ownConcept("time-of-day", terminology), valueTime: `${timeOfDay}:00` }]),
    ...(fatigue === null ? [] : [{ code: ownConcept("fatigue", terminology), valueInteger: fatigue }]),
    ...Object.entries(coded).flatMap(([name, code]) =>
      code === null
        ? []
        : [
            {
              code: ownConcept(name, terminology),
              valueCodeableConcept: ownConcept(`${name}-${code}`, terminology),
            },
          ],
    ),
  ];
}
