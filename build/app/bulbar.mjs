#!/usr/bin/env node
// The command `bulbar` of a checkout: the bundle where it is newer than its sources, else the sources; on the Node that
// the program was tested with, whatever Node started this file.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const node = `${modules}node/bin/${process.platform === "win32" ? "node.exe" : "node"}`;
const isOther = existsSync(node) && realpathSync(node) !== realpathSync(process.execPath);

if (isOther) runWith(node);
else await run();

async function run() {
  // Threads and processes of the core take it from the environment.
  process.env.NODE_COMPILE_CACHE = `${modules}.cache/bulbar/compiled`;
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
  const { isBuilt } = await import("./built.ts");
  if (isBuilt("main")) await import("../../out/main/cli.js");
  else await import("../../main/doors/cli/main.ts");
}

function runWith(program) {
  const child = spawn(program, process.argv.slice(1), { stdio: "inherit" });
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => child.kill(name));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}
