/** Bytes of a broadcast extension chunk before its coding history, which is the last of it. */
const bytesBefore = 602;
const versionOffset = 346;
/** Where the originator's reference begins, 32 letters, and after it the date and the time of the origin. */
const referenceOffset = 288;
/** What nothing was lost by. */
const whole = ["PCM", "ANALOGUE"];

/** Where a sound comes from. */
export type SoundOrigin = {
  /** The take that it was recorded as: a UUID, and its beginning in ISO 8601, UTC. */
  take?: { id: string; startedAt: string };
  /** ffmpeg's name of the lossy coding that it has come through: a piece cut out of an MP3 is no better for being a WAV. */
  lossyCodec?: string | null;
};

/** The content of a `bext` chunk (EBU Tech 3285) that tells a sound's origin. */
export function broadcastExtension({ take, lossyCodec = null }: SoundOrigin): Uint8Array {
  const history = lossyCodec === null ? "" : `A=${lossyCodec.toUpperCase()}\r\nA=PCM\r\n`;
  const content = Buffer.alloc(bytesBefore + history.length + (history.length % 2));
  content[versionOffset] = 1;
  content.write(history, bytesBefore, "latin1");
  if (take) {
    const [date = "", time = ""] = take.startedAt.slice(0, 19).split("T");
    content.write(`${take.id.replaceAll("-", "")}${date}${time}`, referenceOffset, "latin1");
  }
  return content;
}

/** The lossy coding that a `bext` chunk's history names first, in small letters; null where it names none. */
export function lossyCodecOf(content: Uint8Array): string | null {
  const history = Buffer.from(content.subarray(bytesBefore)).toString("latin1");
  const names = [...history.matchAll(/^A=([^,\r\n\0]+)/gm)].map(([, name = ""]) => name.trim());
  return names.find((name) => !whole.includes(name.toUpperCase()))?.toLowerCase() ?? null;
}
