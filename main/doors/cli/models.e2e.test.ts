import { join } from "node:path";
import { expect, test } from "vitest";
import type { AuditRow } from "../../../shared/contract/history.ts";
import { describeFile, packageContent, writePackage } from "../../core/inference/package.fixture.ts";
import { runCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

test("a stranger's package: its origin and claim are listed, it answers by name, and unasked once it is trusted", async () => {
  const folder = temporaryFolder();
  const data = ["--data", join(folder, "data")];
  const file = writePackage(
    folder,
    packageContent("own-cnn", { change: (manifest) => (manifest.status = "recommended") }),
  );
  const added = await runCli("models", "add", file, ...data);
  expect(added.stdout).toMatch(
    /^installed own-cnn \d+\.\d+\.\d+\nIt calls itself recommended\. .*models trust own-cnn/s,
  );
  const line = async () =>
    (await runCli("models", "list", ...data)).stdout.split("\n").find((one) => one.startsWith("own-cnn"));
  expect(await line()).toMatch(/installed, not trusted +experimental \(claims recommended\)/);
  const voice = writeVoice(folder, "vowel-a");
  const models = async (...flags: string[]) => {
    const { stdout } = await runCli("analyse", voice, "--sex", "male", "--json", ...data, ...flags);
    return [...stdout.matchAll(/"model": ?"([a-z-]+)"/g)].map(([, id]) => id);
  };
  expect(await models()).not.toContain("own-cnn");
  expect(await models("--model", "own-cnn")).toContain("own-cnn");
  const trusted = await runCli("models", "trust", "own-cnn", ...data);
  expect(trusted.stdout).toMatch(/^own-cnn \d+\.\d+\.\d+: trusted, recommended\n$/);
  expect(await line()).toMatch(/installed, trusted +recommended /);
  expect(await models()).toContain("own-cnn");
  const withdrawn = await runCli("models", "trust", "own-cnn", "--withdraw", ...data);
  expect(withdrawn.stdout).toMatch(/^own-cnn \d+\.\d+\.\d+: not trusted\n$/);
  const listed = await runCli("audit", "list", "--json", ...data);
  const rows = (JSON.parse(listed.stdout) as AuditRow[])
    .filter(({ subject }) => subject.startsWith("model"))
    .map(({ action, subject, detail }) => [action, subject, detail.split(":")[0]]);
  expect(rows).toEqual([
    ["update", "model own-cnn", "trusted"],
    ["update", "model own-cnn", "no longer trusted"],
  ]);
});

test("a model of the program needs nobody's word, and a card tells a terminal nothing but text", async () => {
  const folder = temporaryFolder();
  const data = ["--data", join(folder, "data")];
  const { exitCode, stderr } = await runCli("models", "trust", "als-cnn", ...data);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("[invalid-input]");
  const card = Buffer.from("# Card\n\u001b[2J\u009b31mred\n");
  const evil = packageContent("own-cnn", {
    change: ({ files }) => (files["card.md"] = describeFile(card)),
  });
  await runCli("models", "add", writePackage(folder, { ...evil, "card.md": card }), ...data);
  expect((await runCli("models", "card", "own-cnn", ...data)).stdout).toBe("# Card\n[2J31mred\n");
});
