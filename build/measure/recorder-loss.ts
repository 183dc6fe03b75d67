import { rmSync } from "node:fs";
import { temporaryFolder } from "../../main/doors/cli/run-cli.fixture.ts";
import {
  compareWithFake,
  type FakeVoice,
  writeFakeVoice,
} from "../../renderer/e2e/record/fake-voice.fixture.ts";
import { storedSounds } from "../../renderer/e2e/record/stored-sound.fixture.ts";
import { openWorkstation, type Workstation } from "../../renderer/e2e/workstation.fixture.ts";

/** What the recorder kept of a take. */
export type RecorderLoss = {
  /** Samples of each channel that the microphone gave within the take and that are not stored as they were given. */
  recorderLostSamples: number;
  /** Samples of each channel that were compared. */
  recorderSamples: number;
};

/**
 * Records a take in Chromium from a fake microphone, with the page blocked for two seconds of every five, and holds what
 * is stored against what the microphone gave, sample by sample. Nothing but the data folder, which goes, is written.
 * @param seconds length of the take, under a minute
 */
export async function measureRecorderLoss(seconds = 20): Promise<RecorderLoss> {
  const folder = temporaryFolder();
  const fake = writeFakeVoice(folder, 3, 0);
  const station = await openWorkstation({ folder, language: "en", microphone: fake.path });
  try {
    await recordLongestVowel(station, seconds);
    await station.close();
    return await lossOf(folder, fake);
  } finally {
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function recordLongestVowel({ page }: Workstation, seconds: number): Promise<void> {
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill("LOSS");
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByRole("button", { name: "Add visit" }).click();
  await page.getByRole("link", { name: "Record" }).click();
  await page.getByText("all off").waitFor();
  await page.locator(".record-step").filter({ hasText: "Longest /a/" }).click();
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.locator(".record-running").waitFor();
  const until = performance.now() + 1000 * seconds;
  while (performance.now() < until) {
    await page.evaluate(() => {
      const end = performance.now() + 2000;
      while (performance.now() < end);
    });
    await page.waitForTimeout(3000);
  }
  await page.locator("body").press("Escape");
  await page.locator(".record-verdict").waitFor();
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
}

async function lossOf(folder: string, fake: FakeVoice): Promise<RecorderLoss> {
  const { sounds } = await storedSounds(folder);
  const compared = sounds[0]!.channels.map((channel) => compareWithFake(channel, fake));
  return {
    recorderLostSamples: Math.max(...compared.map(({ differ }) => differ)),
    recorderSamples: Math.min(...compared.map(({ all }) => all)),
  };
}
