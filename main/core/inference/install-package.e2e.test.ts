import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { hostileGraph } from "./hostile-graph.fixture.ts";
import { installPackage, packPackage, removePackage } from "./install-package.ts";
import { ModelLibrary } from "./model-library.ts";
import { readPackage, verifyPackage } from "./model-package.ts";
import {
  type AnyManifest,
  describeFile,
  featurePackage,
  packageContent,
  shippedFolder,
  temporaryFolder,
  writePackage,
} from "./package.fixture.ts";
import { selfTestApart } from "./self-test-apart.ts";

type Content = Record<string, Uint8Array>;

const places = (folder: string) => ({ installedFolder: join(folder, "models"), shippedFolder });
const withManifest = (change: (manifest: AnyManifest) => void) => packageContent("own-cnn", { change });
const own = () => packageContent("own-cnn");

test("a package is installed, listed as a stranger's, replaced, and removed", async () => {
  const folder = temporaryFolder();
  const { installedFolder } = places(folder);
  const library = new ModelLibrary(shippedFolder, installedFolder);
  await installPackage(writePackage(folder, own()), places(folder));
  expect(await library.find("own-cnn")).toMatchObject({ origin: "installed", trusted: false });
  await installPackage(
    writePackage(
      folder,
      withManifest((one) => (one.version = "9.0.0")),
    ),
    places(folder),
  );
  library.refresh();
  expect((await library.find("own-cnn")).manifest.version).toBe("9.0.0");
  expect(readdirSync(installedFolder)).toEqual(["own-cnn@2"]);
  await removePackage("own-cnn", installedFolder);
  library.refresh();
  await expect(library.find("own-cnn")).rejects.toMatchObject({ code: "model-not-found" });
  await expect(removePackage("own-cnn", installedFolder)).rejects.toMatchObject({ code: "model-not-found" });
  expect(readdirSync(installedFolder)).toEqual([]);
});

test("a package's folder installs as its file does; only what the manifest names is taken", async () => {
  const folder = temporaryFolder();
  const written = join(folder, "trained");
  mkdirSync(written);
  for (const [name, bytes] of Object.entries(own())) writeFileSync(join(written, name), bytes);
  writeFileSync(join(written, "notes.txt"), "not of the package");
  await installPackage(written, places(folder));
  expect(readdirSync(join(folder, "models", "own-cnn@1")).sort()).toEqual(Object.keys(own()).sort());
  writeFileSync(join(written, "card.md"), "another card");
  await expect(installPackage(written, places(folder))).rejects.toMatchObject({
    code: "model-invalid",
    data: { file: "trained", why: "size", facts: { name: "card.md" } },
  });
  rmSync(join(written, "card.md"));
  symlinkSync("/etc/hostname", join(written, "card.md"));
  await expect(installPackage(written, places(folder))).rejects.toMatchObject({ data: { why: "link" } });
  expect(readdirSync(join(folder, "models"))).toEqual(["own-cnn@1"]);
});

test("a package that is not there is told as that", async () => {
  const folder = temporaryFolder();
  for (const file of ["", join(folder, "gone.bulbar-model")])
    await expect(installPackage(file, places(folder))).rejects.toMatchObject({
      code: "file-not-found",
      data: { file: basename(file), why: "missing" },
    });
});

test("a packed package installs again, in the root or in one folder", async () => {
  const folder = temporaryFolder();
  await installPackage(writePackage(folder, inFolder("own-cnn", own())), places(folder));
  const packed = await packPackage(join(folder, "models", "own-cnn@1"));
  await installPackage(writePackage(folder, packed), places(folder));
  const found = await readPackage(join(folder, "models", "own-cnn@2"), "installed");
  await expect(verifyPackage(found)).resolves.toBeUndefined();
});

