import { z } from "zod";

/** What a patient's pages remind of once, until somebody puts it away. */
export const reminders = ["voice-banking"] as const;
export const Reminder = z.enum(reminders);
export type Reminder = z.infer<typeof Reminder>;
