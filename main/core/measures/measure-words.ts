import { describeMeasure } from "../../../shared/domain/measure-catalogue.ts";

/** How a measure is written for people: plain words, unit and decimals; a measure of an older program by its id. */
export function measureWords(id: string): { name: string; unit: string; decimals: number } {
  const described = describeMeasure(id);
  return described
    ? { name: described.plain, unit: described.unit, decimals: described.decimals }
    : { name: id, unit: "", decimals: 2 };
}

/** Name of a measure in plain words, with the field's term after it. */
export function measureName(id: string): string {
  const described = describeMeasure(id);
  return described ? `${described.plain} (${described.term})` : id;
}
