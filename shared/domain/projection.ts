import { z } from "zod";
import { CalendarDate } from "./calendar.ts";

/** The line of a series continued to a date, with the 95 % interval of a new value there. */
export const Projection = z.object({
  date: CalendarDate,
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
});
export type Projection = z.infer<typeof Projection>;
