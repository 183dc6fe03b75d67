/** Time (months, days ...) and value. */
export type TimedValue = { time: number; value: number };
