import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createCore } from "../../../main/core/core.ts";
import { ensureBuilt } from "../../app/built.ts";
import { machine } from "../machine.ts";
import { type Bench, comparisons } from "./comparisons.ts";
import { type Figure, KeptFigures } from "./figures.ts";
import { Peers } from "./peers.ts";
import { vowelFiles } from "./recordings.ts";

const keptPath = join(import.meta.dirname, "figures.json");

/** Prints the figures as JSON, and what it does meanwhile to the other output; `keep` writes them down for the README. */
export async function compareAndPrint(
  names: readonly string[],
  { rounds, keep }: { rounds: number; keep: boolean },
): Promise<void> {
  const figures = await compare(names, rounds, (line) => process.stderr.write(`${line}\n`));
  console.log(JSON.stringify(figures, null, 2));
  if (!keep) return;
  const known = { ...keptFigures(), ...figures };
  const inOrder = Object.keys(comparisons).flatMap((name) => (known[name] ? [[name, known[name]]] : []));
  const kept: KeptFigures = {
    command: "npm run bench -- --json --keep",
    date: new Date().toISOString().slice(0, 10),
    machine,
    rounds,
    figures: Object.fromEntries(inOrder),
  };
  writeFileSync(keptPath, `${JSON.stringify(kept, null, 2)}\n`);
}

/** Figures of earlier runs on this machine. */
function keptFigures(): KeptFigures["figures"] {
  if (!existsSync(keptPath)) return {};
  const kept = KeptFigures.parse(JSON.parse(readFileSync(keptPath, "utf8")));
  return kept.machine === machine ? kept.figures : {};
}

/**
 * Figures of speed by name, each the quotient of medians of `rounds` runs that take turns with the peer's.
 * @param names which of `comparisons`; none: all
 * @param tell receives a line as each begins and ends
 * @throws Error for a name that is none, and where the peers cannot be installed
 */
async function compare(
  names: readonly string[],
  rounds: number,
  tell: (line: string) => void,
): Promise<Record<string, Figure>> {
  const unknown = names.filter((name) => !(name in comparisons));
  if (unknown.length > 0)
    throw new Error(`${unknown.join(", ")}: not among ${Object.keys(comparisons).join(", ")}.`);
  ensureBuilt("main");
  const folder = mkdtempSync(join(tmpdir(), "bulbar-speed-"));
  const options = {
    programFolder: join(import.meta.dirname, "../../.."),
    programVersion: "bench",
    threads: 1,
  };
  const core = createCore({ ...options, dataFolder: join(folder, "core"), device: "cpu" });
  let peers: Peers | null = null;
  const bench: Bench = {
    rounds,
    folder,
    vowels: () => vowelFiles(folder),
    core,
    tell,
    peers: () => (peers ??= new Peers(tell)),
  };
  tell(`${machine}, medians of ${rounds} runs in turns`);
  try {
    const figures: Record<string, Figure> = {};
    for (const name of names.length > 0 ? names : Object.keys(comparisons)) {
      figures[name] = await figureOf(name, bench);
      tell(lineOf(name, figures[name]));
    }
    return figures;
  } finally {
    (peers as Peers | null)?.close();
    await core.close();
    rmSync(folder, { recursive: true });
  }
}

async function figureOf(name: string, bench: Bench): Promise<Figure> {
  const { goal, work, against, remark, profile, figure = timesAsFast, run } = comparisons[name]!;
  const load = Number(loadavg()[0]!.toFixed(2));
  const pair = await run(bench);
  const made = figure(pair);
  const meetsGoal = goal && meets(made, goal);
  return {
    ...made,
    goal,
    meetsGoal,
    work,
    ...pair,
    against,
    ...(remark && { remark }),
    ...(meetsGoal === false && profile && { whyMissed: profile }),
    load,
  };
}

/** How many times as much processor time the peer takes. */
const timesAsFast = ({ ours, peer }: Pick<Figure, "ours" | "peer">) => ({
  ratio: peer!.processorMs / ours.processorMs,
});

function meets(
  { ratio, value }: Pick<Figure, "ratio" | "value">,
  goal: NonNullable<Figure["goal"]>,
): boolean {
  const found = (ratio ?? value)!;
  return found >= (goal.atLeast ?? 0) && found <= (goal.atMost ?? Number.POSITIVE_INFINITY);
}

/** A line for who waits. */
function lineOf(name: string, { ratio, value, meetsGoal, ours, peer, load }: Figure): string {
  const times = ({ processorMs, wallMs }: Figure["ours"]) =>
    `${processorMs.toFixed(1)} (${wallMs.toFixed(1)})`;
  const against = peer ? ` against ${times(peer)}` : "";
  const goal = meetsGoal === false ? ", misses its goal" : "";
  return `${name} ${(ratio ?? value)!.toFixed(2)}${goal}: ${times(ours)}${against} ms of processor (of wall), load ${load}`;
}
