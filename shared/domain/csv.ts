export type CsvCell = string | number | boolean | null | undefined;

/** Text that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection). */
export const harmlessText = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

/**
 * A line of CSV by RFC 4180 (comma, CRLF, quotes doubled): numbers in full with a point, what is not known empty.
 * @param harmless what becomes of text before it is quoted
 */
export function csvLine(
  cells: readonly CsvCell[],
  harmless: (text: string) => string = harmlessText,
): string {
  const written = cells.map((cell) => quoted(typeof cell === "string" ? harmless(cell) : String(cell ?? "")));
  return `${written.join(",")}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
