import { z } from "zod";
import { TaskId } from "./task.ts";

/** One recording of the demo patient: visit and take by their place, from 0. */
export const DemoTake = z.object({
  visit: z.int().min(0).max(4),
  task: TaskId,
  take: z.int().min(0).max(2),
});
export type DemoTake = z.infer<typeof DemoTake>;
