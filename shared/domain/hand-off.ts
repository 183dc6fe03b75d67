import { z } from "zod";
import { TaskId } from "./task.ts";

/**
 * Where a visit stands between who records, who judges and who signs. Incomplete: nothing was recorded, something is not
 * analysed, or a task of the clinic's own protocol is open. To sign: its report is begun, and not signed yet. To sign again:
 * something of it was changed since it was signed.
 */
export const handOffStates = ["incomplete", "to-review", "to-sign", "signed", "to-sign-again"] as const;

export const HandOff = z.object({
  visitId: z.string(),
  state: z.enum(handOffStates),
  /** Tasks of the clinic's own protocol without a recording; none where it has no protocol of its own. */
  openTasks: z.array(TaskId),
  recordings: z.int().nonnegative(),
  notAnalysed: z.int().nonnegative(),
});
export type HandOff = z.infer<typeof HandOff>;
