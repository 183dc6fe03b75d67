import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { sayError } from "../../shared/words/say-error.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let station: Workstation;
beforeAll(async () => {
  station = await openWorkstation({ language: "en" });
});
afterAll(() => station?.close());

test("a folder is looked through, analysed and saved as a table, and a batch that was begun goes on with what came later", async () => {
  const { page, folder, complaints } = station;
  const source = join(folder, "recordings");
  mkdirSync(source);
  const voice = writeVoice(folder, "vowel-a");
  copyFileSync(voice, join(source, "001_a.wav"));
  writeFileSync(join(source, "002_a.wav"), "");
  await page.getByRole("link", { name: "Batch" }).click();
  await page.getByLabel("Folder of the recordings").fill(`"${source}"`);
  await page.getByLabel("Folder for the results").fill(join(folder, "results"));
  const look = page.getByRole("button", { name: "See what would be done" });
  await look.click();
  const plan = page.getByRole("region", { name: "What would be done" });
  await plan.getByText("2 recordings found.").waitFor();
  await plan.getByText("Sustained /a/ 2").waitFor();
  await plan.getByRole("button", { name: "Start" }).click();
  await page.getByText("All recordings are done.").waitFor();
  const results = page.getByRole("region", { name: "Results" });
  await results.getByRole("cell", { name: "001_a.wav" }).waitFor();
  await results.getByRole("button", { name: "Without result" }).click();
  const { reason, remedy } = sayError("file-empty", { why: "no-bytes" }, "en");
  const failed = await results.getByRole("cell", { name: reason }).textContent();
  expect(failed).toBe(`${reason}${remedy} file-empty`);
  await expect.poll(() => results.locator("tbody tr[aria-rowindex]").count()).toBe(1);
  await shot(page, "batch-failures");
  const saving = page.waitForEvent("download");
  await results.getByRole("button", { name: "Save as CSV" }).click();
  const table = readFileSync(await (await saving).path(), "utf8")
    .trim()
    .split("\n");
  expect(table.map((line) => line.split(",")[1])).toEqual(["file", "001_a.wav", "002_a.wav"]);

  copyFileSync(voice, join(source, "003_a.wav"));
  await look.click();
  await plan.getByText("2 recordings analysed already").waitFor();
  await plan.getByRole("button", { name: "Go on" }).click();
  await results.getByRole("cell", { name: "003_a.wav" }).waitFor();
  expect(complaints).toEqual([]);
});
