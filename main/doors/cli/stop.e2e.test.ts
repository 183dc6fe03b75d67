import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { runCli, startCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

/**
 * A command whose core does something else as soon as it listens: how a test ends a core that has no hook for that. Not
 * earlier, since Node 24 itself traps now and then (2 of 100) when a thread ends while its modules are loaded.
 */
function startWith(folder: string, asItListens: string, args: string[]) {
  const path = join(folder, "preload.mjs");
  const source = `import { isMainThread, parentPort } from "node:worker_threads";
import { existsSync, writeFileSync } from "node:fs";
if (!isMainThread) {
  const { on } = parentPort;
  parentPort.on = (...listening) => {
    setImmediate(() => { ${asItListens} });
    return on.apply(parentPort, listening);
  };
}`;
  writeFileSync(path, source);
  return startCli(args, { NODE_OPTIONS: `--import=${path}` });
}

async function ended(child: ReturnType<typeof startCli>) {
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const [exitCode] = await once(child, "close");
  return { exitCode, stdout, stderr };
}

async function newVisit(folder: string): Promise<{ data: string[]; visit: string }> {
  const data = ["--data", join(folder, "data")];
  await runCli("patients", "add", "--code", "S-1", ...data);
  const added = await runCli("visits", "add", "--patient", "S-1", "--date", "2026-01-01", ...data);
  return { data, visit: added.stdout.trim() };
}

test("a core that ends at once: the command says so with a code, the log not what was worked on", async () => {
  const folder = temporaryFolder();
  const crash = `throw new Error("Ludmila Nowhere");`;
  const child = startWith(folder, crash, ["patients", "list", "--data", join(folder, "data")]);
  const { exitCode, stderr } = await ended(child);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/bulbar: core-ended: Error; /);
  expect(stderr).toMatch(/\[core-ended\]/);
  expect(stderr).not.toContain("Ludmila");
});

test("a core that ends over one recording costs that one, the next is imported by a new core", async () => {
  const folder = temporaryFolder();
  const { data, visit } = await newVisit(folder);
  const voices = [writeVoice(folder, "vowel-a", 1), writeVoice(folder, "vowel-i", 2)];
  const flag = JSON.stringify(join(folder, "crashed"));
  const once = `if (!existsSync(${flag})) { writeFileSync(${flag}, ""); process.exit(7); }`;
  const child = startWith(folder, once, ["visits", "import", ...voices, "--visit", visit, "--json", ...data]);
  const { exitCode, stdout, stderr } = await ended(child);
  expect(JSON.parse(stdout)).toMatchObject([
    { error: { code: "core-ended" } },
    { recording: { task: "vowel-i" } },
  ]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("core-ended: exit code 7; a new core was started");
});

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)(
  "%s cancels an import: it ends, nothing half done, nothing left in transit",
  async (signal, code) => {
    const folder = temporaryFolder();
    const { data, visit } = await newVisit(folder);
    const voices = Array.from({ length: 4 }, (_, n) => writeVoice(folder, "vowel-a", n));
    const child = startCli(["visits", "import", ...voices, "--visit", visit, "--json", ...data]);
    const result = ended(child);
    while (!existsSync(join(folder, "data", "history.db-wal"))) await wait(20);
    child.kill(signal);
    // Passed on a second time, as npm does: the same press.
    child.kill(signal);
    const { exitCode, stdout, stderr } = await result;
    expect(exitCode, stderr).toBe(code);
    expect(stdout).toContain('"cancelled"');
    const transit = join(folder, "data", "transit");
    expect(existsSync(transit) ? readdirSync(transit) : []).toEqual([]);
    const shown = await runCli("visits", "show", visit, "--json", ...data);
    expect(shown.exitCode, shown.stderr).toBe(0);
    for (const { analysis } of JSON.parse(shown.stdout).recordings) expect(analysis).not.toBeNull();
  },
);

test("a core that no longer listens is ended with the rest", async () => {
  const folder = temporaryFolder();
  const busy = "setTimeout(() => { for (;;); }, 300);";
  const child = startWith(folder, busy, ["serve", "--data", join(folder, "data")]);
  await once(child.stdout, "data");
  await wait(1500);
  child.kill("SIGTERM");
  const [exitCode] = await once(child, "exit");
  expect(exitCode).toBe(0);
});

test("a port that is taken ends serve at once, with a message and a code", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const { exitCode, stdout, stderr } = await runCli(
    ...["serve", "--port", String(port), "--data", temporaryFolder()],
  );
  expect(exitCode).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(new RegExp(`port ${port} is in use.*\\[port-unavailable\\]`, "s"));
  taken.close();
});
