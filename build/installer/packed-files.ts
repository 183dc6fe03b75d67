/** What is wrong with the files of a packed program: pure, so that a test shows that it can fail. */
import type { Target } from "./pack-list.ts";

/** A file inside, with its first bytes where it may hold machine code. */
export type PackedFile = { path: string; bytes: number; head: Buffer };

/** Most that may be packed besides Electron, bytes. */
export const mostBytes = 230e6;

/** Without these nothing starts, or a part of the program is missing. */
const needed = [
  "package.json",
  "LICENSE",
  "out/main/electron.js",
  "out/main/preload.cjs",
  "out/main/cli.js",
  "out/main/worker.js",
  "out/main/history-process.js",
  "out/main/self-test-process.js",
  "out/main/device-trial-process.js",
  "out/main/visit-measures-worker.js",
  "out/main/alignment-worker.js",
  "out/renderer/index.html",
  "resources/norms.json",
  "resources/recogniser/any-sound-en.txt",
  "resources/recogniser/any-sound-fr.txt",
  "resources/docs/README.md",
  "models/als-screen-voice/model.onnx",
  "models/digits-recogniser/model.onnx",
  "models/digits-recogniser/LICENSE-acoustic-model.txt",
  "node_modules/@echogarden/pffft-wasm/dist/simd/pffft.wasm",
  "node_modules/soundswallower/soundswallower.node.wasm",
  "node_modules/soundswallower/model/en-us/mdef",
  "node_modules/soundswallower/model/fr-fr/mdef",
  "node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc",
  "node_modules/swagger-ui-dist/swagger-ui-bundle.js",
];

/** Of a developer's checkout, or of no use at run time. */
const foreign = [
  /\.map$/,
  /\.[cm]?tsx?$/,
  /\.test\.|\.fixture\.|(^|\/)(tests?|__tests__|examples?)\//,
  /^models\/training\//,
  /^resources\/(screenshots|cluster)\//,
  /^(build|main|renderer|shared|\.ci|\.git)\//,
  /(^|\/)(binding\.gyp|Makefile|tsconfig[^/]*\.json|\.[^/]+)$/,
  /\.(c|cc|cpp|h|hpp|py|md)$/,
];

/** Markdown that the program shows or opens. */
const shown = /^models\/[^/]+(\/card)?\.md$|^resources\/docs\/[^/]+\.md$/;

/** Everything wrong, one line each; empty where nothing is. */
export function faultsOf(files: readonly PackedFile[], target: Target): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const program = target.platform === "win32" ? "ffmpeg/ffmpeg.exe" : "ffmpeg/ffmpeg";
  const missing = [...needed, program].filter((path) => !paths.has(path));
  const strange = [...paths].filter(
    (path) => !shown.test(path) && foreign.some((pattern) => pattern.test(path)),
  );
  const machine = files.map(({ path, head }) => ({ path, found: machineOf(head) }));
  const wanted = `${target.platform}-${target.arch}`;
  const others = machine.filter(({ found }) => found !== null && found !== wanted);
  const bytes = sizeOf(files);
  return [
    ...missing.map((path) => `${path} is missing`),
    ...strange.map((path) => `${path} should not be inside`),
    ...others.map(({ path, found }) => `${path} is for ${found}`),
    ...(bytes > mostBytes ? [`${bytes / 1e6} MB are more than ${mostBytes / 1e6}`] : []),
  ];
}

export function sizeOf(files: readonly PackedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

const elfMachines: Readonly<Record<number, string>> = { 62: "x64", 183: "arm64" };
const windowsMachines: Readonly<Record<number, string>> = { 34404: "x64", 43620: "arm64" };
const appleMachines: Readonly<Record<number, string>> = { 16777223: "x64", 16777228: "arm64" };

/** Platform and processor of machine code by its first kilobyte, as "linux-x64"; null of what is none. */
export function machineOf(head: Buffer): string | null {
  if (head.length < 64) return null;
  if (head.readUInt32BE(0) === 0x7f454c46) return `linux-${elfMachines[head.readUInt16LE(18)]}`;
  if (head.readUInt32LE(0) === 0xfeedfacf) return `darwin-${appleMachines[head.readUInt32LE(4)]}`;
  if (head.toString("latin1", 0, 2) !== "MZ") return null;
  const at = head.readUInt32LE(0x3c);
  return at + 6 > head.length ? "win32-unknown" : `win32-${windowsMachines[head.readUInt16LE(at + 4)]}`;
}
