import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { bytesOf, chunk, encode, noiseSource, pcm16, vowel, wavFile, write } from "./test-recordings.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const decode = (bytes: Uint8Array) => decodeAudio({ bytes }, { fileName: "odd", ffmpeg: async () => ffmpeg });

const noise = noiseSource(5);
/** Whole numbers of so many bits. */
const numbers = (bits: number, loudness = 1, count = 3000) =>
  Array.from({ length: count }, () => Math.round(loudness * noise() * (2 ** (bits - 1) - 1)) + 0);

/** Numbers as containers of so many bytes, shifted up by so many bits. */
function containers(values: number[], bytes: number, shiftBits: number): Buffer {
  const data = Buffer.alloc(values.length * bytes);
  values.forEach((value, i) => void data.writeIntLE(value * 2 ** shiftBits, i * bytes, bytes));
  return data;
}

function format(channels: number, bits: number, blockBytes: number, bytesPerSecond: number): Buffer {
  const body = Buffer.alloc(16);
  [1, channels].forEach((value, i) => void body.writeUInt16LE(value, 2 * i));
  body.writeUInt32LE(44_100, 4);
  body.writeUInt32LE(bytesPerSecond, 8);
  body.writeUInt16LE(blockBytes, 12);
  body.writeUInt16LE(bits, 14);
  return body;
}

test.each(
  [
    { bits: 24, bytes: 4 },
    { bits: 20, bytes: 4 },
    { bits: 16, bytes: 4 },
    { bits: 16, bytes: 3 },
    { bits: 12, bytes: 4 },
  ].flatMap((one) =>
    ["upper", "lower"].flatMap((where) => [1, 0.001].map((loudness) => ({ ...one, where, loudness }))),
  ),
)(
  "$bits bits in the $where part of $bytes bytes, loudness $loudness",
  async ({ bits, bytes, where, loudness }) => {
    const whole = 8 * Math.ceil(bits / 8);
    const values = numbers(bits, loudness).map((value) => value * 2 ** (whole - bits));
    const data = containers(values, bytes, where === "upper" ? 8 * bytes - whole : 0);
    for (const bytesPerSecond of [44_100 * bytes, (44_100 * whole) / 8, 1]) {
      const file = wavFile({ data, format: format(1, bits, bytes, bytesPerSecond) });
      const { signal, truncated, flags } = await decode(file);
      expect([...signal.samples]).toEqual(values.map((value) => value / 2 ** (whole - 1)));
      expect({ truncated, flags }).toEqual({ truncated: false, flags: [] });
    }
  },
);

test("two channels of 24 bits in 4 bytes, and a container that is full although the header says fewer bits", async () => {
  const values = numbers(24);
  const stereo = wavFile({ data: containers(values, 4, 8), format: format(2, 24, 8, 8 * 44_100) });
  expect((await decode(stereo)).signal.samples.length).toBe(values.length / 2);
  const full = wavFile({ data: containers(numbers(32), 4, 0), format: format(1, 24, 4, 4 * 44_100) });
  expect((await decode(full)).signal.samples.length).toBe(values.length);
});

test("packed samples beside a wrong block size are packed; a header that nothing decides is refused", async () => {
  const data = containers(numbers(16), 2, 0);
  const expected = await decode(wavFile({ data }));
  for (const blockBytes of [0, 1, 3, 4, 8]) {
    const { signal } = await decode(wavFile({ data, format: format(1, 16, blockBytes, 2 * 44_100) }));
    expect(bytesOf(signal).equals(bytesOf(expected.signal))).toBe(true);
  }
  const contradicting = decode(wavFile({ data, format: format(2, 16, 2, 44_100) }));
  await expect(contradicting).rejects.toMatchObject({ code: "file-corrupt" });
  await expect(contradicting).rejects.toMatchObject({
    data: { why: "wav-contradicts", facts: { channels: 2, bits: 16, blockBytes: 2 } },
  });
});

