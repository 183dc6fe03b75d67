import { BulbarError } from "../../../shared/domain/error.ts";

/** @returns the row; @throws BulbarError not-found when there is none */
export function found<T>(row: T | undefined, what: string): T {
  if (row !== undefined) return row;
  throw new BulbarError("not-found", {
    reason: `This ${what} is not in the history.`,
    remedy: "It may have been removed; go back and look again.",
  });
}
