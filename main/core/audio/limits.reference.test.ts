import { readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { testFolders } from "./test-folders.ts";
import { bytesOf, encode, vowel, wavFile, write } from "./test-recordings.ts";

const { folder, temporary } = testFolders();
const ffmpeg = await findFfmpeg();
const MIB = 2 ** 20;

/** A sparse WAV file of silence: 16 bit, `seconds` long, no space on the disk. */
function sparseWav(name: string, seconds: number, sampleRateHz: number, channels = 1): string {
  const dataSize = seconds * sampleRateHz * channels * 2;
  const header = { sampleRateHz, channels, dataSize: Math.min(dataSize, 0xffffffff), data: Buffer.alloc(0) };
  const path = write(join(folder, name), wavFile(header));
  truncateSync(path, 44 + dataSize);
  return path;
}

/** Runs, and returns the growth of this process's memory at its highest, bytes. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  await work();
  clearInterval(timer);
  return Math.max(most, process.memoryUsage.rss()) - before;
}

const decode = (path: string, more = {}) =>
  decodeAudio({ path }, { fileName: "test", ffmpeg: async () => ffmpeg, ...more });

test("two hours of WAV are refused from the header, without reading them", async () => {
  const path = sparseWav("two hours.wav", 7200, 48000, 2);
  const before = process.cpuUsage();
  const growth = await memoryOf(async () => {
    await expect(decode(path)).rejects.toMatchObject({ code: "audio-too-long" });
    const facts = { minutes: 120, limit: 30 };
    await expect(decode(path)).rejects.toMatchObject({ data: { why: "lasts", facts } });
  });
  expect(growth).toBeLessThan(16 * MIB);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(2);
});

test("two hours of FLAC are refused from the header, without decoding them", async () => {
  const path = join(folder, "two hours.flac");
  encode(ffmpeg, vowel(1, 8000).samples, { sampleRateHz: 8000, channels: 1, options: "", path });
  const flac = readFileSync(path);
  // Low 32 bits of the number of samples in STREAMINFO.
  flac.writeUInt32BE(7200 * 8000, 22);
  write(path, flac);
  const growth = await memoryOf(() => expect(decode(path)).rejects.toMatchObject({ code: "audio-too-long" }));
  expect(growth).toBeLessThan(32 * MIB);
});

test("two hours that no header tells of are cut and refused, within bounded memory", async () => {
  // AU, ADPCM of 4 bits, which only ffmpeg reads, 16 kHz, mono, length unknown.
  const header = Buffer.from("2e736e6400000018ffffffff0000001700003e8000000001", "hex");
  const path = write(join(folder, "endless.au"), header);
  truncateSync(path, 24 + (7200 * 16000) / 2);
  const growth = await memoryOf(async () => {
    await expect(decode(path)).rejects.toMatchObject({ code: "audio-too-long" });
    await expect(decode(path)).rejects.toMatchObject({ data: { why: "lasts-more", facts: { limit: 30 } } });
  });
  // 30 minutes at 16 kHz are 110 MiB; the buffer doubles as it grows, and there are two decodes.
  expect(growth).toBeLessThan(512 * MIB);
});

test("a minute at 384 kHz is read, within a few times the size of its signal", async () => {
  const path = sparseWav("384k.wav", 60, 384_000, 2);
  const growth = await memoryOf(async () => {
    const { audio, signal } = await decode(path);
    expect(audio).toMatchObject({ sampleRateHz: 384_000, durationSeconds: 60 });
    expect(signal.samples.length).toBe(60 * 384_000);
  });
  expect(growth).toBeLessThan(2 * 60 * 384_000 * 4);
});

test("384 kHz through ffmpeg keeps its rate", async () => {
  const path = join(folder, "384k.flac");
  encode(ffmpeg, vowel(1, 384_000).samples, { sampleRateHz: 384_000, channels: 1, options: "", path });
  const { audio, signal } = await decode(path);
  expect(audio).toMatchObject({ sampleRateHz: 384_000, durationSeconds: 1, codec: "flac" });
  expect(signal.samples.length).toBe(384_000);
});

test("more samples than fit are refused: ten minutes at 384 kHz", async () => {
  const path = sparseWav("ten minutes.wav", 600, 384_000);
  await expect(decode(path)).rejects.toMatchObject({ code: "audio-too-large" });
});

test("a file above 2 GiB is refused before ffmpeg sees it", async () => {
  const path = write(join(folder, "huge.mp4"), Buffer.from("\0\0\0\x18ftypmp42"));
  truncateSync(path, 2 ** 31 + 1);
  const ffmpegNever = () => Promise.reject(new Error("must not be needed"));
  await expect(decode(path, { ffmpeg: ffmpegNever })).rejects.toMatchObject({ code: "audio-too-large" });
});

test("cancelling before and during a decode stops it, and leaves nothing behind", async () => {
  const path = join(folder, "long.flac");
  encode(ffmpeg, vowel(300, 16000).samples, { sampleRateHz: 16000, channels: 1, options: "", path });
  const bytes = readFileSync(path);
  const options = { fileName: "test", ffmpeg: async () => ffmpeg };
  const cancelled = { code: "cancelled", data: { file: "test" } };
  await expect(decodeAudio({ bytes }, { ...options, signal: AbortSignal.abort() })).rejects.toMatchObject(
    cancelled,
  );
  const controller = new AbortController();
  const decoding = decodeAudio(
    { bytes },
    { ...options, signal: controller.signal, onProgress: () => controller.abort() },
  );
  await expect(decoding).rejects.toMatchObject(cancelled);
  expect(readdirSync(temporary)).toEqual([]);
});

test("cancelling during a long WAV stops it", async () => {
  const path = sparseWav("long.wav", 1500, 48_000);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1);
  await expect(decode(path, { signal: controller.signal })).rejects.toMatchObject({ code: "cancelled" });
});

test("bytes of a larger buffer are read at their own place", async () => {
  const whole = Buffer.concat([Buffer.alloc(7), wavFile({ data: Buffer.from([1, 2, 3, 4]) })]);
  const { signal } = await decodeAudio(
    { bytes: whole.subarray(7) },
    { fileName: "test", ffmpeg: async () => ffmpeg },
  );
  expect(
    bytesOf(signal).equals(bytesOf({ samples: Float32Array.of(513 / 32768, 1027 / 32768), sampleRateHz: 1 })),
  ).toBe(true);
});
