import type { Stats } from "node:fs";
import { lstat, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { entryOf } from "../../../shared/domain/entry-of.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { WhyOf } from "../../../shared/domain/error-whys.ts";
import {
  largestPackageBytes,
  type ModelManifest,
  PackageFileName,
} from "../../../shared/domain/model-manifest.ts";
import { parseManifest } from "./model-package.ts";
import { unpackEntry, type ZipEntry, zipEntries } from "./zip-entries.ts";

/** Largest file of a package that is no graph, bytes. */
const largestTextBytes = 8 * 1024 ** 2;
const mostFiles = 64;
/** A zip's own records beside the content. */
const largestOverheadBytes = 1024 ** 2;

/** A package whose directory was found right; nothing but the manifest has been unpacked yet. */
export type PackageFile = {
  manifest: ModelManifest;
  /** The bytes of manifest.json or of a file that it names. @throws BulbarError model-invalid */
  read(name: string): Uint8Array;
};

/**
 * Opens a folder as training writes it: the manifest and the plain files that it names, at the sizes that it names; what
 * else lies there is left alone.
 * @throws BulbarError `model-invalid`
 */
export async function openPackageFolder(folder: string): Promise<PackageFile> {
  const file = basename(folder);
  const manifestPath = join(folder, "manifest.json");
  const found = await lstat(manifestPath).catch(() => null);
  if (!found) throw invalid(file, { why: "no-manifest" });
  refuseNoFile(found, "manifest.json", largestTextBytes, file);
  const text = await readFile(manifestPath);
  const manifest = parseManifest(text.toString("utf8"), file);
  const content = new Map<string, Uint8Array>([["manifest.json", text]]);
  let total = 0;
  for (const [name, { bytes: expected }] of Object.entries(manifest.files)) {
    const one = await lstat(join(folder, name)).catch(() => null);
    if (!one) throw invalid(file, { why: "missing", facts: { name } });
    refuseNoFile(one, name, name.endsWith(".onnx") ? largestPackageBytes : largestTextBytes, file);
    if (one.size !== expected)
      throw invalid(file, { why: "size", facts: { name, bytes: one.size, expected } });
    total += expected;
    if (total > largestPackageBytes) throw invalid(file, { why: "file-too-large", facts: { name } });
    content.set(name, await readFile(join(folder, name)));
  }
  const read = (name: string) => {
    const bytes = content.get(name);
    if (!bytes) throw invalid(file, { why: "missing", facts: { name } });
    return bytes;
  };
  return { manifest, read };
}

function refuseNoFile(found: Stats, name: string, largestBytes: number, file: string): void {
  if (!found.isFile()) throw invalid(file, { why: "link" });
  if (found.size > largestBytes) throw invalid(file, { why: "file-too-large", facts: { name } });
}

/**
 * Reads the directory of a `.bulbar-model` file and its manifest. The zip must hold the manifest and the files that it
 * names, at the sizes that it names, each once, in the root or in one folder, and nothing else: so nothing is unpacked
 * whose size and place are not known.
 * @throws BulbarError `model-invalid`
 */
export async function openPackageFile(path: string): Promise<PackageFile> {
  const file = basename(path);
  if ((await stat(path)).size > largestPackageBytes + largestOverheadBytes)
    throw invalid(file, { why: "too-large" });
  const zip = await readFile(path);
  const entries = entriesOf(zip, file);
  const read = (name: string) => unpack(zip, entries.get(name), file);
  if (!entries.has("manifest.json")) throw invalid(file, { why: "no-manifest" });
  const manifest = parseManifest(new TextDecoder().decode(read("manifest.json")), file);
  refuseUnnamed(entries, manifest, file);
  return { manifest, read };
}

/** The files of the zip by their name in the package. */
function entriesOf(zip: Uint8Array, file: string): Map<string, ZipEntry> {
  const found = listed(zip, file);
  const entries = new Map<string, ZipEntry>();
  const folders = new Set<string>();
  for (const entry of found) {
    const parts = entry.path.split("/");
    const name = parts.pop() ?? "";
    folders.add(parts.join("/"));
    if (parts.length > 1 || folders.size > 1 || !parts.every((part) => isFileName(part)))
      throw invalid(file, { why: "outside-folder", facts: { name: JSON.stringify(entry.path) } });
    if (name === "") continue; // the folder itself
    if (!isFileName(name)) throw invalid(file, { why: "file-name", facts: { name: JSON.stringify(name) } });
    if (entries.has(name)) throw invalid(file, { why: "twice", facts: { name } });
    entries.set(name, entry);
  }
  refuseSizes(entries, file);
  return entries;
}

function listed(zip: Uint8Array, file: string): ZipEntry[] {
  let found: ZipEntry[];
  try {
    found = zipEntries(zip);
  } catch {
    throw invalid(file, { why: "no-zip" });
  }
  if (found.length > mostFiles) throw invalid(file, { why: "too-many-files", facts: { limit: mostFiles } });
  if (found.some(({ isLink }) => isLink)) throw invalid(file, { why: "link" });
  return found;
}

/** By the directory alone: a file that unpacks to more than it says there is refused when it is unpacked. */
function refuseSizes(entries: Map<string, ZipEntry>, file: string): void {
  let total = 0;
  for (const [name, { bytes }] of entries) {
    total += bytes;
    const isTooLarge = !name.endsWith(".onnx") && bytes > largestTextBytes;
    if (isTooLarge || total > largestPackageBytes)
      throw invalid(file, { why: "file-too-large", facts: { name } });
  }
}

function refuseUnnamed(entries: Map<string, ZipEntry>, { files }: ModelManifest, file: string): void {
  for (const [name, { bytes }] of entries) {
    if (name === "manifest.json") continue;
    const expected = entryOf(files, name);
    if (!expected) throw invalid(file, { why: "unnamed", facts: { name } });
    if (expected.bytes !== bytes)
      throw invalid(file, { why: "size", facts: { name, bytes, expected: expected.bytes } });
  }
  const missing = Object.keys(files).find((name) => !entries.has(name));
  if (missing) throw invalid(file, { why: "missing", facts: { name: missing } });
}

function unpack(zip: Uint8Array, entry: ZipEntry | undefined, file: string): Uint8Array {
  if (!entry) throw invalid(file, { why: "missing", facts: { name: "?" } });
  try {
    return unpackEntry(zip, entry);
  } catch {
    throw invalid(file, { why: "unpack", facts: { name: entry.path } });
  }
}

function isFileName(name: string): boolean {
  return PackageFileName.safeParse(name).success;
}

function invalid(file: string, why: WhyOf<"model-invalid">): BulbarError {
  return new BulbarError("model-invalid", { file, ...why });
}
