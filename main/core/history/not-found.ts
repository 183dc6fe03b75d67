import { BulbarError } from "../../../shared/domain/error.ts";

/** What the history is asked for by its id. */
type Findable =
  | "patient"
  | "visit"
  | "recording"
  | "sound"
  | "report"
  | "treatment"
  | "message"
  | "listening"
  | "form"
  | "site-text";

/** @returns the row; @throws BulbarError not-found when there is none */
export function found<T>(row: T | undefined, what: Findable): T {
  if (row !== undefined) return row;
  throw new BulbarError("not-found", { why: what });
}
