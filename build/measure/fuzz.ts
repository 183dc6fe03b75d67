/**
 * Gives the program wrong inputs of every kind that comes from outside: recordings, models, patients' files, messages. Each
 * must end in a result or a typed error, within bounds of time and memory, and leave the program standing; what does not
 * is kept in out/fuzz and told with the command that repeats it. Exits with 1 then.
 *
 *   npm run fuzz -- [--minutes 10] [--seed S] [--kind KIND] [--case NUMBER]
 */
import { type ChildProcess, fork } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type FuzzTold, inputFile } from "./fuzz/fuzz-process.ts";
import type { Outcome } from "./fuzz/kind.ts";
import { type FuzzKindName, fuzzKinds } from "./fuzz/kinds.ts";

/** A case that takes longer counts as one that hangs: 20 times what the slowest takes on a machine that is busy, s. */
const longestSeconds = 90;
/** Within this a process has started, its server and its user with it, s. */
const longestStartSeconds = 600;
/** Memory of the process that takes the cases in, MB. */
const mostMegabytes = 1500;
const keptFolder = join(import.meta.dirname, "../../out/fuzz");

type Tally = {
  cases: number;
  results: number;
  refusals: number;
  slowestMs: number;
  spentMs: number;
  megabytes: number;
};
type Defect = { kind: FuzzKindName; number: number; what: string };

/** A process of one kind; a new one is started where it ended. */
class KindProcess {
  readonly #kind: FuzzKindName;
  readonly #seed: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "bulbar-fuzz-"));
  #child: ChildProcess | null = null;
  #megabytes = 0;

  constructor(kind: FuzzKindName, seed: string) {
    this.#kind = kind;
    this.#seed = seed;
  }

  get megabytes(): number {
    return this.#megabytes;
  }

  async start(): Promise<ChildProcess> {
    this.#child ??= await this.#start();
    return this.#child;
  }

  async run(number: number): Promise<Outcome> {
    const child = await this.start();
    child.send(number);
    const told = await this.#answerOf(child, longestSeconds);
    return "outcome" in told ? told.outcome : { defect: "the process answered nothing" };
  }

  keepInput(path: string): void {
    if (existsSync(join(this.#folder, inputFile))) copyFileSync(join(this.#folder, inputFile), path);
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<ChildProcess> {
    const work = join(this.#folder, "work");
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { mode: 0o700 });
    const module = new URL("./fuzz/fuzz-process.ts", import.meta.url);
    const env = { ...process.env, TMPDIR: work, ORT_DISABLE_TELEMETRY: "1" };
    const child = fork(module, [this.#kind, this.#seed, this.#folder], {
      env,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const told = await this.#answerOf(child, longestStartSeconds);
    if ("outcome" in told) throw new Error(`${this.#kind} does not start: ${JSON.stringify(told.outcome)}`);
    return child;
  }

  /** What the process tells next; a defect where it ends, or takes too long or too much, and is ended. */
  #answerOf(child: ChildProcess, seconds: number): Promise<FuzzTold> {
    return new Promise((resolve) => {
      let printed = "";
      const note = (chunk: Buffer) => (printed += chunk);
      const end = (told: FuzzTold) => {
        clearTimeout(late);
        clearInterval(watching);
        child.off("message", end).off("exit", ended);
        child.stderr?.off("data", note);
        resolve(told);
      };
      const fail = (defect: string) => {
        child.kill("SIGKILL");
        this.#child = null;
        end({ outcome: { defect: `${defect}\n${printed.slice(-4000)}` } });
      };
      const ended = (code: number | null, signal: string | null) =>
        fail(`the process ended: ${signal ?? code}`);
      const late = setTimeout(() => fail(`no answer within ${seconds} s`), 1000 * seconds);
      const watching = setInterval(() => {
        this.#megabytes = Math.max(this.#megabytes, residentMegabytes(child.pid!));
        if (this.#megabytes > mostMegabytes) fail(`more than ${mostMegabytes} MB`);
      }, 100);
      child.stderr?.on("data", note);
      child.on("message", end).on("exit", ended);
    });
  }
}

/** Memory that a process holds, MB; 0 where the system does not tell it this way. */
function residentMegabytes(pid: number): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  const [, kibibytes = "0"] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(path, "utf8")) ?? [];
  return (Number(kibibytes) * 1024) / 1e6;
}

async function fuzz(kinds: readonly FuzzKindName[], seed: string, minutes: number, only: number | null) {
  const processes = new Map(kinds.map((kind) => [kind, new KindProcess(kind, seed)]));
  const none: Tally = { cases: 0, results: 0, refusals: 0, slowestMs: 0, spentMs: 0, megabytes: 0 };
  const tallies = new Map(kinds.map((kind) => [kind, { ...none }]));
  const defects: Defect[] = [];
  for (const one of processes.values()) await one.start();
  const endMs = performance.now() + 60_000 * minutes;
  // each kind is given the same time
  const next = () => [...tallies].sort(([, a], [, b]) => a.spentMs - b.spentMs)[0]![0];
  do {
    const kind = next();
    const tally = tallies.get(kind)!;
    const number = only ?? tally.cases;
    const startMs = performance.now();
    const outcome = await processes.get(kind)!.run(number);
    const ms = performance.now() - startMs;
    tally.spentMs += ms;
    tally.cases++;
    tally.slowestMs = Math.max(tally.slowestMs, ms);
    tally.megabytes = processes.get(kind)!.megabytes;
    if ("result" in outcome) tally.results++;
    else if ("refusal" in outcome) tally.refusals++;
    else {
      const defect = { kind, number, what: outcome.defect };
      tell(defect, seed);
      defects.push(defect);
      mkdirSync(keptFolder, { recursive: true });
      processes.get(kind)!.keepInput(join(keptFolder, `${kind}-${seed}-${number}.bin`));
    }
    if (only !== null) console.log(JSON.stringify(outcome));
  } while (only === null && performance.now() < endMs);
  for (const one of processes.values()) one.close();
  return { tallies, defects };
}

function tell({ kind, number, what }: Defect, seed: string): void {
  console.log(`${kind} ${number}: ${what.split("\n").slice(0, 12).join("\n  ")}`);
  console.log(`  npm run fuzz -- --kind ${kind} --seed ${seed} --case ${number}`);
}

const today = new Date().toISOString().slice(0, 10);
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: today },
    kind: { type: "string" },
    case: { type: "string" },
  },
});
const names = Object.keys(fuzzKinds) as FuzzKindName[];
const kinds = names.filter((name) => values.kind === undefined || name === values.kind);
if (kinds.length === 0) throw new Error(`There are these kinds: ${names.join(", ")}.`);
const only = values.case === undefined ? null : Number(values.case);
const { tallies, defects } = await fuzz(kinds, values.seed, Number(values.minutes), only);
console.table(
  Object.fromEntries(
    [...tallies].map(([kind, { spentMs: _, ...tally }]) => [
      kind,
      Object.fromEntries(Object.entries(tally).map(([name, value]) => [name, Math.round(value)])),
    ]),
  ),
);
const cases = [...tallies.values()].reduce((sum, tally) => sum + tally.cases, 0);
console.log(
  `${cases} cases, seed ${values.seed}: ${defects.length} ended neither in a result nor in a typed error`,
);
process.exitCode = defects.length > 0 ? 1 : 0;
