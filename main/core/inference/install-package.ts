import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Unzipped, zipSync } from "fflate";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { draftFolder, packageFolders, placePackage, removePackageFolders } from "./installed-folders.ts";
import { readPackage, verifyPackage } from "./model-package.ts";
import { selfTestApart } from "./self-test-apart.ts";
import { openPackageFile, openPackageFolder, type PackageFile } from "./unpack-package.ts";

/** Where packages lie; ids of the shipped ones are theirs for good. */
export type PackagePlaces = { installedFolder: string; shippedFolder: string };

/**
 * Installs a `.bulbar-model` file (a zip of one package), or a package's folder. Its content, schema and hashes are checked first, then its
 * self-test in a process of its own; a wrong package changes nothing. An installed package of the same id is replaced:
 * whenever the process dies, the old or the new one is there.
 * @throws BulbarError `file-not-found`, `model-invalid`, `model-id-taken`, `model-tampered`, `model-failed`, or storage-...
 */
export async function installPackage(file: string, places: PackagePlaces): Promise<ModelManifest> {
  const found = await stat(file).catch((cause) => {
    throw (
      storageError(cause) ??
      new BulbarError("file-not-found", { file: basename(file), why: "missing" }, { cause })
    );
  });
  const content = await (found.isDirectory() ? openPackageFolder(file) : openPackageFile(file));
  const { id } = content.manifest;
  await refuseTakenId(id, places.shippedFolder);
  const draft = await draftFolder(places.installedFolder);
  try {
    const folder = join(draft, id);
    await write(content, folder);
    const written = await readPackage(folder, "installed");
    await verifyPackage(written);
    await selfTestApart(written);
    await placePackage(folder, places.installedFolder, id);
    return written.manifest;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes an installed package. @throws BulbarError `model-not-found`; shipped packages stay */
export async function removePackage(id: string, installedFolder: string): Promise<void> {
  if (await removePackageFolders(installedFolder, id)) return;
  throw new BulbarError("model-not-found", { file: id, why: "not-installed" });
}

/** The bytes of a `.bulbar-model` file for a package folder: the manifest and the files that it names. */
export async function packPackage(folder: string): Promise<Uint8Array> {
  const { manifest } = await readPackage(folder, "installed");
  const content: Unzipped = {};
  for (const name of ["manifest.json", ...Object.keys(manifest.files)])
    content[name] = await readFile(join(folder, name));
  return zipSync(content, { level: 6, mtime: "1980-01-02" });
}

async function refuseTakenId(id: string, shippedFolder: string): Promise<void> {
  if (!(await packageFolders(shippedFolder)).includes(id)) return;
  throw new BulbarError("model-id-taken", { file: id });
}

async function write({ manifest, read }: PackageFile, folder: string): Promise<void> {
  await mkdir(folder);
  for (const name of ["manifest.json", ...Object.keys(manifest.files)])
    await writeFile(join(folder, name), read(name), { flag: "wx", flush: true });
}
