/**
 * The least that an analysis of recordings could be: one bare ffmpeg decodes the files to 16 kHz, bare onnxruntime runs
 * als-cnn on each. Held against the program by `npm run bench -- --json visitOverFloor`.
 *
 *   node build/measure/speed/floor.ts FILE...
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFfmpeg } from "../../../main/core/audio/ffmpeg.ts";
import { InferenceSession, Tensor } from "../../../main/core/inference/onnxruntime.ts";

async function decode(files: readonly string[], folder: string): Promise<Float32Array[]> {
  const { path } = await findFfmpeg();
  const made = files.map((_, index) => join(folder, `${index}.f32`));
  const outputs = made.flatMap((out, k) => ["-map", `${k}`, "-ac", "1", "-ar", "16000", "-f", "f32le", out]);
  const { status, stderr } = spawnSync(path, [
    "-v",
    "error",
    ...files.flatMap((file) => ["-i", file]),
    ...outputs,
  ]);
  if (status !== 0) throw new Error(stderr.toString());
  return made.map((out) => new Float32Array(new Uint8Array(readFileSync(out)).buffer));
}

async function main(files: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-floor-"));
  try {
    const model = join(import.meta.dirname, "../../../models/als-cnn/model.onnx");
    const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
    const target = new Tensor("int64", BigInt64Array.of(-1n), [1]);
    for (const samples of await decode(files, folder)) {
      const waveform = new Tensor("float32", samples, [1, samples.length]);
      const { probabilities } = await session.run({ waveform, target });
      console.log(probabilities!.data);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main(process.argv.slice(2));
