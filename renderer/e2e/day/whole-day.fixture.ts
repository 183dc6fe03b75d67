import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test, vi } from "vitest";
import { findFfmpeg } from "../../../main/core/audio/ffmpeg.ts";
import { synthesise } from "../../../main/core/synth/synthesise.ts";
import { temporaryFolder, testCredentials, writeVoice } from "../../../main/doors/cli/run-cli.fixture.ts";
import { readRecoveryKey } from "../log-on.fixture.ts";
import { fakeRateHz, writeFake } from "../record/fake-voice.fixture.ts";
import { storedSounds } from "../record/stored-sound.fixture.ts";
import { openWorkstation, shot, type Workstation } from "../workstation.fixture.ts";
import type { Hand } from "./hand.fixture.ts";

const takesKept = 10;
/** Longer than what is trimmed to of a take, and shorter than the longest of a vowel. */
const shortestTakeMs = 3500;

/** Tests of a neurologist's whole day, from the first log-on to a signed report, by one kind of hand. */
export function testWholeDay(hand: Hand): void {
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  const folder = temporaryFolder();
  const files = temporaryFolder();
  let station: Workstation;
  let page: Page;
  let phone: string;

  beforeAll(async () => {
    const microphone = writeFake(join(files, "voice.wav"), steadyVoice()).path;
    phone = await phoneFile(files);
    station = await openWorkstation({ folder, language: "en", logsOn: false, microphone });
    page = station.page;
    page.setDefaultTimeout(120_000); // a report is signed in more than a minute where others want the processor
  });
  beforeEach(() => onTestFailed(() => shot(page, "day-failed")));
  afterAll(() => station?.close());

  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const link = (name: string | RegExp) => page.getByRole("link", { name });
  const press = (target: Locator) => hand.press(target);

  async function takeInFiles(paths: string[]) {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(button(/^Add recordings/))]);
    await chooser.setFiles(paths);
    await press(button(/^Take in .* and analyse/));
  }

  test("the first user is set up", async () => {
    await hand.write(page.locator("input[name=name]"), testCredentials.BULBAR_USER);
    await hand.write(page.locator("input[name=newPassword]"), testCredentials.BULBAR_PASSWORD);
    await press(page.locator("main.log-on button[type=submit]"));
    const { asked } = await readRecoveryKey(page);
    await hand.write(page.locator("form.recovery-key input[name=group]"), asked);
    await press(page.locator("form.recovery-key button.primary"));
    await page.getByRole("heading", { name: "Patients", level: 1 }).waitFor();
  });

  test("a patient and the visit of three months ago are entered, its files taken in", async () => {
    await press(button("New patient"));
    await hand.write(page.getByLabel("Patient id"), "DAY-1");
    await hand.write(page.getByLabel("Name", { exact: true }), "Example, Ada");
    await press(button("Add patient"));
    await press(button("New visit"));
    await hand.write(page.getByLabel("Date"), "08012026");
    await press(button("Add visit"));
    await page.getByRole("heading", { name: "Visit of 1 Aug 2026" }).waitFor();
    await takeInFiles([writeVoice(files, "vowel-a"), writeVoice(files, "ddk-pataka")]);
    await page.locator(".takes").getByText("2 of 2 used").waitFor();
  });

  test("today's visit begins with the check of the room", async () => {
    await press(link("Example, Ada").first());
    await press(button("New visit"));
    await press(button("Add visit"));
    await press(link("Record"));
    await page.getByText("all off").waitFor();
    const room = page.getByRole("region", { name: "Room" });
    await press(room.getByRole("button", { name: "Check the room" }));
    await room.getByText(/^checked \d/).waitFor();
  });

  test("ten takes are recorded, one of them again", async () => {
    for (let take = 0; take <= takesKept; take++) {
      await press(button(/^Start/));
      await page.locator(".record-running").waitFor();
      await page.waitForTimeout(shortestTakeMs);
      await page.keyboard.press("Escape");
      await page.locator(".record-verdict").waitFor();
      await button(/^Again/)
        .and(page.locator(":enabled"))
        .waitFor();
      await press(take === 1 ? button(/^Again/) : button(/^Keep/));
    }
    await shot(page, "day-recorded");
    await press(link("Finish for today"));
    await page.getByText(`of ${takesKept + 1} used`).waitFor();
  });

  test("a phone's file is taken in", async () => {
    await takeInFiles([phone]);
    await page.getByText(`of ${takesKept + 2} used`).waitFor();
  });

  test("a take is trimmed to its middle", async () => {
    await press(link("Sustained /i/"));
    await page.locator("canvas.spectrogram").waitFor();
    await hand.selectMiddle(page.locator("canvas.spectrogram"));
    await press(button("Trim to this"));
    await page.getByText("trimmed by hand to").waitFor();
    await press(link(/^Visit of/));
  });

  test("one take is left out with a reason", async () => {
    await press(button("Choose takes"));
    const drawer = page.getByRole("dialog", { name: "Choose takes" });
    const take = drawer.getByRole("region", { name: "Sustained /u/" }).locator(".take-choice");
    await press(take.getByRole("button", { name: "Leave it out" }));
    await hand.write(take.getByLabel("Reason"), "coughed");
    await press(take.getByRole("button", { name: "Leave it out" }));
    await take.getByText("“coughed”").waitFor();
    await page.keyboard.press("Escape");
  });

  test("the visit is compared with the one before", async () => {
    await press(button(/^Compare/));
    await page.locator(".compared-pane canvas.spectrogram").nth(1).waitFor();
    expect(await page.locator(".compared-pane h2").first().textContent()).toBe("1 Aug 2026");
    await shot(page, "day-compared");
    await press(link(/^Visit of/));
  });

  test("the ALSFRS-R is entered in part", async () => {
    const card = page.getByRole("region", { name: "ALSFRS-R" });
    await press(card.getByRole("button", { name: "Enter" }));
    const drawer = page.getByRole("dialog", { name: /ALSFRS-R/ });
    for (const [item, score] of [
      ["speech", 3],
      ["salivation", 4],
      ["swallowing", 2],
    ])
      await hand.choose(drawer.locator(`input[name=${item}][value="${score}"]`));
    await press(drawer.getByRole("button", { name: "Save in part" }));
    await card.getByText(/9 of 12/).waitFor();
  });

  test("the report is written, looked at and signed", async () => {
    await press(button("Report"));
    const preview = page.getByRole("document", { name: "Preview" });
    await expect.poll(() => preview.locator("canvas").first().textContent()).toContain("Voice assessment");
    await hand.write(page.getByLabel("Conclusion"), "Speech as in August.");
    await page.getByText("Draft saved").waitFor();
    const sign = page.getByRole("region", { name: "Sign", exact: true });
    await hand.write(sign.locator("input[name=password]"), testCredentials.BULBAR_PASSWORD);
    await press(sign.getByRole("button", { name: "Sign" }));
    const kept = page.getByRole("region", { name: "Signed and handed out" });
    await press(kept.getByRole("button", { name: "Verify" }));
    await kept.getByText("unchanged, signature valid").waitFor();
    await shot(page, "day-signed");
  });

  test("the pages complained of nothing", () => {
    expect(station.complaints).toEqual([]);
  });

  test("all of it is stored: no sample lost, the trim and what was left out kept", async () => {
    await station.close();
    const { sounds, trail } = await storedSounds(folder);
    const recordings = sounds.map(({ recording }) => recording);
    const recorded = recordings.filter(({ capture }) => capture);
    expect(recorded.map(({ capture }) => capture?.lostSamples)).toEqual(Array(takesKept + 1).fill(0));
    expect(recordings.filter(({ capture }) => !capture).map(({ task }) => task)).toEqual(
      expect.arrayContaining(["vowel-a", "ddk-pataka", "mpt-a"]),
    );
    const trimmed = recordings.filter(({ analysis }) => analysis?.settings.trim);
    expect(trimmed.map(({ task }) => task)).toEqual(["vowel-i"]);
    const leftOut = recordings.filter(({ choice }) => choice?.decision === "leave-out");
    expect(leftOut.map(({ task }) => task).toSorted()).toEqual(["vowel-a", "vowel-u"]);
    expect(trail.filter((line) => /take .*begun/.test(line))).toHaveLength(takesKept + 1);
    expect(trail.join("\n")).toMatch(/report/);
  });
}

/** Four seconds of a vowel, heard again and again: a take is full of voice wherever in it it begins. */
function steadyVoice(): Float32Array {
  const voice = synthesise({
    task: "vowel-a",
    sex: "female",
    severity: 0,
    seed: 3,
    sampleRateHz: fakeRateHz,
    snrDb: 45,
  });
  return voice.signal.samples.subarray(0, 4 * fakeRateHz);
}

/** A longest /a/ as a phone stores it. */
async function phoneFile(folder: string): Promise<string> {
  const path = join(folder, "phone_mpt-a.m4a");
  const ffmpeg = await findFfmpeg();
  execFileSync(ffmpeg.path, ["-v", "error", "-i", writeVoice(folder, "mpt-a"), "-c:a", "aac", path]);
  return path;
}
