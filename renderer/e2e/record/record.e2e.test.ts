import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { temporaryFolder } from "../../../main/doors/cli/run-cli.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { openWorkstation, type Workstation } from "../workstation.fixture.ts";
import { compareWithFake, type FakeVoice, fakeRateHz, writeFakeVoice } from "./fake-voice.fixture.ts";
import { openRecordPage } from "./record-page.fixture.ts";
import { storedSounds } from "./stored-sound.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// One visit is recorded from a fake microphone; each test goes on where the one before ended.

const folder = temporaryFolder();
let station: Workstation;
let fake: FakeVoice;

beforeAll(async () => {
  fake = writeFakeVoice(folder, 3, 3);
  station = await openWorkstation({ folder, language: "en", microphone: fake.path });
  const { page } = station;
  await enterPatientAndVisit(page, "E2E-R");
  await openRecordPage(page);
});
afterAll(() => station?.close());

const start = () => station.page.getByRole("button", { name: /^Start/ }).click();
const verdict = () => station.page.locator(".record-verdict").waitFor();

test("the settings are read back, the first task waits", async () => {
  const { page } = station;
  expect(await page.getByRole("region", { name: "Microphone" }).textContent()).toMatch(
    /44\.1 kHz, 2 channels/,
  );
  expect(await page.locator(".record-step[aria-current]").textContent()).toContain("Sustained /a/");
});

test("the patient's screen shows what to say and counts in, and nothing of the patient", async () => {
  const { page, context } = station;
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: "Patient's screen" }).click();
  const guide = await opened;
  await guide.getByText(/Say a long, steady/).waitFor();
  expect(await guide.locator(".guide-place").textContent()).toBe("1 of 13");
  // either stands for seconds only, and is looked for from before
  const stages = ["ready", "keep going"].map((text) =>
    guide.locator(".ring figcaption").getByText(text).waitFor(),
  );
  await start();
  await Promise.all(stages);
  expect(await guide.locator("main").textContent()).not.toContain("E2E-R");
  await page.locator("body").press("Escape");
  await guide.getByText("Thank you.").waitFor();
  await verdict();
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
  await page.locator("body").press("a");
  await page.getByRole("button", { name: /^Start/ }).waitFor();
  await guide.close();
});

test("a take ends by silence, is judged, and is kept by Enter", async () => {
  const { page } = station;
  await start();
  await verdict();
  expect(await page.locator(".record-verdict").textContent()).toMatch(
    /Not usable.*stopped by itself after silence/,
  );
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
  await page.locator("body").press("Enter");
  await page.getByText("1 of 2 takes").waitFor();
});

test("a busy page loses nothing", async () => {
  const { page } = station;
  await page.getByRole("button", { name: /^Start/ }).waitFor();
  await page.locator("body").press("Enter");
  await page.locator(".record-running").waitFor();
  await page.evaluate(() => {
    const until = performance.now() + 3000;
    while (performance.now() < until);
  });
  await verdict();
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
  await page.locator("body").press("a");
  await page.getByRole("button", { name: /^Start/ }).waitFor();
  await expect.poll(() => page.getByText("left out").count()).toBe(2);
});

test("the page complained of nothing", () => {
  expect(station.complaints).toEqual([]);
});

test("every sample is stored as the microphone gave it, with all that the device told", async () => {
  await station.close();
  const { sounds, trail } = await storedSounds(folder);
  expect(sounds).toHaveLength(3);
  for (const { recording, sampleRateHz, channels } of sounds) {
    expect(sampleRateHz).toBe(fakeRateHz);
    expect(channels).toHaveLength(2);
    for (const channel of channels) {
      expect(compareWithFake(channel, fake)).toEqual({ differ: 0, all: channel.length });
    }
    expect(recording.capture).toMatchObject({
      lostSamples: 0,
      by: "tester",
      device: { autoGainControl: false, echoCancellation: false, noiseSuppression: false, channels: 2 },
    });
  }
  expect(sounds.map(({ recording }) => recording.choice?.decision ?? null)).toEqual([
    "leave-out",
    null,
    "leave-out",
  ]);
  // the first is ended by hand, or a moment before by the silence that follows each noise
  expect(sounds.map(({ recording }) => recording.capture?.ended)).toEqual([
    expect.stringMatching(/^(by-hand|silence)$/),
    "silence",
    "silence",
  ]);
  // at least the silence that ended it
  for (const { channels } of sounds.slice(1)) expect(channels[0]!.length).toBeGreaterThan(1.4 * fakeRateHz);
  expect(trail.filter((line) => /take .*begun/.test(line))).toHaveLength(3);
});
