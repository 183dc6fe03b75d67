import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { enterPatientAndVisit } from "./new-visit.fixture.ts";
import { takeIn } from "./take-in.fixture.ts";
import { openWorkstation, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

// Onsets of one recording, corrected, saved and given back; each test goes on where the one before ended.

let station: Workstation;
const measured = (name: RegExp) =>
  station.page.getByRole("row", { name }).getByRole("cell").nth(1).textContent();
const count = async () => Number.parseInt((await measured(/DDK count/)) ?? "", 10);
const patiently = { timeout: 60_000 };
const lines = () => station.page.locator(".onset-lines .onset-line").count();

beforeAll(async () => {
  station = await openWorkstation();
  const { page, folder } = station;
  await enterPatientAndVisit(page, "E2E-2");
  await takeIn(page, [writeVoice(folder, "ddk-ta", 2)]);
  await page.getByRole("link", { name: "Repeated /ta/" }).click();
  await page.locator("canvas.spectrogram").waitFor();
  await page.getByRole("button", { name: "Correct onsets" }).waitFor();
});
afterAll(() => station?.close());

test("the onsets that were found are lines in the picture and a list of times and intervals", async () => {
  const found = await count();
  expect(found).toBeGreaterThan(5);
  await expect.poll(lines).toBe(found);
  const list = station.page.getByRole("list", { name: /Onsets with their times/ }).getByRole("listitem");
  expect(await list.count()).toBe(found);
  expect(await list.first().textContent()).toMatch(/^1\d\.\d{4} s\d+\.\d ms$/);
  expect(await list.last().textContent()).toMatch(/last$/);
});

test("an onset is moved, removed, added, undone and redone by keys alone", async () => {
  const { page } = station;
  const found = await lines();
  await page.keyboard.press("e");
  const selected = page.locator(".onset-line[tabindex='0']:focus");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await selected.waitFor();
  expect(await selected.getAttribute("aria-label")).toBe(`Onset 2 of ${found}`);
  const seconds = async () => Number(await selected.getAttribute("aria-valuenow"));
  const before = await seconds();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+ArrowLeft");
  expect(await seconds()).toBeCloseTo(before + 0.001 + 0.01 - 0.0001, 6);
  expect(await page.locator(".player-bar .time").textContent()).toMatch(/^0:00\.00/);
  await page.keyboard.press("Control+z");
  expect(await seconds()).toBeCloseTo(before, 6);
  await page.keyboard.press("Delete");
  await expect.poll(lines, patiently).toBe(found - 1);
  await page.keyboard.press("Control+z");
  await expect.poll(lines, patiently).toBe(found);
  await page.keyboard.press("Control+y");
  await expect.poll(lines, patiently).toBe(found - 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await page.keyboard.press("a");
  await expect.poll(lines, patiently).toBe(found);
  expect(await selected.getAttribute("aria-label")).toBe(`Onset ${found} of ${found}`);
  await page.keyboard.press("Delete");
});

test("an onset is dragged with the mouse", async () => {
  const { page } = station;
  await page.keyboard.press("Escape");
  const line = page.locator(".onset-line").nth(3);
  const before = Number(await line.getAttribute("aria-valuenow"));
  const box = (await line.boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + 150 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 6, at.y, { steps: 3 });
  await page.mouse.up();
  const after = Number(await line.getAttribute("aria-valuenow"));
  expect(after).toBeGreaterThan(before + 0.01);
  expect(after).toBeLessThan(before + 0.2);
  await page.keyboard.press("Control+z");
  expect(Number(await line.getAttribute("aria-valuenow"))).toBeCloseTo(before, 6);
});

test("corrections outlive a look at another page, and count only when they are saved", async () => {
  const { page } = station;
  const found = await count();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.goBack();
  await page.getByRole("button", { name: "Save onsets" }).waitFor();
  await expect.poll(lines).toBe(found - 1);
  expect(await count()).toBe(found);
  expect(await page.getByText("times placed by hand").count()).toBe(0);
  await page.getByRole("button", { name: "Save onsets" }).click();
  await page.getByRole("button", { name: "Correct onsets" }).waitFor();
  await expect.poll(count, patiently).toBe(found - 1);
  expect(await page.getByRole("row", { name: /DDK rate.*times placed by hand/ }).count()).toBe(1);
  expect(await page.getByRole("row", { name: /F0 mean.*times placed by hand/ }).count()).toBe(0);
});

test("the exported measures say which were corrected by hand", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Export measures" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const text = await readFile(await (await saved).path(), "utf8");
  expect(text).toMatch(/^ddk-rate,.*,onsets placed by hand\r$/m);
  expect(text).toMatch(/^f0-mean,.*,\r$/m);
});

test("the onsets that were found can be had back", async () => {
  const { page } = station;
  const corrected = await count();
  await page.getByRole("button", { name: "Correct onsets" }).click();
  await page.getByRole("button", { name: "Reset to those found" }).click();
  await page.getByRole("button", { name: "Save onsets" }).click();
  await expect.poll(count, patiently).toBe(corrected + 1);
  await expect.poll(() => page.getByText("times placed by hand").count(), patiently).toBe(0);
});

test("the page complained of nothing", () => {
  expect(station.complaints).toEqual([]);
});
