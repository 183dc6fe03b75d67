import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

test("a reader that closes the pipe early neither crashes the program nor stops its work", async () => {
  const folder = temporaryFolder();
  const voice = writeVoice(folder, "vowel-a");
  const pictures = join(folder, "pictures");
  const child = startCli(["analyse", "--model", "als-cnn", "--explain", pictures, voice]);
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  expect(stderr).not.toContain("EPIPE");
  expect(exitCode).toBe(0);
  expect(existsSync(pictures)).toBe(true);
});
