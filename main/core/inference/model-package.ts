import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import { rolesOf } from "../../../shared/domain/label-role.ts";
import { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { readSingleTaskErrors, type SingleTaskErrors } from "./single-task-errors.ts";

/** A model package whose manifest is valid; its files are verified by `verifyPackage` before they are used. */
export type ModelPackage = {
  folder: string;
  manifest: ModelManifest;
  origin: "shipped" | "installed";
  /** SHA-256 of manifest.json, which names the hash of every other file. */
  manifestSha256: string;
  /**
   * Whether it came with the program, or this site let it answer unasked. Until then the manifest's status is not more
   * than "experimental", whatever the package claims.
   */
  trusted: boolean;
  /** Status by the package's own manifest. */
  claimedStatus: ModelManifest["status"];
  /** Beside the manifest's honest error, which is that of all tasks together. */
  singleTaskErrors: SingleTaskErrors;
};

/**
 * Reads and validates `manifest.json` in a folder, named for the model's id or "id@number".
 * @param isTrusted whether this site trusts an installed package, by the SHA-256 of its manifest
 * @throws BulbarError `model-invalid` when the manifest is missing, no JSON, of another schema, or of another id
 * than its folder.
 */
export async function readPackage(
  folder: string,
  origin: ModelPackage["origin"],
  isTrusted: (manifestSha256: string) => boolean = () => false,
): Promise<ModelPackage> {
  const file = idOfFolder(basename(folder));
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch((error: unknown) => {
    throw storageError(error) ?? invalid(file, "no-manifest", { cause: error });
  });
  const manifest = parseManifest(text, file);
  if (manifest.id !== file)
    throw new BulbarError("model-invalid", { file, why: "other-id", facts: { model: manifest.id } });
  const manifestSha256 = createHash("sha256").update(text).digest("hex");
  const trusted = origin === "shipped" || isTrusted(manifestSha256);
  return {
    folder,
    manifest: { ...manifest, status: trusted ? manifest.status : untrustedStatus(manifest.status) },
    origin,
    manifestSha256,
    trusted,
    claimedStatus: manifest.status,
    singleTaskErrors: await readSingleTaskErrors(folder, manifest),
  };
}

/** The id that a package's folder is named for: an installed one has a number after it, "id@3". */
export function idOfFolder(name: string): string {
  return name.replace(/@\d+$/, "");
}

/** A manifest from its JSON. @throws BulbarError model-invalid */
export function parseManifest(text: string, file: string): ModelManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw invalid(file, "not-json", { cause: error });
  }
  const parsed = ModelManifest.safeParse(json);
  if (!parsed.success)
    throw new BulbarError("model-invalid", { file, why: "schema", detail: z.prettifyError(parsed.error) });
  if (parsed.data.files["manifest.json"]) throw invalid(file, "lists-itself");
  if (!parsed.data.files["model.onnx"]) throw invalid(file, "no-graph");
  const { roles, labels } = parsed.data;
  if (roles && roles.length !== labels.length) throw invalid(file, "roles");
  return parsed.data;
}

function untrustedStatus(claimed: ModelManifest["status"]): ModelManifest["status"] {
  return claimed === "simulated-data" ? claimed : "experimental";
}

type Fault = "no-manifest" | "not-json" | "lists-itself" | "no-graph" | "roles";

function invalid(file: string, why: Fault, options?: ErrorOptions): BulbarError {
  return new BulbarError("model-invalid", { file, why }, options);
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
    const file = `${manifest.id}/${name}`;
    throw new BulbarError("model-tampered", { file, why: whyTampered(folder, name, found !== null) });
  }
}

function whyTampered(
  folder: string,
  name: string,
  isThere: boolean,
): "not-assembled" | "differs" | "missing" {
  if (name === "model.onnx" && existsSync(join(folder, "assembly.json"))) return "not-assembled";
  return isThere ? "differs" : "missing";
}

/** Lower-case hexadecimal SHA-256 of a file, read as a stream. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** What the screens and the report say of a model. */
export function summarise({ manifest, origin, trusted, claimedStatus }: ModelPackage): ModelSummary {
  const { input } = manifest;
  const sizes = Object.values(manifest.files).map((file) => file.bytes);
  return {
    ...manifest,
    origin,
    trusted,
    claimedStatus,
    roles: rolesOf(manifest),
    modelSha256: manifest.files["model.onnx"]!.sha256,
    sizeBytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    trainingBandwidthHz: input.kind === "waveform" ? input.trainingBandwidthHz : null,
  };
}
