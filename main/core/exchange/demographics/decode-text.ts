import { entryOf } from "../../../../shared/domain/entry-of.ts";

/**
 * The text of a file without its mark: UTF-16 or UTF-8 by that mark, else UTF-8 where it is valid, else the Windows code page
 * of western Europe, in which programs write that name none.
 */
export function decodeText(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : null;
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Character sets of HL7 version 2 (table 0211) that have another name in Node.js. */
const hl7CharacterSets: Readonly<Record<string, string>> = {
  "UNICODE UTF-8": "utf-8",
  UNICODE: "utf-8",
  ASCII: "utf-8",
  "ISO IR87": "iso-2022-jp",
  "GB 18030-2000": "gb18030",
  "KS X 1001": "euc-kr",
  "BIG-5": "big5",
};

/** The text of an HL7 message in the character set that its MSH-18 names; as `decodeText` where it names none that is known. */
export function decodeHl7(bytes: Uint8Array): string {
  const header = new TextDecoder("latin1").decode(bytes.subarray(0, 2000)).split(/[\r\n]/)[0] ?? "";
  const separator = header[header.indexOf("MSH") + 3] ?? "|";
  const named = header.slice(header.indexOf("MSH")).split(separator)[17]?.split("~")[0]?.trim() ?? "";
  const part = /^8859\/([1-9]|1[013-6])$/.exec(named)?.[1];
  const label = part ? `iso-8859-${part}` : entryOf(hl7CharacterSets, named);
  if (!label || named === "ASCII") return decodeText(bytes);
  return new TextDecoder(label).decode(bytes);
}
