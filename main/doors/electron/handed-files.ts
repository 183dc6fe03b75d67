import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { Readable } from "node:stream";
import type { FileKind, HandedFile } from "../../../shared/contract/shell.ts";
import { audioExtensions } from "../../../shared/domain/audio-extensions.ts";
import { backupSuffix } from "../../../shared/domain/backup.ts";
import { modelPackageSuffix } from "../../../shared/domain/model-manifest.ts";
import { patientFileSuffix } from "../../../shared/domain/patient-file.ts";

const ownKinds: Readonly<Record<string, FileKind>> = {
  [modelPackageSuffix]: "model",
  [patientFileSuffix]: "patient",
  [backupSuffix]: "backup",
};

/** What a file is for, by its ending; null for what Bulbar does not open. */
export function kindOf(path: string): FileKind | null {
  const extension = extname(path).toLowerCase();
  return ownKinds[extension] ?? (audioExtensions.has(extension.slice(1)) ? "recording" : null);
}

/** The files among a program's arguments, as full paths; switches and the program itself are none. */
export function filesOfArguments(argv: readonly string[], workingFolder: string): string[] {
  const named = argv.slice(1).filter((argument) => !argument.startsWith("-") && kindOf(argument) !== null);
  return named.map((path) => resolve(workingFolder, path));
}

/**
 * Files that the operating system, a dialog or a second start gave, until the page is through with them. The page knows
 * ids and names.
 */
export class HandedFiles {
  readonly #files = new Map<string, HandedFile & { path: string }>();
  #deliver: ((files: HandedFile[]) => void) | null = null;

  /** Takes files; what Bulbar does not open is left out. Delivered at once where a page is there for them. */
  hand(paths: readonly string[]): void {
    const handed = paths.flatMap((path) => {
      const kind = kindOf(path);
      return kind ? [{ id: randomUUID(), name: basename(path), kind, path }] : [];
    });
    for (const file of handed) this.#files.set(file.id, file);
    if (handed.length > 0) this.#deliver?.(handed.map(withoutPath));
  }

  /** A page that takes files, also after a crash: it is given all that were not released. */
  deliverTo(deliver: (files: HandedFile[]) => void): void {
    this.#deliver = deliver;
    if (this.#files.size > 0) deliver([...this.#files.values()].map(withoutPath));
  }

  /** No page is there: what comes waits for the next one. */
  hold(): void {
    this.#deliver = null;
  }

  release(id: string): void {
    this.#files.delete(id);
  }

  /** The bytes of a file, or null for an id that was never given. Its failures do not name a path. */
  read(id: string): Readable | null {
    const file = this.#files.get(id);
    return file ? Readable.from(piecesOf(file.path)) : null;
  }
}

async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of createReadStream(path)) yield piece;
  } catch (error) {
    throw new Error(`not read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function withoutPath({ id, name, kind }: HandedFile): HandedFile {
  return { id, name, kind };
}
