import { expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { chunk, pcm16, vowel, wavFile } from "./test-recordings.ts";

const rate = 16_000;
const little: Buffer = pcm16(vowel(0.5, rate));
const big: Buffer = Buffer.from(little).swap16();
const half = little.length / 2;
const wholeFrames = little.length / 2;
const expected = [...new Int16Array(little.buffer.slice(little.byteOffset, little.byteOffset + 200))].map(
  (x) => x / 2 ** 15,
);

const decode = (bytes: Uint8Array) =>
  decodeAudio({ bytes }, { fileName: "odd", ffmpeg: () => Promise.reject(new Error("not needed")) });

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const int64 = (value: bigint, isLittle = false) => {
  const bytes = Buffer.alloc(8);
  if (isLittle) bytes.writeBigInt64LE(value);
  else bytes.writeBigInt64BE(value);
  return bytes;
};

type Aiff = { soundSize?: number; formSize?: number; coding?: string; data?: Buffer };
function aiff({ soundSize = 8 + big.length, formSize = 1000, coding = "", data = big }: Aiff): Buffer {
  const common = Buffer.alloc(18);
  common.writeUInt16BE(1, 0);
  common.writeUInt32BE(data.length / 2, 2);
  common.writeUInt16BE(16, 6);
  common.writeUInt16BE(16383 + 13, 8); // 16,000 lies between 2^13 and 2^14
  common.writeBigUInt64BE(BigInt(rate) << 50n, 10);
  const body = Buffer.concat([common, Buffer.from(coding && `${coding}\0\0`)]);
  return Buffer.concat([
    Buffer.from("FORM"),
    ...[
      uint32(formSize),
      Buffer.from(coding ? "AIFC" : "AIFF"),
      Buffer.from("COMM"),
      uint32(body.length),
      body,
    ],
    ...[Buffer.from("SSND"), uint32(soundSize), Buffer.alloc(8), data],
  ]);
}

const au = (
  size: number,
  { data = big, coding = 3, offset = 24 }: { data?: Buffer; coding?: number; offset?: number } = {},
) =>
  Buffer.concat([
    Buffer.from(".snd"),
    ...[offset, size, coding, rate, 1].map(uint32),
    ...[Buffer.alloc(offset - 24), data],
  ]);

function caf(size: number, after: Uint8Array = Buffer.alloc(0)): Buffer {
  const format = Buffer.alloc(32);
  format.writeDoubleBE(rate);
  format.write("lpcm", 8, "latin1");
  [2, 2, 1, 1, 16].forEach((value, i) => void format.writeUInt32BE(value, 12 + 4 * i));
  return Buffer.concat([
    ...[Buffer.from("caff\0\x01\0\0", "latin1"), Buffer.from("desc"), int64(32n), format],
    ...[Buffer.from("data"), int64(BigInt(size)), Buffer.alloc(4), little, after],
  ]);
}

const tail = Buffer.from("f3acd3118cd100c04f8edb8a", "hex");
function wave64(size: number, after: Uint8Array = Buffer.alloc(0)): Buffer {
  const plain = wavFile({ data: little, sampleRateHz: rate });
  return Buffer.concat([
    ...[
      Buffer.from("riff"),
      Buffer.from("2e91cf11a5d628db04c10000", "hex"),
      int64(0n),
      Buffer.from("wave"),
      tail,
    ],
    ...[Buffer.from("fmt "), tail, int64(40n, true), plain.subarray(20, 36)],
    ...[Buffer.from("data"), tail, int64(BigInt(size), true), little, after],
  ]);
}

function sphere(fields: Record<string, string | number>, data: Uint8Array = little): Buffer {
  const all = {
    sample_n_bytes: 2,
    channel_count: 1,
    sample_rate: rate,
    sample_coding: "pcm",
    sample_byte_format: "01",
    ...fields,
  };
  const lines = Object.entries(all).map(([name, value]) =>
    typeof value === "number" ? `${name} -i ${value}` : `${name} -s${value.length} ${value}`,
  );
  return Buffer.concat([Buffer.from(`NIST_1A\n   1024\n${lines.join("\n")}\nend_head\n`.padEnd(1024)), data]);
}

const cafSize = 4 + little.length;
const w64Size = 24 + little.length;
const spare = Buffer.alloc(400, 7);
const none = { frames: wholeFrames, truncated: false, flags: [] as string[] };
const left = { ...none, flags: ["bytes-left-over"] };
const halfLeft = { ...left, frames: half / 2 };
const short = { ...none, truncated: true };

test.each([
  ["AIFF", aiff({}), none],
  ["AIFF without sizes", aiff({ soundSize: 0, formSize: 0 }), none],
  ["AIFF, size of the sound -1", aiff({ soundSize: 0xffffffff }), none],
  ["AIFF, half of the sound told", aiff({ soundSize: 8 + half }), halfLeft],
  ["AIFF, more told than there is", aiff({ soundSize: 8 + 2 * big.length }), short],
  ["AIFF, more behind it", Buffer.concat([aiff({}), spare]), left],
  ["AIFF-C, little-endian", aiff({ coding: "sowt", data: little }), none],
  ["AU", au(big.length), none],
  ["AU without a size", au(0xffffffff), none],
  ["AU of size 0", au(0), none],
  ["AU with words before the sound", au(big.length, { offset: 56 }), none],
  ["AU that counts its header", au(big.length + 24), none],
  ["AU, half told", au(half), halfLeft],
  ["AU, more told than there is", au(2 * big.length), short],
  ["CAF", caf(cafSize), none],
  ["CAF of a recorder that streams", caf(-1), none],
  ["CAF of size 0", caf(0), none],
  [
    "CAF with a chunk behind",
    caf(cafSize, Buffer.concat([Buffer.from("info"), int64(100n), spare.subarray(0, 100)])),
    none,
  ],
  ["CAF, half told", caf(4 + half), halfLeft],
  ["CAF, more told than there is", caf(2 * cafSize), short],
  ["Wave64", wave64(w64Size), none],
  ["Wave64 of size 0", wave64(0), none],
  ["Wave64 of size -1", wave64(-1), none],
  ["Wave64, half told", wave64(24 + half), halfLeft],
  ["Wave64, more behind it", wave64(w64Size, spare), left],
  ["SPHERE", sphere({ sample_count: wholeFrames }), none],
  ["SPHERE without a count", sphere({}), none],
  ["SPHERE, big-endian", sphere({ sample_byte_format: "10" }, big), none],
  ["SPHERE, half told", sphere({ sample_count: half / 2 }), halfLeft],
  ["SPHERE, more told than there is", sphere({ sample_count: 2 * wholeFrames }), short],
  [
    "WAV, an odd chunk without padding",
    wavFile({
      data: little,
      sampleRateHz: rate,
      before: chunk("LIST", spare.subarray(0, 5)).subarray(0, 13),
    }),
    none,
  ],
  [
    "WAV, a format that ends before its bits",
    wavFile({ data: little, format: wavFile({ data: little, sampleRateHz: rate }).subarray(20, 34) }),
    none,
  ],
])("%s: what it holds, what is missing and what is left", async (_, bytes, { frames, truncated, flags }) => {
  const { signal, ...decoded } = await decode(bytes);
  expect({ frames: signal.samples.length, truncated: decoded.truncated, flags: decoded.flags }).toEqual({
    ...{ frames, truncated, flags },
  });
  expect(signal.sampleRateHz).toBe(rate);
  expect([...signal.samples.subarray(0, 100)]).toEqual(expected);
});

/** Bytes of G.711 and their levels, 16 bit, as Python's audioop has them. */
const muLaw: readonly [number, number][] = [
  [0x00, -32124],
  [0x10, -15996],
  [0x7f, 0],
  [0x80, 32124],
  [0xf0, 120],
  [0xff, 0],
];
const aLaw: readonly [number, number][] = [
  [0x2a, -32256],
  [0xaa, 32256],
  [0xd5, 8],
  [0x55, -8],
  [0x05, -4224],
  [0x95, 2112],
];
test.each([
  ["SPHERE", "ulaw", muLaw, (data: Buffer) => sphere({ sample_coding: "ulaw", sample_n_bytes: 1 }, data)],
  ["SPHERE", "alaw", aLaw, (data: Buffer) => sphere({ sample_coding: "alaw", sample_n_bytes: 1 }, data)],
  ["AU", "ulaw", muLaw, (data: Buffer) => au(data.length, { data, coding: 1 })],
  ["AU", "alaw", aLaw, (data: Buffer) => au(data.length, { data, coding: 27 })],
  [
    "WAV",
    "ulaw",
    muLaw,
    (data: Buffer) => wavFile({ tag: 7, bits: 8, sampleRateHz: rate, data, dataSize: 0 }),
  ],
  [
    "WAV",
    "alaw",
    aLaw,
    (data: Buffer) => wavFile({ tag: 6, bits: 8, sampleRateHz: rate, data, dataSize: 0xffffffff }),
  ],
])("%s in %s has the levels of G.711", async (_, law, table, file) => {
  const { audio, signal, truncated } = await decode(file(Buffer.from(table.map(([byte]) => byte))));
  expect([...signal.samples].map((x) => x * 2 ** 15 + 0)).toEqual(table.map(([, level]) => level));
  expect({ codec: audio.codec, lossy: audio.lossy, truncated }).toEqual({
    codec: law === "ulaw" ? "pcm_mulaw" : "pcm_alaw",
    lossy: true,
    truncated: false,
  });
});

test.each(["pcm,embedded-shorten-v2.00", "constructor"])(
  "SPHERE coded as %s is refused by its coding, and not read as noise",
  async (coding) => {
    await expect(decode(sphere({ sample_coding: coding }))).rejects.toMatchObject({
      code: "audio-format-unsupported",
      data: { why: "sphere-coding", facts: { coding } },
    });
  },
);

test("floats beside a header that contradicts them are told by their values", async () => {
  const values = Float32Array.from(expected);
  const data = Buffer.from(values.buffer);
  const header = (bits: number, blockBytes: number) => {
    const format = wavFile({ tag: 3, bits, sampleRateHz: rate, data }).subarray(20, 36);
    format.writeUInt32LE(rate * blockBytes, 8);
    format.writeUInt16LE(blockBytes, 12);
    return wavFile({ data, format });
  };
  for (const [bits, blockBytes] of [
    [32, 4],
    [16, 4],
    [24, 4],
    [32, 8],
  ] as const)
    expect([...(await decode(header(bits, blockBytes))).signal.samples], `${bits} in ${blockBytes}`).toEqual(
      expected,
    );
});

function rifx({ tag = 1, bits = 16, data = big }: { tag?: number; bits?: number; data?: Buffer }): Buffer {
  const uint16 = (value: number) => uint32(value).subarray(2);
  const format = [
    uint16(tag),
    uint16(1),
    uint32(rate),
    uint32((rate * bits) / 8),
    uint16(bits / 8),
    uint16(bits),
  ];
  return Buffer.concat([
    ...[Buffer.from("RIFX"), uint32(36 + data.length), Buffer.from("WAVEfmt "), uint32(16), ...format],
    ...[Buffer.from("data"), uint32(data.length), data],
  ]);
}

test("RIFX holds its samples big-endian, and is read so", async () => {
  const { audio, signal, truncated, flags } = await decode(rifx({}));
  expect([...signal.samples.subarray(0, 100)]).toEqual(expected);
  expect(audio).toMatchObject({ codec: "pcm_s16be", sampleRateHz: rate, channels: 1 });
  expect([truncated, flags]).toEqual([false, []]);
  const cut = await decode(rifx({}).subarray(0, 44 + half));
  expect([cut.truncated, cut.signal.samples.length]).toEqual([true, half / 2]);
});

test("RIFX of a coding that is not read here is refused, not read with its bytes in the wrong order", async () => {
  const refused = { code: "audio-format-unsupported", data: { file: "odd", why: "codec" } };
  await expect(decode(rifx({ tag: 2, bits: 4 }))).rejects.toMatchObject(refused);
  await expect(decode(rifx({ bits: 12 }))).rejects.toMatchObject(refused);
});
