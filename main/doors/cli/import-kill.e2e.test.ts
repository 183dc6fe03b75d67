import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Recording } from "../../../shared/domain/recording.ts";
import { runCli, startCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

test("killing an import at any moment leaves the whole recording or none of it", {
  timeout: 300_000,
}, async () => {
  const folder = temporaryFolder();
  const at = ["--data", `${folder}/data`];
  await runCli("patients", "add", "--code", "K-1", ...at);
  const visit = (
    await runCli("visits", "add", "--patient", "K-1", "--date", "2026-01-01", ...at)
  ).stdout.trim();
  const voice = writeVoice(folder, "vowel-a", 5);
  const started = performance.now();
  const whole = await runCli("visits", "import", voice, "--visit", visit, ...at);
  const importMs = performance.now() - started;
  expect(whole.exitCode).toBe(0);
  for (let kill = 0; kill < 6; kill++) {
    const path = writeVoice(folder, "vowel-i", 100 + kill);
    const child = startCli(["visits", "import", path, "--visit", visit, ...at]);
    const closed = new Promise((resolve) => child.once("close", resolve));
    await wait(importMs * (0.3 + 0.14 * kill));
    child.kill("SIGKILL");
    await closed;
    const shown = await runCli("visits", "show", visit, "--json", ...at);
    expect(shown.exitCode, shown.stderr).toBe(0);
    const { recordings } = JSON.parse(shown.stdout) as { recordings: Recording[] };
    expect(recordings.length).toBeGreaterThanOrEqual(1);
    for (const recording of recordings) expect(recording.analysis).not.toBeNull();
  }
});
