import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { ModelLibrary } from "./model-library.ts";
import { readPackage, verifyPackage } from "./model-package.ts";
import { openSession, selfTestInput } from "./session.ts";
import { writeTrusted } from "./trusted-models.ts";

const shipped = join(import.meta.dirname, "../../../models");
const options = { device: "cpu", threads: 1 } as const;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bulbar-models-"));
  cpSync(join(shipped, "als-cnn"), join(folder, "own-cnn"), { recursive: true });
  changeManifest((manifest) => {
    manifest.id = "own-cnn";
    manifest.status = "recommended";
  });
});

// biome-ignore lint/suspicious/noExplicitAny: the tests make manifests that no type allows.
type AnyManifest = any;

function changeManifest(change: (manifest: AnyManifest) => void): void {
  const path = join(folder, "own-cnn", "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  change(manifest);
  writeFileSync(path, JSON.stringify(manifest));
}

test("every shipped package is valid, intact, and gives its expected answer", async () => {
  const { packages, refused } = await new ModelLibrary(shipped, join(folder, "none")).content();
  expect(refused).toEqual([]);
  expect(packages.map(({ manifest }) => manifest.id)).toContain("als-cnn");
  for (const found of packages) {
    const session = await openSession(found, options);
    const { probabilities } = await session.run(selfTestInput(found.manifest), -1);
    expect(probabilities).toHaveLength(found.manifest.labels.length);
  }
});

test("a changed graph is refused before it is loaded", async () => {
  const path = join(folder, "own-cnn", "model.onnx");
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
  const found = await readPackage(join(folder, "own-cnn"), "installed");
  await expect(openSession(found, options)).rejects.toMatchObject({ code: "model-tampered" });
});

test.each([
  ["own-cnn", "missing"],
  ["digits-recogniser", "not-assembled"],
])("a graph of %s that is not there is told as %s", async (id, why) => {
  if (id !== "own-cnn") cpSync(join(shipped, id), join(folder, id), { recursive: true });
  rmSync(join(folder, id, "model.onnx"));
  const found = await readPackage(join(folder, id), "shipped");
  await expect(verifyPackage(found)).rejects.toMatchObject({
    code: "model-tampered",
    data: { file: `${id}/model.onnx`, why },
  });
});

test("a graph that does not give the expected answer is not used", async () => {
  changeManifest((manifest) => {
    manifest.selfTest = { ...manifest.selfTest, probabilities: [0.9999, 0.0001], tolerance: 1e-6 };
  });
  const found = await readPackage(join(folder, "own-cnn"), "installed");
  await expect(openSession(found, options)).rejects.toMatchObject({ code: "model-failed" });
});

test.each([
  ["another schema", (manifest: AnyManifest) => (manifest.schemaVersion = 2)],
  ["an unknown field", (manifest: AnyManifest) => (manifest.surprise = true)],
  ["a role too few", (manifest: AnyManifest) => (manifest.roles = ["ill"])],
  [
    "a file outside the package",
    (manifest: AnyManifest) => {
      manifest.files = { ...manifest.files, "../x": { sha256: "0".repeat(64), bytes: 1 } };
    },
  ],
  ["another id", (manifest: AnyManifest) => (manifest.id = "other")],
])("a package with %s is listed as refused, and the others work", async (_name, change) => {
  changeManifest(change);
  mkdirSync(join(folder, "no-manifest"));
  const library = new ModelLibrary(shipped, folder);
  const { packages, refused } = await library.content();
  expect(refused.map(({ id, code }) => [id, code])).toEqual([
    ["no-manifest", "model-invalid"],
    ["own-cnn", "model-invalid"],
  ]);
  expect(packages.find(({ manifest }) => manifest.id === "als-cnn")?.origin).toBe("shipped");
  await expect(library.find("nothing")).rejects.toMatchObject({ code: "model-not-found" });
});

test("the card of a model goes on with that of the joint answer that it is part of", async () => {
  const library = new ModelLibrary(shipped, join(folder, "none"));
  const joint = readFileSync(join(shipped, "als-screen.md"), "utf8");
  const own = readFileSync(join(shipped, "als-cnn/card.md"), "utf8");
  expect(await library.card("als-cnn")).toBe(`${own}\n${joint}`);
  expect(await library.card("als-screen-mfcc")).not.toContain(joint);
});

test("a model of simulated voices runs only when it is named", async () => {
  changeManifest((manifest) => {
    manifest.status = "simulated-data";
  });
  const library = new ModelLibrary(folder, join(folder, "none"));
  expect(await library.defaultsFor("vowel-a")).toEqual([]);
  expect((await library.find("own-cnn")).manifest.status).toBe("simulated-data");
});

test("a stranger's package answers only by name and claims its status, until this site trusts just this content", async () => {
  const library = new ModelLibrary(join(folder, "none"), folder);
  const claims = { origin: "installed", claimedStatus: "recommended" };
  const found = await library.find("own-cnn");
  expect(found).toMatchObject({ ...claims, trusted: false, manifest: { status: "experimental" } });
  expect(await library.defaultsFor("vowel-a")).toEqual([]);
  writeTrusted(folder, "own-cnn", found.manifestSha256);
  library.refresh();
  expect(await library.find("own-cnn")).toMatchObject({
    ...claims,
    trusted: true,
    manifest: { status: "recommended" },
  });
  expect((await library.defaultsFor("vowel-a")).map(({ manifest }) => manifest.id)).toEqual(["own-cnn"]);
  changeManifest((manifest) => {
    manifest.version = "9.9.9";
  });
  library.refresh();
  expect((await library.find("own-cnn")).trusted).toBe(false);
  writeFileSync(join(folder, "trusted.json"), "{");
  library.refresh();
  expect((await library.find("own-cnn")).trusted).toBe(false);
});

test("what another process installs, trusts and removes counts from the next look on", async () => {
  const library = new ModelLibrary(shipped, folder);
  const idsHere = async () =>
    (await library.content()).packages
      .filter(({ origin }) => origin === "installed")
      .map(({ manifest }) => manifest.id);
  const longAgo = new Date("2026-01-05");
  utimesSync(folder, longAgo, longAgo);
  expect(await idsHere()).toEqual(["own-cnn"]);
  expect(await library.content()).toBe(await library.content());
  renameSync(join(folder, "own-cnn"), join(folder, ".gone-own-cnn"));
  expect(await idsHere()).toEqual([]);
  // within one step of the file system's clock
  const { mtime } = statSync(folder);
  renameSync(join(folder, ".gone-own-cnn"), join(folder, "own-cnn"));
  utimesSync(folder, mtime, mtime);
  expect(await idsHere()).toEqual(["own-cnn"]);
  writeTrusted(folder, "own-cnn", (await library.find("own-cnn")).manifestSha256);
  expect((await library.find("own-cnn")).trusted).toBe(true);
});

test("an installed folder never stands for a model of the program", async () => {
  cpSync(join(shipped, "digits-cnn"), join(folder, "digits-cnn@7"), { recursive: true });
  const { packages, refused } = await new ModelLibrary(shipped, folder).content();
  expect(packages.find(({ manifest }) => manifest.id === "digits-cnn")?.origin).toBe("shipped");
  expect(refused).toMatchObject([{ id: "digits-cnn", code: "model-id-taken" }]);
});
