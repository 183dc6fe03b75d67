import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { temporaryFolder } from "../../../main/doors/cli/run-cli.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { openWorkstation, type Workstation } from "../workstation.fixture.ts";
import { fakeRateHz, writeFakeVoice } from "./fake-voice.fixture.ts";
import { storedSounds } from "./stored-sound.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// What a microphone does besides giving sound: it is refused, taken back, ends; and the page that hears it stands still.

const folder = temporaryFolder();
let station: Workstation;
let recordAddress: string;

beforeAll(async () => {
  const { path } = writeFakeVoice(folder, 3, 3);
  station = await openWorkstation({ folder, language: "en", microphone: path });
  const { page } = station;
  await enterPatientAndVisit(page, "E2E-M");
  await page.getByRole("link", { name: "Record" }).waitFor();
  recordAddress = `${new URL(page.url()).hash}/record`;
});
afterAll(() => station?.close());

/** Replaces what the browser would do for the next openings of the microphone; the page stays as it is. */
async function openRecordScreen() {
  const { page } = station;
  await page.evaluate((hash) => {
    location.hash = hash;
  }, recordAddress);
}

async function leaveRecordScreen() {
  const { page } = station;
  await page.evaluate((hash) => {
    location.hash = hash.replace(/\/record$/, "");
  }, recordAddress);
  await page.getByRole("link", { name: "Record" }).waitFor();
}

test.each([
  ["NotAllowedError", /The microphone is not allowed/],
  ["NotFoundError", /No microphone was found/],
  ["NotReadableError", /used by another program/],
])(
  "a microphone that the browser refuses with %s is told with what to do, and can be tried again",
  async (name, told) => {
    const { page } = station;
    await page.evaluate((error) => {
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (constraints) => {
        mediaDevices.getUserMedia = real;
        void constraints;
        throw new DOMException("", error);
      };
    }, name);
    await openRecordScreen();
    await page.getByText(told).waitFor();
    expect(await page.getByRole("button", { name: /^Start/ }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("all off").waitFor();
    await leaveRecordScreen();
  },
);

test("a permission that is withdrawn in mid-take ends it, is told as such, and what was recorded is kept", async () => {
  const { page } = station;
  await page.evaluate(() => {
    const { mediaDevices, permissions } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await real(constraints);
      Object.assign(window, { heardTrack: stream.getAudioTracks()[0] });
      return stream;
    };
    permissions.query = async () => ({ state: "denied" }) as PermissionStatus;
  });
  await openRecordScreen();
  await page.getByText("all off").waitFor();
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.locator(".record-running").waitFor();
  await page.waitForTimeout(1500);
  // as Chromium does when the permission is revoked: the track ends and says so
  await page.evaluate(() => {
    const { heardTrack } = window as unknown as { heardTrack: MediaStreamTrack };
    heardTrack.stop();
    heardTrack.dispatchEvent(new Event("ended"));
  });
  await page.getByText(/The microphone is no longer allowed/).waitFor();
  await page.locator(".record-verdict").waitFor();
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
  expect(await page.locator(".record-verdict").textContent()).toContain("no longer allowed");
  await leaveRecordScreen();
});

test("a take ends by silence while its page does not run at all, as a hidden one's timers do not", async () => {
  const { page } = station;
  await openRecordScreen();
  await page.getByText("all off").waitFor();
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.locator(".record-running").waitFor();
  await page.evaluate(() => {
    const until = performance.now() + 11_000;
    while (performance.now() < until);
  });
  await page.locator(".record-verdict").waitFor();
  expect(await page.locator(".record-verdict").textContent()).toMatch(/stopped by itself after silence/);
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
});

test("each take is stored with why it ended", async () => {
  await station.close();
  const { sounds } = await storedSounds(folder);
  expect(sounds.map(({ recording }) => recording.capture?.ended)).toEqual(["refused", "silence"]);
  for (const { recording, channels } of sounds) {
    expect(recording.capture?.lostSamples).toBe(0);
    expect(channels[0]!.length).toBeGreaterThan(fakeRateHz);
  }
  // three seconds of voice at most, its end, and the silence: not the eleven that the page stood still
  expect(sounds[1]!.channels[0]!.length).toBeLessThan(8 * fakeRateHz);
});
