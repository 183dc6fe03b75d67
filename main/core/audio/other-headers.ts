import { entryOf } from "../../../shared/domain/entry-of.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { type ByteSource, MOST_CHUNKS } from "./left-over.ts";
import { checkFormat } from "./limits.ts";
import type { SampleFormat, SoundHeader } from "./samples.ts";
import { extentOf } from "./sound-extent.ts";

/**
 * Reads the header of AIFF and AIFF-C, AU, CAF, NIST SPHERE and RIFX (a WAV whose numbers are big-endian, whose samples ffmpeg
 * takes for little-endian ones) with plain samples, whatever sizes a recorder could not fill in.
 * @returns null when it is none of them, or one whose coding needs ffmpeg (ALAC, IMA ADPCM ...)
 * @throws BulbarError `file-empty`, `file-corrupt`, `audio-format-unsupported`
 */
export function readOtherHeader(source: ByteSource, fileName: string): SoundHeader | null {
  const head = Buffer.from(source.read(0, 12)).toString("latin1");
  if (head.startsWith("FORM") && /^AIF[FC]$/.test(head.slice(8))) return readAiff(source, fileName);
  if (head.startsWith("RIFX") && head.slice(8) === "WAVE") return readRifx(source, fileName);
  if (/^(\.snd|dns\.)/.test(head)) return readAu(source, fileName);
  if (head.startsWith("caff")) return readCaf(source, fileName);
  return head.startsWith("NIST_1A") ? readSphere(source, fileName) : null;
}

type Layout = Pick<SoundHeader, "format" | "channels" | "sampleRateHz">;

function headerOf(
  source: ByteSource,
  dataOffset: number,
  claimed: number,
  layout: Layout,
  fileName: string,
): SoundHeader {
  checkFormat(fileName, layout.channels, layout.sampleRateHz);
  return { ...layout, gain: 1, ...extentOf(source, dataOffset, claimed, layout, fileName, false) };
}

const wholeNumbers: readonly SampleFormat[] = ["s8", "s16be", "s24be", "s32be"];

function readAiff(source: ByteSource, fileName: string): SoundHeader | null {
  let layout: Layout | null | undefined;
  let sound: { offset: number; size: number } | undefined;
  for (let position = 12, chunks = 0; position + 8 <= source.size && chunks < MOST_CHUNKS; chunks++) {
    if (layout && sound) break;
    const chunk = source.read(position, 64);
    const id = textOf(chunk, 0, 4);
    const size = viewOf(chunk).getUint32(4);
    if (id === "COMM" && chunk.length >= 26 && size >= 18) layout = aiffLayout(chunk.subarray(8, 8 + size));
    if (layout === null) return null;
    if (id === "SSND" && chunk.length >= 16) {
      const skipped = viewOf(chunk).getUint32(8);
      sound = { offset: position + 16 + skipped, size: size > 8 ? size - 8 - skipped : 0 };
    }
    position += 8 + size + (size % 2);
  }
  return layout && sound ? headerOf(source, sound.offset, sound.size, layout, fileName) : null;
}

function aiffLayout(common: Uint8Array): Layout | null {
  const view = viewOf(common);
  const bits = view.getUint16(6);
  const whole = wholeNumbers[Math.ceil(bits / 8) - 1];
  const coding = common.length >= 22 ? textOf(common, 18, 4) : "NONE";
  const formats: Readonly<Record<string, SampleFormat | undefined>> = {
    ...{ NONE: whole, twos: whole, in24: "s24be", in32: "s32be", sowt: littleEndian(whole), "raw ": "u8" },
    ...{ fl32: "f32be", FL32: "f32be", fl64: "f64be", FL64: "f64be" },
    ...{ ulaw: "mulaw", ULAW: "mulaw", alaw: "alaw", ALAW: "alaw" },
  };
  const format = formats[coding];
  return format ? { format, channels: view.getUint16(0), sampleRateHz: extendedFloat(view, 8) } : null;
}

