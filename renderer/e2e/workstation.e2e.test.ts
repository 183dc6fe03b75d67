import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { logOnAtPage } from "./log-on.fixture.ts";
import { chooseFiles, takeIn } from "./take-in.fixture.ts";
import { openWorkstation, type Workstation } from "./workstation.fixture.ts";

// Generous, because other tests may want the processor at the same time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

// One visit from the first patient to the report; each test goes on where the one before ended.

const modelFolder = join(import.meta.dirname, "../../models/als-cnn");
const model = join(modelFolder, "model.onnx");
let station: Workstation;

beforeAll(async () => {
  station = await openWorkstation();
});
afterAll(() => station?.close());

/** The shipped package under another id, as a file to install. */
function packModelAs(folder: string, id: string): string {
  const content = Object.fromEntries(
    readdirSync(modelFolder).map((name) => [name, new Uint8Array(readFileSync(join(modelFolder, name)))]),
  );
  const manifest = JSON.parse(readFileSync(join(modelFolder, "manifest.json"), "utf8"));
  const renamed = { ...content, "manifest.json": strToU8(JSON.stringify({ ...manifest, id })) };
  const path = join(folder, `${id}.bulbar-model`);
  writeFileSync(path, zipSync(renamed, { level: 1 }));
  return path;
}

/** Presses a button, and the "Stop" that it brings before a quick computer can be done. */
async function startAndStop(button: Locator): Promise<void> {
  await button.evaluate(async (start: HTMLElement) => {
    start.click();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve));
      const stop = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Stop");
      if (stop) return stop.click();
    }
  });
}

/** oRPC's message that ends a call: `{ i: id, t: 4 }`. */
function isAbort(message: string): boolean {
  return /"t":4\b/.test(message);
}

test("an empty history says what to do first; a patient and a visit are entered", async () => {
  const { page } = station;
  await page.getByText("No patients yet").waitFor();
  await page.getByRole("button", { name: "New patient" }).click();
  const form = page.getByRole("dialog").locator(".content");
  expect(await form.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await page.getByLabel("Patient id").fill("E2E-1");
  await page.getByLabel("Name", { exact: true }).fill("Example, Ada");
  await page.getByLabel("Birth date", { exact: true }).fill("1960-05-01");
  await page.getByLabel("Sex").selectOption("male");
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByText("No visits yet").waitFor();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByLabel("Microphone or recorder").fill("test microphone");
  await page.getByRole("button", { name: "Add visit" }).click();
  await page.getByText("No recordings yet").waitFor();
  await page.getByRole("region", { name: "Patient" }).getByText("E2E-1").waitFor();
});

test("several files come in at once; one that is no sound is told in words and stops nothing", async () => {
  const { page, folder } = station;
  const fake = join(folder, "notes_vowel-e.wav");
  writeFileSync(fake, "These are notes, not a recording.\n".repeat(40));
  const voices = [writeVoice(folder, "vowel-a", 1), writeVoice(folder, "ddk-pa", 1)];
  await chooseFiles(page, [voices[0]!, fake, voices[1]!]);
  const refused = page.getByRole("row").filter({ hasText: "notes_vowel-e.wav" });
  expect(await refused.locator("code").textContent()).toMatch(/^file-(not-audio|corrupt)$/);
  expect((await refused.textContent())?.length).toBeGreaterThan(60);
  await page.getByRole("button", { name: "Take in 2 files and analyse" }).click();
  await page.getByRole("link", { name: "Sustained /a/" }).waitFor();
  await page.getByRole("link", { name: "Repeated /pa/" }).waitFor();
  await page.getByText("2 of 8 standard tasks").waitFor();
});

test("an import that is cancelled leaves nothing behind", async () => {
  const { page, folder } = station;
  const long = join(folder, "long_vowel-i.wav");
  const samples = Float32Array.from(
    { length: 44_100 * 90 },
    (_, k) => 0.3 * Math.sin((k * 2 * Math.PI) / 300),
  );
  writeFileSync(long, encodeWav({ samples, sampleRateHz: 44_100 }));
  await takeIn(page, [long]);
  await page.getByRole("button", { name: "Cancel long_vowel-i.wav" }).click();
  await page.getByText("cancelled, nothing stored").waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.reload();
  await logOnAtPage(page);
  await page.getByText("2 of 8 standard tasks").waitFor();
});

test("the recording is drawn, read out and played", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "Sustained /a/" }).click();
  const picture = page.locator(".viewer .picture");
  await picture.locator("canvas.spectrogram").waitFor();
  await expect.poll(() => page.getByRole("cell", { name: /pitch \(F0 mean\)/ }).count()).toBe(1);
  const box = (await picture.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.6);
  await expect
    .poll(() => page.locator(".read-out").textContent())
    .toMatch(/\d:\d\d\.\d\d\s+\d+ Hz\s+−?\d+ dB/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.getByText("0:00.20", { exact: true }).waitFor();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.6);
  await expect.poll(() => page.locator(".player-bar .time").textContent()).toMatch(/^0:0[2-4]/);
  await page.keyboard.press("Home");
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Play" }).waitFor();
  expect(await page.locator(".read-out").textContent()).not.toBe("");
});

