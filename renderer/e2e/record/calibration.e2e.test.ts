import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { temporaryFolder } from "../../../main/doors/cli/run-cli.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { openWorkstation, type Workstation } from "../workstation.fixture.ts";
import { fakeRateHz, writeFake } from "./fake-voice.fixture.ts";
import { openRecordPage } from "./record-page.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// A microphone's level is calibrated, and a take recorded with it.

const quietSeconds = 8;
const toneSeconds = 12;
const fundamentalHz = 200;
const amplitudes = [0.1, 0.06, 0.03];
/** What the meter is said to have shown, without weighting. */
const meterDb = 74;

let station: Workstation;

/** By turns a quiet room and a tone, each of whole periods: long enough for a probe that begins late. */
function roomAndTone(): Float32Array {
  return Float32Array.from({ length: (quietSeconds + toneSeconds) * fakeRateHz }, (_, n) => {
    const phase = (2 * Math.PI * fundamentalHz * n) / fakeRateHz;
    const tone = amplitudes.reduce((sum, amplitude, k) => sum + amplitude * Math.sin((k + 1) * phase), 0);
    return n < quietSeconds * fakeRateHz ? 0.01 * tone : tone;
  });
}

beforeAll(async () => {
  const folder = temporaryFolder();
  const fake = writeFake(join(folder, "tone.wav"), roomAndTone());
  station = await openWorkstation({ folder, language: "en", microphone: fake.path });
  const { page } = station;
  await enterPatientAndVisit(page, "E2E-LEVEL");
  await openRecordPage(page);
});
afterAll(() => station?.close());

/** Waits until the room has just fallen quiet, or the tone has just begun, by the page's own meter. */
async function becomes(what: "quiet" | "loud") {
  for (const isLoud of [what === "quiet", what === "loud"])
    await station.page.waitForFunction((asked) => {
      const fill = document.querySelector<HTMLElement>(".record-level .fill");
      return fill !== null && Number.parseFloat(fill.style.width) > 50 === asked;
    }, isLoud);
}

/** All three steps. @returns what was said of the offset; null where a probe came late and its sound was refused */
async function calibrate(): Promise<string | null> {
  const drawer = station.page.getByRole("dialog", { name: "Calibrate the level" });
  const heard = drawer.getByText("heard", { exact: true });
  await becomes("quiet");
  await drawer.getByRole("button", { name: /^Listen to the quiet room/ }).click();
  await expect.poll(() => heard.count()).toBe(1);
  await becomes("loud");
  await drawer.getByRole("button", { name: /^Listen to the sound/ }).click();
  await expect.poll(() => heard.count()).toBe(2);
  await drawer.getByRole("button", { name: "Calibrate", exact: true }).click();
  const saved = drawer.getByText(/^0 dBFS is/);
  await saved.or(drawer.getByRole("alert")).waitFor();
  return (await saved.count()) > 0 ? saved.textContent() : null;
}

test("a level is calibrated by the quiet room, a steady sound and what the meter showed", async () => {
  const { page } = station;
  const microphone = page.getByRole("region", { name: "Microphone" });
  expect(await microphone.textContent()).toContain("not calibrated");
  await page.getByRole("button", { name: "Calibrate", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "Calibrate the level" });
  await drawer.getByLabel("The meter showed").fill(String(meterDb));
  await drawer.getByLabel("Weighting of the meter").selectOption("Z");
  await drawer.getByLabel("Room").fill("Room 3");
  let told = await calibrate();
  while (told === null) told = await calibrate();
  const power = amplitudes.reduce((sum, amplitude) => sum + amplitude ** 2 / 2, 0);
  const offset = Number(/-?\d+\.\d/.exec(told)?.[0]);
  expect(Math.abs(offset - (meterDb - 10 * Math.log10(power)))).toBeLessThan(0.15);
  await page.locator("body").press("Escape");
  await microphone.getByText("calibrated", { exact: true }).waitFor();
  expect(await microphone.textContent()).toContain("Room 3");
});

test("a take that is recorded then has its loudness as a sound pressure level", async () => {
  const { page } = station;
  await becomes("loud");
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.locator(".record-running").waitFor();
  await page.waitForTimeout(3000);
  await page.locator("body").press("Escape");
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
  await page.locator(".record-takes li a").click();
  const level = page.locator(".measure-families tr", { hasText: "loudness, calibrated" });
  expect(await level.textContent()).toMatch(/\d\.\d dB SPL/);
});

test("the page complained of nothing", () => {
  expect(station.complaints).toEqual([]);
});
