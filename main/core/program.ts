import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json, models/ and resources/: the checkout, or the installed program. */
export function findProgramFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, "models")) && existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("Bulbar's own folder was not found.");
  return findProgramFolder(parent);
}

/** Version of package.json. */
export function programVersion(programFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(programFolder, "package.json"), "utf8"));
  return version as string;
}

/** Where the user's data lies unless told otherwise: `BULBAR_DATA`, or the platform's habit. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (env.BULBAR_DATA) return env.BULBAR_DATA;
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "Bulbar");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Bulbar");
  return join(env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "bulbar");
}
