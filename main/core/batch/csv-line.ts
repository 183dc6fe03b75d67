import { stringify } from "csv-stringify/sync";
import { harmlessText } from "../../../shared/domain/csv.ts";

export type Cell = string | number | boolean | null;

/**
 * A line of CSV (RFC 4180, line feed): numbers in full with a point, what is not known empty. Text that a spreadsheet
 * would run as a formula gets a leading apostrophe.
 */
export function csvLine(cells: readonly Cell[]): string {
  return stringify([cells.map(defused)]);
}

function defused(cell: Cell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  return harmlessText(cell);
}
