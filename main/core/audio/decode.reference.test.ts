import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { testFolders } from "./test-folders.ts";
import { bytesOf, encode, vowel, write } from "./test-recordings.ts";
import { encodeWav } from "./wav.ts";

const { folder, temporary } = testFolders();
const ffmpeg = await findFfmpeg();
const encoders = execFileSync(ffmpeg.path, ["-hide_banner", "-encoders"]).toString();

const RATE = 16000;
const original = vowel(1.5, RATE);
const samples16 = Float32Array.from(original.samples, (x) => (Math.round(x * 32768) + 0) / 32768);
const bytes16 = bytesOf({ samples: samples16, sampleRateHz: RATE });
const decode = (source: { path: string } | { bytes: Uint8Array }) =>
  decodeAudio(source, { fileName: "test", ffmpeg: async () => ffmpeg });

const lossless = [
  { file: "a.flac", options: "-sample_fmt s16", codec: "flac" },
  { file: "alac.m4a", options: "-c:a alac", codec: "alac" },
  { file: "a.aiff", options: "", codec: "pcm_s16be" },
  { file: "a.caf", options: "", codec: "pcm_s16be" },
  { file: "a.au", options: "", codec: "pcm_s16be" },
  { file: "a.w64", options: "", codec: "pcm_s16le" },
  { file: "a.wv", options: "-c:a wavpack -sample_fmt s16p", codec: "wavpack" },
  { file: "a.tta", options: "-c:a tta -sample_fmt s16", codec: "tta" },
  { file: "flac.mkv", options: "-c:a flac -sample_fmt s16", codec: "flac" },
  { file: "flac.ogg", options: "-c:a flac -sample_fmt s16", codec: "flac" },
  { file: "pcm.mov", options: "-c:a pcm_s16be", codec: "pcm_s16be" },
];
test.each(lossless)("$file gives every sample back", async ({ file, options, codec }) => {
  const path = join(folder, file);
  encode(ffmpeg, samples16, { sampleRateHz: RATE, channels: 1, options, path });
  const decoded = await decode({ path });
  expect(decoded.audio).toMatchObject({ codec, lossy: false, channels: 1, sampleRateHz: RATE });
  expect(decoded.truncated).toBe(false);
  expect(bytesOf(decoded.signal).equals(bytes16)).toBe(true);
});

const lossy = [
  { file: "a.mp3", options: "-b:a 64k", codec: "mp3" },
  { file: "a.m4a", options: "-c:a aac -b:a 64k", codec: "aac" },
  { file: "a.aac", options: "-c:a aac -b:a 64k", codec: "aac" },
  { file: "vorbis.ogg", options: "-c:a libvorbis", codec: "vorbis" },
  { file: "a.opus", options: "-c:a libopus", codec: "opus", sampleRateHz: 48000 },
  { file: "a.webm", options: "-c:a libopus", codec: "opus", sampleRateHz: 48000 },
  { file: "a.wma", options: "-c:a wmav2 -b:a 64k", codec: "wmav2" },
  { file: "a.mp2", options: "-c:a mp2 -b:a 64k -f mp2", codec: "mp2" },
  { file: "a.ac3", options: "-c:a ac3 -ar 32000", codec: "ac3", sampleRateHz: 32000 },
  { file: "alaw.wav", options: "-c:a pcm_alaw", codec: "pcm_alaw" },
  { file: "mulaw.wav", options: "-c:a pcm_mulaw", codec: "pcm_mulaw" },
  { file: "adpcm.wav", options: "-c:a adpcm_ms", codec: "adpcm_ms" },
  { file: "gsm.wav", options: "-c:a libgsm_ms -ar 8000", codec: "gsm_ms", sampleRateHz: 8000 },
  { file: "speex.ogg", options: "-c:a libspeex", codec: "speex" },
];
test.each(lossy)("$file is the same sound", async ({ file, options, codec, sampleRateHz = RATE }) => {
  const encoder = /-c:a (\S+)/.exec(options)?.[1] ?? "libmp3lame";
  if (!encoders.includes(` ${encoder} `)) return console.log(`skipped: this ffmpeg has no ${encoder}`);
  const path = join(folder, file);
  encode(ffmpeg, original.samples, { sampleRateHz: RATE, channels: 1, options, path });
  const decoded = await decode({ path });
  expect(decoded.audio).toMatchObject({ codec, lossy: true, channels: 1, sampleRateHz });
  expect(decoded.truncated).toBe(false);
  expect(Math.abs(decoded.audio.durationSeconds - 1.5)).toBeLessThan(0.15);
  expect(dominantHz(decoded.signal.samples, sampleRateHz)).toBeCloseTo(120, -0.5);
});

