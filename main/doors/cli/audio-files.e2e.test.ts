import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { expandFolders } from "./audio-files.ts";
import { runCli, writeVoice } from "./run-cli.fixture.ts";

const root = mkdtempSync(join(tmpdir(), "bulbar-folders-"));
afterAll(() => rmSync(root, { recursive: true }));
const folder = (...names: string[]) => {
  const path = join(root, ...names);
  mkdirSync(path, { recursive: true });
  return path;
};

test("endings that are rare are taken, others are not", async () => {
  const path = folder("endings");
  const rare = "3gpp sph mp2 m4b qta bwf SPH Wav amr weba m2ts 3ga".split(" ");
  for (const ending of [...rare, "txt", "m3u8", "pdf", "json", "cue"])
    writeFileSync(join(path, `a.${ending}`), "");
  expect(await expandFolders([path])).toEqual(rare.map((ending) => join(path, `a.${ending}`)).sort());
});

test.skipIf(process.platform === "win32")(
  "links to files and folders are followed, each folder once, circles too",
  async () => {
    const store = folder("store");
    writeFileSync(join(store, "content"), "");
    const path = folder("links", "deep");
    symlinkSync(join(store, "content"), join(path, "b.wav"));
    symlinkSync(join(store, "gone"), join(path, "missing.wav"));
    symlinkSync(join(root, "links"), join(path, "circle"));
    const other = folder("other");
    writeFileSync(join(other, "c.flac"), "");
    symlinkSync(other, join(path, "elsewhere"));
    symlinkSync(other, join(path, "elsewhere again"));
    expect(await expandFolders([join(root, "links")])).toEqual([
      join(path, "b.wav"),
      join(path, "elsewhere again", "c.flac"),
      join(path, "missing.wav"),
    ]);
  },
);

test("a folder without recordings is told, the others are analysed, and the exit code is 1", async () => {
  const empty = folder("empty");
  const alone = await runCli("analyse", empty, "--no-models");
  expect(alone.exitCode).toBe(1);
  expect(alone.stdout).toContain("no recording was found in it");
  const voice = writeVoice(folder("voices"), "vowel-a", 1);
  const { exitCode, stdout } = await runCli("analyse", empty, voice, "--no-models", "--json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject([
    { file: empty, error: { code: "file-not-found" } },
    { file: voice, task: "vowel-a" },
  ]);
});
