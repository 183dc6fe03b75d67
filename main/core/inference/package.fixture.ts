import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { onTestFinished } from "vitest";

/** Packages that come with the program. */
export const shippedFolder = join(import.meta.dirname, "../../../models");

// biome-ignore lint/suspicious/noExplicitAny: the tests make manifests that no type allows.
export type AnyManifest = any;

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-models-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Content of a package like the shipped als-cnn under an id of its own; `change` has the last word on its manifest. */
export function packageContent(
  id: string,
  { change = () => {}, graph }: { change?: (manifest: AnyManifest) => void; graph?: Uint8Array } = {},
): Record<string, Uint8Array> {
  const read = (name: string) => new Uint8Array(readFileSync(join(shippedFolder, "als-cnn", name)));
  const manifest: AnyManifest = JSON.parse(Buffer.from(read("manifest.json")).toString());
  const content: Record<string, Uint8Array> = {};
  for (const name of Object.keys(manifest.files)) {
    content[name] = name === "model.onnx" && graph ? graph : read(name);
    manifest.files[name] = describeFile(content[name]);
  }
  manifest.id = id;
  change(manifest);
  return { ...content, "manifest.json": new TextEncoder().encode(JSON.stringify(manifest)) };
}

/** A package of features whose graph is a stranger's: two numbers in, two labels out. */
export function featurePackage(id: string, graph: Uint8Array): Record<string, Uint8Array> {
  return packageContent(id, {
    graph,
    change: (manifest) => {
      manifest.input = {
        kind: "features",
        features: ["vowel-a/f0-mean", "vowel-a/hnr"],
        sufficientTasks: [["vowel-a"]],
      };
      manifest.explanation = { method: "none" };
      manifest.selfTest = { waveform: null, features: [1, 0], probabilities: [1, 0], tolerance: 1e-3 };
    },
  });
}

export function describeFile(bytes: Uint8Array): { sha256: string; bytes: number } {
  return { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
}

/** Writes a `.bulbar-model` file: a zip of the content, or these bytes. */
export function writePackage(folder: string, content: Record<string, Uint8Array> | Uint8Array): string {
  const file = join(folder, "package.bulbar-model");
  writeFileSync(file, content instanceof Uint8Array ? content : zipSync(content));
  return file;
}