test.skipIf(!existsSync(model))(
  "the model's answer carries its uncertainty, and its highlight is drawn",
  async () => {
    const { page } = station;
    const answer = page.locator(".prediction").first();
    expect(await answer.getByText("Most probable").or(answer.getByText("Not sure")).textContent()).toMatch(
      /\d %/,
    );
    await answer.getByText("measured error").waitFor();
    expect(await page.getByText("Research use only, not for diagnosis.").count()).toBeGreaterThan(1);
    const drawn = () => page.locator("canvas.highlight").count();
    expect(await drawn()).toBe(0);
    await page.keyboard.press("o");
    await expect.poll(drawn).toBe(1);
    await page.getByText("not a finding by itself").first().waitFor();
    await page.keyboard.press("o");
    await expect.poll(drawn).toBe(0);
    await page.keyboard.press("o");
  },
);

test.skipIf(!existsSync(model))("stopping what takes long is told to the program", async () => {
  const { page, sent } = station;
  const stopped = () => sent.filter((message) => isAbort(message)).length;
  const before = stopped();
  const noise = page.getByRole("button", { name: "How noise changes it" }).first();
  await startAndStop(noise);
  await expect.poll(stopped).toBe(before + 1);
  await noise.waitFor();
  await startAndStop(page.getByRole("button", { name: "Occlusion" }).first());
  await expect.poll(stopped).toBe(before + 2);
});

test("the report of the visit is written, previewed, and saved as PDF with what was written", async () => {
  const { page } = station;
  await page.getByRole("link", { name: /^Visit of/ }).click();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  const preview = page.getByRole("document", { name: "Preview" });
  await expect.poll(() => preview.locator("canvas").first().textContent()).toContain("Voice assessment");
  expect(await preview.locator("canvas").count()).toBeLessThanOrEqual(3);
  await page.getByLabel("Conclusion").fill("Speech is slower than in autumn.");
  await page.getByRole("link", { name: /^Visit of/ }).click();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  expect(await page.getByLabel("Conclusion").inputValue()).toBe("Speech is slower than in autumn.");
  await page.getByText("Draft saved").waitFor();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save PDF, not signed" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const pdf = await readFile(await download.path());
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.length).toBeGreaterThan(5000);
  const kept = page.getByRole("region", { name: "Signed and handed out" });
  await kept.getByText("Not signed").first().waitFor();
  await page.getByRole("link", { name: /^Visit of/ }).click();
});

test("the visit says what its models agree on, with the error of what was recorded", async () => {
  const { page } = station;
  const models = page.getByRole("region", { name: "Models", exact: true });
  const screen = models.locator("> details").filter({ hasText: "screening for ALS" }).first();
  expect(await screen.locator("summary").first().textContent()).toMatch(/0\.\d\d|the models disagree/);
  await screen.locator("summary").first().click();
  expect(await screen.textContent()).toMatch(/by \d of \d models.*AUC 0\.\d+ .*from "Sustained \/a\/" alone/);
  expect(await screen.locator(".result-details").count()).toBeGreaterThan(1);
  expect(await screen.locator(".result-details").first().textContent()).toMatch(/AUC 0\.\d+/);
});

