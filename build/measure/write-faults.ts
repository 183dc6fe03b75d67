/**
 * Lets single writes of the program fail, with an error of the device or a full disk, once or from then on, and looks at
 * what comes of it: the work ends in a result or an error of storage, what was told as stored is there, the history and its
 * audit trail are whole, nothing of a voice lies in plain, and on a good disk the same work is done. A disk on which each
 * write takes its time loses nothing. Needs Linux and a C compiler.
 *
 *   npm run write-faults -- [--count N] [--seed S] [--work NAME]
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { randomOf } from "../../main/core/dsp/random.ts";
import { type HistoryWork, historyWorks } from "./history-work.ts";
import { type Folders, faultsOf, type Kept, makeFolders, makeSources, plaintextIn } from "./what-is-left.ts";

/** What becomes of the writes from number `first` on; 0: none fails. */
type Disk = { first: number; error: "EIO" | "ENOSPC"; lasting: boolean; slowMicroseconds: number };
type Ended = { how: string; detail: string; told: Record<string, string>[]; writes: number };

const goodDisk: Disk = { first: 0, error: "EIO", lasting: false, slowMicroseconds: 0 };
const slowDisk: Disk = { ...goodDisk, slowMicroseconds: 20_000 };
/** A work that has not ended by then hangs, ms. */
const longestMs = 120_000;

const sayDisk = ({ first, error, lasting }: Disk) =>
  first === 0 ? "slow writes" : `${error} at write ${first}${lasting ? " and on" : ""}`;

/** Runs works on a copy of a history, on a disk that fails as it is told to. */
class Bench {
  readonly folders: Folders;
  readonly #library: string;
  readonly #prepared: string;
  #marks: Buffer[] = [];

  constructor(folders: Folders) {
    this.folders = folders;
    this.#library = join(folders.root, "failing-disk.so");
    this.#prepared = join(folders.root, "prepared");
    const source = new URL("./failing-disk.c", import.meta.url).pathname;
    execFileSync("cc", ["-shared", "-fPIC", "-O1", "-o", this.#library, source, "-ldl"]);
  }

  /** A history with a user, a patient and recordings, which every work begins with. */
  async prepare(): Promise<void> {
    this.#marks = await makeSources(this.folders);
    const { how, detail } = await this.run("import", goodDisk);
    if (how !== "done") throw new Error(`without a fault the import ended with ${how}: ${detail}`);
    cpSync(this.folders.data, this.#prepared, { recursive: true });
  }

  reset(): void {
    const { data, out, temporary } = this.folders;
    for (const folder of [data, out, temporary]) rmSync(folder, { recursive: true, force: true });
    for (const folder of [out, temporary]) mkdirSync(folder, { mode: 0o700 });
    cpSync(this.#prepared, data, { recursive: true });
  }

  /** @returns how the work ended: "done", a code, or what became of the process */
  async run(work: HistoryWork, disk: Disk): Promise<Ended> {
    const { root, data, sources, out, temporary: TMPDIR, home: HOME } = this.folders;
    const counter = join(root, "counter");
    writeFileSync(counter, Buffer.alloc(4));
    const module = new URL("./history-work.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [module, work, data, sources, out, "once"], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: longestMs,
      killSignal: "SIGKILL",
      env: {
        ...process.env,
        ...{ TMPDIR, HOME, LD_PRELOAD: this.#library },
        BULBAR_FAULT_FOLDER: `${root}/`,
        BULBAR_FAULT_COUNTER: counter,
        BULBAR_FAULT_FIRST: String(disk.first),
        BULBAR_FAULT_ERRNO: String(constants.errno[disk.error]),
        BULBAR_FAULT_LASTING: disk.lasting ? "1" : "0",
        BULBAR_FAULT_SLOW_MICROSECONDS: String(disk.slowMicroseconds),
      },
    });
    const printed = { out: "", error: "" };
    child.stdout.on("data", (text) => (printed.out += text));
    child.stderr.on("data", (text) => (printed.error += text));
    const [exitCode, signal] = await once(child, "close");
    const lines = printed.out.split("\n").filter(Boolean);
    const told = lines.map((line) => JSON.parse(line) as Record<string, string>);
    const { ended, detail = "" } = told.find((one) => "ended" in one) ?? {};
    const fell = exitCode !== 0 || !ended;
    return {
      how: fell ? `process ended with ${signal ?? exitCode}` : ended,
      detail: fell ? printed.error.slice(-2000) : detail,
      told,
      writes: readFileSync(counter).readInt32LE(),
    };
  }

  /** What is wrong after a work on such a disk, and after the same work on a good one. */
  async faultsAfter(work: HistoryWork, disk: Disk): Promise<string[]> {
    this.reset();
    const ended = await this.run(work, disk);
    const mayEnd = ended.how === "done" || (disk.first > 0 && ended.how.startsWith("storage-"));
    const wrong = mayEnd ? [] : [`ended with ${ended.how}: ${ended.detail}`];
    wrong.push(...(await this.#left(ended)));
    const again = await this.run(work, goodDisk);
    if (again.how !== "done") wrong.push(`not done on a good disk: ${again.how}: ${again.detail}`);
    wrong.push(...(await this.#left(again)));
    return wrong.map((fault) => `${work}, ${sayDisk(disk)}: ${fault}`);
  }

  async #left({ told }: Ended): Promise<string[]> {
    const kept: Kept = { patient: new Set(), visit: new Set(), recording: new Set() };
    for (const one of told)
      for (const [what, id] of Object.entries(one)) if (what in kept) kept[what as keyof Kept].add(id);
    const plain = plaintextIn(this.folders, this.#marks).map((path) => `a voice in plain: ${path}`);
    return [...(await faultsOf(this.folders, kept)), ...plain];
  }
}

async function writeFaults(count: number, seed: number, works: readonly HistoryWork[]) {
  const random = randomOf("write-faults", seed);
  const folders = makeFolders();
  const wrong: string[] = [];
  try {
    const bench = new Bench(folders);
    await bench.prepare();
    const writes = new Map<HistoryWork, number>();
    for (const work of works) {
      bench.reset();
      writes.set(work, (await bench.run(work, goodDisk)).writes);
      if (!writes.get(work)) wrong.push(`${work}: no write was seen, so that none can fail`);
    }
    const note = (faults: readonly string[]) => {
      for (const fault of faults) process.stderr.write(`${fault}\n`);
      wrong.push(...faults);
    };
    for (const work of works) note(await bench.faultsAfter(work, slowDisk));
    for (let done = 0; done < count; done++) {
      const work = works[done % works.length]!;
      const first = 1 + Math.floor(random.uniform() * writes.get(work)!);
      const error = random.uniform() < 0.5 ? "EIO" : "ENOSPC";
      note(await bench.faultsAfter(work, { ...goodDisk, first, error, lasting: random.uniform() < 0.5 }));
      if (done % 20 === 19) process.stderr.write(`${done + 1} of ${count}\n`);
    }
    return { writes, wrong };
  } finally {
    rmSync(folders.root, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    work: { type: "string" },
  },
});
const works = historyWorks.filter((work) => !values.work || work === values.work);
const started = performance.now();
const { writes, wrong } = await writeFaults(Number(values.count), Number(values.seed), works);
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(`${values.count} failed writes in ${minutes} minutes, seed ${values.seed}`);
for (const [work, seen] of writes) console.log(`  ${work.padEnd(16)} ${seen} writes`);
console.log(`found wrong: ${wrong.length}`);
for (const fault of wrong) console.log(`  ${fault}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
