import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type CliResult, startCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

/** Runs the command line with a passphrase in its environment, and without a terminal. */
function run(passphrase: string, ...args: string[]): Promise<CliResult> {
  const child = startCli(args, { BULBAR_PASSPHRASE: passphrase });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr })));
}

const passphrase = "three calm herons";

test("a patient goes from one history to another as a file, measured alike, and only with its passphrase", {
  timeout: 480_000,
}, async () => {
  const folder = temporaryFolder();
  const [here, there] = ["here", "there"].map((name) => ["--data", join(folder, name)]) as [
    string[],
    string[],
  ];
  const bulbar = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(passphrase, ...args);
    expect(exitCode, stderr).toBe(0);
    return stdout.trim();
  };
  await bulbar("patients", "add", "--code", "P1", "--name", "Jürgen", ...here);
  const visit = await bulbar("visits", "add", "--patient", "P1", "--date", "2026-01-05", ...here);
  await bulbar("visits", "import", writeVoice(folder, "vowel-a"), "--visit", visit, ...here);
  const file = join(folder, "p1.bulbar-patient");
  expect(await bulbar("patients", "export", "P1", "--out", file, ...here)).toContain("1 visit, 1 recording");
  expect(readFileSync(file).includes("Jürgen")).toBe(false);
  const wrong = await run("three calm heron", "patients", "import", file, ...there);
  expect(wrong).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("[passphrase-wrong]") });
  expect(JSON.parse(await bulbar("patients", "import", file, "--json", ...there))).toMatchObject({
    ...{ code: "P1", visits: 1, recordings: 1 },
  });
  const show = (data: string[]) => bulbar("visits", "show", visit, "--json", ...data);
  const [before, after] = [JSON.parse(await show(here)), JSON.parse(await show(there))];
  expect(after).toEqual(before);
  const again = await run(passphrase, "patients", "import", file, ...there);
  expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("[patient-exists]") });
  expect(await bulbar("patients", "import", file, "--as", "P2", ...there)).toContain("taken in as P2");
  for (const asked of ["", "short"]) {
    const refused = await run(asked, "patients", "export", "P1", "--out", join(folder, "no"), ...here);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("[invalid-input]") });
  }
  expect(readdirSync(folder).filter((name) => name.startsWith(".") || name === "no")).toEqual([]);
});
