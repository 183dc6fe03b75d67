/** Bytes of a broadcast extension chunk before its coding history, which is the last of it. */
const bytesBefore = 602;
const versionOffset = 346;
/** What nothing was lost by. */
const whole = ["PCM", "ANALOGUE"];

/**
 * The content of a `bext` chunk (EBU Tech 3285) that tells what lossy coding a sound has come through: a piece cut out of
 * an MP3 is no better for being a WAV. @param codec ffmpeg's name of it
 */
export function codingHistory(codec: string): Uint8Array {
  const lines = Buffer.from(`A=${codec.toUpperCase()}\r\nA=PCM\r\n`, "latin1");
  const content = new Uint8Array(bytesBefore + lines.length + (lines.length % 2));
  content[versionOffset] = 1;
  content.set(lines, bytesBefore);
  return content;
}

/** The lossy coding that a `bext` chunk's history names first, in small letters; null where it names none. */
export function lossyCodecOf(content: Uint8Array): string | null {
  const history = Buffer.from(content.subarray(bytesBefore)).toString("latin1");
  const names = [...history.matchAll(/^A=([^,\r\n\0]+)/gm)].map(([, name = ""]) => name.trim());
  return names.find((name) => !whole.includes(name.toUpperCase()))?.toLowerCase() ?? null;
}
