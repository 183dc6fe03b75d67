import type { CalendarDate } from "../shared/domain/calendar.ts";

/** Today by the clock and time zone of this computer. */
export function today(): CalendarDate {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