/** IEEE 754 extended, 80 bits, big-endian, for positive numbers. */
function extendedFloat(view: DataView, position: number): number {
  const exponent = (view.getUint16(position) & 0x7fff) - 16383 - 63;
  return Math.round(Number(view.getBigUint64(position + 2)) * 2 ** exponent);
}

/** @throws BulbarError also for a coding that ffmpeg would read with its bytes in the wrong order */
function readRifx(source: ByteSource, fileName: string): SoundHeader {
  let layout: Layout | undefined;
  for (let position = 12, chunks = 0; position + 8 <= source.size && chunks < MOST_CHUNKS; chunks++) {
    const chunk = source.read(position, 24);
    const id = textOf(chunk, 0, 4);
    const size = viewOf(chunk).getUint32(4);
    if (id === "fmt " && chunk.length === 24 && size >= 16) layout = rifxLayout(viewOf(chunk), fileName);
    if (id === "data" && layout) return headerOf(source, position + 8, size, layout, fileName);
    position += 8 + size + (size % 2);
  }
  throw new BulbarError("file-corrupt", { file: fileName, why: layout ? "wav-no-sound" : "wav-no-format" });
}

function rifxLayout(chunk: DataView, fileName: string): Layout {
  const [tag, channels] = [chunk.getUint16(8), chunk.getUint16(10)];
  const [blockBytes, bits] = [chunk.getUint16(20), chunk.getUint16(22)];
  const bytes = blockBytes / channels;
  const formats: Readonly<Record<number, SampleFormat | undefined>> = {
    1: bits === 8 * bytes ? ([undefined, "u8", "s16be", "s24be", "s32be"] as const)[bytes] : undefined,
    3: ({ 4: "f32be", 8: "f64be" } as const)[bytes],
    ...{ 6: "alaw", 7: "mulaw" },
  };
  const format = formats[tag];
  if (!format) throw new BulbarError("audio-format-unsupported", { file: fileName, why: "codec" });
  return { format, channels, sampleRateHz: chunk.getUint32(12) };
}

/** Sun's and NeXT's; backwards ("dns.") where everything is little-endian. */
function readAu(source: ByteSource, fileName: string): SoundHeader | null {
  const head = source.read(0, 24);
  if (head.length < 24) return null;
  const isLittle = textOf(head, 0, 4) === "dns.";
  const [offset, size, coding, sampleRateHz, channels] = [4, 8, 12, 16, 20].map((at) =>
    viewOf(head).getUint32(at, isLittle),
  ) as [number, number, number, number, number];
  const formats: Readonly<Record<number, SampleFormat>> = {
    ...{ 1: "mulaw", 27: "alaw", 2: "s8", 3: "s16be", 4: "s24be", 5: "s32be", 6: "f32be", 7: "f64be" },
  };
  const format = isLittle ? littleEndian(formats[coding]) : formats[coding];
  if (!format || offset < 24) return null;
  return headerOf(source, offset, size, { format, channels, sampleRateHz }, fileName);
}

/** Apple's Core Audio Format; -1 is the size of sound that was recorded without knowing its end. */
function readCaf(source: ByteSource, fileName: string): SoundHeader | null {
  let layout: Layout | null = null;
  for (let position = 8, chunks = 0; position + 12 <= source.size && chunks < MOST_CHUNKS; chunks++) {
    const chunk = source.read(position, 44);
    const id = textOf(chunk, 0, 4);
    const size = Number(viewOf(chunk).getBigInt64(4));
    if (id === "desc" && chunk.length >= 44) layout = cafLayout(viewOf(chunk.subarray(12)), chunk);
    if (id === "data" && layout) {
      const header = headerOf(source, position + 16, size > 4 ? size - 4 : 0, layout, fileName);
      return { ...header, isMoreLeft: header.isMoreLeft && !isCafChunk(source, position + 12 + size) };
    }
    if (size < 0) return null;
    position += 12 + size;
  }
  return null;
}

