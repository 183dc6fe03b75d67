import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { beforeEach, expect, test } from "vitest";
import { installPackage, packPackage, removePackage } from "./install-package.ts";
import { ModelLibrary } from "./model-library.ts";

const shipped = join(import.meta.dirname, "../../../models");
let folder: string;
let packed: Uint8Array;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "bulbar-install-"));
  packed = await packPackage(join(shipped, "als-cnn"));
});

function write(bytes: Uint8Array): string {
  const file = join(folder, "package.bulbar-model");
  writeFileSync(file, bytes);
  return file;
}

test("a package is installed, listed before the shipped one, and removed", async () => {
  const installed = join(folder, "models");
  const { id } = await installPackage(write(packed), installed);
  expect(id).toBe("als-cnn");
  const library = new ModelLibrary(shipped, installed);
  expect((await library.find("als-cnn")).origin).toBe("installed");
  await removePackage("als-cnn", installed);
  library.refresh();
  expect((await library.find("als-cnn")).origin).toBe("shipped");
  await expect(removePackage("als-cnn", installed)).rejects.toMatchObject({ code: "model-not-found" });
});

test.each([
  ["no zip", () => new TextEncoder().encode("hello"), "model-invalid"],
  ["a zip cut off", () => packed.subarray(0, packed.length - 200), "model-invalid"],
  ["no manifest", () => zipSync({ "model.onnx": new Uint8Array(8) }), "model-invalid"],
  ["a path that leaves the folder", () => zipSync({ "../../evil": new Uint8Array(8) }), "model-invalid"],
  [
    "a changed graph",
    () => {
      const content = unzipSync(packed);
      content["model.onnx"]![1000]! ^= 255;
      return zipSync(content);
    },
    "model-tampered",
  ],
])("%s is refused and leaves nothing behind", async (_name, bytes, code) => {
  const installed = join(folder, "models");
  await expect(installPackage(write(bytes()), installed)).rejects.toMatchObject({ code });
  expect(readdirSync(folder).includes("models") ? readdirSync(installed) : []).toEqual([]);
});
