import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { findProgramFolder } from "../../main/core/program.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";

export type LoadResult = {
  /** Requests that were answered as they should be, and those that were not, with what came instead. */
  answered: number;
  lost: string[];
  /** Refusals with 429, each tried again. */
  triedAgain: number;
  /** Time from the first try to the answer, ms. */
  medianMs: number;
  slowest5PercentMs: number;
  /** Memory of the server's process, MB: after the warm-up, the most under load, and idle again. */
  warmMegabytes: number;
  mostMegabytes: number;
  idleMegabytes: number;
};

type Load = {
  seconds: number;
  clients: number;
  warmSeconds: number;
  idleSeconds: number;
  /** The server's own options, besides those that it is usually started with. */
  flags?: string[];
};
type Api = { url: string; token: string };
type Sending = { path: string; fileName: string; bytes: Uint8Array; expected: number };

/** Bytes that are no sound, near the usual limit: they show what receiving and refusing costs. */
const junk = new Uint8Array(20e6).fill(0x5a);

/**
 * Loads a server of its own (`bulbar serve --api`) with clients that each ask without pause: voices for all operations and,
 * every tenth request, 20 MB that are no sound. A 429 is tried again after what Retry-After says.
 */
export async function loadApi({
  seconds,
  clients,
  warmSeconds,
  idleSeconds,
  flags = [],
}: Load): Promise<LoadResult> {
  const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-load-"));
  const { server, api } = await startServer(dataFolder, flags);
  const megabytes = () => residentMegabytes(server.pid!);
  try {
    await runClients(api, clients, warmSeconds);
    await wait(idleSeconds * 1000);
    const warmMegabytes = megabytes();
    let mostMegabytes = warmMegabytes;
    const sampling = setInterval(() => (mostMegabytes = Math.max(mostMegabytes, megabytes())), 250);
    const counts = await runClients(api, clients, seconds);
    clearInterval(sampling);
    await wait(idleSeconds * 1000);
    const { times, ...rest } = counts;
    const sorted = times.toSorted((a, b) => a - b);
    return {
      ...rest,
      answered: times.length,
      medianMs: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
      slowest5PercentMs: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
      warmMegabytes,
      mostMegabytes,
      idleMegabytes: megabytes(),
    };
  } finally {
    await stopServer(server);
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

type Counts = { times: number[]; lost: string[]; triedAgain: number };

async function runClients(api: Api, clients: number, seconds: number): Promise<Counts> {
  const counts: Counts = { times: [], lost: [], triedAgain: 0 };
  const sendings = sendingsOf();
  const endMs = performance.now() + seconds * 1000;
  const runClient = async (client: number) => {
    for (let n = client; performance.now() < endMs; n++) {
      const sending = n % 10 === 9 ? sendings.junk : sendings.voices[n % sendings.voices.length]!;
      await sendUntilAnswered(api, sending, counts);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => runClient(client)));
  return counts;
}

function sendingsOf(): { voices: Sending[]; junk: Sending } {
  const voice = (task: "vowel-a" | "vowel-i", path: string): Sending => {
    const { signal } = synthesise({
      task,
      sex: "female",
      severity: 1,
      seed: 1,
      sampleRateHz: 44_100,
      snrDb: 45,
    });
    return { path, fileName: `${task}.wav`, bytes: encodeWav(signal), expected: 200 };
  };
  return {
    voices: [voice("vowel-a", "/predict"), voice("vowel-i", "/analyze_audio"), voice("vowel-a", "/analyse")],
    junk: { path: "/predict", fileName: "junk.wav", bytes: junk, expected: 415 },
  };
}

async function sendUntilAnswered(api: Api, sending: Sending, counts: Counts): Promise<void> {
  const startMs = performance.now();
  while (true) {
    const outcome = await send(api, sending);
    if (outcome.status === 429) {
      counts.triedAgain++;
      await wait(outcome.retrySeconds * 1000);
      continue;
    }
    if (outcome.status === sending.expected) counts.times.push(performance.now() - startMs);
    else counts.lost.push(`${sending.path}: ${outcome.status} ${outcome.text.slice(0, 200)}`);
    return;
  }
}

async function send({ url, token }: Api, { path, fileName, bytes }: Sending) {
  const body = new FormData();
  body.set("file", new Blob([bytes as Uint8Array<ArrayBuffer>]), fileName);
  try {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(url + path, { method: "POST", headers, body });
    const retrySeconds = Number(answer.headers.get("retry-after") ?? 1);
    return { status: answer.status, retrySeconds, text: await answer.text() };
  } catch (error) {
    return { status: 0, retrySeconds: 0, text: `${error} ${(error as Error).cause ?? ""}` };
  }
}

async function startServer(dataFolder: string, flags: string[]): Promise<{ server: ChildProcess; api: Api }> {
  const main = join(findProgramFolder(), "main/doors/cli/main.ts");
  const server = spawn(process.execPath, [main, "serve", "--api", "--data", dataFolder, ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const piece of server.stdout) {
    printed += piece;
    const [, url, token] = /^API (\S+) token (\S+)\n/m.exec(printed) ?? [];
    if (url && token) return { server, api: { url, token } };
  }
  throw new Error(`the server printed no address: ${printed}`);
}

async function stopServer(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once("close", resolve));
  server.kill("SIGTERM");
  await ended;
}

/** Memory that a process holds, MB (Linux). */
function residentMegabytes(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return (Number(kibibytes) * 1024) / 1e6;
}
