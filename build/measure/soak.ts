/**
 * Works as a clinic does, over and over, on one core: patients, visits with recordings, their pictures and sounds, findings,
 * reports, searches, erasure. Prints memory and open files after the warm-up, the first third, and at the end; exits with 1
 * where memory has grown by more than 5 % or a file was left open (Linux).
 *
 *   npm run soak -- [--minutes 5]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { logOnTester } from "../../main/core/logged-on.fixture.ts";
import { type LocalClient, localClient, startCore } from "../../main/core/start-core.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import type { TaskId } from "../../shared/domain/task.ts";

/** What a process holds after a round of work. */
type Held = { megabytes: number; files: number };

/** Memory may grow by this much, and no file may stay open. */
const mostGrowth = 1.05;
/** Fewer rounds tell nothing; a machine that is busy is given the time for them. */
const leastRounds = 15;

/** Two voices of a patient, another length each, so that what is kept by length shows too. */
function writeVoices(folder: string): { path: string; task: TaskId }[] {
  return (["vowel-a", "ddk-pataka"] as const).map((task, seed) => {
    const voice = synthesise({ task, sex: "female", severity: 1, seed, sampleRateHz: 44_100, snrDb: 40 });
    const path = join(folder, `${task}.wav`);
    writeFileSync(path, encodeWav(voice.signal));
    return { path, task };
  });
}

/** One patient's day, and that patient's end. */
async function work(client: LocalClient, voices: readonly { path: string; task: TaskId }[], round: number) {
  const { id: patientId } = await client.patients.create({ code: `S${round}`, name: `Soak, Ada ${round}` });
  const { id: visitId } = await client.visits.create({ patientId, date: "2026-01-05", device: "headset" });
  for (const { path, task } of voices) {
    for await (const event of await client.files.import({ path, visitId, task }))
      if (event.type === "done") await look(client, event.recording.id);
  }
  for await (const _ of await client.visits.findings({ id: visitId }));
  await client.trends.get({ patientId });
  await client.reports.create({ visitId });
  await client.patients.list({ query: `soak ${round}` });
  await client.patients.get({ id: patientId });
  await client.patients.remove({ id: patientId });
}

/** What the page of a recording asks for. */
async function look(client: LocalClient, id: string): Promise<void> {
  const recording = { id } as Parameters<typeof client.recordings.get>[0];
  await client.recordings.waveform({ ...recording, columns: 1024 });
  await client.recordings.spectrogram({
    ...{ ...recording, scale: "mel", windowSeconds: 0.025 },
    ...{ maximumHz: 8000, maximumFrames: 1024 },
  });
  await client.recordings.contour({ ...recording, of: "pitch" });
  for (const tempo of [1, 0.5])
    await client.recordings.playback({ ...recording, tempo, denoised: tempo < 1 });
}

const held = (): Held => {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return { megabytes: (Number(kibibytes) * 1024) / 1e6, files: readdirSync("/proc/self/fd").length };
};

/** The least of each: garbage that waits to be collected is no growth. */
const leastOf = (rounds: readonly Held[]): Held => ({
  megabytes: Math.min(...rounds.map(({ megabytes }) => megabytes)),
  files: Math.min(...rounds.map(({ files }) => files)),
});

async function soak(minutes: number): Promise<Held[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-soak-"));
  const core = startCore(testCoreOptions(dataFolder));
  try {
    const client = localClient(core.connect("local"));
    await logOnTester(client);
    const voices = writeVoices(dataFolder);
    const rounds: Held[] = [];
    const endMs = performance.now() + 60_000 * minutes;
    while (performance.now() < endMs || rounds.length < leastRounds) {
      await work(client, voices, rounds.length);
      rounds.push(held());
    }
    return rounds;
  } finally {
    await core.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" } } });
const rounds = await soak(Number(values.minutes));
const third = Math.floor(rounds.length / 3);
const warm = leastOf(rounds.slice(third, 2 * third));
const end = leastOf(rounds.slice(-third));
console.table({ warm, end, most: { megabytes: Math.max(...rounds.map(({ megabytes }) => megabytes)) } });
const growth = end.megabytes / warm.megabytes;
const opened = end.files - warm.files;
console.log(`${rounds.length} rounds: memory x${growth.toFixed(3)}, ${opened} files more are open`);
process.exitCode = growth <= mostGrowth && opened <= 0 ? 0 : 1;
