/**
 * Kills the program at random moments of its work and looks at what is left: every visit, recording and patient that was
 * told as stored is there, the history opens, its full check and its audit trail are whole, and nothing of a voice lies in
 * plain in the data folder, the temporary folder or the home folder.
 *
 *   npm run kills -- [--count N] [--seed S]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import { parseArgs } from "node:util";
import { randomOf } from "../../main/core/dsp/random.ts";
import { type HistoryWork, historyWorks } from "./history-work.ts";
import { type Folders, faultsOf, type Kept, makeFolders, makeSources, plaintextIn } from "./what-is-left.ts";

/** A history grows with every kill; after so many a new one is begun, so that its full check stays short. */
const killsPerHistory = 60;
/** A kill comes at most so long after the work has begun, ms. */
const longestWorkMs = 2500;

type Tally = { kills: number; stored: number; wrong: string[]; byWork: Map<HistoryWork, number> };

/** Lets one work go on for a while and kills it with all that it has started; gives what it told as stored. */
async function killOnce(
  work: HistoryWork,
  folders: Folders,
  milliseconds: number,
): Promise<Record<string, string>[]> {
  const module = new URL("./history-work.ts", import.meta.url).pathname;
  const { data, sources, out, temporary: TMPDIR, home: HOME } = folders;
  const child = spawn(process.execPath, [module, work, data, sources, out], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true, // a group of its own, so that its own processes die at the same moment
    env: { ...process.env, TMPDIR, HOME },
  });
  let printed = "";
  child.stdout.on("data", (chunk) => (printed += chunk));
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  await after(milliseconds);
  if (child.exitCode !== null) throw new Error(`${work} ended by itself with ${child.exitCode}`);
  const ended = once(child, "close");
  killGroup(child);
  await ended;
  const lines = printed.split("\n").slice(0, -1); // a line that was cut tells nothing
  return lines.map((line) => JSON.parse(line) as Record<string, string>);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
}

async function kills(count: number, seed: number): Promise<Tally> {
  const random = randomOf("kills", seed);
  const folders = makeFolders();
  const tally: Tally = { kills: 0, stored: 0, wrong: [], byWork: new Map() };
  try {
    const marks = await makeSources(folders);
    let kept: Kept = { patient: new Set(), visit: new Set(), recording: new Set() };
    while (tally.kills < count) {
      if (tally.kills % killsPerHistory === 0) {
        rmSync(folders.data, { recursive: true });
        mkdirSync(folders.data, { mode: 0o700 });
        kept = { patient: new Set(), visit: new Set(), recording: new Set() };
      }
      // what reads a recording needs one
      const work =
        kept.recording.size === 0
          ? "import"
          : historyWorks[Math.floor(random.uniform() * historyWorks.length)]!;
      const told = await killOnce(work, folders, random.uniform() * longestWorkMs);
      for (const one of told)
        for (const [what, id] of Object.entries(one)) if (what in kept) kept[what as keyof Kept].add(id);
      tally.stored += told.length - 1;
      tally.kills++;
      tally.byWork.set(work, (tally.byWork.get(work) ?? 0) + 1);
      const faults = await faultsOf(folders, kept);
      const plain = plaintextIn(folders, marks).map((path) => `a voice in plain: ${path}`);
      const wrong = [...faults, ...plain].map((fault) => `kill ${tally.kills} (${work}): ${fault}`);
      for (const fault of wrong) process.stderr.write(`${fault}\n`); // told also where the rest does not come about
      tally.wrong.push(...wrong);
      if (tally.kills % 20 === 0) process.stderr.write(`${tally.kills} of ${count}\n`);
    }
    if (!plaintextIn({ ...folders, out: folders.sources }, marks).length)
      tally.wrong.push("the search finds nothing where the voices lie: it proves nothing");
  } finally {
    rmSync(folders.root, { recursive: true, force: true });
  }
  return tally;
}

const { values } = parseArgs({
  options: { count: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const started = performance.now();
const { kills: done, stored, wrong, byWork } = await kills(Number(values.count), Number(values.seed));
console.log(
  `${done} kills in ${((performance.now() - started) / 60_000).toFixed(1)} minutes, seed ${values.seed}`,
);
for (const [work, times] of byWork) console.log(`  ${work.padEnd(16)} ${times}`);
console.log(`told as stored before a kill: ${stored} patients, visits and recordings`);
console.log(`found wrong: ${wrong.length}`);
for (const fault of wrong) console.log(`  ${fault}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
