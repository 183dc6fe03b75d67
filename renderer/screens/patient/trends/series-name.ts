import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { measureWords } from "../../../measure-words.ts";

/** "steadiness of pitch (jitter, local)"; series without words of this window carry their own name. */
export function seriesName({ id, name }: Pick<TrendSeries, "id" | "name">): string {
  const { plain, term } = measureWords(id);
  return term ? `${plain} (${term})` : name;
}
