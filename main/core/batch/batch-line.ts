import type { FileResult } from "../../../shared/domain/file-result.ts";
import type { BatchItem, Given } from "./batch-item.ts";

/** What a recording came to: its result as JSON text, or why there is none. */
export type Outcome = { json: string } | { error: { code: string; message: string } };

/** One line of `results.jsonl`, read. */
export type BatchLine = { number: number; file: string; given?: Given } & (
  | { error: { code: string; message: string } }
  | (FileResult & { error?: undefined })
);

/** The line of a recording, without its end. */
export function lineOf({ number, file, given }: BatchItem, outcome: Outcome): string {
  const told = Object.keys(given).length > 0 ? { given } : {};
  if ("error" in outcome) return JSON.stringify({ number, file, ...told, error: outcome.error });
  return `${JSON.stringify({ number, file, ...told }).slice(0, -1)},${outcome.json.slice(1)}`;
}
