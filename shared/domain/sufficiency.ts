import { z } from "zod";
import { Subsystem } from "./profile.ts";
import { TaskId } from "./task.ts";

/** Whether a subsystem can be judged from what was recorded: well, from doubtful takes only, or not at all. */
export const SubsystemSufficiency = z.object({
  subsystem: Subsystem,
  state: z.enum(["assessed", "doubtful", "missing"]),
  /** The task that would tell it. */
  task: TaskId,
});

/** Whether a visit holds enough to be judged, told before what it says. */
export const Sufficiency = z.object({
  verdict: z.enum(["enough", "in-part", "nothing"]),
  subsystems: z.array(SubsystemSufficiency),
  /** Chief measures whose change is judged against an error that knows days. */
  changesJudged: z.int().nonnegative(),
});
export type Sufficiency = z.infer<typeof Sufficiency>;
