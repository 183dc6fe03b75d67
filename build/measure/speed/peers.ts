import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { onPath } from "../../app/programs.ts";
import type { Timed, Times } from "./timing.ts";

const root = join(import.meta.dirname, "../../..");
const training = join(root, "models/training");
const cache = join(root, "node_modules/.cache/bulbar");

/** A library that takes more threads than one is not compared with one thread. */
const oneThread = { OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };

/** Work that the Python packages do, see `bulbar_training/peers/__main__.py`. */
export type PeerWork = "visit" | "measures" | "log-mel" | "mfcc" | "resample" | "cnn14";

const Answer = z.strictObject({ processorMs: z.number(), wallMs: z.number() });

/** The Python packages in a process of their own, which does one work after another. */
export class Peers {
  readonly python: string;
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(tell: (line: string) => void) {
    this.python = environment(tell);
    this.#process = spawn(this.python, ["-m", "bulbar_training.peers"], {
      cwd: training,
      env: { ...process.env, ...oneThread },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#answers = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  /** `times` passes of a work on a recording, or on several. */
  does(work: PeerWork, argument: string | readonly string[] | null, times = 1): Timed {
    return () => this.#ask({ work, argument, times });
  }

  /** A command from start to end, with the processes that it starts. */
  runs(command: readonly string[]): Timed {
    return () => this.#ask({ work: "process", argument: command });
  }

  close(): void {
    this.#process.stdin!.end();
  }

  async #ask(request: object): Promise<Times> {
    this.#process.stdin!.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error("the process of the Python packages has ended; its last words stand above");
    return Answer.parse(JSON.parse(value));
  }
}

/** Folder of Cnn14's graphs with random weights, `model.onnx` and `forward.onnx`; written when there is none. */
export function cnn14Graphs(python: string, tell: (line: string) => void): string {
  const folder = join(cache, "cnn14-random");
  if (existsSync(folder)) return folder;
  tell("writing Cnn14 with random weights ...");
  whole(folder, (unfinished) => run(python, ["-m", "bulbar_training.peers.cnn14", unfinished]));
  return folder;
}

/** Python with the packages at the versions of `models/training/pyproject.toml`; installed when it is not there. */
function environment(tell: (line: string) => void): string {
  const versions = createHash("sha256")
    .update(readFileSync(join(training, "pyproject.toml")))
    .digest("hex");
  const folder = join(cache, `peers-${versions.slice(0, 12)}`);
  const python = (inside: string) =>
    join(inside, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const done = join(folder, "installed");
  if (existsSync(done)) return python(folder);
  tell(`installing the Python packages into ${folder}, which takes minutes ...`);
  rmSync(folder, { recursive: true, force: true });
  const found = onPath("python3") ?? onPath("python");
  if (!found) throw new Error("The bench needs Python 3.11 to 3.13 as python3.");
  run(found, ["-m", "venv", folder]);
  run(python(folder), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[peers]"]);
  mkdirSync(done);
  return python(folder);
}

/** Makes a folder that is either whole or not there. */
function whole(folder: string, make: (unfinished: string) => void): void {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  make(unfinished);
  renameSync(unfinished, folder);
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, {
    cwd: training,
    env: { ...process.env, ...oneThread },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0)
    throw new Error(`${program} ${args.join(" ")} failed: ${error?.message ?? stderr.slice(-2000)}`);
}
