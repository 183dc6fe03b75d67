import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));

test("what a package does at its installation is known here: none calls home, none compiles", () => {
  const { allowScripts } = read("package.json") as { allowScripts: Record<string, boolean> };
  const packages: [string, { hasInstallScript?: boolean }][] = Object.entries(
    read("package-lock.json").packages,
  );
  const withScript = packages
    .filter(([path, { hasInstallScript }]) => path !== "" && hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  expect(withScript).toContain("onnxruntime-node");
  expect(withScript.filter((name) => !(name in allowScripts))).toEqual([]);
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(["node"]);
});