test.each<[string, () => Content | Uint8Array, string]>([
  ["no zip", () => new TextEncoder().encode("hello"), "model-invalid"],
  ["a zip cut off", () => zipSync(own()).subarray(0, -200), "model-invalid"],
  ["no manifest", () => ({ "model.onnx": new Uint8Array(8) }), "model-invalid"],
  ["a path that leaves the folder", () => ({ ...own(), "../../evil": new Uint8Array(8) }), "model-invalid"],
  ["an absolute path", () => ({ ...own(), "/evil": new Uint8Array(8) }), "model-invalid"],
  ["a path of Windows", () => ({ ...own(), "..\\evil": new Uint8Array(8) }), "model-invalid"],
  ["a path with a drive", () => ({ ...own(), "c:evil": new Uint8Array(8) }), "model-invalid"],
  ["two folders", () => ({ ...inFolder("a", own()), "b/card.md": new Uint8Array(8) }), "model-invalid"],
  [
    "a file that the manifest does not name",
    () => ({ ...own(), "run.sh": new Uint8Array(8) }),
    "model-invalid",
  ],
  ["names that differ by case only", () => ({ ...own(), "Card.md": own()["card.md"]! }), "model-invalid"],
  ["a file twice", () => renamed("zard.md", "card.md"), "model-invalid"],
  ["a missing file", () => without(own(), "card.md"), "model-invalid"],
  ["a device of Windows", () => naming("nul.onnx"), "model-invalid"],
  ["a name that ends with a dot", () => naming("x."), "model-invalid"],
  ["a file called __proto__", () => renamed("f__proto_", "__proto__"), "model-invalid"],
  ["the manifest among its files", () => naming("manifest.json"), "model-invalid"],
  ["another size than the manifest's", () => ({ ...own(), "card.md": new Uint8Array(8) }), "model-invalid"],
  ["a file of two gigabytes by its header", () => lying(own(), "model.onnx", 2 ** 31), "model-invalid"],
  ["a link", () => linked(own(), "card.md"), "model-invalid"],
  ["a graph that is cut", () => cut(own(), "model.onnx"), "model-invalid"],
  ["a header that hides a bomb", () => lying(bomb(), "card.md", own()["card.md"]!.length), "model-invalid"],
  ["a bomb in the manifest", () => ({ "manifest.json": new Uint8Array(64e6) }), "model-invalid"],
  ["a thousand files", () => ({ ...own(), ...manyFiles(1000) }), "model-invalid"],
  ["a changed graph", () => withChangedGraph(), "model-tampered"],
  ["an id of the program", () => packageContent("als-cnn"), "model-id-taken"],
  ["an id of the program in capitals", () => packageContent("ALS-CNN"), "model-invalid"],
  ["an id with a number as folders have", () => packageContent("als-cnn@2"), "model-invalid"],
  ["a wrong answer under a wide tolerance", () => wrongAnswer(), "model-failed"],
  ["fewer expected answers than labels", () => fewAnswers(), "model-invalid"],
  [
    "a self-test of a year",
    () => withManifest((one) => (one.selfTest.waveform.seconds = 3e7)),
    "model-invalid",
  ],
  ["a name that a terminal obeys", () => withManifest((one) => (one.name = "\u001b[2J")), "model-invalid"],
  ["a graph that is none", () => packageContent("own-cnn", { graph: new Uint8Array(100) }), "model-failed"],
])("%s is refused and leaves nothing behind", async (_name, content, code) => {
  const folder = temporaryFolder();
  unpackInto(join(folder, "models", "own-cnn"), own());
  const file = writePackage(folder, content());
  await expect(installPackage(file, places(folder))).rejects.toMatchObject({ code });
  expect(readdirSync(folder).sort()).toEqual(["models", "package.bulbar-model"]);
  expect(readdirSync(join(folder, "models"))).toEqual(["own-cnn"]);
});

test("a bomb is refused without the memory and the time that it would take", async () => {
  const folder = temporaryFolder();
  const file = writePackage(folder, lying(bomb(), "card.md", own()["card.md"]!.length));
  const before = process.memoryUsage.rss();
  const begun = process.cpuUsage();
  await expect(installPackage(file, places(folder))).rejects.toMatchObject({ code: "model-invalid" });
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1e6).toBeLessThan(2);
  expect(process.memoryUsage.rss() - before).toBeLessThan(150e6);
});

test.each([
  ["loops for ever", "loops", { seconds: 4, memoryBytes: 4e9 }, /late/],
  ["fills the memory", "grows", { seconds: 60, memoryBytes: 600e6 }, /memory|ended/],
] as const)("a graph that %s is ended, and this process goes on", async (_, kind, limits, reason) => {
  const folder = join(temporaryFolder(), "own-loop");
  unpackInto(folder, featurePackage("own-loop", hostileGraph(kind)));
  const found = await readPackage(folder, "installed");
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 5);
  const failure = await selfTestApart(found, limits).catch((error) => error);
  clearInterval(ticking);
  expect(failure).toMatchObject({ code: "model-failed", data: { why: expect.stringMatching(reason) } });
  expect(ticks).toBeGreaterThan(3);
  expect(process.memoryUsage.rss()).toBeLessThan(2e9);
});

