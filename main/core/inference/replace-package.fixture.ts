/** Replaces an installed package again and again until it is killed, and tells each time. Usage: FOLDER STAGED ID */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { draftFolder, placePackage } from "./installed-folders.ts";

const [installedFolder = "", staged = "", id = ""] = process.argv.slice(2);
process.stdout.write("ready\n");
for (;;) {
  const draft = await draftFolder(installedFolder);
  cpSync(staged, draft, { recursive: true });
  await placePackage(join(draft, id), installedFolder, id);
  rmSync(draft, { recursive: true });
  process.stdout.write("replaced\n");
}
