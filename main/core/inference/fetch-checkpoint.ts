import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { sha256OfFile } from "./model-package.ts";

/** A file that is what its authors published, byte for byte. */
export type PinnedFile = { url: string; fileName: string; bytes: number; sha256: string };

/** Weights that their authors publish and that may not be shipped. */
export type Checkpoint = PinnedFile & { citation: string; exportCommand: string };

export const checkpoints: Readonly<Record<string, Checkpoint>> = {
  "audioset-yamnet": {
    url: "https://raw.githubusercontent.com/tensorflow/tflite-support/f606e3f59240d71fd37d23316822ff0bd1d531ef/tensorflow_lite_support/cc/test/testdata/task/audio/yamnet_audio_classifier_with_metadata.tflite",
    fileName: "yamnet.tflite",
    bytes: 4_126_810,
    sha256: "10c95ea3eb9a7bb4cb8bddf6feb023250381008177ac162ce169694d05c317de",
    citation: "Plakal & Ellis 2019, YAMNet, TensorFlow Model Garden; weights Apache-2.0 (Google LLC)",
    exportCommand: "bulbar-train export yamnet --tflite",
  },
  "audioset-cnn14": {
    url: "https://zenodo.org/records/3987831/files/Cnn14_mAP%3D0.431.pth?download=1",
    fileName: "Cnn14_mAP=0.431.pth",
    bytes: 327_428_481,
    sha256: "0dc499e40e9761ef5ea061ffc77697697f277f6a960894903df3ada000e34b31",
    citation:
      "Kong et al. 2020, PANNs, doi 10.1109/TASLP.2020.3030497; weights CC BY 4.0, doi 10.5281/zenodo.3987831",
    exportCommand: "bulbar-train export cnn14 --checkpoint",
  },
};

/**
 * Downloads a file into `folder`, going on where an earlier attempt stopped, and gives its path. The only operation of
 * Bulbar that uses the network without an address of the site, and only when it is asked for by name.
 * @throws BulbarError `not-found` without a network or file there, `model-tampered` when what came is another file, which is
 * removed; the signal's reason
 */
export async function fetchCheckpoint(
  file: PinnedFile,
  folder: string,
  run: { signal?: AbortSignal; onProgress?: OnProgress } = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, file.fileName);
  if (!(await sizeOf(path))) {
    await download(file, `${path}.part`, run);
    await rename(`${path}.part`, path);
  }
  if ((await sha256OfFile(path)) === file.sha256) return path;
  await rm(path);
  throw new BulbarError("model-tampered", { file: file.fileName, why: "other-download" });
}

async function download(
  pinned: PinnedFile,
  part: string,
  run: { signal?: AbortSignal; onProgress?: OnProgress },
): Promise<void> {
  const { url, fileName: file, bytes } = pinned;
  const { signal, onProgress } = run;
  const done = await sizeOf(part);
  const headers: Record<string, string> = done ? { range: `bytes=${done}-` } : {};
  const answer = await fetch(url, { headers, signal }).catch((cause) => {
    signal?.throwIfAborted();
    throw new BulbarError("not-found", { file, why: "no-connection" }, { cause });
  });
  if (answer.status === 416 && done > 0) {
    // Nothing lies beyond what is there: it is whole already, or it is of another file.
    if (lengthOf(answer) === done) return;
    await rm(part);
    return download(pinned, part, run);
  }
  if (!answer.ok || !answer.body) {
    const facts = { status: answer.status };
    throw new BulbarError("not-found", { file, why: "address-answered", facts });
  }
  const resumed = answer.status === 206;
  let received = resumed ? done : 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      received += chunk.length;
      onProgress?.({ stage: "downloading", fraction: Math.min(1, received / bytes) });
      pass(null, chunk);
    },
  });
  const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
  await pipeline(body, count, createWriteStream(part, { flags: resumed ? "a" : "w" }), { signal });
}

/** Length of the whole file by its Content-Range; NaN where it is not given. */
function lengthOf(answer: Response): number {
  return Number.parseInt(answer.headers.get("content-range")?.split("/").at(-1) ?? "", 10);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
