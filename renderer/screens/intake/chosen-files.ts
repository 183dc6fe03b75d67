import { audioExtensions } from "../../../shared/domain/audio-extensions.ts";
import type { ChosenFile } from "./intake-table.ts";

/** Files that were named one by one are taken as they are; of a folder only what may be sound. */
export function chosenFiles(files: Iterable<File>): ChosenFile[] {
  return [...files].flatMap((file) => {
    const path = file.webkitRelativePath || file.name;
    return path.includes("/") && !isSound(path) ? [] : [{ file, path }];
  });
}

/** What was dropped, folders with all below them. It must be asked for while the event is at hand. */
export async function droppedFiles(data: DataTransfer): Promise<ChosenFile[]> {
  const items = [...data.items].filter(({ kind }) => kind === "file");
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  // Files that come from no disk, as those of a mail, have no entry.
  const loose = items.flatMap((item) => (item.webkitGetAsEntry() ? [] : (item.getAsFile() ?? [])));
  return [...chosenFiles(loose), ...(await filesOf(entries, true))];
}

async function filesOf(entries: FileSystemEntry[], isNamed: boolean): Promise<ChosenFile[]> {
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isDirectory) return filesOf(await entriesOf(entry as FileSystemDirectoryEntry), false);
      const path = entry.fullPath.replace(/^\//, "");
      if (!isNamed && !isSound(path)) return [];
      return [{ file: await fileOf(entry as FileSystemFileEntry), path }];
    }),
  );
  return found.flat();
}

/** A folder tells its entries a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    all.push(...some);
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

function isSound(path: string): boolean {
  return audioExtensions.has(path.split(".").at(-1)?.toLowerCase() ?? "");
}
