import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { decodeWithFfmpeg } from "./ffmpeg-decode.ts";
import { bytesOf, chunk, encode, noiseSource, pcm16, vowel, wavFile, write } from "./test-recordings.ts";
import { encodeWav } from "./wav.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const withoutFfmpeg = () => Promise.reject(new Error("a WAV file must not need ffmpeg"));

/** Reads directly (never through ffmpeg) from bytes and from a path, which must agree. */
async function read(path: string) {
  const options = { fileName: "test.wav", ffmpeg: withoutFfmpeg };
  const fromPath = await decodeAudio({ path }, options);
  const fromBytes = await decodeAudio({ bytes: readFileSync(path) }, options);
  expect(bytesOf(fromBytes.signal).equals(bytesOf(fromPath.signal))).toBe(true);
  expect(fromBytes.audio).toEqual(fromPath.audio);
  return fromPath;
}

/** Noise over the whole range, with the extremes of every PCM depth, not a multiple of anything. */
function wildSamples(channels: number): Float32Array {
  const next = noiseSource(7);
  const samples = Float32Array.from({ length: 9973 * channels }, next);
  samples.set([-1, 1, 0, 2 ** -31, -(2 ** -24), 0.5], 0);
  return samples;
}

const codecs = ["pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"];
const layouts = [1, 2, 6];
test.each(codecs.flatMap((codec) => layouts.map((channels) => ({ codec, channels }))))(
  "$codec with $channels channels is read bit for bit as ffmpeg reads it",
  async ({ codec, channels }) => {
    const path = join(folder, `${codec}-${channels}.wav`);
    const options = `-c:a ${codec}${codec === "pcm_s32le" ? " -rf64 always" : ""}`;
    encode(ffmpeg, wildSamples(channels), { sampleRateHz: 44100, channels, options, path });
    const direct = await read(path);
    const reference = await decodeWithFfmpeg(ffmpeg, { path }, { fileName: "test.wav" });
    expect(direct.audio).toEqual(reference.audio);
    expect(direct.audio).toMatchObject({ codec, channels, sampleRateHz: 44100, lossy: false });
    expect(direct.signal.samples.length).toBe(9973);
    expect(bytesOf(direct.signal).equals(bytesOf(reference.signal))).toBe(true);
  },
);

test("samples outside full scale of a float file are kept", async () => {
  const path = join(folder, "loud.wav");
  encode(ffmpeg, Float32Array.of(2.5, -3), {
    sampleRateHz: 8000,
    channels: 1,
    options: "-c:a pcm_f32le",
    path,
  });
  expect([...(await read(path)).signal.samples]).toEqual([2.5, -3]);
});

test("24 bits left-justified in 32 are read as extensible says", async () => {
  const format = Buffer.alloc(40);
  format.writeUInt16LE(0xfffe, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(48000, 4);
  format.writeUInt32LE(192000, 8);
  format.writeUInt16LE(4, 12);
  format.writeUInt16LE(32, 14);
  format.writeUInt16LE(22, 16);
  format.writeUInt16LE(24, 18);
  Buffer.from("0100000000001000800000aa00389b71", "hex").copy(format, 24);
  const data = Buffer.alloc(8);
  data.writeInt32LE(0x40000000, 0);
  data.writeInt32LE(-0x20000000, 4);
  const { signal } = await read(write(join(folder, "24in32.wav"), wavFile({ data, format })));
  expect([...signal.samples]).toEqual([0.5, -0.25]);
});

const data = pcm16(vowel(0.1, 44100));
const odd = chunk("LIST", Buffer.from("an odd number of bytes!"));
const ds64 = Buffer.alloc(28);
ds64.writeBigUInt64LE(BigInt(data.length), 8);
test.each([
  ["plain", wavFile({ data }), false],
  [
    "odd and unknown chunks around",
    wavFile({ data, before: odd, after: chunk("zzzz", Buffer.alloc(5)) }),
    false,
  ],
  ["100 kB of chunks before", wavFile({ data, before: chunk("JUNK", Buffer.alloc(100_001)) }), false],
  ["data size 0 of a streaming writer", wavFile({ data, dataSize: 0, riffSize: 0 }), false],
  ["data size 0xffffffff of a streaming writer", wavFile({ data, dataSize: 0xffffffff }), false],
  ["data size 0x7ffff000 of sox into a pipe", wavFile({ data, dataSize: 0x7ffff000 }), false],
  ["wrong RIFF size", wavFile({ data, riffSize: 17 }), false],
  ["RF64", wavFile({ data, form: "RF64", dataSize: 0xffffffff, before: chunk("ds64", ds64) }), false],
  ["BW64", wavFile({ data, form: "BW64", dataSize: 0xffffffff, before: chunk("ds64", ds64) }), false],
  ["data size beyond the end", wavFile({ data, dataSize: data.length + 1000 }), true],
  [
    "format with cbSize 0",
    wavFile({ data, format: Buffer.from("0100010044ac000088580100020010000000", "hex") }),
    false,
  ],
])("%s", async (name, bytes, truncated) => {
  const decoded = await read(write(join(folder, `${name}.wav`), bytes));
  expect(decoded.truncated).toBe(truncated);
  const expected = await read(write(join(folder, "plain.wav"), wavFile({ data })));
  expect(bytesOf(decoded.signal).equals(bytesOf(expected.signal))).toBe(true);
});

test("a chunk behind the data is not taken for sound", async () => {
  const bytes = wavFile({ data, after: chunk("LIST", Buffer.alloc(2000, 0x55)) });
  expect((await read(write(join(folder, "after.wav"), bytes))).signal.samples.length).toBe(data.length / 2);
});

test("half a frame at the end is dropped, and the file is truncated", async () => {
  const bytes = wavFile({ data, channels: 2 }).subarray(0, -3);
  const decoded = await read(write(join(folder, "half.wav"), bytes));
  expect(decoded.truncated).toBe(true);
  expect(decoded.signal.samples.length).toBe(data.length / 4 - 1);
});

test("mono is the mean of the channels", async () => {
  const stereo = Buffer.alloc(8);
  [16384, -8192, 32767, 32766].forEach((x, i) => void stereo.writeInt16LE(x, 2 * i));
  const { signal } = await read(write(join(folder, "mean.wav"), wavFile({ data: stereo, channels: 2 })));
  expect([...signal.samples]).toEqual([0.125, 32766.5 / 32768]);
});

test("encodeWav writes what decodeAudio reads, and clips beyond full scale", async () => {
  const signal = vowel(0.5, 22050);
  const path = write(join(folder, "encoded.wav"), encodeWav(signal));
  const { signal: back, audio } = await read(path);
  expect(audio).toMatchObject({ sampleRateHz: 22050, channels: 1, codec: "pcm_s16le", durationSeconds: 0.5 });
  expect(Math.max(...back.samples.map((x, i) => Math.abs(x - signal.samples[i]!)))).toBeLessThanOrEqual(
    2 ** -16,
  );
  const loud = encodeWav({ samples: Float32Array.of(1.5, -1.5, -1, 1), sampleRateHz: 8000 });
  expect(Buffer.from(loud).toString("hex", 44)).toBe("ff7f00800080ff7f");
});

test("five seconds at 44.1 kHz take a few milliseconds", async () => {
  const bytes = encodeWav(vowel(5, 44100));
  const times: number[] = [];
  for (let i = 0; i < 10; i++) {
    const before = process.cpuUsage();
    await decodeAudio({ bytes }, { fileName: "test.wav", ffmpeg: withoutFfmpeg });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  // of the processor, which others want too; about 2 ms
  expect(Math.min(...times)).toBeLessThan(15);
});
