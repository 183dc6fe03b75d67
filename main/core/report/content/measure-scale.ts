import { describeMeasure } from "../../../../shared/domain/measure-catalogue.ts";

/** Unit and decimals of a measure; of an older program's, which the catalogue does not have, no unit. */
export function measureScale(id: string): { unit: string; decimals: number } {
  const { unit = "", decimals = 2 } = describeMeasure(id) ?? {};
  return { unit, decimals };
}
