import { existsSync, globSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { expect, test } from "vitest";
import { packList, type Target, unpacked } from "./pack-list.ts";
import { foldersWithNeeds, type Lock, unbundled } from "./unbundled.ts";

const root = join(import.meta.dirname, "../..");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
const linux: Target = { platform: "linux", arch: "x64" };
const windows: Target = { platform: "win32", arch: "x64" };

/** Files of the checkout that are packed, without what is built. */
function filesOf(target: Target): string[] {
  const { program, packages } = packList(target, lock);
  const chosen = (from: string, filter: string[]) => {
    const [takes, leaves] = [false, true].map((no) => filter.filter((one) => one.startsWith("!") === no));
    const left = leaves!.map((pattern) => pattern.slice(1));
    const wanted = takes!.filter((pattern) => !pattern.startsWith("out/"));
    const found = wanted.flatMap((pattern) =>
      globSync(pattern, { cwd: join(root, from), withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, from).length + 1)),
    );
    const kept = found.filter((file) => !left.some((pattern) => matchesGlob(file, pattern)));
    return kept.map((file) => join(from, file));
  };
  return [chosen("", program), ...packages.map(({ from, filter }) => chosen(from, filter))].flat();
}

test("what a package needs when it runs is packed with it, what installs or compiles it is not", () => {
  const folders = foldersWithNeeds(lock);
  for (const name of unbundled) expect(folders).toContain(`node_modules/${name}`);
  expect(folders).toContain("node_modules/onnxruntime-common");
  expect(folders).toContain("node_modules/fontkit");
  for (const name of ["adm-zip", "global-agent", "node-addon-api", "@scarf/scarf", "react", "vite"])
    expect(folders).not.toContain(`node_modules/${name}`);
});

test("a package that the lock does not know is an error, not a gap", () => {
  expect(() => foldersWithNeeds(lock, ["no-such-package"])).toThrow("no-such-package");
});

test("a nested version of a package goes before the one at the top", () => {
  const packages = {
    "node_modules/a": { dependencies: { b: "1" } },
    "node_modules/b": {},
    "node_modules/a/node_modules/b": { dependencies: { c: "1" } },
    "node_modules/c": {},
  };
  expect(foldersWithNeeds({ packages }, ["a"])).toEqual([
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/c",
  ]);
});

test("every shipped model, the norms and the pages are packed; training, tests, maps and screenshots are not", () => {
  const files = filesOf(linux);
  for (const manifest of globSync("models/*/manifest.json", { cwd: root })) expect(files).toContain(manifest);
  expect(files).toContain("resources/norms.json");
  expect(files).toContain("resources/recogniser/any-sound-fr.txt");
  expect(
    files.filter((file) => /\.map$|\.test\.|\.[cm]?ts$|training|screenshots|cluster/.test(file)),
  ).toEqual([]);
});

test("one platform's machine code is packed, and lies beside the archive", () => {
  const machineCode = (files: string[]) =>
    files.filter((file) => /\.(node|dll|dylib)$|\.so(\.|$)/.test(file));
  const ours = machineCode(filesOf(linux));
  expect(ours).toContain("node_modules/better-sqlite3/prebuilds/linux-x64.node");
  expect(ours.filter((file) => /win32|darwin|arm64|musl/.test(file))).toEqual([]);
  expect(machineCode(filesOf(windows)).filter((file) => /linux|darwin|arm64/.test(file))).toEqual([]);
  for (const file of [
    ...ours,
    "models/als-cnn/model.onnx",
    "resources/docs/README.md",
    "resources/recogniser/any-sound-en.txt",
    "out/installer/linux-x64/ffmpeg/ffmpeg",
  ])
    expect(unpacked.some((pattern) => matchesGlob(file, pattern))).toBe(true);
});

test("the files of an installer that it names are there", () => {
  for (const path of ["linux/bulbar", "linux/fpm.ts", "windows/bulbar.cmd", "windows/path.nsh", "mac/bulbar"])
    expect(existsSync(join(import.meta.dirname, path))).toBe(true);
});