const data = pcm16(vowel(1, 44_100));
const half = data.length / 2;
const spare = Buffer.alloc(3);
test.each([
  ["half of the sound claimed", wavFile({ data, dataSize: half, riffSize: 36 + half }), half],
  ["half of the sound claimed, RIFF size whole", wavFile({ data, dataSize: half }), half],
  ["an odd size claimed", wavFile({ data, dataSize: half + 1 }), half],
  ["a second data chunk", wavFile({ data, after: chunk("data", data) }), data.length],
  [
    "a second data chunk behind another",
    wavFile({ data, after: Buffer.concat([chunk("LIST", spare), chunk("data", data)]) }),
    data.length,
  ],
  [
    "noise behind the sound",
    wavFile({ data, after: Buffer.concat([pcm16(vowel(0.1, 44_100, 1))]) }),
    data.length,
  ],
])("%s: what was read is told, and that more is left", async (_, bytes, soundBytes) => {
  const { signal, flags, truncated } = await decode(bytes);
  expect(signal.samples.length).toBe(Math.floor(soundBytes / 2));
  expect({ flags, truncated }).toEqual({ flags: ["bytes-left-over"], truncated: false });
});

test.each([
  ["plain", wavFile({ data })],
  [
    "chunks behind",
    wavFile({ data, after: Buffer.concat([chunk("LIST", spare), chunk("id3 ", Buffer.alloc(200, 1))]) }),
  ],
  ["an empty second data chunk", wavFile({ data, after: chunk("data", Buffer.alloc(0)) })],
  ["a tag of ID3v1 behind", wavFile({ data, after: Buffer.from(`TAG${"a name".padEnd(125)}`) })],
  ["zeros up to a whole block of the card", wavFile({ data, after: Buffer.alloc(4096 - 44) })],
  ["size 0", wavFile({ data, dataSize: 0, riffSize: 0 })],
  ["size 0xffffffff", wavFile({ data, dataSize: 0xffffffff, riffSize: 0xffffffff })],
  ["size 0xffffffdb (0 less the header)", wavFile({ data, dataSize: 0xffffffdb, riffSize: 0xffffffff })],
  ["size 0x80000000", wavFile({ data, dataSize: 0x80000000 })],
  [
    "RF64 without sizes",
    wavFile({ data, form: "RF64", dataSize: 0xffffffff, before: chunk("ds64", Buffer.alloc(28)) }),
  ],
  [
    "RF64 with sizes of -1",
    wavFile({ data, form: "RF64", dataSize: 0xffffffff, before: chunk("ds64", Buffer.alloc(28, 0xff)) }),
  ],
  ["the header counted as sound", wavFile({ data, dataSize: data.length + 44 })],
  ["the size of RIFF for that of the sound", wavFile({ data, dataSize: data.length + 36 })],
  [
    "a longer header counted as sound",
    wavFile({ data, before: chunk("JUNK", Buffer.alloc(500)), dataSize: data.length + 552 }),
  ],
])("%s: the whole sound, and nothing is said", async (name, bytes) => {
  const { signal, flags, truncated } = await decode(bytes);
  const padded = name.startsWith("zeros") ? 0 : signal.samples.length - data.length / 2;
  expect({ padded, flags, truncated }).toEqual({ padded: 0, flags: [], truncated: false });
});

test("a tenth of a second that is missing is told", async () => {
  const { truncated } = await decode(wavFile({ data, dataSize: data.length + 8820 }));
  expect(truncated).toBe(true);
});

test("what is left over of A-law, AU and AIFF is told too", async () => {
  for (const [name, options] of [
    ["a.wav", "-c:a pcm_alaw"],
    ["a.au", "-c:a pcm_s16be"],
    ["a.aiff", "-c:a pcm_s16be"],
  ] as const) {
    const path = join(folder, name);
    encode(ffmpeg, vowel(1, 44_100).samples, { sampleRateHz: 44_100, channels: 1, options, path });
    const bytes = readFileSync(path);
    expect((await decode(bytes)).flags, name).toEqual([]);
    expect((await decode(Buffer.concat([bytes, data]))).flags, name).toEqual(["bytes-left-over"]);
  }
});

