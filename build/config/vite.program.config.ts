import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { unbundled } from "../installer/unbundled.ts";

// A build that a test run asks for is the same as any other.
process.env.NODE_ENV = "production";

const root = fileURLToPath(new URL("../..", import.meta.url));
const path = (name: string) => `${root}${name}`;

/** Threads and processes of the core, which it starts by the name of their file beside its own. */
const apart = globSync("main/core/**/{*-,}{worker,process}.ts", { cwd: root });

/**
 * Builds main/ into out/main: one file for each door and each thread or process of the core, all in one folder so that
 * they find each other by name, and what they share. Packages that hold native code, or files that they read beside
 * their own, stay in node_modules (`unbundled`).
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [preload()],
  ssr: { noExternal: true, external: ["electron", "ffmpeg-static", ...unbundled] },
  build: {
    ssr: true,
    outDir: path("out/main"),
    emptyOutDir: true,
    target: "node24",
    minify: true,
    rolldownOptions: {
      input: {
        electron: path("main/doors/electron/entry.ts"),
        cli: path("main/doors/cli/main.ts"),
        ...Object.fromEntries(apart.map((file) => [basename(file, ".ts"), path(file)])),
      },
      output: { format: "esm", entryFileNames: "[name].js", chunkFileNames: "part-[name]-[hash].js" },
    },
  },
});

/** The window's preload script: a sandboxed page loads CommonJS alone. */
function preload(): Plugin {
  return {
    name: "preload",
    generateBundle() {
      const source = stripTypeScriptTypes(readFileSync(path("main/doors/electron/preload.cts"), "utf8"));
      this.emitFile({ type: "asset", fileName: "preload.cjs", source });
    },
  };
}
