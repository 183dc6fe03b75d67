import { type CsvCell, csvLine, harmlessText } from "../../shared/domain/csv.ts";

/** Comma-separated values by RFC 4180; a number that is written out already, "-98.00", stays one. */
export function csv(header: string[], rows: CsvCell[][]): string {
  return [header, ...rows].map((row) => csvLine(row, harmless)).join("");
}

function harmless(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? text : harmlessText(text);
}
