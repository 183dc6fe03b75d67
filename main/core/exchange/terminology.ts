import { z } from "zod";
import { type Alsfrs, alsfrsItemIds } from "../../../shared/domain/alsfrs.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { VisitFindings } from "../../../shared/domain/visit-findings.ts";
import type { VisitResult } from "../../../shared/domain/visit-result.ts";

/**
 * Bulbar's own codes: measures of speech, the ALSFRS-R's items, what was judged. No standard terminology that may be
 * passed on with the program names them (`resources/docs/exchange.md`).
 */
export const codeSystemUri = "urn:oid:2.25.329055913981733019067968370622173352646";
/** Names a model's file by the SHA-256 of its bytes, a recording by that of its sound. */
export const sha256Uri = "urn:oid:2.25.111506695705331630038027331230368312978";
/** The name of the code system where only local names are taken: HL7 version 2. */
export const codeSystemName = "99BULBAR";

type Concept = { code: string; display: string; concept?: Concept[] | undefined };
const Concept: z.ZodType<Concept> = z.lazy(() =>
  z.object({ code: z.string(), display: z.string(), concept: z.array(Concept).optional() }),
);
const CodeSystem = z.object({ url: z.literal(codeSystemUri), concept: z.array(Concept) });

/** What each code is called, in English: the language of the code system. */
export type Terminology = ReadonlyMap<string, string>;

/** The terminology from the text of `resources/exchange/code-system.json`, a FHIR CodeSystem. */
export function parseTerminology(text: string): Terminology {
  const flat = (concepts: readonly Concept[]): Concept[] =>
    concepts.flatMap((one) => [one, ...flat(one.concept ?? [])]);
  const { concept } = CodeSystem.parse(JSON.parse(text));
  return new Map(flat(concept).map(({ code, display }) => [code, display]));
}

/**
 * The code of what a finding is of. Models can be added, so that a model's answer is named by its kind; which model and
 * class it is stands beside the code.
 */
export function codeOf({ measure, unit }: Pick<Finding, "measure" | "unit">): string {
  if (!measure.includes(":")) return measure;
  if (measure.startsWith("ensemble:")) return "models-probability";
  return unit === "level" ? "model-level" : "model-probability";
}

/** The id of the model that a finding is the answer of; null for all else, several models together among it. */
export function modelOf({ measure }: Pick<Finding, "measure">): string | null {
  const [model = "", label] = measure.split(":");
  return label === undefined || model === "ensemble" ? null : model;
}

/** The model's answer over the visit that a finding is of; undefined for all else. */
export function resultOf(
  finding: Pick<Finding, "measure">,
  { results }: Pick<VisitFindings, "results">,
): VisitResult | undefined {
  const id = modelOf(finding);
  return results.find(({ model }) => model === id);
}

/** The items of the ALSFRS-R that were asked, in order, each with its code; item 5 is asked as 5a or, with a gastrostomy, as 5b. */
export function alsfrsItems(alsfrs: Alsfrs): { code: string; score: number }[] {
  return alsfrsItemIds.flatMap((id, index) => {
    const variant = id === "cuttingFood" ? (alsfrs.gastrostomy ? "b" : "a") : "";
    const score = alsfrs[id];
    return score === null ? [] : [{ code: `alsfrs-r-item-${index + 1}${variant}`, score }];
  });
}