test("the sound of a video is its first sound track", async () => {
  const path = join(folder, "video.mp4");
  const wav = write(join(folder, "video.wav"), encodeWav(original));
  const picture = "-f lavfi -i color=size=64x64:rate=5:duration=1.5";
  const args = `-v error -y ${picture} -i ${wav} -f lavfi -i sine=440:duration=1.5 -map 0 -map 1 -map 2 -c:v mpeg4 -c:a aac`;
  execFileSync(ffmpeg.path, [...args.split(" "), path]);
  const decoded = await decode({ path });
  expect(decoded.audio.codec).toBe("aac");
  expect(dominantHz(decoded.signal.samples, RATE)).toBeCloseTo(120, -0.5);
});

test("an AMR file of a telephone is read", async () => {
  // Frame type 7 at 12.2 kbit/s: 32 bytes for 20 ms.
  const frame = Buffer.alloc(32);
  frame[0] = 0x3c;
  const bytes = Buffer.concat([Buffer.from("#!AMR\n"), ...Array.from({ length: 50 }, () => frame)]);
  const decoded = await decode({ bytes });
  expect(decoded.audio).toMatchObject({ codec: "amr_nb", lossy: true, sampleRateHz: 8000 });
  expect(decoded.audio.durationSeconds).toBeCloseTo(1, 1);
});

test("stereo and six channels become their mean, the same as from WAV", async () => {
  for (const channels of [2, 6]) {
    const interleaved = Float32Array.from({ length: RATE * channels }, (_, i) => {
      const frame = Math.floor(i / channels);
      return Math.round((32767 * Math.sin(frame * 0.05 * ((i % channels) + 1))) / 2) / 32768;
    });
    const format = { sampleRateHz: RATE, channels };
    const flac = join(folder, `${channels}.flac`);
    encode(ffmpeg, interleaved, { ...format, options: "-sample_fmt s16", path: flac });
    const wav = join(folder, `${channels}.wav`);
    encode(ffmpeg, interleaved, { ...format, options: "-c:a pcm_s16le", path: wav });
    const [fromFlac, fromWav] = [await decode({ path: flac }), await decode({ path: wav })];
    expect(fromFlac.audio.channels).toBe(channels);
    expect(bytesOf(fromFlac.signal).equals(bytesOf(fromWav.signal))).toBe(true);
  }
});

test("bytes and a path give the same; an index at the end (MP4) is found, no temporary file is left", async () => {
  const path = join(folder, "late-index.m4a");
  encode(ffmpeg, original.samples, { sampleRateHz: RATE, channels: 1, options: "-c:a aac", path });
  const bytes = readFileSync(path);
  expect(bytes.indexOf("moov")).toBeGreaterThan(bytes.indexOf("mdat"));
  expect(bytesOf((await decode({ bytes })).signal).equals(bytesOf((await decode({ path })).signal))).toBe(
    true,
  );
  expect(readdirSync(temporary)).toEqual([]);
});

test("the name of a file is not an option, a protocol or a pattern", async () => {
  mkdirSync(join(folder, "named"));
  for (const name of ["-i.flac", "http:x.flac", "concat:a|b.flac", "a%03d.flac", "pipe:0", "ä é 語.flac"]) {
    const path = join(folder, "named", name);
    encode(ffmpeg, samples16, { sampleRateHz: RATE, channels: 1, options: "-f flac", path: `file:${path}` });
    expect(bytesOf((await decode({ path })).signal).equals(bytes16)).toBe(true);
  }
});

test("progress rises to the end", async () => {
  const path = join(folder, "long.flac");
  encode(ffmpeg, vowel(60, 8000).samples, { sampleRateHz: 8000, channels: 1, options: "", path });
  const fractions: number[] = [];
  await decodeAudio(
    { path },
    { fileName: "test", ffmpeg: async () => ffmpeg, onProgress: ({ fraction }) => fractions.push(fraction) },
  );
  expect(fractions.length).toBeGreaterThan(0);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBeGreaterThan(0.9);
});

/** Frequency of the strongest autocorrelation between 80 and 400 Hz. */
function dominantHz(samples: Float32Array, sampleRateHz: number): number {
  const from = Math.round(0.5 * sampleRateHz);
  const length = Math.round(0.2 * sampleRateHz);
  let best = { lag: 1, sum: Number.NEGATIVE_INFINITY };
  for (let lag = Math.round(sampleRateHz / 400); lag <= sampleRateHz / 80; lag++) {
    let sum = 0;
    for (let i = from; i < from + length; i++) sum += samples[i]! * samples[i + lag]!;
    if (sum > best.sum) best = { lag, sum };
  }
  return sampleRateHz / best.lag;
}
