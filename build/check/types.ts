/** `npm run types`: type-checks every layer with its own libraries, so that none uses what it must not know. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const layers = ["shared", "main/core", "main", "renderer", "build"];
const failed = layers.filter((layer) => {
  const args = ["node_modules/typescript/bin/tsc", "-p", layer];
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status !== 0;
});
if (failed.length > 0) process.stderr.write(`type errors in: ${failed.join(", ")}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
