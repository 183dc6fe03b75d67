import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** Whether a process that imports this module has loaded onnxruntime's native code. */
function loadsOnnxruntime(module: URL): boolean {
  const script = `
    import { createRequire } from "node:module";
    await import("${module}");
    const loaded = Object.keys(createRequire("${module}").cache);
    process.stdout.write(String(loaded.some((path) => path.includes("onnxruntime-node"))));`;
  return (
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }) === "true"
  );
}

test("a core starts without onnxruntime: what needs it loads it", () => {
  expect(loadsOnnxruntime(new URL("../inference/session.ts", import.meta.url))).toBe(true);
  expect(loadsOnnxruntime(new URL("./router.ts", import.meta.url))).toBe(false);
});
