import { type CalendarDate, dayOf } from "../shared/domain/calendar.ts";

/** Today by the clock and time zone of this computer. */
export const today = (): CalendarDate => dayOf(new Date());
