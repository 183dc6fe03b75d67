import { BulbarError } from "../../../shared/domain/error.ts";
import { type ByteSource, isOpenSize, isSoundLeft } from "./left-over.ts";
import { bytesPerSample, type SampleFormat, type SoundHeader } from "./samples.ts";

/** Bytes of a plain header, which some writers count as sound, and what else they count wrongly. */
const PLAIN_HEADER_BYTES = 44;

type Layout = { format: SampleFormat; channels: number };

/**
 * How much of the sound that a header claims is there, and whether more is left behind it.
 * @param claimed bytes; 0, negative and what no file has: the writer could not go back and fill it in
 * @param isLittleEndian how the sizes of the file's chunks lie
 * @throws BulbarError `file-empty`, also where the sound would begin behind the file's end
 */
export function extentOf(
  source: ByteSource,
  dataOffset: number,
  claimed: number,
  { format, channels }: Layout,
  fileName: string,
  isLittleEndian = true,
): Pick<SoundHeader, "dataOffset" | "frames" | "truncated" | "isMoreLeft"> {
  const present = source.size - dataOffset;
  const isUnknown = isOpenSize(claimed) && !(claimed === 0 && isChunk(source.read(dataOffset, 8)));
  const bytes = isUnknown ? present : Math.min(claimed, present);
  const frameBytes = channels * bytesPerSample(format);
  const frames = Math.floor(bytes / frameBytes);
  if (!(frames > 0)) throw new BulbarError("file-empty", { file: fileName, why: "no-samples" });
  const missing = isUnknown ? 0 : claimed - present;
  // A writer that counts its header, or takes the size of the file or of RIFF for that of the sound.
  const isHeaderCounted =
    present % frameBytes === 0 &&
    (missing <= PLAIN_HEADER_BYTES || missing === dataOffset || missing === dataOffset - 8);
  return {
    dataOffset,
    frames,
    truncated: missing > 0 && !isHeaderCounted,
    isMoreLeft: !isUnknown && isSoundLeft(source, dataOffset + claimed, isLittleEndian),
  };
}

/** Is this the head of a chunk that may follow an empty `data`? */
function isChunk(head: Uint8Array): boolean {
  const id = Buffer.from(head.subarray(0, 4)).toString("latin1");
  return ["LIST", "fact", "cue ", "smpl", "bext", "id3 ", "ID3 ", "JUNK", "iXML", "_PMX"].includes(id);
}
