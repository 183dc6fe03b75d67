import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { isStreamable } from "./is-streamable.ts";
import { withSpooled } from "./spool.ts";
import { bytesOf, encode, vowel } from "./test-recordings.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-test-"));
const spool = mkdtempSync(join(tmpdir(), "bulbar-test-spool-"));
afterAll(() => {
  for (const one of [folder, spool]) rmSync(one, { recursive: true });
});
const ffmpeg = await findFfmpeg();
const sound = vowel(20, 16_000);
const made = (file: string, options: string) => {
  const path = join(folder, file);
  encode(ffmpeg, sound.samples, { sampleRateHz: 16_000, channels: 1, options, path });
  return path;
};

test.each([
  { file: "a.flac", options: "", isPiped: true },
  { file: "a.ogg", options: "-c:a flac", isPiped: true },
  { file: "a.opus", options: "-c:a libopus", isPiped: true },
  { file: "a.webm", options: "-c:a libopus", isPiped: true },
  { file: "a.aiff", options: "", isPiped: true },
  { file: "a.caf", options: "", isPiped: true },
  { file: "a.w64", options: "", isPiped: true },
  { file: "a.wma", options: "-c:a wmav2", isPiped: true },
  { file: "a.aac", options: "-c:a aac", isPiped: true },
  { file: "alaw.wav", options: "-c:a pcm_alaw", isPiped: true },
  { file: "index-first.m4a", options: "-c:a aac -movflags faststart", isPiped: true },
  { file: "fragments.mp4", options: "-c:a aac -movflags frag_keyframe+empty_moov", isPiped: true },
  { file: "index-last.m4a", options: "-c:a aac", isPiped: false },
  { file: "lossless.m4a", options: "-c:a alac", isPiped: false },
  { file: "a.mov", options: "-c:a pcm_s16be", isPiped: false },
  { file: "a.mp3", options: "-b:a 64k", isPiped: false },
])(
  "$file from bytes is the same as from its file; through a pipe: $isPiped",
  async ({ file, options, isPiped }) => {
    const path = made(file, options);
    const bytes = readFileSync(path);
    expect(isStreamable(bytes)).toBe(isPiped);
    let asked = 0;
    const spoolFolder = async () => {
      asked++;
      return spool;
    };
    const fromFile = await decodeAudio({ path }, { fileName: file, ffmpeg: async () => ffmpeg });
    const fromBytes = await decodeAudio(
      { bytes },
      { fileName: file, ffmpeg: async () => ffmpeg, spoolFolder },
    );
    expect(fromBytes.audio).toEqual(fromFile.audio);
    expect(fromBytes.truncated).toBe(fromFile.truncated);
    expect(bytesOf(fromBytes.signal).equals(bytesOf(fromFile.signal))).toBe(true);
    expect(asked).toBe(isPiped ? 0 : 1);
    expect(readdirSync(spool)).toEqual([]);
  },
);

test.skipIf(!existsSync("/dev/fd"))("what is put on disk has no name that anybody could find", async () => {
  const bytes = Buffer.from("a voice in plain");
  await withSpooled(bytes, spool, async (spooled) => {
    expect(readdirSync(spool)).toEqual([]);
    expect("descriptor" in spooled && readFileSync(spooled.descriptor).equals(bytes)).toBe(true);
  });
});

test("where a name is needed it is gone after the work, and after its failure", async () => {
  const bytes = Buffer.from("a voice in plain");
  const seen = await withSpooled(
    bytes,
    spool,
    async (spooled) => readFileSync("path" in spooled ? spooled.path : ""),
    false,
  );
  expect(seen.equals(bytes)).toBe(true);
  const failing = withSpooled(bytes, spool, () => Promise.reject(new Error("no")), false);
  await expect(failing).rejects.toThrow("no");
  expect(readdirSync(spool)).toEqual([]);
});
