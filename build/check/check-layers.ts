/** `npm run lint`, second half: no file imports through a wall of `layers.ts`. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importsOf } from "./imports-of.ts";
import { violationsOf } from "./layers.ts";

const root = join(import.meta.dirname, "../..");
const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
});
const paths = listed
  .split("\0")
  .filter((path) => /^(shared|main|renderer|build)\/.*\.([cm]?ts|tsx|mjs)$/.test(path))
  .filter((path) => !path.startsWith("main/core/dsp/assembly/") && existsSync(join(root, path)));
const violations = paths.flatMap((path) =>
  violationsOf(path, importsOf(path, readFileSync(join(root, path), "utf8"))),
);
for (const { path, line, message } of violations) process.stderr.write(`${path}:${line} ${message}\n`);
if (violations.length > 0) process.stderr.write(`${violations.length} imports through a wall\n`);
process.exitCode = violations.length > 0 ? 1 : 0;
