import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCli, temporaryFolder, writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { logOnAtPage } from "./log-on.fixture.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 });

let station: Workstation;
let page: Page;
let visits: string[] = [];

beforeAll(async () => {
  const folder = temporaryFolder();
  const data = ["--data", folder];
  const json = async (...args: string[]) => JSON.parse((await runCli(...args, ...data, "--json")).stdout);
  await json("patients", "add", "--code", "7001", "--sex", "male", "--onset", "2025-06-01");
  const recorded = [
    ["2026-01-12", [writeVoice(folder, "vowel-a", 1), writeVoice(folder, "ddk-pa", 1)]],
    [
      "2026-04-13",
      [writeVoice(folder, "vowel-a", 2), writeVoice(folder, "ddk-pa", 2), writeVoice(folder, "ddk-pa", 3)],
    ],
  ] as const;
  for (const [date, files] of recorded) {
    const { id } = await json(
      "visits",
      "add",
      "--patient",
      "7001",
      "--date",
      date,
      "--microphone",
      "headset",
    );
    const imported = await runCli("visits", "import", "--visit", id, ...files, ...data, "--device", "cpu");
    expect(imported.exitCode).toBe(0);
    visits = [...visits, id];
  }
  station = await openWorkstation({ folder });
  page = station.page;
});
afterAll(() => station?.close());

const open = (path: string) => page.evaluate((to) => location.assign(`#${to}`), path);
const place = () => page.evaluate(() => location.hash);
const pictures = () => page.locator(".compared-pane canvas.spectrogram");
const heading = (name: string) => page.getByRole("heading", { name, level: 1 }).waitFor();

/** Texts of the axes of time, frequency and level in either picture; the waveform's own scale is left out. */
async function axisLabels(): Promise<string[][]> {
  const labels = await page
    .locator(".compared-pane .picture-layers > svg")
    .evaluateAll((all) =>
      all.map((one) => [...one.querySelectorAll("text")].map(({ textContent }) => textContent ?? "")),
    );
  return labels.map((texts) => texts.filter((text) => !/^−?0\.\d$/.test(text)));
}

/** The two sounds: which plays, where each stands, how loud each is. */
const sounds = () =>
  page.locator("audio").evaluateAll((all) =>
    all.map((one) => {
      const { paused, currentTime, volume } = one as HTMLAudioElement;
      return { paused, currentTime, volume };
    }),
  );

test("one key leads from the visit to the prior one, at the same task, and Back leads back in one step", async () => {
  await open(`/visits/${visits[1]}`);
  await page.locator("table.findings tbody tr").first().waitFor();
  await page.getByText("Incomplete data. Missing: Respiration (longest /a/)").waitFor();
  await page.locator(".hand-off", { hasText: "to review" }).waitFor();
  await page.keyboard.press("p");
  await pictures().nth(1).waitFor();
  await heading("Compare");
  expect(await page.locator(".compared-pane h2").allTextContents()).toEqual(["12 Jan 2026", "13 Apr 2026"]);
  await page.keyboard.press("]");
  await vi.waitFor(async () => expect(await place()).toContain("vowel-a"), 30_000);
  await page.goBack();
  await expect.poll(place).toBe(`#/visits/${visits[1]}`);
});

test("from a finding it is the finding's own task", async () => {
  await page.locator("table.findings tr[data-task=vowel-a] .as-link").first().focus();
  await page.keyboard.press("p");
  await pictures().nth(1).waitFor();
  await expect.poll(() => page.getByLabel("Task").inputValue()).toBe("vowel-a");
});

test("both pictures have the same axes", async () => {
  await open(`/compare/prior/${visits[1]}/ddk-pa`);
  await page.getByLabel("Take of B").getByText("take 2 of 2").waitFor({ state: "attached" });
  await pictures().nth(1).waitFor();
  await vi.waitFor(async () => {
    const [a = [], b = []] = await axisLabels();
    expect(a.length).toBeGreaterThan(10);
    expect(a).toEqual(b);
  }, 30_000);
  await shot(page, "compare");
});

