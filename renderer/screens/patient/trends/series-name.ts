import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { sayMeasureName } from "../../../../shared/words/say-measure.ts";

/** "steadiness of pitch (jitter, local)"; what is no measure by the words for it. */
export function seriesName({ id }: Pick<TrendSeries, "id">): string {
  return sayMeasureName(id, "en");
}
