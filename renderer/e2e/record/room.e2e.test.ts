import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { temporaryFolder } from "../../../main/doors/cli/run-cli.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { openWorkstation, shot, type Workstation } from "../workstation.fixture.ts";
import { fakeRateHz, writeFake } from "./fake-voice.fixture.ts";
import { openRecordPage } from "./record-page.fixture.ts";
import { storedSounds } from "./stored-sound.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// A room is checked, its level calibrated, and a take seen and heard; each test goes on where the one before ended.

const folder = temporaryFolder();
let station: Workstation;

/** Quiet noise, then a louder one as loud as a voice, by turns of 1.5 s: a second of quiet is in every probe of 3 s. */
function roomNoise(): Float32Array {
  let state = 0x9e3779b9;
  return Float32Array.from({ length: 3 * fakeRateHz }, (_, n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((n < 1.5 * fakeRateHz ? 0.001 : 0.1) * state) / 2 ** 31;
  });
}

beforeAll(async () => {
  const fake = writeFake(join(folder, "room.wav"), roomNoise());
  station = await openWorkstation({ folder, language: "en", microphone: fake.path });
  const { page } = station;
  await enterPatientAndVisit(page, "E2E-ROOM");
  await openRecordPage(page);
});
afterAll(() => station?.close());

async function leaveAndReturn() {
  const { page } = station;
  await page.getByRole("link", { name: "Finish for today" }).click();
  await openRecordPage(page);
}

const room = () => station.page.getByRole("region", { name: "Room" });

test("a check that is cancelled leaves the room unchecked", async () => {
  const { page } = station;
  await room().getByRole("button", { name: "Check the room" }).click();
  await room().getByText("Please be quiet").waitFor();
  await page.locator("body").press("Escape");
  await room().getByRole("button", { name: "Check the room" }).waitFor();
  expect(await room().textContent()).toContain("not checked");
});

test("the room is checked before the first take, stage by stage, on both screens; what was not heard is not claimed", async () => {
  const { page, context } = station;
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: "Patient's screen" }).click();
  const guide = await opened;
  await guide.getByText(/Say a long, steady/).waitFor();
  const stages = [
    room().getByText("Please be quiet"),
    guide.getByText("Please be quiet"),
    room().getByText("A tone is heard"),
    guide.getByText("Now count aloud"),
  ].map((stage) => stage.waitFor()); // each is looked for from the beginning: it stands for seconds only
  await room().getByRole("button", { name: "Check the room" }).click();
  await Promise.all(stages);
  await guide.close();
  await room()
    .getByText(/^checked \d/)
    .waitFor();
  const told = await room().textContent();
  expect(told).toMatch(/voice above noise/);
  expect(told).toContain("Gain not checked");
  expect(told).toContain("No mains hum");
  await shot(page, "record-room-checked");
  await leaveAndReturn();
  await room()
    .getByText(/checked \d/)
    .waitFor();
});

test("the state at recording is kept field by field", async () => {
  const { page } = station;
  await page.getByText("not noted", { exact: true }).first().click();
  await page.getByLabel("Fatigue, 0 none to 10").selectOption("7");
  // before the one is known to be kept
  await page.getByLabel("Breathing support").selectOption("at night");
  await expect.poll(() => page.getByLabel("Breathing support").inputValue()).toBe("at-night");
  await expect.poll(() => page.getByLabel("Fatigue, 0 none to 10").inputValue()).toBe("7");
  await leaveAndReturn();
  await page.getByText("fatigue 7 of 10, breathing support at night").click();
  await expect.poll(() => page.getByLabel("Fatigue, 0 none to 10").inputValue()).toBe("7");
  await expect.poll(() => page.getByLabel("Breathing support").inputValue()).toBe("at-night");
});

test("a level that swings is refused as a reference, with the reason", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Calibrate", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "Calibrate the level" });
  await drawer.getByRole("button", { name: /^Listen to the quiet room/ }).click();
  await drawer.getByText("heard", { exact: true }).first().waitFor();
  await drawer.getByRole("button", { name: /^Listen to the sound/ }).click();
  await expect.poll(() => drawer.getByText("heard", { exact: true }).count()).toBe(2);
  await drawer.getByLabel("The meter showed").fill("74.5");
  await drawer.getByLabel("Room").fill("Room 3");
  await drawer.getByRole("button", { name: "Calibrate", exact: true }).click();
  await drawer.getByText(/at least 10 dB are needed|steady enough/).waitFor();
  await shot(page, "record-calibration-refused");
  await page.locator("body").press("Escape");
});

test("a task is skipped and put in another order, the protocol pauses and goes on", async () => {
  const { page } = station;
  const now = () => page.locator(".record-step[aria-current]").textContent();
  expect(await now()).toContain("Sustained /a/");
  await page.locator("body").press("s");
  await expect.poll(now).toContain("Sustained /e/");
  expect(await page.locator(".record-step").first().textContent()).toContain("skipped");
  await page.getByRole("button", { name: "Sustained /e/ later" }).click();
  await expect.poll(now).toMatch(/^3.*Sustained \/e\//);
  await page.locator("body").press("p");
  await page.getByText("Paused. The microphone is off.").waitFor();
  await page.locator("body").press("p");
  await page.getByRole("button", { name: /^Start/, disabled: false }).waitFor();
  await page.getByText("all off").waitFor();
});

test("a take is seen and heard beside its verdict before it is decided on", async () => {
  const { page } = station;
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.locator(".record-running").waitFor();
  await page.waitForTimeout(2500);
  await page.locator("body").press("Escape");
  await page.locator(".record-verdict").waitFor();
  await page.getByRole("img", { name: /Waveform and spectrogram of Sustained \/e\// }).waitFor();
  await page.locator("body").press(" ");
  await expect
    .poll(() => page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.currentTime))
    .toBeGreaterThan(0.2);
  await shot(page, "record-take-review");
  expect(await page.getByLabel("Time of day").inputValue()).toMatch(/^\d\d:\d\d$/);
});

test("the page complained of nothing", () => {
  expect(station.complaints).toEqual([]);
});

test("the take is stored as one that was ended by hand", async () => {
  await station.close();
  const { sounds } = await storedSounds(folder);
  expect(sounds.map(({ recording }) => recording.capture?.ended)).toEqual(["by-hand"]);
});
