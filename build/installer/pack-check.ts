/**
 * `npm run pack:check`: packs for Linux and Windows with a stand-in for Electron, looks at every file inside, and has the
 * packed program work under Node. The last line says how it went.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { extractAll, getRawHeader } from "@electron/asar";
import { pack } from "./pack.ts";
import type { Target } from "./pack-list.ts";
import { faultsOf, machineOf, type PackedFile, sizeOf } from "./packed-files.ts";
import { workWith } from "./packed-run.ts";
import { readFuses, writeStandIn } from "./stand-in.ts";

const targets: Target[] = [
  { platform: "linux", arch: "x64" },
  { platform: "win32", arch: "x64" },
];

/** Fuses that a packed program has on; all others are off. */
const fusesOn = "cookie-encryption, asar-integrity, only-asar";

/** Bytes of a file that show for which machine it is. */
const headBytes = 1024;

const work = mkdtempSync(join(tmpdir(), "bulbar-pack-"));
try {
  const packed: PackedFile[][] = [];
  for (const target of targets) packed.push(await checkPacked(target));
  refuseDifferences(packed);
  const sizes = packed.map((files, index) => `${targets[index]!.platform} ${sizeWords(files)}`);
  say(`pack:check holds: ${sizes.join(", ")} besides Electron; the packed program works under Node`);
} catch (error) {
  say(`pack:check fails: ${(error as Error).message.replaceAll("\n", "; ")}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * @returns what is inside
 * @throws Error with all that is wrong
 */
async function checkPacked(target: Target): Promise<PackedFile[]> {
  const { platform, arch } = target;
  const inWork = (name: string) => join(work, `${platform}-${arch}`, name);
  writeStandIn(inWork("electron"), target);
  await pack(target, ["dir"], { electronDist: inWork("electron"), directories: { output: inWork("dist") } });
  const [unpacked] = readdirSync(inWork("dist")).filter((name) => name.endsWith("-unpacked"));
  const packed = join(inWork("dist"), unpacked!);
  const program = inWork("program");
  const archive = join(packed, "resources", "app.asar");
  extractAll(archive, program);
  // With their modes, which an extraction loses.
  cpSync(`${archive}.unpacked`, program, { recursive: true });
  const files = filesIn(program);
  for (const { path, bytes } of files) say(`${platform} ${path} ${bytes}`);
  const inArchive = files.filter(({ path }) => !existsSync(join(`${archive}.unpacked`, path)));
  const faults = [...faultsOf(files, target), ...hiddenFrom(inArchive), ...faultsAround(packed, platform)];
  if (faults.length > 0) throw new Error(`${platform}: ${faults.join("; ")}`);
  if (platform === process.platform && arch === process.arch) await workWith(program, emptyFolder());
  return files;
}

/** What works on this platform works on the other: its scripts are the same, only machine code differs. */
function refuseDifferences([here, there]: PackedFile[][]): void {
  const scripts = (files: PackedFile[]) =>
    files.filter(({ head }) => machineOf(head) === null).map(({ path }) => path);
  const [ours, theirs] = [scripts(here!), scripts(there!)] as const;
  const differing = [
    ...ours.filter((path) => !theirs.includes(path)),
    ...theirs.filter((path) => !ours.includes(path)),
  ];
  if (differing.length > 0) throw new Error(`only on one platform: ${differing.join(", ")}`);
}

function sizeWords(files: readonly PackedFile[]): string {
  return `${Math.round(sizeOf(files) / 1e6)} MB in ${files.length} files`;
}

/** What native code or the system opens itself cannot lie in the archive. */
function hiddenFrom(inArchive: readonly PackedFile[]): string[] {
  const opened = inArchive.filter(
    ({ path, head }) => machineOf(head) !== null || /\.onnx$|^resources\/docs\//.test(path),
  );
  return opened.map(({ path }) => `${path} cannot be opened inside the archive`);
}

/** What is wrong beside the archive: fuses, licences, Electron's languages. */
function faultsAround(packed: string, platform: Target["platform"]): string[] {
  const program = platform === "win32" ? "Bulbar.exe" : "bulbar-workstation";
  const command = platform === "win32" ? ["bin/bulbar.cmd"] : [];
  const fuses = readFuses(join(packed, program)).join(", ");
  const wanted = ["resources/licences/licences.txt", "resources/licences/sbom.cdx.json", ...command];
  return [
    ...(fuses === fusesOn ? [] : [`the fuses ${fuses} are on, not ${fusesOn}`]),
    ...wanted.filter((path) => !existsSync(join(packed, path))).map((path) => `${path} is missing`),
    ...(platform === "win32" && !knowsArchive(join(packed, program), packed)
      ? ["the program does not know the archive's SHA-256"]
      : []),
    ...(existsSync(join(packed, "locales", "fr.pak")) ? ["Electron brings more languages than ours"] : []),
  ];
}

/** Whether Electron will refuse an archive that was changed: its SHA-256 is a resource of the program. */
function knowsArchive(program: string, packed: string): boolean {
  const { headerString } = getRawHeader(join(packed, "resources", "app.asar"));
  const sha256 = createHash("sha256").update(headerString).digest("hex");
  return readFileSync(program).includes(sha256);
}

function filesIn(folder: string): PackedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(folder, file).replaceAll(sep, "/"),
      bytes: statSync(file).size,
      head: headOf(file),
    }));
}

function headOf(file: string): Buffer {
  const head = Buffer.alloc(headBytes);
  const opened = openSync(file, "r");
  const read = readSync(opened, head);
  closeSync(opened);
  return head.subarray(0, read);
}

function emptyFolder(): string {
  return mkdtempSync(join(work, "use-"));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
