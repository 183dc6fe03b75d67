import { z } from "zod";
import { CalendarDate } from "./calendar.ts";
import { Progression } from "./finding.ts";
import { HandOff } from "./hand-off.ts";
import { PatientId } from "./ids.ts";

/** Months after a patient's last visit when the next one is due; null where the site has set none. */
export const VisitInterval = z.int().min(1).max(24).nullable();
export type VisitInterval = z.infer<typeof VisitInterval>;

/** Whose work it is. */
const OfPatient = z.object({ patientId: PatientId, code: z.string(), name: z.string() });

/** A patient whose next visit is due. */
export const DuePatient = OfPatient.extend({ lastVisit: CalendarDate, due: CalendarDate });
export type DuePatient = z.infer<typeof DuePatient>;

/** A visit that waits for somebody. */
export const OpenVisit = OfPatient.extend({ date: CalendarDate, handOff: HandOff });
export type OpenVisit = z.infer<typeof OpenVisit>;

/** The last visit of a patient that was judged to have changed, and was not signed since. */
export const ChangedVisit = OfPatient.extend({
  visitId: z.string(),
  date: CalendarDate,
  progression: Progression,
});
export type ChangedVisit = z.infer<typeof ChangedVisit>;

/** The first of a group, and how many there are in all. */
const first = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({ total: z.int(), entries: z.array(entry) });

/** What waits for whom, of all patients who are not archived. */
export const Worklist = z.object({
  intervalMonths: VisitInterval,
  /** Longest overdue first. */
  due: first(DuePatient),
  /** Newest visit first. */
  incomplete: first(OpenVisit),
  toReview: first(OpenVisit),
  toSign: first(OpenVisit),
});
export type Worklist = z.infer<typeof Worklist>;
