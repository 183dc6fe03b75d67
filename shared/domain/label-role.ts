import { z } from "zod";
import type { WorseSide } from "./worse-side.ts";

/** What a class of a model is: of healthy speakers, of people who are ill, or neither (a digit, a step of a scale). */
export const LabelRole = z.enum(["healthy", "ill", "level"]);
export type LabelRole = z.infer<typeof LabelRole>;

type Labelled = {
  labels: readonly string[];
  roles?: readonly LabelRole[] | undefined;
  ordinal: boolean;
  positiveLabel: string | null;
};

/**
 * Roles of a model's labels, parallel to them: the manifest's own, or derived where it has none (packages made before
 * there were roles). The label that a high probability warns of is "ill"; "healthy" is the other one of two, or the other
 * end of a scale that the label is an end of; all else is "level".
 */
export function rolesOf({ labels, roles, ordinal, positiveLabel }: Labelled): LabelRole[] {
  if (roles) return [...roles];
  const ill = positiveLabel === null ? -1 : labels.indexOf(positiveLabel);
  const last = labels.length - 1;
  const isEnd = ill === 0 || ill === last;
  const healthy = isEnd && (ordinal || last === 1) ? last - ill : -1;
  return labels.map((_, index) => (index === ill ? "ill" : index === healthy ? "healthy" : "level"));
}

/** The worse side of an ordinal model's level, which rises with its labels; null where neither end is healthy. */
export function worseLevel(roles: readonly LabelRole[]): WorseSide | null {
  if (roles.length < 2 || roles[0] === roles.at(-1)) return null;
  if (roles.at(-1) === "healthy") return "lower";
  return roles[0] === "healthy" ? "higher" : null;
}
