/**
 * Kills the program at random moments of its work and looks at what is left: every visit, recording and patient that was
 * told as stored is there, the history opens, its full check and its audit trail are whole, and nothing of a voice lies in
 * plain in the data folder, the temporary folder or the home folder.
 *
 *   npm run kills -- [--count N] [--seed S]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { parseArgs } from "node:util";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { createCore } from "../../main/core/core.ts";
import { randomOf } from "../../main/core/dsp/random.ts";
import { auditFindings } from "../../main/core/history/audit-verify.ts";
import { checkHistoryFile } from "../../main/core/history/check-file.ts";
import { exportPatient } from "../../main/core/history/export-patient.ts";
import { openDataHistory } from "../../main/core/history/open-data-history.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { addRecording } from "../../main/core/history/recordings.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";
import { type KillWork, killWorks, logOnForKills, passphrase, patientFileName } from "./kill-work.ts";

/** A history grows with every kill; after so many a new one is begun, so that its full check stays short. */
const killsPerHistory = 60;
/** A kill comes at most so long after the work has begun, ms. */
const longestWorkMs = 2500;

type Kept = { patient: Set<string>; visit: Set<string>; recording: Set<string> };
type Folders = Record<"root" | "data" | "temporary" | "home" | "sources" | "out", string>;
type Tally = { kills: number; stored: number; wrong: string[]; byWork: Map<KillWork, number> };

function makeFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), "bulbar-kills-"));
  const names = ["data", "temporary", "home", "sources", "out"] as const;
  const folders = Object.fromEntries(names.map((name) => [name, join(root, name)]));
  for (const folder of Object.values(folders)) mkdirSync(folder, { mode: 0o700 });
  return { root, ...folders } as Folders;
}

/** Two voices to import, and a patient's file; gives bytes of the voices to look for. */
async function makeSources({ sources, root }: Folders): Promise<Buffer[]> {
  const wavs = (["vowel-a", "ddk-pa"] as const).map((task, seed) => {
    const { signal } = synthesise({ task, sex: "male", severity: 1, seed, sampleRateHz: 16_000, snrDb: 30 });
    const wav = Buffer.from(encodeWav(signal));
    writeFileSync(join(sources, `${task}.wav`), wav);
    return wav;
  });
  const dataFolder = join(root, "other");
  const key = "ab".repeat(32);
  const history = openDataHistory(dataFolder, key);
  const { id: patientId } = createPatient(history, PatientDetails.parse({ code: "SOURCE" }));
  const visit = createVisit(history, { patientId, date: "2026-01-05", device: "", notes: "" });
  for (const [index, bytes] of wavs.entries())
    addRecording(history, {
      visitId: visit.id,
      task: "free",
      fileName: `${index}.wav`,
      bytes,
      analysis: null,
    });
  history.close();
  const place = { dataFolder, actor: "kills", programVersion: "kills", key, users: null };
  await exportPatient(place, join(sources, patientFileName), { patientId, passphrase }, () => {});
  rmSync(dataFolder, { recursive: true });
  return wavs.flatMap((wav) =>
    [0.3, 0.6, 0.9].map((part) => wav.subarray(Math.round(part * wav.length)).subarray(0, 24)),
  );
}

/** Lets one work go on for a while and kills it with all that it has started; gives what it told as stored. */
async function killOnce(
  work: KillWork,
  folders: Folders,
  milliseconds: number,
): Promise<Record<string, string>[]> {
  const module = new URL("./kill-work.ts", import.meta.url).pathname;
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

/** The data key, as the user gets it; null where nobody was set up before the kill. */
async function dataKeyOf(dataFolder: string): Promise<string | null> {
  const options = {
    programFolder: "",
    dataFolder,
    programVersion: "kills",
    device: "cpu",
    threads: 1,
  } as const;
  const core = createCore(options);
  try {
    if (!core.vault.hasUsers()) return null;
    await logOnForKills(core.vault);
    return core.vault.dataKey();
  } finally {
    await core.close();
  }
}

/** What is wrong with what is left; empty where nothing is. */
async function faultsOf({ data }: Folders, kept: Kept): Promise<string[]> {
  const faults: string[] = [];
  try {
    const key = await dataKeyOf(data);
    if (key === null) return [...kept.patient].map((id) => `patient ${id} is lost, and so is the user`);
    const history = openDataHistory(data, key);
    for (const [what, ids] of Object.entries(kept)) {
      const there = new Set(history.database.prepare<[], string>(`SELECT id FROM ${what}s`).pluck().all());
      for (const id of ids) if (!there.has(id)) faults.push(`${what} ${id} is lost`);
    }
    for (const { row, kind } of auditFindings(history)) faults.push(`audit trail, row ${row}: ${kind}`);
    history.close();
    await checkHistoryFile(join(data, "history.db"), key, () => {});
  } catch (error) {
    faults.push(String(error));
  }
  return faults;
}

/** Files that hold a part of a voice in plain. */
function plaintextIn({ data, temporary, home, out }: Folders, marks: readonly Buffer[]): string[] {
  const files = [data, temporary, home, out].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  return files
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .filter((path) => {
      const bytes = readFileSync(path);
      return marks.some((mark) => bytes.includes(mark));
    });
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
        kept.recording.size === 0 ? "import" : killWorks[Math.floor(random.uniform() * killWorks.length)]!;
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
