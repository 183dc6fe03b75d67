import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { replaceJson } from "../replace-json.ts";

/** In the folder of installed packages: SHA-256 of the manifests that this site trusts, by the model's id. */
const fileName = "trusted.json";
const Trusted = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));
export type Trusted = z.infer<typeof Trusted>;

/** What this site trusts; nothing where the record is missing or cannot be read, which only makes models quieter. */
export function readTrusted(installedFolder: string): Trusted {
  try {
    return Trusted.parse(JSON.parse(readFileSync(join(installedFolder, fileName), "utf8")));
  } catch {
    return {};
  }
}

/** Trusts exactly this content of a package, or takes that back (`manifestSha256` null). Whole or not at all. */
export function writeTrusted(installedFolder: string, id: string, manifestSha256: string | null): void {
  const { [id]: _, ...others } = readTrusted(installedFolder);
  const trusted = manifestSha256 ? { ...others, [id]: manifestSha256 } : others;
  mkdirSync(installedFolder, { recursive: true });
  replaceJson(join(installedFolder, fileName), trusted, 0o666);
}
