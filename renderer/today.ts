import type { CalendarDate } from "../shared/domain/calendar.ts";

/** Today by the clock and time zone of this computer. */
export const today = (): CalendarDate => dayOf(new Date());

/** The day of a moment in the time zone of this computer. */
export function dayOf(moment: Date): CalendarDate {
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
