import { language } from "./language.ts";

/** A plain text table: columns padded to their widest cell, numbers to the right. */
export function table(header: string[], rows: (string | number)[][]): string {
  const cells = [header, ...rows.map((row) => row.map(String))];
  const width = header.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const isNumeric = header.map(
    (_, column) =>
      rows.length > 0 && rows.every((row) => typeof row[column] === "number" || row[column] === "-"),
  );
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(width[column]!) : cell.padEnd(width[column]!),
      )
      .join("  ")
      .trimEnd();
  return [line(cells[0]!), width.map((w) => "-".repeat(w)).join("  "), ...cells.slice(1).map(line)].join(
    "\n",
  );
}

/** Three significant digits by default, without an exponent, with the language's decimal mark; "-" for null. */
export function significant(value: number | null, digits = 3): string {
  if (value === null || !Number.isFinite(value)) return "-";
  if (value === 0) return "0";
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  const text = value.toFixed(Math.min(decimals, 9));
  return language === "de" ? text.replace(".", ",") : text;
}
