import { z } from "zod";

/** A chart of the trend: a measure in a task, a score, or a model's answer, as a course names it. */
export const TrendChart = z.object({ id: z.string().min(1).max(200), task: z.string().min(1).max(40) });
export type TrendChart = z.infer<typeof TrendChart>;

/** Most charts of a set: more than a page shows are no set. */
export const mostTrendCharts = 24;

/** The charts that a clinic looks at first, in its order. */
export const TrendSet = z.array(TrendChart).min(1).max(mostTrendCharts);
export type TrendSet = z.infer<typeof TrendSet>;