test("killed at any moment of a replacement, the old or the new package is there, whole", async () => {
  const folder = temporaryFolder();
  const { installedFolder } = places(folder);
  const program = join(import.meta.dirname, "replace-package.fixture.ts");
  await installPackage(writePackage(folder, own()), places(folder));
  const staged = join(folder, "staged");
  unpackInto(
    join(staged, "own-cnn"),
    withManifest((one) => (one.version = "9.0.0")),
  );
  const versions = new Set<string>();
  const rounds = 12;
  for (let round = 1; round <= rounds; round++) {
    const child = spawn(process.execPath, [program, installedFolder, staged, "own-cnn"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    // the last one is killed when it has replaced the package, however slow the computer is
    await (round < rounds ? after(30 * Math.random()) : once(child.stdout, "data"));
    const closed = once(child, "close");
    child.kill("SIGKILL");
    await closed;
    const found = await new ModelLibrary(shippedFolder, installedFolder).find("own-cnn");
    await verifyPackage(found);
    versions.add(found.manifest.version);
  }
  expect(versions.has("9.0.0")).toBe(true);
  await installPackage(writePackage(folder, own()), places(folder));
  expect(readdirSync(installedFolder).filter((name) => !name.startsWith(".incoming-"))).toHaveLength(1);
});

test("an installed folder of a program before this one is found and replaced", async () => {
  const folder = temporaryFolder();
  const { installedFolder } = places(folder);
  unpackInto(join(installedFolder, "own-cnn"), own());
  const library = new ModelLibrary(shippedFolder, installedFolder);
  expect((await library.find("own-cnn")).folder).toBe(join(installedFolder, "own-cnn"));
  await installPackage(writePackage(folder, own()), places(folder));
  expect(readdirSync(installedFolder)).toEqual(["own-cnn@1"]);
  expect(existsSync(join(installedFolder, "own-cnn@1", "model.onnx"))).toBe(true);
});

const without = (content: Content, name: string): Content =>
  Object.fromEntries(Object.entries(content).filter(([one]) => one !== name));
const inFolder = (folder: string, content: Content): Content =>
  Object.fromEntries(Object.entries(content).map(([name, bytes]) => [`${folder}/${name}`, bytes]));
const manyFiles = (count: number): Content =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, new Uint8Array(1)]));

/** A package whose manifest names a file so. */
function naming(name: string): Content {
  const bytes = new Uint8Array(8);
  const content = withManifest((manifest) => {
    manifest.files[name] = describeFile(bytes);
  });
  return name === "manifest.json" ? content : { ...content, [name]: bytes };
}

/** A small package with a card of 200 MB of zeros behind the size that its manifest names. */
function bomb(): Content {
  return { ...own(), "card.md": Buffer.alloc(200e6) };
}

function withChangedGraph(): Content {
  const content = own();
  content["model.onnx"]![1000]! ^= 255;
  return content;
}

function wrongAnswer(): Content {
  return withManifest(({ selfTest }) =>
    Object.assign(selfTest, { probabilities: [0.99, 0.01], tolerance: 2 }),
  );
}

function fewAnswers(): Content {
  return withManifest(({ selfTest }) => Object.assign(selfTest, { probabilities: [0.5] }));
}

/** A zip whose directory gives another unpacked size for a file. */
function lying(content: Content, name: string, size: number): Uint8Array {
  const zip = zipSync(content);
  new DataView(zip.buffer, zip.byteOffset).setUint32(directoryEntry(zip, name) + 24, size, true);
  return zip;
}

/** A zip that says that a file is a symbolic link. */
function linked(content: Content, name: string): Uint8Array {
  const zip = zipSync(content);
  new DataView(zip.buffer, zip.byteOffset).setUint32(directoryEntry(zip, name) + 38, 0o120777 * 65536, true);
  return zip;
}

/** A zip of which an entry's packed size is too small. */
function cut(content: Content, name: string): Uint8Array {
  const zip = zipSync(content);
  new DataView(zip.buffer, zip.byteOffset).setUint32(directoryEntry(zip, name) + 20, 1000, true);
  return zip;
}

/** A zip with one file more, under another name than a package could be made with. */
function renamed(name: string, shown: string): Uint8Array {
  const zip = zipSync({ ...own(), [name]: new Uint8Array(8) });
  zip.set(new TextEncoder().encode(shown), directoryEntry(zip, name) + 46);
  return zip;
}

/** Where the directory's entry of a file begins: its name stands 46 bytes on. */
function directoryEntry(zip: Uint8Array, name: string): number {
  return Buffer.from(zip).lastIndexOf(name) - 46;
}

function unpackInto(folder: string, content: Content): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(content)) writeFileSync(join(folder, name), bytes);
}
