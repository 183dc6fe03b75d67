import type { Finding } from "../../../../shared/domain/finding.ts";
import { isHeard } from "../../../../shared/domain/listening.ts";
import type { NormJudgement } from "../../../../shared/domain/norm.ts";
import { visitAnswer } from "../../../../shared/domain/visit-result.ts";
import { type Interpretation, interpretationsOf } from "../interpretation.ts";
import { remarksOf } from "../remarks.ts";
import { stableUuid } from "../stable-id.ts";
import { alsfrsItems, codeOf, modelOf, resultOf, type Terminology } from "../terminology.ts";
import { ucum } from "../ucum.ts";
import type { ClinicalDocument } from "../visit-document.ts";
import { type CodeableConcept, hl7Concept, ownConcept, quantity } from "./coding.ts";
import { present, type Resource, referenceTo } from "./resource.ts";

/** The resources that observations point to. */
export type Surroundings = {
  patient: Resource;
  program: Resource;
  /** Of each model that answered. */
  models: ReadonlyMap<string, Resource>;
  /** Of each recording. */
  media: ReadonlyMap<string, Resource>;
};

/** A finding: its value, what it was judged to be, from which recordings and by which program or model. */
export function findingObservation(
  finding: Finding,
  document: ClinicalDocument,
  around: Surroundings,
): Resource {
  const { visit, report, terminology } = document;
  const { measure, task, unit, value, missing, norm, used } = finding;
  const model = modelOf(finding);
  const isScore = task === "alsfrs-r";
  return {
    resourceType: "Observation",
    id: stableUuid("finding", visit.id, measure, task),
    status: report.signedBy === null ? "preliminary" : "final",
    category: [
      isScore
        ? hl7Concept("observation-category", "survey", "Survey")
        : hl7Concept("observation-category", "exam", "Exam"),
    ],
    code: ownConcept(codeOf(finding), terminology, measure),
    subject: referenceTo(around.patient),
    effectiveDateTime: visit.date,
    issued: report.createdAt.toISOString(),
    ...(value === null
      ? { dataAbsentReason: absentReason(missing, terminology) }
      : { valueQuantity: quantity(value, ucum(unit), unit) }),
    ...present(
      "interpretation",
      interpretationsOf(finding).map((one) => interpretation(one, terminology)),
    ),
    ...present(
      "note",
      remarksOf(finding, document).map((text) => ({ text })),
    ),
    ...(isScore ? alsfrsTaking(document) : { method: ownConcept(task, terminology) }),
    ...present(
      "device",
      isScore || isHeard(measure) ? null : referenceTo(around.models.get(model ?? "") ?? around.program),
    ),
    ...present("referenceRange", norm && [referenceRange(norm, unit)]),
    ...present("derivedFrom", used.flatMap((id) => around.media.get(id) ?? []).map(referenceTo)),
    ...present("component", [
      ...itemComponents(finding, document),
      ...answerComponents(finding, document),
      ...changeComponents(finding, terminology),
    ]),
  };
}

/** Who asked the ALSFRS-R, and how. */
function alsfrsTaking({ alsfrs, terminology }: ClinicalDocument) {
  return {
    ...present("performer", alsfrs?.rater && [{ display: alsfrs.rater }]),
    ...present("method", alsfrs?.mode && ownConcept(`alsfrs-${alsfrs.mode}`, terminology)),
  };
}

function absentReason(missing: Finding["missing"], terminology: Terminology): CodeableConcept {
  const { coding } = hl7Concept("data-absent-reason", "unknown", "Unknown");
  return { coding: [...missing.flatMap((code) => ownConcept(code, terminology).coding), ...coding] };
}

const hl7Interpretations: Readonly<Record<Exclude<Interpretation, "borderline">, string>> = {
  N: "Normal",
  H: "High",
  L: "Low",
  B: "Better",
  W: "Worse",
};

function interpretation(code: Interpretation, terminology: Terminology): CodeableConcept {
  if (code === "borderline") return ownConcept(code, terminology);
  return hl7Concept("v3-ObservationInterpretation", code, hl7Interpretations[code]);
}

/** One-sided: the limit on the side on which disease lies. */
function referenceRange({ side, limit, source, population }: NormJudgement, unit: string) {
  return {
    [side === "higher" ? "high" : "low"]: quantity(limit, ucum(unit), unit),
    text: `${population}; ${source}`,
  };
}

/** The single items beside the ALSFRS-R's total. */
function itemComponents({ measure }: Finding, { alsfrs, terminology }: ClinicalDocument) {
  if (measure !== "alsfrs-total" || !alsfrs) return [];
  return alsfrsItems(alsfrs).map(({ code, score }) => ({
    code: ownConcept(code, terminology),
    valueInteger: score,
  }));
}

/** Every class of a model's answer with its probability, and those that are not excluded. */
function answerComponents(finding: Finding, { findings, terminology }: ClinicalDocument) {
  const result = resultOf(finding, findings);
  if (!result) return [];
  const { probabilities, notExcluded } = visitAnswer(result);
  const code = (name: string, label: string) => ownConcept(name, terminology, label);
  return [
    ...result.labels.map((label, index) => ({
      code: code("label-probability", label),
      valueQuantity: quantity(probabilities[index]!, "1", "probability"),
    })),
    ...(notExcluded?.labels ?? []).map((label) => ({
      code: code("not-excluded", label),
      valueQuantity: quantity(notExcluded!.coverage, "1", "coverage"),
    })),
  ];
}

/** The change since the baseline: since when, in the unit, in multiples of its error, and what it is. */
function changeComponents({ change, unit }: Finding, terminology: Terminology) {
  if (!change) return [];
  return [
    { code: ownConcept("baseline-date", terminology), valueDateTime: change.sinceDate },
    {
      code: ownConcept("change-since-baseline", terminology),
      valueQuantity: quantity(change.value, ucum(unit), unit),
    },
    ...(change.inError === null
      ? []
      : [{ code: ownConcept("change-in-error", terminology), valueQuantity: quantity(change.inError, "1") }]),
    {
      code: ownConcept("change-label", terminology),
      valueCodeableConcept: ownConcept(change.label, terminology),
    },
  ];
}
