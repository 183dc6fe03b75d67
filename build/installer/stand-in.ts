/** A folder that electron-builder takes for Electron's: enough of it to pack by, nothing that runs. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "./pack-list.ts";

const root = join(import.meta.dirname, "../..");

/** Where Electron's fuses lie in its program: after this mark a version, their number, and each as a digit. */
const fuseMark = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const fuseNames = [
  "run-as-node",
  "cookie-encryption",
  "node-options",
  "node-inspect",
  "asar-integrity",
  "only-asar",
  "browser-snapshot",
  "file-privileges",
] as const;

export type FuseName = (typeof fuseNames)[number];

/** Electron's defaults: as Node, with its options and inspector, from any folder. */
const defaults = "10110001";

/** Writes the stand-in; the Windows program is a real one, since electron-builder edits its resources. */
export function writeStandIn(folder: string, { platform }: Target): void {
  mkdirSync(join(folder, "resources"), { recursive: true });
  mkdirSync(join(folder, "locales"));
  for (const language of ["en-US", "de", "fr"]) writeFileSync(join(folder, "locales", `${language}.pak`), "");
  const fuses = Buffer.concat([
    Buffer.from(fuseMark),
    Buffer.from([1, fuseNames.length]),
    Buffer.from(defaults),
  ]);
  const program =
    platform === "win32"
      ? readFileSync(join(root, "node_modules", "electron-winstaller", "vendor", "7z-x64.exe"))
      : Buffer.from("#!/bin/sh\necho 'This stands in for Electron.' >&2; exit 1\n");
  const file = join(folder, platform === "win32" ? "electron.exe" : "electron");
  writeFileSync(file, Buffer.concat([program, fuses]), { mode: 0o755 });
}

/** Which fuses a packed program has on. */
export function readFuses(program: string): FuseName[] {
  const content = readFileSync(program);
  const at = content.indexOf(fuseMark) + fuseMark.length + 2;
  return fuseNames.filter((_, index) => content[at + index] === "1".charCodeAt(0));
}
