import { catalogue, type MeasureFamily, measureFamilies } from "../shared/domain/measure-catalogue.ts";

/** False for cepstral coefficients: models are fed with them, alone they say nothing to a clinician. */
export const isFinding = ({ id }: { id: string }): boolean => !/^mfcc-\d+$/.test(id);

/** Ids by family, both in the catalogue's order; ids that it does not know come last. */
export function byFamily(ids: string[]): { family: MeasureFamily | "other"; ids: string[] }[] {
  const known = new Set(catalogue.map(({ id }) => id));
  const groups: { family: MeasureFamily | "other"; ids: string[] }[] = measureFamilies.map((family) => ({
    family,
    ids: catalogue.filter((one) => one.family === family && ids.includes(one.id)).map(({ id }) => id),
  }));
  groups.push({ family: "other", ids: ids.filter((id) => !known.has(id)) });
  return groups.filter((group) => group.ids.length > 0);
}