function isCafChunk(source: ByteSource, position: number): boolean {
  const head = source.read(position, 12);
  if (head.length < 12 || !/^[\w ]{4}$/.test(textOf(head, 0, 4))) return false;
  const size = viewOf(head).getBigInt64(4);
  return size >= 0 && position + 12 + Number(size) <= source.size;
}

function cafLayout(view: DataView, chunk: Uint8Array): Layout | null {
  const coding = textOf(chunk, 20, 4);
  const [flags, packetBytes, packetFrames, channels, bits] = [12, 16, 20, 24, 28].map((at) =>
    view.getUint32(at),
  ) as [number, number, number, number, number];
  const bytes = packetBytes / channels;
  const [isFloat, isLittle] = [(flags & 1) !== 0, (flags & 2) !== 0];
  const plain: SampleFormat | undefined = isFloat
    ? ({ 4: "f32be", 8: "f64be" } as const)[bytes]
    : wholeNumbers[bytes - 1];
  const formats: Readonly<Record<string, SampleFormat | undefined>> = {
    // bits beside larger containers are ffmpeg's to read
    lpcm: Math.ceil(bits / 8) !== bytes ? undefined : isLittle ? littleEndian(plain) : plain,
    ulaw: "mulaw",
    alaw: "alaw",
  };
  const format = packetFrames === 1 ? formats[coding] : undefined;
  return format ? { format, channels, sampleRateHz: Math.round(view.getFloat64(0)) } : null;
}

/** Most bytes of a SPHERE header: two lines tell its size, usually 1024. */
const LONGEST_SPHERE_HEADER = 65_536;

function readSphere(source: ByteSource, fileName: string): SoundHeader {
  const headerBytes = Number(/^NIST_1A\s+(\d+)/.exec(textOf(source.read(0, 64), 0, 64))?.[1]);
  if (!(headerBytes > 16 && headerBytes <= LONGEST_SPHERE_HEADER))
    throw new BulbarError("file-corrupt", { file: fileName, why: "wav-header-cut" });
  const text = textOf(source.read(0, headerBytes), 0, headerBytes).split(/^end_head/m)[0]!;
  const field = (name: string) => new RegExp(`^${name}\\s+-\\S+\\s+(.*?)\\s*$`, "m").exec(text)?.[1];
  const whole = (name: string, absent: number) => Number(field(name) ?? absent);
  const channels = whole("channel_count", 1);
  const bytes = whole("sample_n_bytes", 2);
  const coding = field("sample_coding")?.toLowerCase() ?? "pcm";
  const order = field("sample_byte_format") ?? "01";
  const plain = order.startsWith("0") ? littleEndian(wholeNumbers[bytes - 1]) : wholeNumbers[bytes - 1];
  const formats: Readonly<Record<string, SampleFormat | undefined>> = {
    ...{ pcm: plain, linear: plain },
    ...{ ulaw: "mulaw", "mu-law": "mulaw", mulaw: "mulaw", alaw: "alaw", "a-law": "alaw" },
  };
  // "pcm,embedded-shorten-v2.00": the samples are packed.
  const format = entryOf(formats, coding);
  if (!format)
    throw new BulbarError("audio-format-unsupported", {
      file: fileName,
      why: "sphere-coding",
      facts: { coding },
    });
  const claimed = whole("sample_count", 0) * channels * bytes;
  const layout = { format, channels, sampleRateHz: whole("sample_rate", 0) };
  return headerOf(source, headerBytes, claimed, layout, fileName);
}

function littleEndian(format: SampleFormat | undefined): SampleFormat | undefined {
  return format?.replace(/be$/, "le") as SampleFormat | undefined;
}

function textOf(bytes: Uint8Array, position: number, length: number): string {
  return Buffer.from(bytes.subarray(position, position + length)).toString("latin1");
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
