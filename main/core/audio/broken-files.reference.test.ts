import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BulbarError, type ErrorCode } from "../../../shared/domain/error.ts";
import { sayError } from "../../../shared/words/say-error.ts";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { testFolders } from "./test-folders.ts";
import { bytesOf, chunk, encode, noiseSource, pcm16, vowel, wavFile, write } from "./test-recordings.ts";

const { folder, temporary } = testFolders();
const ffmpeg = await findFfmpeg();

const sound = vowel(2, 16000);
const data = pcm16(sound);
const wav = wavFile({ data, sampleRateHz: 16000 });
const made = (file: string, options: string): Buffer => {
  const path = join(folder, file);
  encode(ffmpeg, sound.samples, { sampleRateHz: 16000, channels: 1, options, path });
  return readFileSync(path);
};
const flac = made("whole.flac", "-sample_fmt s16");
const mp3 = made("whole.mp3", "-b:a 64k");
const m4a = made("whole.m4a", "-c:a aac");
const ogg = made("whole.ogg", "-c:a flac -page_duration 100000");
const video = made("silent.mp4", "-f lavfi -i color=size=64x64:rate=5:duration=1 -map 1 -c:v mpeg4");
const floats = (...values: number[]) =>
  wavFile({ tag: 3, bits: 32, sampleRateHz: 16000, data: Buffer.from(Float32Array.from(values).buffer) });
const random = (length: number, seed: number) => {
  const next = noiseSource(seed);
  return Buffer.from(Uint8Array.from({ length }, () => 128 + 128 * next()));
};
const damaged = (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  random(300, 3).copy(copy, Math.round(copy.length / 2));
  return copy;
};
const half = (bytes: Buffer) => bytes.subarray(0, Math.round(bytes.length / 2));
const secret = write(join(folder, "secret.wav"), wav);
const nul = Buffer.from([0]);

