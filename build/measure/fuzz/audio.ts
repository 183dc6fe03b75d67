import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyseRecording } from "../../../main/core/analysis/analyse-recording.ts";
import { type Ffmpeg, findFfmpeg } from "../../../main/core/audio/ffmpeg.ts";
import { chunk, encode, pcm16, vowel, wavFile } from "../../../main/core/audio/test-recordings.ts";
import { createCore } from "../../../main/core/core.ts";
import { testCoreOptions } from "../../../main/core/core-options.fixture.ts";
import { Analysis } from "../../../shared/domain/analysis.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import type { OpenedKind } from "./kind.ts";
import { mutateBytes, oneOf } from "./mutate.ts";

/** What ffmpeg writes: the ending, and its options. */
const encodings: readonly (readonly [string, string])[] = [
  ["wav", "-c:a pcm_s24le"],
  ["wav", "-c:a pcm_f32le"],
  ["wav", "-c:a pcm_f64le"],
  ["wav", "-c:a pcm_alaw"],
  ["wav", "-c:a pcm_mulaw"],
  ["wav", "-c:a pcm_u8"],
  ["wav", "-c:a adpcm_ms"],
  ["wav", "-c:a pcm_s16le -rf64 always"],
  ["w64", "-c:a pcm_s16le"],
  ["aiff", "-c:a pcm_s16be"],
  ["aiff", "-c:a pcm_f32be"],
  ["au", "-c:a pcm_s16be"],
  ["au", "-c:a pcm_mulaw"],
  ["caf", "-c:a pcm_s16be"],
  ["caf", "-c:a alac"],
  ["voc", "-c:a pcm_u8"],
  ["flac", ""],
  ["mp3", "-b:a 32k"],
  ["mp2", ""],
  ["m4a", "-c:a aac"],
  ["aac", "-c:a aac"],
  ["mov", "-c:a pcm_s16le"],
  ["3gp", "-c:a aac"],
  ["ogg", "-c:a flac"],
  ["ogg", "-c:a libvorbis"],
  ["opus", "-c:a libopus -ar 48000"],
  ["webm", "-c:a libopus -ar 48000"],
  ["mka", "-c:a pcm_s16le"],
  ["wma", ""],
  ["avi", "-c:a pcm_s16le"],
  ["ac3", "-ar 48000"],
  ["ts", "-c:a mp2 -ar 48000"],
  ["wv", ""],
  ["tta", ""],
  ["nut", "-c:a pcm_s16le"],
];

/** Recordings in every container that is read directly, and in those of ffmpeg; each case is analysed, without models. */
export async function audio(folder: string): Promise<OpenedKind> {
  const core = createCore(testCoreOptions(folder));
  const whole = wholeFiles(await findFfmpeg(), join(folder, "whole"));
  const tasks = taskIds.filter((id) => id !== "unknown");
  return {
    // the task stands in front, one byte
    input: (random) =>
      Buffer.concat([
        Buffer.of(tasks.indexOf(oneOf(random, tasks))),
        mutateBytes(oneOf(random, whole)(), random),
      ]),
    feed: async (input) => {
      const task: TaskId = tasks[input[0]! % tasks.length]!;
      const source = { bytes: input.subarray(1) };
      const { analysis } = await analyseRecording(core, {
        source,
        fileName: "case.bin",
        task,
        models: "none",
      });
      Analysis.parse(analysis);
      return analysis.quality.flags.includes("truncated") ? "truncated" : "whole";
    },
    close: () => core.close(),
  };
}

/** Makers of whole files; each makes its own once. */
function wholeFiles(ffmpeg: Ffmpeg, folder: string): (() => Buffer)[] {
  mkdirSync(folder);
  const sound = vowel(0.6, 16_000);
  const data = pcm16(sound);
  const plain = wavFile({ data, sampleRateHz: 16_000 });
  const made = encodings.map(([ending, options], index) => {
    const path = join(folder, `${index}.${ending}`);
    let bytes: Buffer | null = null;
    return () => {
      bytes ??= encoded(ffmpeg, sound, { options, path }) ?? plain;
      return bytes;
    };
  });
  const stereo = { channels: 2, sampleRateHz: 8000 };
  const written = [
    plain,
    wavFile({ data, ...stereo, before: chunk("LIST", Buffer.from("INFO")), after: chunk("data", data) }),
    wavFile({ data, sampleRateHz: 16_000, dataSize: 0xffffffff, riffSize: 0xffffffff }),
    sphere(data, "sample_byte_format -s2 01\nsample_coding -s3 pcm\nsample_n_bytes -i 2"),
    sphere(data, "sample_coding -s4 ulaw\nsample_n_bytes -i 1"),
  ];
  return [...made, ...written.map((bytes) => () => bytes)];
}

/** Null with an ffmpeg that was built without this encoder. */
function encoded(
  ffmpeg: Ffmpeg,
  { samples, sampleRateHz }: Sound,
  to: { options: string; path: string },
): Buffer | null {
  try {
    encode(ffmpeg, samples, { sampleRateHz, channels: 1, ...to });
    return readFileSync(to.path);
  } catch {
    return null;
  }
}

/** NIST SPHERE: a header of text, padded to 1024 bytes. */
function sphere(data: Buffer, coding: string): Buffer {
  const fields = `channel_count -i 1\nsample_rate -i 16000\n${coding}\nend_head\n`;
  return Buffer.concat([Buffer.from(`NIST_1A\n   1024\n${fields}`.padEnd(1024)), data]);
}
