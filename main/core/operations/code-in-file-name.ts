/** A patient's code as it may stand in the name of a file on every system: "A/7 b" becomes "A_7_b". */
export function codeInFileName(code: string): string {
  return code.replace(/[^\p{L}\p{N}-]+/gu, "_");
}
