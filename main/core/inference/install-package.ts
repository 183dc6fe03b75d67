import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Unzipped, unzipSync, zipSync } from "fflate";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import { readPackage } from "./model-package.ts";
import { openSession } from "./session.ts";

/** Largest package that is unpacked, bytes of content. */
const largestPackageBytes = 2 * 1024 ** 3;

/**
 * Installs a `.bulbar-model` file (a zip of one package). Its schema, hashes and self-test are checked first; a wrong
 * package changes nothing. An installed package of the same id is replaced.
 * @throws BulbarError `model-invalid`, `model-tampered` or `model-failed`
 */
export async function installPackage(file: string, installedFolder: string): Promise<ModelManifest> {
  const content = unpack(await readFile(file), basename(file));
  const { id } = manifestOf(content, basename(file));
  const staging = join(installedFolder, `.incoming-${randomUUID()}`);
  const folder = join(staging, id);
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, bytes] of Object.entries(content)) await writeFile(join(folder, name), bytes);
    const found = await readPackage(folder, "installed");
    await openSession(found, { device: "cpu", threads: 1 });
    await rm(join(installedFolder, id), { recursive: true, force: true });
    await rename(folder, join(installedFolder, id));
    return found.manifest;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Removes an installed package. @throws BulbarError `model-not-found`; shipped packages stay */
export async function removePackage(id: string, installedFolder: string): Promise<void> {
  const installed = await readdir(installedFolder).catch((): string[] => []);
  if (!installed.includes(id) || id.startsWith(".")) {
    throw new BulbarError("model-not-found", {
      file: id,
      reason: "no package of this name was installed.",
      remedy: "Models that come with the program cannot be removed.",
    });
  }
  await rm(join(installedFolder, id), { recursive: true });
}

/** The bytes of a `.bulbar-model` file for a package folder. */
export async function packPackage(folder: string): Promise<Uint8Array> {
  const { manifest } = await readPackage(folder, "installed");
  const names = ["manifest.json", "card.md", "evaluation.json", ...Object.keys(manifest.files)];
  const content: Unzipped = {};
  for (const name of new Set(names)) {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes) content[name] = bytes;
  }
  return zipSync(content, { level: 6, mtime: "1980-01-02" });
}

/** Files of the zip by name; a single enclosing folder is taken off. */
function unpack(zip: Uint8Array, file: string): Unzipped {
  let total = 0;
  const invalid = (reason: string) =>
    new BulbarError("model-invalid", {
      file,
      reason,
      remedy: "Ask its maker for a whole .bulbar-model file.",
    });
  let entries: Unzipped;
  try {
    entries = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        if (total > largestPackageBytes) throw invalid("the package is too large.");
        return !name.endsWith("/");
      },
    });
  } catch (error) {
    throw error instanceof BulbarError
      ? error
      : invalid("the file is not a model package (not a whole zip).");
  }
  const content: Unzipped = {};
  for (const [path, bytes] of Object.entries(entries)) {
    const parts = path.split("/");
    if (parts.length > 2 || parts.includes(".."))
      throw invalid(`it holds a file outside its folder: ${path}.`);
    content[parts.at(-1)!] = bytes;
  }
  return content;
}

function manifestOf(content: Unzipped, file: string): { id: string } {
  try {
    const { id } = JSON.parse(new TextDecoder().decode(content["manifest.json"])) as { id: unknown };
    if (typeof id === "string" && /^[a-z0-9][a-z0-9-]+$/.test(id)) return { id };
  } catch {
    // Said below: the manifest is missing or no JSON.
  }
  throw new BulbarError("model-invalid", { file, reason: "the package has no readable manifest.json." });
}
