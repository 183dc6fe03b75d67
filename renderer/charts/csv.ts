type Cell = string | number | boolean | null | undefined;

/**
 * Comma-separated values by RFC 4180; numbers in full precision, null as an empty cell. Text that a
 * spreadsheet would run as a formula gets a leading apostrophe.
 */
export function csv(header: string[], rows: Cell[][]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  const text = typeof value === "string" ? defused(value) : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number that is written out already stays one. */
function defused(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? text : text.replace(/^[=+\-@\t\r]/, "'$&");
}
