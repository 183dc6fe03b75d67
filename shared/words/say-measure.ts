import { entryOf } from "../domain/entry-of.ts";
import { describeMeasure, type MeasureDescription } from "../domain/measure-catalogue.ts";
import type { Language } from "./language.ts";
import { sayNumber, saySignificant, sayUnit } from "./say.ts";
import { sayModelLabel, sayModelName } from "./say-model.ts";
import { sayTaskShort } from "./say-task.ts";
import { wordsOf } from "./words.ts";

/** Plain words and the field's term; an id that is not known as it is, without a term. */
export function sayMeasure(id: string, language: Language): { plain: string; term: string } {
  return wordsOfMeasure(id, language) ?? { plain: saySeries(id, language), term: "" };
}

function wordsOfMeasure(id: string, language: Language) {
  const { of, heard } = wordsOf(language).measures;
  return entryOf<{ plain: string; term: string; definition: string }>(of, id) ?? entryOf(heard, id);
}

/** Plain words with the term after them: "syllable rate (DDK rate)". */
export function sayMeasureName(id: string, language: Language): string {
  const { plain, term } = sayMeasure(id, language);
  return term ? wordsOf(language).measures.named(plain, term) : plain;
}

/** What has a series and is no measure of a recording: ALSFRS-R, a model's answer; else the id itself, readable. */
function saySeries(id: string, language: Language): string {
  const { measures } = wordsOf(language);
  const [model = "", label] = id.split(":");
  if (label === "level") return measures.expectedLevel(sayModelName(model, language));
  if (label)
    return measures.probability(sayModelName(model, language), sayModelLabel(model, label, language));
  const cepstral = /^mfcc-(\d+)$/.exec(id)?.[1];
  return cepstral ? measures.cepstral(cepstral) : (entryOf(measures.alsfrs, id) ?? id.replaceAll("-", " "));
}

/** A model's feature, short enough for an axis: "vowel-a/pvi" as "PVI, /a/", "mfcc-3-mean" as "MFCC 3, mean". */
export function sayFeature(feature: string, language: Language): string {
  const { measures } = wordsOf(language);
  const cepstral = /^mfcc-(\d+)-mean$/.exec(feature)?.[1];
  if (cepstral) return measures.cepstralMean(cepstral);
  const [task = "", id = ""] = feature.split("/");
  if (!id) return feature;
  const { plain, term } = sayMeasure(id, language);
  return measures.ofTask(term || plain, sayTaskShort(task, language));
}

/** Definition, direction and retest reliability, a line each; undefined for an id that is not in the catalogue. */
export function sayMeasureTooltip(id: string, language: Language): string | undefined {
  const { measures } = wordsOf(language);
  const found = describeMeasure(id);
  if (!found) return entryOf(measures.heard, id)?.definition;
  return [entryOf(measures.of, id)?.definition, sayWorse(found, language), sayStability(found, language)]
    .filter(Boolean)
    .join("\n");
}

function sayWorse({ worse }: MeasureDescription, language: Language): string | null {
  return worse && wordsOf(language).measures.worse[worse];
}

function sayStability({ stability, stabilityCitation }: MeasureDescription, language: Language): string {
  return wordsOf(language).measures.stability[stability](stabilityCitation ?? "");
}

/** A value with the decimals worth reading and its unit, apart: `("jitter-local", 0.41234, "%")` as "0.412", "%". */
export function sayMeasureParts(
  id: string,
  value: number,
  unit: string,
  language: Language,
): { value: string; unit: string } {
  const tiny = unit === "s" && value !== 0 && Math.abs(value) < 1e-3;
  if (tiny) return { value: saySignificant(value * 1e6, 3, language), unit: "µs" };
  const text = sayNumber(value, decimalsOf(id, value), language);
  return { value: text, unit: sayUnit(unit, language) };
}

/** A value with its unit: "3.48 per s", "0.412 %", "12". */
export function sayMeasureValue(id: string, value: number, unit: string, language: Language): string {
  const parts = sayMeasureParts(id, value, unit, language);
  return [parts.value, parts.unit].filter(Boolean).join(" ");
}

/** A difference of two values with its sign and unit: "−0.42 per s". */
export function sayDifferenceOf(id: string, value: number, unit: string, language: Language): string {
  const text = sayMeasureValue(id, value, unit, language);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Digits after the point that are worth reading: of the catalogue, two for a model's answer, none for whole numbers. */
export function decimalsOf(id: string, value: number): number {
  const described = describeMeasure(id);
  if (described) return described.decimals;
  return id.includes(":") || !Number.isInteger(value) ? 2 : 0;
}
