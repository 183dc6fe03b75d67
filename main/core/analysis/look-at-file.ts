import { createHash } from "node:crypto";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { FileLook } from "../../../shared/domain/intake.ts";
import { type DecodeOptions, decodeAudio } from "../audio/decode.ts";
import { assessQuality } from "../audio/quality.ts";
import { encodeWav } from "../audio/wav.ts";
import type { Core } from "../core.ts";
import { thumbnailOf } from "./thumbnail.ts";

type File = { bytes: Uint8Array; fileName: string; channel?: Channel | null };

/** What a file holds, before anything of it is stored or analysed. @throws BulbarError as `decodeAudio` */
export async function lookAtFile(core: Core, file: File, signal?: AbortSignal): Promise<FileLook> {
  const decoded = await decodeAudio(file, decodeOptions(core, file, signal));
  const { audio, truncated, flags } = decoded;
  return {
    sha256: createHash("sha256").update(file.bytes).digest("hex"),
    bytes: file.bytes.byteLength,
    audio,
    flags: assessQuality(decoded.signal, audio, "unknown", truncated, flags).flags,
    waveform: thumbnailOf(decoded.signal),
  };
}

/** A file as a 16-bit WAV, to be heard before it is taken in. @throws BulbarError as `decodeAudio` */
export async function hearFile(core: Core, file: File, signal?: AbortSignal): Promise<Uint8Array> {
  return encodeWav((await decodeAudio(file, decodeOptions(core, file, signal))).signal);
}

function decodeOptions(core: Core, { fileName, channel }: File, signal?: AbortSignal): DecodeOptions {
  return { fileName, channel, ffmpeg: core.ffmpeg, spoolFolder: core.spoolFolder, signal };
}