test("all recordings of the visit are analysed again, one after the other", async () => {
  const { page, sent } = station;
  const asked = () => sent.filter((message) => message.includes("/recordings/analyse")).length;
  const before = asked();
  await page.getByRole("button", { name: "Analyse all again" }).click();
  await expect.poll(asked, { timeout: 120_000 }).toBe(before + 2);
  await page.getByRole("button", { name: "Analyse all again" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("the visit says what it finds: one measure a family, its norm, the profile; the vowels are charted", async () => {
  const { page } = station;
  const findings = page.getByRole("region", { name: "Findings" });
  const rate = findings.getByRole("row", { name: /syllable rate/ }).first();
  expect(await rate.textContent()).toMatch(/\d per s/);
  await rate.getByRole("button", { name: /^\+\d/ }).click();
  await findings
    .getByRole("row", { name: /length of syllables/ })
    .first()
    .waitFor();
  await rate.getByRole("button", { name: "syllable rate" }).click();
  await page.getByRole("dialog").getByText("Syllables per second").waitFor();
  await page.keyboard.press("Escape");
  const profile = page.getByRole("region", { name: "Profile" });
  await profile.getByText("not assessed").first().waitFor();
  await page.getByText("First visit with measures").waitFor();
  await page.getByRole("img", { name: /Vowel chart, F1 and F2 in Hz: \/a\/ \d+ and \d+\./ }).waitFor();
});

test("a take is left out with a reason, and the decision is taken back", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Choose takes" }).click();
  const drawer = page.getByRole("dialog", { name: "Choose takes" });
  const vowel = drawer.getByRole("region", { name: "Sustained /a/" }).locator(".take-choice").first();
  await vowel.getByRole("button", { name: "Leave it out" }).click();
  await vowel.getByLabel("Reason").fill("coughed");
  await vowel.getByRole("button", { name: "Leave it out" }).click();
  await vowel.getByText("“coughed”").waitFor();
  const recordings = page.getByRole("region", { name: "Takes" });
  await recordings.getByText("1 of 2 used").waitFor();
  await recordings.getByText("left out by hand").waitFor();
  await vowel.getByRole("button", { name: "Take back" }).click();
  await recordings.getByText("2 of 2 used").waitFor();
  await page.keyboard.press("Escape");
});

test("dropped files are taken anywhere in the visit", async () => {
  const { page, folder } = station;
  const wav = await readFile(writeVoice(folder, "vowel-o", 2));
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
    data.items.add(new File([content], "dropped_vowel-o.wav"));
    return data;
  }, wav.toString("base64"));
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await page.getByRole("button", { name: "Take in 1 file and analyse" }).click();
  await page.getByRole("link", { name: "Sustained /o/" }).waitFor();
});

test("removing a recording asks once, naming the patient", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "Sustained /o/" }).click();
  await page.getByRole("button", { name: "Remove" }).click();
  const question = page.getByRole("alertdialog");
  expect(await question.textContent()).toContain("Example, Ada, E2E-1");
  await question.getByRole("button", { name: "Remove" }).click();
  await page.getByText("2 of 8 standard tasks").waitFor();
});

test("a treatment is added, ended and removed", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "Example, Ada" }).first().click();
  await page.getByRole("button", { name: "Add treatment" }).click();
  const drawer = page.getByRole("dialog", { name: "Add treatment" });
  await drawer.getByRole("combobox").selectOption("PEG");
  await drawer.getByLabel("Start").fill("2026-01-12");
  await drawer.getByRole("button", { name: "Add treatment" }).click();
  const card = page.getByRole("region", { name: "Treatments" });
  await card.getByText("since 12 Jan 2026").waitFor();
  await page.locator(".treatment-lanes").getByText("gastrostomy (PEG) since 12 Jan 2026").waitFor();
  await card.getByRole("button", { name: "End today" }).click();
  await card.getByText("12 Jan 2026 to ").waitFor();
  await card.getByRole("button", { name: "gastrostomy (PEG)" }).click();
  await page.getByRole("button", { name: "Remove treatment" }).click();
  const question = page.getByRole("alertdialog");
  expect(await question.textContent()).toContain("gastrostomy (PEG) of Example, Ada, E2E-1");
  await question.getByRole("button", { name: "Remove" }).click();
  await card.getByText("None entered").waitFor();
});

test.skipIf(!existsSync(model))(
  "a wrong package is refused in words; a right one comes and goes",
  async () => {
    const { page, folder } = station;
    const wrong = join(folder, "notes.bulbar-model");
    writeFileSync(wrong, "not a package");
    await page.getByRole("link", { name: "Models" }).click();
    await page.getByLabel("Model package").setInputFiles([wrong]);
    const notice = page.getByRole("alert").filter({ hasText: "notes.bulbar-model" });
    expect(await notice.locator("code").textContent()).toBe("model-invalid");
    await page.getByLabel("Model package").setInputFiles([packModelAs(folder, "second-cnn")]);
    await page.getByText("was checked and installed").waitFor();
    await page.locator("tr", { hasText: "second-cnn" }).getByRole("button").click();
    await page.getByRole("button", { name: "Verify" }).click();
    await page.getByText("the answer to the self-test are right").waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("second-cnn").waitFor({ state: "detached" });
    await page.locator("tr", { hasText: "als-cnn" }).getByRole("button").click();
    await page.getByText("Came with the program, cannot be removed.").waitFor();
  },
);

test("the page complained of nothing and asked no other computer", () => {
  expect(station.complaints).toEqual([]);
});
