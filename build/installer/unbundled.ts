import { posix } from "node:path";

/**
 * Packages that the bundle of the program leaves in node_modules: they hold native code, or read files beside their
 * own. What is packed is these and what they need, nothing else.
 */
export const unbundled = [
  "better-sqlite3",
  "onnxruntime-node",
  "pdfkit",
  "@echogarden/pffft-wasm",
  "@fontsource/inter",
  "@fontsource/noto-sans-arabic",
  "@fontsource/noto-sans-hebrew",
  "@fontsource/noto-sans-sc",
  "soundswallower",
  "swagger-ui-dist",
] as const;

/** Needed to install or compile a package, never to run it. */
const installOnly = new Set([
  "node-addon-api",
  "adm-zip",
  "global-agent",
  "@scarf/scarf",
  "@types/emscripten",
  "blob-polyfill", // of soundswallower, for browsers
]);

/** The part of package-lock.json that says what needs what: by folder, "node_modules/a/node_modules/b". */
export type Lock = { packages: Readonly<Record<string, { version?: string; dependencies?: object }>> };

/** Folders of the packages and of all that they need when they run, sorted. */
export function foldersWithNeeds({ packages }: Lock, names: readonly string[] = unbundled): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = folderOf(name, from, packages);
    if (found.has(folder)) return;
    found.add(folder);
    for (const need of Object.keys(packages[folder]?.dependencies ?? {}))
      if (!installOnly.has(need)) visit(need, folder);
  };
  for (const name of names) visit(name, "");
  return [...found].sort();
}

/** Where Node finds a package that a file of a folder asks for. */
function folderOf(name: string, from: string, packages: Lock["packages"]): string {
  const folder = posix.join(from, "node_modules", name);
  if (packages[folder]) return folder;
  if (from === "") throw new Error(`package-lock.json lacks ${name}`);
  return folderOf(name, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), packages);
}
