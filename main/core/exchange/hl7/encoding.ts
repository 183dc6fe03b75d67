/** HL7 version 2's text: what separates is escaped, line ends become \.br\, other control characters \Xhh\. */
export function escaped(text: string): string {
  return text.replaceAll(/\r\n|[\\|^&~\p{Cc}]/gu, (found) => escapes[found] ?? hexadecimal(found));
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\E\\",
  "|": "\\F\\",
  "^": "\\S\\",
  "&": "\\T\\",
  "~": "\\R\\",
  "\r\n": "\\.br\\",
  "\r": "\\.br\\",
  "\n": "\\.br\\",
};

const hexadecimal = (text: string): string => `\\X${Buffer.from(text).toString("hex").toUpperCase()}\\`;

/** The text that was escaped; sequences that are not known (highlighting, other alphabets) are left out. */
export function unescaped(text: string): string {
  return text.replaceAll(/\\([^\\]*)\\/g, (_, code: string) => {
    if (code.startsWith("X")) return Buffer.from(code.slice(1), "hex").toString("utf8");
    return { E: "\\", F: "|", S: "^", T: "&", R: "~", ".br": "\n" }[code] ?? "";
  });
}

/** Components of a field, each escaped, those at the end that are empty left out. */
export function components(...parts: readonly string[]): string {
  return parts.map(escaped).join("^").replace(/\^+$/, "");
}

/** A segment of ready fields, numbered from 1 as HL7 numbers them; those between are empty. */
export function segment(name: string, fields: Readonly<Record<number, string | number | null>>): string {
  const last = Math.max(...Object.keys(fields).map(Number));
  const all = Array.from({ length: last }, (_, index) => fields[index + 1] ?? "");
  return [name, ...all].join("|").replace(/\|+$/, "");
}

/** "20260312" of a date, "20260312101500+0000" of a moment. */
export const dateOf = (date: string): string => date.replaceAll("-", "");
export const momentOf = (at: Date): string =>
  `${at.toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}+0000`;

/** A number as NM takes it: digits and a point, no exponent, at most 16 characters. */
export function numeric(value: number): string {
  for (let digits = 15; digits > 0; digits--) {
    const text = plain(value.toPrecision(digits));
    if (text.length <= 16) return text;
  }
  return plain(value.toPrecision(1));
}

function plain(text: string): string {
  const value = Number(text);
  const written = String(value);
  if (!written.includes("e")) return written;
  const [mantissa = "", exponent = ""] = written.split("e");
  const decimals = (mantissa.split(".")[1]?.length ?? 0) - Number(exponent);
  return value.toFixed(Math.min(100, Math.max(0, decimals)));
}
