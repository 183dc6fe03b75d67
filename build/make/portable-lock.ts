/**
 * `npm run lock`: takes out of package-lock.json what only npm 11 writes ("libc") and npm 10 takes out again, so that an
 * installation leaves the checkout clean under both. To be run after a dependency was added or changed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { portableLock } from "./portable-lock-text.ts";

const path = join(import.meta.dirname, "../../package-lock.json");
writeFileSync(path, portableLock(readFileSync(path, "utf8")));
