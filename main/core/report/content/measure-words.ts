import { describeMeasure } from "../../../../shared/domain/measure-catalogue.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayMeasure } from "../../../../shared/words/say-measure.ts";

/** How a measure is written for people: plain words, unit and decimals; a measure of an older program by its id. */
export function measureWords(
  id: string,
  language: Language = "en",
): { name: string; unit: string; decimals: number } {
  const { unit = "", decimals = 2 } = describeMeasure(id) ?? {};
  return { name: sayMeasure(id, language).plain, unit, decimals };
}
