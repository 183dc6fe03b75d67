import { z } from "zod";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";

/** What a site sets once for all its patients; each in the shape of its own. */
export type SiteSetting =
  | "clinic-head"
  | "recording-protocol"
  | "signing-certificate"
  | "exchange"
  | "forms"
  | "texts"
  | "trend-set"
  | "norms"
  | "simulated-models"
  | "task-models"
  | "visit-interval"
  | "shortcuts";

/** A setting of the site; null where it was not set. It says nothing of a patient: looking at it is not audited. */
export function readSiteSetting<Schema extends z.ZodType>(
  { database }: History,
  name: SiteSetting,
  schema: Schema,
): z.infer<Schema> | null {
  const value = database
    .prepare<[string], string>("SELECT value FROM siteSettings WHERE name = ?")
    .pluck()
    .get(name);
  return value === undefined ? null : schema.parse(JSON.parse(value));
}

/** Sets it in place of what it was; `detail` says in the trail what was done. */
export function writeSiteSetting(history: History, name: SiteSetting, value: unknown, detail = ""): void {
  audited(
    history,
    () =>
      history.database
        .prepare("INSERT OR REPLACE INTO siteSettings (name, value) VALUES (?, ?)")
        .run(name, JSON.stringify(value)),
    () => ({ action: "update", patientId: null, subject: `site setting ${name}`, detail }),
  );
}

/** Whether models that learned from simulated voices answer unasked here: off until an administrator says so. */
export function simulatedModelsAnswer(history: History): boolean {
  return readSiteSetting(history, "simulated-models", z.boolean()) ?? false;
}
