import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Full path of a program on PATH, or null. */
export function onPath(name: string): string | null {
  const extension = process.platform === "win32" ? ".exe" : "";
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name + extension)).find((path) => existsSync(path)) ?? null;
}

/** An installed browser of the Chromium family: Chrome, Chromium or Edge; null where there is none. */
export function findBrowser(): string | null {
  if (process.env.BULBAR_BROWSER) return process.env.BULBAR_BROWSER;
  const names = [
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
  ];
  const apps = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const windows = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
  const fixed = { darwin: apps, win32: windows }[process.platform as string] ?? [];
  return names.map(onPath).find((path) => path !== null) ?? fixed.find((path) => existsSync(path)) ?? null;
}

/** The Electron binary in node_modules, or null when it was never downloaded. */
export function findElectron(): string | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, "node_modules", "electron", "dist");
  const pathFile = join(root, "node_modules", "electron", "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8") : "electron";
  const path = join(folder, name);
  return existsSync(path) ? path : null;
}

/** Chromium started by root refuses to run with its sandbox. */
export function sandboxFlags(): string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}
