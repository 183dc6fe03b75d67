#!/usr/bin/env node
// The installed command: runs the program with the Node that it was tested with, whatever Node started this file.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..", "..", "..");
const own = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
const built = join(root, "out", "main", "doors", "cli", "main.js");
const program =
  existsSync(built) && !existsSync(join(root, ".git"))
    ? built
    : join(root, "main", "doors", "cli", "main.ts");
const child = spawn(existsSync(own) ? own : process.execPath, [program, ...process.argv.slice(2)], {
  stdio: "inherit",
});
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => child.kill(name));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