/** What must come of it: an error code, or a result that is whole or truncated. */
type Outcome = ErrorCode | "whole" | "truncated";
const files: [string, Uint8Array | string, Outcome][] = [
  ["empty.wav", "", "file-empty"],
  ["text.wav", "This is not a recording.\n", "file-not-audio"],
  ["utf-8 text.mp3", "Ärztlicher Befund: unauffällig\r\n".repeat(300), "file-not-audio"],
  [
    "utf-16 text.wav",
    Buffer.from("\ufeffA note of the clinic.\r\n".repeat(200), "utf16le"),
    "file-not-audio",
  ],
  ["page.html.wav", "<!DOCTYPE html><html><body>404</body></html>", "file-not-audio"],
  ["zeros.wav", Buffer.alloc(100_000), "file-not-audio"],
  ["noise.mp3", random(200_000, 1), "file-not-audio"],
  ["noise.bin", random(5000, 2), "file-not-audio"],
  ["one byte.wav", Buffer.from("R"), "file-not-audio"],
  ["RIFF alone.wav", Buffer.from("RIFF"), "file-not-audio"],
  ["header alone.wav", wav.subarray(0, 12), "file-corrupt"],
  ["cut in fmt.wav", wav.subarray(0, 30), "file-corrupt"],
  ["cut before data.wav", wav.subarray(0, 36), "file-corrupt"],
  ["no sample.wav", wav.subarray(0, 44), "file-empty"],
  ["zero length.wav", wavFile({ data: Buffer.alloc(0) }), "file-empty"],
  [
    "zero length, chunk behind.wav",
    wavFile({ data: Buffer.alloc(0), after: chunk("LIST", data) }),
    "file-empty",
  ],
  ["one byte of sound.wav", wavFile({ data: Buffer.alloc(1) }), "file-empty"],
  ["truncated.wav", half(wav), "truncated"],
  [
    "streamed.wav",
    wavFile({ data, sampleRateHz: 16000, dataSize: 0xffffffff, riffSize: 0xffffffff }),
    "whole",
  ],
  ["data before fmt.wav", wavFile({ data, before: chunk("data", data) }), "file-corrupt"],
  ["no channels.wav", wavFile({ data, channels: 0 }), "file-corrupt"],
  ["no rate.wav", wavFile({ data, sampleRateHz: 0 }), "file-corrupt"],
  ["65535 channels.wav", wavFile({ data, channels: 65535 }), "audio-format-unsupported"],
  ["100 Hz.wav", wavFile({ data, sampleRateHz: 100 }), "audio-format-unsupported"],
  ["4 GHz.wav", wavFile({ data, sampleRateHz: 0xfffffff0 }), "audio-format-unsupported"],
  ["unknown codec.wav", wavFile({ data, tag: 0x7777 }), "audio-format-unsupported"],
  ["0 bits.wav", wavFile({ data, bits: 0 }), "audio-format-unsupported"],
  [
    "chunk of 4 GB.wav",
    wavFile({ data, before: Buffer.from("JUNK\xff\xff\xff\xff", "latin1") }),
    "file-corrupt",
  ],
  ["not a number.wav", floats(0, 0.1, Number.NaN, 0.2), "file-corrupt"],
  ["infinite.wav", floats(0, Number.NEGATIVE_INFINITY), "file-corrupt"],
  ["not scaled.wav", floats(0, 12000, -9000), "file-corrupt"],
  ["truncated.flac", half(flac), "truncated"],
  ["damaged.flac", damaged(flac), "truncated"],
  ["header alone.flac", flac.subarray(0, 60), "file-corrupt"],
  ["truncated.mp3", half(mp3), "truncated"],
  ["tag alone.mp3", mp3.subarray(0, 45), "file-not-audio"],
  ["truncated.m4a", half(m4a), "file-corrupt"],
  ["damaged.m4a", damaged(m4a), "truncated"],
  ["header alone.m4a", m4a.subarray(0, 40), "file-corrupt"],
  ["truncated.ogg", half(ogg), "truncated"],
  ["damaged.ogg", damaged(ogg), "truncated"],
  ["header alone.ogg", ogg.subarray(0, 58), "file-corrupt"],
  ["no sound track.mp4", video, "no-audio-track"],
  ["picture.wav", pngFile(), "file-not-audio"],
  ["report.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), random(3000, 5)]), "file-not-audio"],
  ["archive.zip", Buffer.concat([Buffer.from("PK\x03\x04\x14\x00"), random(3000, 6)]), "file-not-audio"],
  [
    "playlist.m3u8",
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${secret}\n#EXT-X-ENDLIST\n`,
    "file-not-audio",
  ],
  [
    "hidden playlist.wav",
    Buffer.concat([Buffer.from(`#EXTM3U\n#EXTINF:2,\n${secret}\n`), nul]),
    "file-not-audio",
  ],
  [
    "list.ffconcat",
    Buffer.concat([Buffer.from(`ffconcat version 1.0\nfile '${secret}'\n#`), nul]),
    "file-not-audio",
  ],
  [
    "session.sdp",
    Buffer.concat([Buffer.from("v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n"), nul]),
    "file-not-audio",
  ],
  [
    "dash.mpd",
    Buffer.concat([Buffer.from(`<?xml version="1.0"?><MPD><BaseURL>${secret}</BaseURL></MPD>`), nul]),
    "file-not-audio",
  ],
];

test("there are at least 30 kinds", () => expect(files.length).toBeGreaterThanOrEqual(30));

test.each(files)("%s", async (name, content, outcome) => {
  const path = write(join(folder, name), content);
  for (const source of [{ path }, { bytes: readFileSync(path) }]) {
    const found = await decodeAudio(source, { fileName: name, ffmpeg: async () => ffmpeg }).then(
      ({ truncated }) => (truncated ? "truncated" : "whole"),
      (error: unknown) => error,
    );
    if (found instanceof BulbarError) expectUseful(found, name);
    expect(found instanceof BulbarError ? found.code : found).toBe(outcome);
  }
  expect(readdirSync(temporary)).toEqual([]);
});

/** Every message names the file (and never its folder), the reason and the remedy. */
function expectUseful(error: BulbarError, name: string): void {
  expect(error.data.file).toBe(name);
  expect(error.message.startsWith(`${name}: `)).toBe(true);
  const { reason, remedy } = sayError(error.code, error.data, "en");
  expect(reason).not.toBe("");
  expect(remedy).toBeTruthy();
  expect(JSON.stringify(error.data)).not.toContain(folder);
  expect(JSON.stringify(error.data)).not.toContain(temporary);
}

test("what is kept of a truncated file is its beginning", async () => {
  const options = { fileName: "test", ffmpeg: async () => ffmpeg };
  const whole = await decodeAudio({ bytes: flac }, options);
  const cut = await decodeAudio({ bytes: half(flac) }, options);
  expect(cut.signal.samples.length).toBeGreaterThan(8000);
  const kept = bytesOf(cut.signal);
  expect(kept.equals(bytesOf(whole.signal).subarray(0, kept.length))).toBe(true);
});

test.each([
  ["nothing.wav", "missing"],
  ["folder.wav", "folder"],
])("%s: %s", async (name, why) => {
  mkdirSync(join(folder, "folder.wav"), { recursive: true });
  const decoding = decodeAudio({ path: join(folder, name) }, { fileName: name, ffmpeg: async () => ffmpeg });
  await expect(decoding).rejects.toMatchObject({ code: "file-not-found", data: { file: name, why } });
});

/** A PNG of one pixel. */
function pngFile(): Buffer {
  return Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
}
