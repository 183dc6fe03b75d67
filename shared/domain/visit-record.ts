import { z } from "zod";
import { Alsfrs } from "./alsfrs.ts";
import { CalendarDate } from "./calendar.ts";
import { Patient } from "./patient.ts";
import { Recording } from "./recording.ts";
import { RecordingState } from "./recording-state.ts";
import { RoomCheck } from "./room-check.ts";
import { VisitForm } from "./site-form.ts";
import { TaskModels } from "./task-models.ts";
import { Visit } from "./visit.ts";

/** Everything that is kept of a visit, before anything is judged of it. */
export const VisitRecord = z.object({
  patient: Patient,
  visit: Visit,
  recordings: z.array(Recording),
  /** Null where the questionnaire was not taken. */
  alsfrs: Alsfrs.nullable(),
  /** The last one before, with the date of its visit. */
  alsfrsBefore: z.object({ date: CalendarDate, alsfrs: Alsfrs }).nullable(),
  /** Forms that the site has brought, those filled in first. */
  forms: z.array(VisitForm),
  state: RecordingState,
  /** Models that were chosen for tasks of this visit; what is not in it is as the site has it. */
  chosenModels: TaskModels,
  /** The newest check of the room; null where none was made. */
  roomCheck: RoomCheck.nullable(),
});
export type VisitRecord = z.infer<typeof VisitRecord>;