/** A SPHERE file of NIST: a text header of 1024 bytes, then the samples. */
function sphere(coding: string, sampleBytes: number, rate: number, samples: Uint8Array): Buffer {
  const fields = `NIST_1A\n   1024\nsample_count -i ${samples.length / sampleBytes}\nsample_n_bytes -i ${sampleBytes}\nchannel_count -i 1\nsample_rate -i ${rate}\nsample_coding -s${coding.length} ${coding}\nsample_byte_format -s2 01\nend_head\n`;
  return Buffer.concat([Buffer.from(fields.padEnd(1024)), samples]);
}

test.each([
  ["silence first", 0.5],
  ["silence alone for as long as is looked at", 2],
])("SPHERE of the telephone is no text: %s", async (_, silentSeconds) => {
  const silence = Buffer.alloc(8000 * silentSeconds, 0xff);
  const raw = join(folder, "raw.ul");
  encode(ffmpeg, vowel(2, 8000).samples, {
    sampleRateHz: 8000,
    channels: 1,
    options: "-c:a pcm_mulaw -f mulaw",
    path: raw,
  });
  const { audio, truncated } = await decode(
    sphere("ulaw", 1, 8000, Buffer.concat([silence, readFileSync(raw)])),
  );
  expect(audio).toMatchObject({ sampleRateHz: 8000, durationSeconds: 2 + silentSeconds, lossy: true });
  expect(truncated).toBe(false);
});

test.each([
  ["a picture longer than the sound", "-t 4", "", 2],
  ["sound that starts late", "-t 4", "-itsoffset 1", 2],
  ["a picture that ends first", "-t 1", "", 2],
])("%s: nothing is cut off", async (_, picture, offset, seconds) => {
  const path = join(folder, "video.mp4");
  const wav = write(join(folder, "video.wav"), wavFile({ data: pcm16(vowel(2, 44_100)) }));
  const args = `-v error -y -f lavfi ${picture} -i color=size=64x64:rate=5 ${offset} -i ${wav} -c:v mpeg4 -c:a aac`;
  execFileSync(ffmpeg.path, [...args.split(" ").filter(Boolean), path]);
  for (const source of [{ path }, { bytes: readFileSync(path) }]) {
    const { audio, truncated } = await decodeAudio(source, {
      fileName: "video.mp4",
      ffmpeg: async () => ffmpeg,
    });
    expect(Math.abs(audio.durationSeconds - seconds)).toBeLessThan(0.1);
    expect(truncated).toBe(false);
  }
});

test("sound alone that starts late in its file is whole; a film that is cut is told", async () => {
  const wav = write(join(folder, "late.wav"), wavFile({ data: pcm16(vowel(20, 44_100)) }));
  const run = (args: string, path: string) => {
    execFileSync(ffmpeg.path, ["-v", "error", "-y", ...args.split(" "), path]);
    return readFileSync(path);
  };
  const late = run(`-itsoffset 1 -i ${wav} -c:a aac`, join(folder, "late.m4a"));
  expect((await decode(late)).truncated).toBe(false);
  const picture = `-f lavfi -t 20 -i color=size=64x64:rate=5 -i ${wav} -c:v mpeg4 -c:a aac`;
  for (const name of ["film.mp4", "film.mkv", "film.avi"]) {
    const film = run(`${picture}${name.endsWith("mp4") ? " -movflags faststart" : ""}`, join(folder, name));
    expect((await decode(film)).truncated, name).toBe(false);
    expect((await decode(film.subarray(0, Math.round(film.length / 2)))).truncated, name).toBe(true);
  }
});
