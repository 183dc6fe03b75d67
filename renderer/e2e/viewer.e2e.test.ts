import { readFile } from "node:fs/promises";
import axe from "axe-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { enterPatientAndVisit } from "./new-visit.fixture.ts";
import { takeIn } from "./take-in.fixture.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

// The picture of one recording: selected, measured, played, drawn over; each test goes on where the one before ended.

let station: Workstation;
const patiently = { timeout: 60_000 };
const bar = () => station.page.getByRole("region", { name: "Selection", exact: true });
const inBar = (name: string) =>
  bar().locator("dl > div").filter({ hasText: name }).locator("dd").textContent();
const end = (name: string) => station.page.getByRole("slider", { name });
const seconds = async (name: string) => Number(await end(name).getAttribute("aria-valuenow"));
const time = () => station.page.locator(".player-bar .time").textContent();
const overlay = (name: RegExp) => station.page.getByRole("checkbox", { name });

beforeAll(async () => {
  station = await openWorkstation();
  const { page, folder } = station;
  await enterPatientAndVisit(page, "E2E-3");
  await takeIn(page, [writeVoice(folder, "vowel-a", 3)]);
  await page.getByRole("link", { name: "Sustained /a/" }).click();
  await page.locator("canvas.spectrogram").waitFor();
});
afterAll(() => station?.close());

test("at 1280 x 720 the whole picture lies above the fold", async () => {
  const { page } = station;
  await page.setViewportSize({ width: 1280, height: 720 });
  const box = async () => (await page.locator(".picture").boundingBox())!;
  await expect.poll(async () => (await box()).height).toBeGreaterThan(350);
  await expect.poll(async () => (await box()).y + (await box()).height).toBeLessThan(720);
  await shot(page, "viewer-1280x720");
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a drag selects a stretch, and its measures are those of that stretch alone", async () => {
  const { page } = station;
  const box = (await page.locator(".picture").boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 300, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 700, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => inBar("F0 mean"), patiently).toMatch(/^\d{2,3}(\.\d)? Hz$/);
  expect(await inBar("jitter, local")).toMatch(/^\d\.\d+ %/);
  expect(await inBar("length")).toMatch(/^\d\.\d{3} s$/);
  await shot(page, "viewer-selection");
});

test("either end moves by key; what is too short for a measure says so", async () => {
  const { page } = station;
  const before = await seconds("End of the selection");
  await end("End of the selection").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+ArrowRight");
  expect(await seconds("End of the selection")).toBeCloseTo(before - 0.009, 6);
  const start = await seconds("Start of the selection");
  await end("Start of the selection").focus();
  for (let k = 0; (await seconds("Start of the selection")) < before - 0.1 && k < 60; k++)
    await page.keyboard.press("Shift+ArrowRight");
  expect(await seconds("Start of the selection")).toBeGreaterThan(start);
  for (let k = 0; k < 8; k++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => inBar("F0 mean"), patiently).toMatch(/too short/);
  await page.keyboard.press("Escape");
  await expect.poll(() => bar().count()).toBe(0);
});

test("S and D select from and up to the cursor; Z shows the selection, 0 all", async () => {
  const { page } = station;
  await page.keyboard.press("Home");
  for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("s");
  await page.keyboard.press("Shift+ArrowRight");
  for (let k = 0; k < 5; k++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("d");
  expect(await seconds("Start of the selection")).toBeCloseTo(1, 2);
  expect(await seconds("End of the selection")).toBeCloseTo(2.5, 2);
  const width = async () => (await page.locator("canvas.spectrogram").boundingBox())!.width;
  const whole = await width();
  await page.keyboard.press("z");
  await expect.poll(width).toBeGreaterThan(2 * whole);
  await page.keyboard.press("0");
  await expect.poll(width).toBeCloseTo(whole, 0);
});

test("the selection is played to its end, and again and again in a loop", async () => {
  const { page } = station;
  // it is looked for from before it begins: it is over by itself
  const playing = page.getByRole("button", { name: "Pause" }).waitFor();
  await page.keyboard.press(" ");
  await playing;
  await page.getByRole("button", { name: "Play" }).waitFor();
  await expect.poll(time).toMatch(/^0:01\.00/);
  await page.keyboard.press("l");
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  const positions: number[] = [];
  for (let k = 0; k < 20; k++) {
    positions.push(Number(/^0:(\d\d\.\d\d)/.exec((await time()) ?? "")?.[1]));
    await page.waitForTimeout(150);
  }
  expect(Math.min(...positions)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...positions)).toBeLessThanOrEqual(2.51);
  expect(positions.some((position, k) => k > 0 && position < positions[k - 1]!)).toBe(true);
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Play" }).waitFor();
});

