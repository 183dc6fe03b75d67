import type { FileResult } from "../../../shared/domain/file-result.ts";
import type { Refused } from "../../../shared/domain/prediction.ts";
import type { BatchItem, Given } from "./batch-item.ts";

/** What a recording came to: its result as JSON text, or why there is none. */
export type Outcome = { json: string } | Failed;

/** Why a recording has no result. @property message of the same in English words, for who reads the files */
export type BatchFailure = Pick<Refused, "code" | "why" | "facts"> & { message: string };

/** @property sha256 of the recording's bytes; null where it could not be read */
type Failed = { error: BatchFailure; sha256: string | null };

/** One line of `results.jsonl`, read. */
export type BatchLine = { number: number; file: string; given?: Given } & (
  | Failed
  | (FileResult & { error?: undefined })
);

/** The line of a recording, without its end. */
export function lineOf({ number, file, given }: BatchItem, outcome: Outcome): string {
  const told = Object.keys(given).length > 0 ? { given } : {};
  if ("error" in outcome) return JSON.stringify({ number, file, ...told, ...outcome });
  return `${JSON.stringify({ number, file, ...told }).slice(0, -1)},${outcome.json.slice(1)}`;
}
