import { createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { sha256OfFile } from "./model-package.ts";

/** Weights that their authors publish and that may not be shipped. */
export type Checkpoint = { url: string; fileName: string; citation: string; exportCommand: string };

export const checkpoints: Readonly<Record<string, Checkpoint>> = {
  "audioset-cnn14": {
    url: "https://zenodo.org/records/3987831/files/Cnn14_mAP%3D0.431.pth?download=1",
    fileName: "Cnn14_mAP=0.431.pth",
    citation:
      "Kong et al. 2020, PANNs, doi 10.1109/TASLP.2020.3030497; weights CC BY 4.0, doi 10.5281/zenodo.3987831",
    exportCommand: "bulbar-train export cnn14 --checkpoint",
  },
};

/** What was fetched; written beside the file after the first download and compared at every later one. */
export type CheckpointRecord = { url: string; bytes: number; sha256: string };

/**
 * Downloads a checkpoint into `folder`, going on where an earlier attempt stopped, and gives its path. The only
 * operation of Bulbar that uses the network, and only when it is asked for by name.
 * @throws BulbarError `not-found` without a network or file there, `model-tampered` when the file is not the one that
 * was recorded, `cancelled` through `signal`
 */
export async function fetchCheckpoint(
  { url, fileName }: Pick<Checkpoint, "url" | "fileName">,
  folder: string,
  run: { signal?: AbortSignal; onProgress?: OnProgress } = {},
): Promise<{ path: string; record: CheckpointRecord }> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName);
  if (!(await sizeOf(path))) {
    await download(url, `${path}.part`, fileName, run);
    await rename(`${path}.part`, path);
  }
  const record = { url, bytes: await sizeOf(path), sha256: await sha256OfFile(path) };
  await compareWithRecord(record, path, fileName);
  return { path, record };
}

async function compareWithRecord(found: CheckpointRecord, path: string, file: string): Promise<void> {
  const recordPath = `${path}.json`;
  const known = await readFile(recordPath, "utf8").then(
    (text) => JSON.parse(text) as CheckpointRecord,
    () => null,
  );
  if (!known) return writeFile(recordPath, `${JSON.stringify(found, null, 2)}\n`);
  if (known.sha256 === found.sha256) return;
  await rm(path);
  throw new BulbarError("model-tampered", { file, why: "other-download" });
}

async function download(
  url: string,
  part: string,
  file: string,
  run: { signal?: AbortSignal; onProgress?: OnProgress },
): Promise<void> {
  const { signal, onProgress } = run;
  const done = await sizeOf(part);
  const headers: Record<string, string> = done ? { range: `bytes=${done}-` } : {};
  const answer = await fetch(url, { headers, signal }).catch((cause) => {
    throw new BulbarError("not-found", { file, why: "no-connection" }, { cause });
  });
  if (answer.status === 416 && done > 0) {
    // Nothing lies beyond what is there: it is whole already, or it is of another file.
    if (lengthOf(answer) === done) return;
    await rm(part);
    return download(url, part, file, run);
  }
  if (!answer.ok || !answer.body) {
    const facts = { status: answer.status };
    throw new BulbarError("not-found", { file, why: "address-answered", facts });
  }
  const resumed = answer.status === 206;
  let received = resumed ? done : 0;
  const total = received + Number(answer.headers.get("content-length") ?? 0);
  const count = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      received += chunk.length;
      if (total > 0) onProgress?.({ stage: "downloading", fraction: Math.min(1, received / total) });
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