test("slower and with less noise the cursor keeps its place in the recording", async () => {
  const { page } = station;
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await page.keyboard.press("Home");
  for (let k = 0; k < 12; k++) await page.keyboard.press("ArrowRight");
  await page.getByLabel("Speed").selectOption("0.5");
  await page.getByRole("button", { name: "Less noise, for the ear alone" }).click();
  await expect
    .poll(() => page.locator("audio").evaluate((audio) => (audio as HTMLAudioElement).duration), patiently)
    .toBeGreaterThan(8);
  await expect.poll(time).toMatch(/^0:01\.20/);
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(time, patiently).not.toMatch(/^0:01\.20/);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByLabel("Speed").selectOption("1");
  await page.getByRole("button", { name: "Less noise, for the ear alone" }).click();
});

test("what is to be played before its sound has come plays as soon as it is there, unless it was taken back", async () => {
  const { page } = station;
  await page.evaluate(() => {
    const { send } = WebSocket.prototype;
    const held: (() => void)[] = [];
    WebSocket.prototype.send = function (message) {
      if (!String(message).includes("/recordings/playback")) return send.call(this, message);
      held.push(() => send.call(this, message));
    };
    Object.assign(window, {
      goOn: () => {
        WebSocket.prototype.send = send;
        for (const message of held) message();
      },
    });
  });
  await page.getByLabel("Speed").selectOption("0.75");
  // a button that has the focus needs the key itself
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Home");
  for (const shown of ["Pause", "Play", "Pause"]) {
    await page.keyboard.press(" ");
    await page.getByRole("button", { name: shown }).waitFor();
  }
  expect(await time()).toMatch(/^0:00\.00/);
  await page.evaluate(() => (window as unknown as { goOn: () => void }).goOn());
  await expect.poll(time).not.toMatch(/^0:00\.00/);
  await page.getByRole("button", { name: "Play" }).waitFor();
  await page.getByLabel("Speed").selectOption("1");
});

test("curves and marks are switched on by button and key, and remembered", async () => {
  const { page } = station;
  await page.getByRole("button", { name: /^Overlays/ }).click();
  await overlay(/Pitch/).check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await page.getByText("pitch, scale at the right").waitFor();
  await page.getByText("● F1").waitFor();
  await page.keyboard.press("4");
  await page.keyboard.press("Home");
  for (const key of "+++++") await page.keyboard.press(key);
  await shot(page, "viewer-curves");
  await page.keyboard.press("0");
  await page.keyboard.press("]");
  await page.goBack();
  await page.getByRole("link", { name: "Sustained /a/" }).click();
  await page.getByText("pitch, scale at the right").waitFor();
});

test("the picture is saved as it is seen, its spectrogram within", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Export picture" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "SVG" }).click();
  const svg = await readFile(await (await saved).path(), "utf8");
  expect(svg).toMatch(/<image [^>]*href="data:image\/png;base64,/);
  expect(svg).toContain("Sustained /a/.");
  await page.getByRole("button", { name: "Export picture" }).click();
  const picture = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "PNG" }).click();
  const png = await readFile(await (await picture).path());
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(2 * Math.round((await page.locator(".picture").boundingBox())!.width));
});

test("the guide and the card of the model are one click away", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "How to read this picture" }).click();
  await page.getByRole("dialog").getByText("Bright is loud").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("o");
  await page.locator("canvas.highlight").waitFor();
  await page.locator(".viewer").getByRole("button", { name: "Card of the model" }).click();
  await page.getByRole("dialog").getByText("SHA-256").waitFor();
  await page.keyboard.press("Escape");
});

test("the recording is trimmed to what is selected, measured anew, and whole again", async () => {
  const { page } = station;
  const whole = await time();
  await page.keyboard.press("Home");
  for (let k = 0; k < 2; k++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("s");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("d");
  await page.getByRole("button", { name: "Trim to this" }).click();
  await page.getByText("trimmed by hand to 2.00–3.00 s of the file").waitFor();
  await expect.poll(time, patiently).toMatch(/\/ 0:01\.00$/);
  await page.locator("canvas.spectrogram").waitFor();
  await shot(page, "viewer-trimmed");
  await page.getByRole("button", { name: "Undo, keep all of it" }).click();
  await page.getByText("trimmed by hand").waitFor({ state: "detached" });
  await expect.poll(time, patiently).toBe(whole?.replace(/^\S+/, "0:00.00"));
});

test.each(["light", "dark"] as const)("in the %s theme axe finds nothing", async (theme) => {
  const { page } = station;
  await page.evaluate((chosen) => {
    document.documentElement.dataset.theme = chosen;
  }, theme);
  await page.keyboard.press("Home");
  await page.keyboard.press("s");
  await bar().waitFor();
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
  expect(violations).toEqual([]);
  await page.keyboard.press("Escape");
  await shot(page, `viewer-${theme}`);
});

test("the page complained of nothing", () => {
  expect(station.complaints).toEqual([]);
});