test("the two takes are switched at the same place and as loud", async () => {
  await page.getByRole("button", { name: "Play A then B", disabled: false }).waitFor();
  await page.keyboard.press(" ");
  await vi.waitFor(async () => expect((await sounds())[0]!.currentTime).toBeGreaterThan(0.3), 30_000);
  await page.keyboard.press("x");
  await page.getByText("B is heard").waitFor();
  const [a, b] = await sounds();
  expect([a!.paused, b!.paused]).toEqual([true, false]);
  expect(Math.abs(b!.currentTime - a!.currentTime)).toBeLessThan(1.5);
  expect(Math.max(a!.volume, b!.volume)).toBe(1);
  await page.keyboard.press(" ");
  await vi.waitFor(async () => expect((await sounds()).every(({ paused }) => paused)).toBe(true), 30_000);
});

test("the differences are those of the visit's finding, with the error that judged; another take changes them", async () => {
  const row = page.locator("table.differences tr", { hasText: "syllable rate" }).first();
  await page.getByText("values of the visits").waitFor();
  const ofVisits = await row.textContent();
  expect(ofVisits).toMatch(/per s.*per s.*per s/);
  await page.getByLabel("Take of B").selectOption({ label: "take 2 of 2" });
  await page.getByText("values of the takes shown").waitFor();
  expect(await row.textContent()).not.toBe(ofVisits); // the label comes with the values
});

test("a first visit says that there is none before", async () => {
  await open(`/compare/prior/${visits[0]}`);
  await heading("No visit before");
  await open(`/visits/${visits[0]}`);
  await page.getByRole("button", { name: "Compare with prior", disabled: true }).waitFor();
});

test("a point of the course is reached by key, plays beside the baseline, and leads to its visit", async () => {
  await page.getByRole("link", { name: "7001" }).click();
  const chart = page.locator(".trend-panel", { hasText: "syllable rate" });
  await chart.locator(".points g").last().focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await drawer.getByText("baseline, 12 Jan 2026").waitFor();
  await vi.waitFor(async () => expect((await sounds())[0]!.paused).toBe(false), 30_000);
  await drawer.getByRole("link", { name: "Open the visit" }).click();
  await expect.poll(place).toBe(`#/visits/${visits[1]}`);
});

test("the clinic's set of charts is saved for the site", async () => {
  await page.getByRole("link", { name: "7001" }).click();
  const charts = page.locator(".trend-panel .title strong");
  await charts.first().waitFor();
  const before = await charts.allTextContents();
  await page.getByRole("button", { name: "Edit set" }).click();
  const drawer = page.getByRole("dialog");
  await drawer
    .getByRole("button", { name: /^Remove/ })
    .first()
    .click();
  await drawer.getByRole("button", { name: "Save for the clinic" }).click();
  await vi.waitFor(async () => expect(await charts.allTextContents()).toEqual(before.slice(1)), 30_000);
  await page.reload();
  await logOnAtPage(page);
  await expect.poll(() => charts.allTextContents()).toEqual(before.slice(1));
});

test("axe finds nothing serious on these pages, in both themes and languages", async () => {
  const pages = [`/compare/prior/${visits[1]}/ddk-pa`, `/visits/${visits[1]}`];
  for (const language of ["en", "de"]) {
    await page.evaluate((chosen) => localStorage.setItem("bulbar:language", chosen), language);
    await page.reload();
    await logOnAtPage(page);
    for (const path of pages) {
      await open(path);
      await page.locator(path.startsWith("/compare") ? "table.differences" : "table.findings").waitFor();
      for (const theme of ["light", "dark"]) {
        await page.evaluate((chosen) => {
          document.documentElement.dataset.theme = chosen;
        }, theme);
        await shot(page, `${path.split("/")[1]}-${language}-${theme}`);
        expect(await seriousFindings(), `${path} ${language} ${theme}`).toEqual([]);
      }
    }
  }
});

async function seriousFindings(): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}

test("the pages complained of nothing and asked no other computer", () => {
  expect(station.complaints).toEqual([]);
});
