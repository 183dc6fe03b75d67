/** The packed program at work under Node, far from the checkout: whatever it opens that was not packed is not there. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Analysed = {
  file: string;
  task: string | null;
  predictions: { model: string; top: { label: string } }[];
};

/**
 * Measures a WAV and an MP3, stores them, writes the report, checks and backs up the history, verifies every model, knows
 * the way to CUDA and serves the pages.
 * @param program folder of the extracted archive
 * @param work an empty folder
 * @throws Error at the first thing that does not work
 */
export async function workWith(program: string, work: string): Promise<void> {
  const run = commandOf(program, work);
  const wav = join(work, "1_vowel-a.wav");
  const mp3 = join(work, "2_vowel-a.mp3");
  run("synth", "--task", "vowel-a", "--out", wav);
  const ffmpeg = join(program, "ffmpeg", "ffmpeg");
  ended("ffmpeg", spawnSync(ffmpeg, ["-v", "error", "-i", wav, mp3], { encoding: "utf8" }));

  const analysed = JSON.parse(run("analyse", wav, mp3, "--json")) as Analysed[];
  for (const { file, predictions } of analysed)
    if (predictions.length === 0) throw new Error(`no model answered for ${file}`);
  if (analysed.length !== 2) throw new Error(`${analysed.length} of 2 recordings were analysed`);

  run("models", "verify");
  askForCuda(program, work);
  run("patients", "add", "--code", "P-1", "--name", "Łukasz 王");
  const visit = run("visits", "add", "--patient", "P-1").trim();
  run("visits", "import", wav, mp3, "--visit", visit);
  const report = join(work, "report.pdf");
  run("report", "--visit", visit, "--out", report);
  if (!readFileSync(report).subarray(0, 5).equals(Buffer.from("%PDF-")))
    throw new Error("the report is no PDF");
  run("history", "backup", join(work, "a.bulbar-backup"));
  run("history", "check");
  await fetchPage(program, work);
}

/** CUDA's libraries can be had here too: the wheels that are not in an empty folder are named. */
function askForCuda(program: string, work: string): void {
  const folder = join(work, "wheels");
  mkdirSync(folder);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(program, "out", "main", "cli.js"), "models", "cuda", folder],
    {
      encoding: "utf8",
      env: environment(work),
    },
  );
  if (status !== 1 || !stderr.includes("onnxruntime_gpu-"))
    throw new Error(`models cuda: ${status}, ${stderr}`);
}

/** No path to search, no home: neither this machine's ffmpeg nor its settings help. */
const environment = (work: string): NodeJS.ProcessEnv => ({
  PATH: "",
  HOME: work,
  TMPDIR: work,
  BULBAR_DATA: join(work, "data"),
  BULBAR_DEBUG: "1",
  BULBAR_USER: "pack-check",
  BULBAR_PASSWORD: "pack-check-only",
});

function commandOf(program: string, work: string) {
  return (...args: string[]): string => {
    const options = { encoding: "utf8", env: environment(work), cwd: work, maxBuffer: 1e9 } as const;
    const command = [join(program, "out", "main", "cli.js"), ...args];
    return ended(args.join(" "), spawnSync(process.execPath, command, options));
  };
}

function ended(what: string, done: { status: number | null; stdout: string; stderr: string }): string {
  if (done.status !== 0) throw new Error(`${what} failed: ${done.stderr}`);
  return done.stdout;
}

async function fetchPage(program: string, work: string): Promise<void> {
  const command = [join(program, "out", "main", "cli.js"), "serve"];
  const server = spawn(process.execPath, command, { env: environment(work), cwd: work });
  try {
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    const address = line.toString().trim();
    const entered = await fetch(address, { redirect: "manual" });
    const cookie = entered.headers.getSetCookie().map((set) => set.split(";")[0]);
    const page = await fetch(new URL("/", address), { headers: { cookie: cookie.join("; ") } });
    const html = await page.text();
    if (!page.ok || !html.includes('<div id="root">')) throw new Error(`${address} is no page: ${html}`);
  } finally {
    server.kill();
    await once(server, "exit");
  }
}
