/**
 * `npm run setup [-- --check] [-- --for start|demo|test] [-- --retry] [-- --cuda [FOLDER]]`
 *
 * Finds or installs what npm cannot: ffmpeg, a browser of the Chromium family, the Electron binary; and assembles the
 * models that need a dependency's acoustic model. Idempotent, and fast when nothing is missing. What could not be had is
 * remembered, so that it is not tried at every start; `--retry` forgets that. `--cuda` gets what runs models on an NVIDIA card (Linux, 1.3 GB), downloaded or from a folder
 * with the Python wheels; an installed program has `bulbar models cuda [FOLDER]` for it.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findFfmpeg } from "../../main/core/audio/ffmpeg.ts";
import { assembleModels } from "./assemble-models.ts";
import { findBrowser, findElectron, onPath } from "./programs.ts";

const root = join(import.meta.dirname, "../..");
const memoryFile = join(root, "node_modules", ".cache", "bulbar", "setup.json");

type Purpose = "start" | "demo" | "test";

type Part = {
  name: string;
  purpose: string;
  /** Purposes that cannot do without it. */
  requiredFor: Purpose[];
  /** Purposes for which it is worth an attempt to install it. */
  wantedFor: Purpose[];
  find(): Promise<string | null>;
  attempts: Attempt[];
  instruction: string;
};

/** One way to get a part. A failed attempt is remembered by its name. */
type Attempt = {
  name: string;
  /** Tried also where a lesser way was found already. */
  isPreferred?: boolean;
  possible(): boolean;
  run(): boolean;
};

const parts: Part[] = [
  {
    name: "ffmpeg",
    purpose: "reads MP3, FLAC, M4A, OGG, video ...",
    requiredFor: ["test"],
    wantedFor: ["start", "test"],
    find: async () => findFfmpeg().then(describeFfmpeg, () => null),
    attempts: [
      {
        ...downloadOf("ffmpeg-static", 30),
        isPreferred: true,
        possible: () => !process.env.BULBAR_FFMPEG && ffmpegStaticIsMissing(),
      },
      debianPackage("ffmpeg"),
    ],
    instruction:
      "Install ffmpeg 5 or newer (https://ffmpeg.org/download.html) so that `ffmpeg -version` works, or set BULBAR_FFMPEG to its full path.",
  },
  {
    name: "browser",
    purpose: "window where Electron cannot be had; browser tests",
    requiredFor: ["test"],
    wantedFor: ["test", "start"],
    find: async () => findBrowser(),
    attempts: [debianPackage("chromium")],
    instruction:
      "Install Google Chrome, Chromium or Microsoft Edge, or set BULBAR_BROWSER to the full path of one.",
  },
  {
    name: "electron",
    purpose: "the workstation's own window",
    requiredFor: [],
    wantedFor: ["start"],
    find: async () => findElectron(),
    attempts: [downloadOf("electron", 60)],
    instruction: "Not needed: the workstation opens in the installed browser instead.",
  },
];

/** Whether the package ffmpeg-static is there without its binary. */
function ffmpegStaticIsMissing(): boolean {
  const folder = join(root, "node_modules", "ffmpeg-static");
  const binary = join(folder, process.platform === "win32" ? "ffmpeg.exe" : "ffmpeg");
  return existsSync(folder) && !existsSync(binary);
}

function describeFfmpeg({ path, version }: Awaited<ReturnType<typeof findFfmpeg>>): string {
  return `${path} (${version})`;
}

/** Runs the package's own download script, cut off after `seconds`. */
function downloadOf(name: string, seconds: number): Attempt {
  const script = join(root, "node_modules", name, "install.js");
  return {
    name: `download of ${name}`,
    possible: () => existsSync(script),
    run: () =>
      spawnSync(process.execPath, [script], { timeout: seconds * 1000, stdio: "ignore" }).status === 0,
  };
}

function debianPackage(name: string): Attempt {
  const run = (...args: string[]) =>
    spawnSync("apt-get", args, {
      stdio: ["ignore", "ignore", "inherit"],
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  return {
    name: `apt-get install ${name}`,
    possible: () => process.getuid?.() === 0 && onPath("apt-get") !== null,
    run: () => run("update", "-qq") && run("install", "-y", "-qq", "--no-install-recommends", name),
  };
}

function readMemory(): string[] {
  return existsSync(memoryFile) ? (JSON.parse(readFileSync(memoryFile, "utf8")) as string[]) : [];
}

function remember(failed: string): void {
  mkdirSync(join(memoryFile, ".."), { recursive: true });
  writeFileSync(memoryFile, JSON.stringify([...new Set([...readMemory(), failed])]));
}

/** Tries the ways to get a part, in order, until it is there. */
async function obtain(part: Part): Promise<string | null> {
  let found = await part.find();
  for (const attempt of part.attempts) {
    if (found && !attempt.isPreferred) return found;
    if (readMemory().includes(attempt.name) || !attempt.possible()) continue;
    process.stderr.write(`setup: ${part.name}: trying: ${attempt.name}\n`);
    if (!attempt.run()) remember(attempt.name);
    found = await part.find();
    if (!found)
      process.stderr.write(
        `setup: ${attempt.name} did not work; it is not tried again (npm run setup -- --retry)\n`,
      );
  }
  return found;
}

async function check(): Promise<void> {
  for (const part of parts) {
    const found = await part.find();
    const state = found ?? `missing: ${part.instruction}`;
    process.stdout.write(`${part.name.padEnd(10)}${part.purpose.padEnd(54)}${state}\n`);
  }
}

async function setUp(purpose: Purpose | undefined): Promise<void> {
  tryAssembling(purpose);
  for (const part of parts) {
    if (purpose && !part.wantedFor.includes(purpose)) continue;
    const found = await obtain(part);
    const required = purpose ? part.requiredFor.includes(purpose) : part.requiredFor.length > 0;
    if (found || (!required && purpose !== undefined)) continue;
    process.stderr.write(`setup: ${part.name} is missing (${part.purpose}). ${part.instruction}\n`);
    if (required) process.exitCode = 1;
  }
}

/** Without such a model the program starts and says so where it would answer. */
function tryAssembling(purpose: Purpose | undefined): void {
  try {
    assembleModels();
  } catch (error) {
    process.stderr.write(`setup: ${(error as Error).message}\n`);
    if (purpose === undefined || purpose === "test") process.exitCode = 1;
  }
}

/** Loaded only when it is asked for: every start runs this file. */
async function setUpCuda(folder: string | null): Promise<void> {
  const [cuda, { describeFailure }] = await Promise.all([
    import("../../main/doors/cli/commands/models-cuda.ts"),
    import("../../main/doors/cli/failure.ts"),
  ]);
  await cuda.setUpCuda(folder).catch((error: unknown) => {
    const { code, message } = describeFailure(error);
    process.stderr.write(`setup: ${message} [${code}]\n`);
    process.exitCode = 1;
  });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cuda: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    for: { type: "string" },
    retry: { type: "boolean", default: false },
  },
});
if (values.retry) rmSync(memoryFile, { force: true });
if (values.cuda) await setUpCuda(positionals[0] ?? null);
else if (values.check) await check();
else await setUp(values.for as Purpose | undefined);
