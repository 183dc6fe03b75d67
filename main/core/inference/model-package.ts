import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { readSingleTaskErrors, type SingleTaskErrors } from "./single-task-errors.ts";

/** A model package whose manifest is valid; its files are verified by `verifyPackage` before they are used. */
export type ModelPackage = {
  folder: string;
  manifest: ModelManifest;
  origin: "shipped" | "installed";
  /** Beside the manifest's honest error, which is that of all tasks together. */
  singleTaskErrors: SingleTaskErrors;
};

/**
 * Reads and validates `manifest.json` in a folder.
 * @throws BulbarError `model-invalid` when the manifest is missing, no JSON, of another schema, or of another id
 * than its folder.
 */
export async function readPackage(folder: string, origin: ModelPackage["origin"]): Promise<ModelPackage> {
  const file = basename(folder);
  const invalid = (reason: string, cause?: unknown) =>
    new BulbarError(
      "model-invalid",
      { file, reason, remedy: "Install the package again from its original file." },
      { cause },
    );
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw invalid(isMissing ? "it has no manifest.json." : "its manifest.json is not JSON.", error);
  }
  const parsed = ModelManifest.safeParse(json);
  if (!parsed.success) throw invalid(`manifest.json is not valid: ${z.prettifyError(parsed.error)}`);
  const manifest = parsed.data;
  if (manifest.id !== file) throw invalid(`the folder holds the model "${manifest.id}".`);
  if (!manifest.files["model.onnx"]) throw invalid("manifest.json does not list model.onnx.");
  const outside = Object.keys(manifest.files).find((name) => basename(name) !== name);
  if (outside) throw invalid(`manifest.json lists a file outside the package: ${outside}.`);
  return { folder, manifest, origin, singleTaskErrors: await readSingleTaskErrors(folder, manifest) };
}

/**
 * Checks the size and SHA-256 of every file that the manifest lists.
 * @throws BulbarError `model-tampered` naming the first file that differs.
 */
export async function verifyPackage({ folder, manifest }: ModelPackage): Promise<void> {
  for (const [name, expected] of Object.entries(manifest.files)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    const intact = found?.size === expected.bytes && (await sha256OfFile(path)) === expected.sha256;
    if (intact) continue;
    throw new BulbarError("model-tampered", {
      file: `${manifest.id}/${name}`,
      reason: found ? "the file is not the one that the manifest describes." : "the file is missing.",
      remedy: "Install the package again from its original file.",
    });
  }
}

/** Lower-case hexadecimal SHA-256 of a file, read as a stream. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** What the screens and the report say of a model. */
export function summarise({ manifest, origin }: ModelPackage): ModelSummary {
  const { input } = manifest;
  const sizes = Object.values(manifest.files).map((file) => file.bytes);
  return {
    ...manifest,
    origin,
    modelSha256: manifest.files["model.onnx"]!.sha256,
    sizeBytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    trainingBandwidthHz: input.kind === "waveform" ? input.trainingBandwidthHz : null,
  };
}
