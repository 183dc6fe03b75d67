import {
  catalogue,
  describeMeasure,
  type MeasureDescription,
  measureFamilies,
} from "../shared/domain/measure-catalogue.ts";
import { sayMeasure } from "../shared/words/say-measure.ts";
import { wordOf, wordsOf } from "../shared/words/words.ts";
import { formatUnit, formatValue, minus, readable } from "./format-quantity.ts";
import { shortTaskName } from "./task-name.ts";

/** Plain words first, the term after; an id of an older program as it is, without a term. */
export function measureWords(id: string): { plain: string; term: string } {
  return sayMeasure(id, "en");
}

/** A model's feature, short enough for an axis: "vowel-a/pvi" is "PVI, /a/", "mfcc-3-mean" is "MFCC 3, mean". */
export function featureWords(feature: string): string {
  const [task = "", id = ""] = feature.split("/");
  const cepstral = /^mfcc-(\d+)-mean$/.exec(feature);
  if (cepstral) return `MFCC ${cepstral[1]}, mean`;
  return id ? `${measureWords(id).term || id}, ${shortTaskName(task)}` : feature;
}

/** False for cepstral coefficients: models are fed with them, alone they say nothing to a clinician. */
export const isFinding = ({ id }: { id: string }): boolean => !/^mfcc-\d+$/.test(id);

const directions: Record<NonNullable<MeasureDescription["worse"]>, string> = {
  higher: "Dysarthria tends to raise it.",
  lower: "Dysarthria tends to lower it.",
};

/** Definition, direction and retest reliability, for a tooltip; undefined for an id that is not in the catalogue. */
export function measureTooltip(id: string): string | undefined {
  const found = describeMeasure(id);
  if (!found) return undefined;
  const { worse, stability, stabilityCitation } = found;
  const reliability =
    stability === "unknown"
      ? "Retest reliability: no figure found."
      : `Retest reliability: ${stability} (${stabilityCitation}).`;
  const definition = wordOf(wordsOf("en").measures.of, id)?.definition;
  return [definition, worse && directions[worse], reliability].filter(Boolean).join("\n");
}

/** Value with the digits worth reading, and its unit: `("jitter-local", 0.41234, "%")` gives "0.412", "%". */
export function formatMeasure(id: string, value: number, unit: string): { value: string; unit: string } {
  const shown = readable(value, unit);
  const decimals = shown.unit === unit ? describeMeasure(id)?.decimals : undefined;
  const text = decimals === undefined ? formatValue(shown.value) : minus(shown.value.toFixed(decimals));
  return { value: text, unit: formatUnit(shown.unit) };
}

/** Ids by family, both in the catalogue's order; ids that it does not know come last. */
export function byFamily(ids: string[]): { family: string; ids: string[] }[] {
  const known = new Set(catalogue.map(({ id }) => id));
  const groups: { family: string; ids: string[] }[] = measureFamilies.map((family) => ({
    family: wordsOf("en").measures.families[family],
    ids: catalogue.filter((one) => one.family === family && ids.includes(one.id)).map(({ id }) => id),
  }));
  groups.push({ family: "Other", ids: ids.filter((id) => !known.has(id)) });
  return groups.filter((group) => group.ids.length > 0);
}
