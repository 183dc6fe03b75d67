import fc from "fast-check";
import { expect, test } from "vitest";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ByteSource } from "./left-over.ts";
import { readOtherHeader } from "./other-headers.ts";
import { bytesPerSample } from "./samples.ts";
import { wavFile } from "./test-recordings.ts";
import { readWavHeader } from "./wav.ts";

const big = (bytes: number, value: number) => Buffer.from(value.toString(16).padStart(2 * bytes, "0"), "hex");
const sound = Buffer.alloc(64, 7);
const rate80 = Buffer.concat([big(2, 16_383 + 13), big(4, 16_000 * 2 ** 18), big(4, 0)]);
const common = Buffer.concat([big(2, 1), big(4, 32), big(2, 16), rate80, Buffer.from("NONE\0\0")]);
const rate64 = Buffer.alloc(8);
rate64.writeDoubleBE(16_000);
const sphere = "NIST_1A\n   1024\nchannel_count -i 1\nsample_rate -i 16000\nsample_n_bytes -i 2\nend_head\n";

/** A whole small file of each kind whose header is read here. */
const whole: readonly Buffer[] = [
  wavFile({ data: sound }),
  wavFile({ data: sound, tag: 3, bits: 32 }),
  Buffer.concat([
    ...[Buffer.from("FORM"), big(4, 200), Buffer.from("AIFCCOMM"), big(4, common.length), common],
    ...[Buffer.from("SSND"), big(4, 8 + sound.length), big(8, 0), sound],
  ]),
  Buffer.concat([
    Buffer.from(".snd"),
    ...[24, sound.length, 3, 16_000, 1].map((value) => big(4, value)),
    sound,
  ]),
  Buffer.concat([
    ...[Buffer.from("caff"), big(4, 0x10000), Buffer.from("desc"), big(8, 32), rate64],
    ...[Buffer.from("lpcm"), ...[0, 2, 1, 1, 16].map((value) => big(4, value))],
    ...[Buffer.from("data"), big(8, 4 + sound.length), big(4, 0), sound],
  ]),
  Buffer.concat([
    ...[Buffer.from("RIFX"), big(4, 100), Buffer.from("WAVEfmt "), big(4, 16), big(2, 1), big(2, 1)],
    ...[big(4, 16_000), big(4, 32_000), big(2, 2), big(2, 16), Buffer.from("data"), big(4, 64), sound],
  ]),
  Buffer.concat([Buffer.from(sphere.padEnd(1024)), sound]),
];

const sourceOf = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: (position, length) => bytes.subarray(position, position + length),
});
const headerOf = (source: ByteSource) => readWavHeader(source, "any") ?? readOtherHeader(source, "any");

test("the whole files are read here", () => {
  for (const bytes of whole) expect(headerOf(sourceOf(bytes))?.frames).toBeGreaterThan(0);
});

/** Bytes of a header written over, anywhere in the first 160 bytes, and the end cut off. */
const faulty = fc
  .record({
    file: fc.constantFrom(...whole),
    faults: fc.array(fc.record({ at: fc.nat(160), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }), {
      maxLength: 4,
    }),
    end: fc.option(fc.nat(200)),
  })
  .map(({ file, faults, end }) => {
    const bytes = Buffer.from(file);
    for (const fault of faults)
      bytes.set(
        fault.bytes.subarray(0, Math.max(0, bytes.length - fault.at)),
        Math.min(fault.at, bytes.length),
      );
    return bytes.subarray(0, end ?? bytes.length);
  });

test("whatever stands in a header, the sound lies within the file, or an error says why not", () => {
  fc.assert(
    fc.property(faulty, (bytes) => {
      try {
        const header = headerOf(sourceOf(bytes));
        if (!header) return;
        const { frames, channels, sampleRateHz, dataOffset, format } = header;
        expect(Number.isSafeInteger(frames) && frames > 0).toBe(true);
        expect(Number.isInteger(channels) && channels > 0 && Number.isFinite(sampleRateHz)).toBe(true);
        expect(dataOffset + frames * channels * bytesPerSample(format)).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        if (!(error instanceof BulbarError)) throw error;
      }
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  [
    "SPHERE whose count of channels is no number",
    sphere.replace("channel_count -i 1", "channel_count -s3 one"),
  ],
  ["SPHERE of one and a half channels", sphere.replace("channel_count -i 1", "channel_count -r 1.5")],
  ["SPHERE whose rate is no number", sphere.replace("16000", "fast")],
])("%s", (_, header) => {
  const bytes = Buffer.concat([Buffer.from(header.padEnd(1024)), sound]);
  expect(() => headerOf(sourceOf(bytes))).toThrow(/file-corrupt/);
});

test.each(["RIFF....WAVE", "RIFX....WAVE", "FORM....AIFF", "caff...."])(
  "%s and nothing but zeros behind it is given up soon",
  (head) => {
    let reads = 0;
    const zeros = Buffer.alloc(64);
    const source: ByteSource = {
      size: 2 ** 31,
      read: (position, length) => {
        reads++;
        return position === 0
          ? Buffer.concat([Buffer.from(head), zeros]).subarray(0, length)
          : zeros.subarray(0, length);
      },
    };
    try {
      headerOf(source);
    } catch (error) {
      expect(error).toMatchObject({ code: "file-corrupt" });
    }
    expect(reads).toBeLessThan(100_000);
  },
);
