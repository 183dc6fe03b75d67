import { useSyncExternalStore } from "react";
import type { FileKind, HandedFile } from "../shared/contract/shell.ts";

let waiting: readonly HandedFile[] = [];
const listeners = new Set<() => void>();

function change(next: readonly HandedFile[]) {
  waiting = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** From now on files that were opened with Electron's window wait here until a screen takes them. */
export function waitForHandedFiles(): void {
  window.bulbar?.onFiles((files) => change([...waiting, ...files]));
}

/** The files that wait, of some kinds. */
export function useHandedFiles(...kinds: FileKind[]): HandedFile[] {
  const files = useSyncExternalStore(subscribe, () => waiting);
  return files.filter(({ kind }) => kinds.includes(kind));
}

/** A screen has taken them: they wait no longer. Until they are released they come again after a crash of the page. */
export function takeHandedFiles(files: readonly HandedFile[]): void {
  change(waiting.filter((file) => !files.includes(file)));
}

/** They are through, or given up. */
export function releaseHandedFiles(files: readonly HandedFile[]): void {
  takeHandedFiles(files);
  for (const { id } of files) window.bulbar?.releaseFile(id);
}
